import { act, Events, loadState, Refused, type PageEvent } from './api.js';
import { reduce } from './events.js';
import { snowflakeAt } from './time.js';
import { ChannelType, type Channel, type Message, type Modal, type PageState, type Person, type User } from './types.js';

export interface Toast {
	id: number;
	text: string;
	kind: 'error' | 'info';
}

/** An interaction that waits for the bot's first answer. */
export interface Waiting {
	message: string | null;
	customId: string | null;
}

export interface Failure {
	id: string;
	channel: string;
	message: string | null;
	text: string;
}

export type Dialog =
	| { kind: 'forward'; message: Message }
	| { kind: 'delete'; message: Message }
	| { kind: 'poll' }
	| { kind: 'thread'; message: Message | null }
	| { kind: 'attachment'; src: string; alt: string };

export interface OpenMenu {
	x: number;
	y: number;
	message: Message | null;
	user: User | null;
	opener: HTMLElement | null;
}

export const FIRST_CHANNEL = 'politics';
const TOAST_MS = 8000;
const TYPING_MS = 9000;
const READ_KEY = 'evenhand.read';
const OPENED_AT = snowflakeAt(Date.now() - 2000);

/** What the address says: `#person/channel-name`, each part percent-encoded; empty where it says nothing. */
export function placeInHash(): { as: string; wanted: string } {
	try {
		const [as = '', wanted = ''] = location.hash.slice(1).split('/').map(decodeURIComponent);
		return { as, wanted };
	} catch {
		return { as: '', wanted: '' }; // a mistyped address: begin as if there were none
	}
}

/** All that the page knows, and everything it can do. Views read it and are drawn again after each change. */
export class Store {
	state: PageState | null = null;
	as = 'ada';
	at: string | null = null;
	wanted = '';
	connection: 'opening' | 'open' | 'lost' = 'opening';
	waiting = new Map<string, Waiting>();
	failures: Failure[] = [];
	/** Names of the commands used while the page was open, by interaction: the answers do not always carry them. */
	readonly commandNames = new Map<string, string>();
	toasts: Toast[] = [];
	typing = new Map<string, { channel: string; until: number }>();
	script: { line: number; of: number; text: string; done: boolean } | null = null;
	replyTo: Message | null = null;
	editing: string | null = null;
	menu: OpenMenu | null = null;
	dialog: Dialog | null = null;
	modal: Modal | null = null;
	sidebarOpen = false;
	highlighted: string | null = null;
	/** Set when something of one's own arrived: the list goes to its end once. */
	toEnd = false;
	private read: Record<string, Record<string, string>> = {};
	private events: Events | null = null;
	private scheduled = false;
	private listeners: (() => void)[] = [];
	private toastCount = 0;

	constructor() {
		try {
			this.read = JSON.parse(sessionStorage.getItem(READ_KEY) ?? '{}') as Store['read'];
		} catch {
			this.read = {};
		}
	}

	/** Calls `listener` once after each run of changes. */
	onChange(listener: () => void): void {
		this.listeners.push(listener);
	}

	changed(): void {
		if (this.scheduled) return;
		this.scheduled = true;
		queueMicrotask(() => {
			this.scheduled = false;
			for (const listener of this.listeners) listener();
		});
	}

	// ---- who, where -------------------------------------------------------------------------------------------------

	/** Follows the address where somebody typed another one. */
	fromHash(): void {
		const { as, wanted } = placeInHash();
		if (as && as !== this.as) {
			if (wanted) this.at = null;
			this.become(as, wanted);
		} else if (wanted && wanted !== this.wanted) {
			this.wanted = wanted;
			const found = this.state?.channels.find((channel) => this.hashName(channel) === wanted);
			if (found && found.id !== this.at) this.open(found.id);
		}
	}

	become(as: string, wanted = this.wanted): void {
		this.events?.close();
		this.as = as;
		this.wanted = wanted;
		this.state = null;
		this.modal = this.menu = this.dialog = this.replyTo = null;
		this.editing = null;
		this.waiting.clear();
		this.failures = [];
		this.typing.clear();
		this.connection = 'opening';
		this.events = new Events(as, (event) => void this.receive(event), () => this.lost());
		this.changed();
	}

