import type { PageState } from './types.js';

/** What the stand-in refused, with a sentence that can be shown as it is. */
export class Refused extends Error {}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
	let body: Record<string, unknown> = {};
	try {
		body = (await response.json()) as Record<string, unknown>;
	} catch {
		throw new Refused(`The sandbox gave an answer that can't be read (HTTP ${response.status}). Look at its terminal for the reason.`);
	}
	if (!response.ok) throw new Refused(typeof body.error === 'string' ? body.error : `The sandbox refused this (HTTP ${response.status}).`);
	return body;
}

async function ask(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
	let response: Response;
	try {
		response = await fetch(path, init);
	} catch {
		throw new Refused('The sandbox does not answer. Is it still running in its terminal?');
	}
	return answerOf(response);
}

/** Everything that the chosen person sees. */
export async function loadState(as: string): Promise<PageState> {
	return (await ask(`/page/state?as=${encodeURIComponent(as)}`)) as unknown as PageState;
}

/** Does one thing as the chosen person; throws `Refused` with a plain sentence. */
export async function act(as: string, what: Record<string, unknown>): Promise<Record<string, unknown>> {
	return ask(`/page/act?as=${encodeURIComponent(as)}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(what)
	});
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

export interface PageEvent {
	t: string;
	d: Record<string, unknown>;
}

/** The event stream of one person: reconnects by itself, each wait twice the last one up to five seconds. */
export class Events {
	private socket: WebSocket | null = null;
	private timer = 0;
	private wait = FIRST_WAIT_MS;
	private closed = false;

	constructor(
		private readonly as: string,
		private readonly onEvent: (event: PageEvent) => void,
		private readonly onLost: () => void
	) {
		this.open();
	}

	/** Tries again at once. */
	retry(): void {
		if (this.closed || this.socket) return;
		clearTimeout(this.timer);
		this.open();
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
		this.socket?.close();
	}

	private open(): void {
		const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
		const socket = new WebSocket(`${scheme}://${location.host}/page/ws?as=${encodeURIComponent(this.as)}`);
		this.socket = socket;
		socket.onmessage = (message) => {
			if (this.closed) return;
			this.wait = FIRST_WAIT_MS;
			this.onEvent(JSON.parse(String(message.data)) as PageEvent);
		};
		socket.onclose = () => {
			this.socket = null;
			if (this.closed) return;
			this.onLost();
			this.timer = window.setTimeout(() => this.open(), this.wait);
			this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
		};
	}
}