	retry(): void {
		this.events?.retry();
	}

	private lost(): void {
		this.connection = 'lost';
		this.changed();
	}

	private async receive(event: PageEvent): Promise<void> {
		if (event.t === 'READY') return this.load();
		reduce(this, event);
		this.changed();
	}

	/** Fetches everything anew. */
	async load(): Promise<void> {
		const as = this.as;
		try {
			const state = await loadState(as);
			if (as !== this.as) return;
			this.state = state;
			this.modal = state.modal;
			this.waiting.clear();
			this.connection = 'open';
			this.open(this.landing(state), false);
		} catch (error) {
			this.fail(error);
		}
		this.changed();
	}

	/** Where to be after loading: where one was, what the address names, or the first channel. */
	private landing(state: PageState): string {
		const named = (name: string): Channel | undefined => state.channels.find((channel) => this.hashName(channel) === name);
		const found = this.channel(this.at ?? '') ?? named(this.wanted);
		if (found || this.wanted === 'dm') return found?.id ?? '';
		return (named(FIRST_CHANNEL) ?? state.channels[0])?.id ?? '';
	}

	/** Shows a channel, and a message in it where one is named. */
	open(channel: string, closeSidebar = true, message: string | null = null): void {
		if (channel !== this.at) {
			this.replyTo = null;
			this.editing = null;
			this.menu = null;
		}
		this.at = channel;
		if (closeSidebar) this.sidebarOpen = false;
		this.highlighted = message;
		const found = this.channel(channel);
		if (found) {
			this.wanted = this.hashName(found);
			history.replaceState(null, '', `#${encodeURIComponent(this.as)}/${encodeURIComponent(this.wanted)}`);
		}
		this.markRead();
		this.changed();
	}

	/** The bot's direct messages; before the first one there is no channel yet, only a place to write. */
	openDm(): void {
		const dm = this.state?.channels.find((channel) => channel.type === ChannelType.dm);
		this.wanted = 'dm';
		this.open(dm?.id ?? '');
	}

	draftDm(): Channel | undefined {
		return this.wanted === 'dm' && this.state ? { id: '', type: ChannelType.dm, name: 'dm', can_send: true, can_manage_messages: false } : undefined;
	}

	private hashName(channel: Channel): string {
		return channel.type === ChannelType.dm ? 'dm' : (channel.name ?? channel.id);
	}

	/** Where a `…/channels/<guild>/<channel>/<message>` link leads, if it leads into this server. */
	jumpTarget(url: string): { channel: string; message: string | null } | null {
		const match = /^https?:\/\/[^/]+\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/.exec(url);
		if (!match || (match[1] !== '@me' && match[1] !== this.state?.guild.id)) return null;
		return { channel: match[2]!, message: match[3] ?? null };
	}

	jump(url: string): boolean {
		const target = this.jumpTarget(url);
		if (!target) return false;
		if (!this.channel(target.channel)) this.toast('You cannot see that channel as this person. Switch to someone who may.');
		else if (target.message && !this.messages(target.channel).some((one) => one.id === target.message)) {
			this.open(target.channel);
			this.toast('That message is gone, or older than what the page keeps.', 'info');
		} else this.open(target.channel, true, target.message);
		return true;
	}

	// ---- lookups ----------------------------------------------------------------------------------------------------

	get me(): Person | undefined {
		return this.state?.people.find((person) => person.user.id === this.state?.me.id);
	}

	channel(id: string): Channel | undefined {
		return this.state?.channels.find((channel) => channel.id === id);
	}

	get current(): Channel | undefined {
		return this.channel(this.at ?? '');
	}

	messages(channel: string): Message[] {
		return this.state?.messages[channel] ?? [];
	}

	person(id: string): Person | undefined {
		return this.state?.people.find((person) => person.user.id === id);
	}

	/** Somebody who cannot be played here, but wrote something that this person sees. */
	private writer(id: string): User | undefined {
		return Object.values(this.state?.messages ?? {}).flat().find((message) => message.author.id === id)?.author;
	}

	nameOf(id: string, fallback?: User): string {
		const person = this.person(id);
		const user = person?.user ?? fallback ?? this.writer(id);
		return person?.member?.nick || user?.global_name || user?.username || 'unknown user';
	}

	// ---- unread marks: per person, kept for the browser tab ---------------------------------------------------------

	markRead(): void {
		if (!this.at || document.hidden) return;
		const last = this.messages(this.at).at(-1);
		if (!last) return;
		(this.read[this.as] ??= {})[this.at] = last.id;
		try {
			sessionStorage.setItem(READ_KEY, JSON.stringify(this.read));
		} catch {
			// A browser that keeps nothing loses only the unread marks.
		}
	}

	unread(channel: string): number {
		if (channel === this.at) return 0;
		const seen = this.read[this.as]?.[channel];
		const since = seen ? BigInt(seen) : OPENED_AT;
		return this.messages(channel).filter((one) => BigInt(one.id) > since && one.author.id !== this.state?.me.id).length;
	}

	// ---- doing ------------------------------------------------------------------------------------------------------

	/** Does one thing; a refusal becomes a toast and null. */
	async act(what: Record<string, unknown>): Promise<Record<string, unknown> | null> {
		try {
			return await act(this.as, what);
		} catch (error) {
			this.fail(error);
			return null;
		}
	}

	/** An interaction: waits (shown on `message`) until the bot's first answer or the stand-in's three seconds. */
	async interact(what: Record<string, unknown>, message: string | null, customId: string | null): Promise<boolean> {
		this.failures = this.failures.filter((failure) => failure.message !== message || message === null);
		const answer = await this.act(what);
		if (answer?.interaction) {
			if (what.name) this.commandNames.set(String(answer.interaction), String(what.name));
			this.wait(String(answer.interaction), message, customId);
		}
		this.changed();
		return answer !== null;
	}

	private answered = new Set<string>();

	/** The socket may tell the outcome before the POST returns: what is settled stays settled. */
	wait(id: string, message: string | null, customId: string | null): void {
		if (!this.answered.has(id)) this.waiting.set(id, { message, customId });
	}

	settle(id: string): void {
		this.answered.add(id);
		this.waiting.delete(id);
	}

	isWaiting(message: string): Waiting | undefined {
		return [...this.waiting.values()].find((one) => one.message === message);
	}

	fail(error: unknown): void {
		if (!(error instanceof Refused)) console.error(error);
		this.toast(error instanceof Refused ? error.message : 'The page made a mistake; reload it. The console has the details.');
	}

	toast(text: string, kind: Toast['kind'] = 'error'): void {
		const id = ++this.toastCount;
		this.toasts = [...this.toasts.slice(-3), { id, text, kind }];
		window.setTimeout(() => this.dropToast(id), TOAST_MS);
		this.changed();
	}

	dropToast(id: number): void {
		this.toasts = this.toasts.filter((toast) => toast.id !== id);
		this.changed();
	}

	startedTyping(user: string, channel: string): void {
		this.typing.set(user, { channel, until: Date.now() + TYPING_MS });
		window.setTimeout(() => this.changed(), TYPING_MS + 50);
	}

	typists(): string[] {
		const now = Date.now();
		return [...this.typing].filter(([, one]) => one.channel === this.at && one.until > now).map(([user]) => this.nameOf(user));
	}

	startEdit(message: Message | null): void {
		this.editing = message?.id ?? null;
		this.menu = null;
		this.changed();
	}

	startReply(message: Message | null): void {
		this.replyTo = message;
		this.menu = null;
		this.changed();
	}

	show(dialog: Dialog | null): void {
		this.dialog = dialog;
		this.menu = null;
		this.changed();
	}

	openMenu(menu: OpenMenu | null): void {
		const opener = this.menu?.opener;
		this.menu = menu;
		if (!menu) opener?.focus();
		this.changed();
	}
}
