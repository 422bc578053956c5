import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { OpenMenu, Store } from '../store.js';
import { ChannelType, CommandKind, type Message, type User } from '../types.js';
import { isEphemeral } from './message.js';

interface Item {
	label: string;
	run: () => void;
	danger?: boolean;
}

/** Space kept between a menu and the window's edge, in pixels. */
const EDGE = 8;

function messageItems(message: Message, store: Store): Item[] {
	const channel = store.channel(message.channel_id);
	const mine = message.author.id === store.state?.me.id;
	if (isEphemeral(message)) {
		return [{ label: 'Dismiss Message', run: () => void store.act({ do: 'delete', channel: message.channel_id, message: message.id }) }];
	}
	const items: Item[] = [];
	if (channel?.can_send) items.push({ label: 'Reply', run: () => store.startReply(message) });
	if (mine) items.push({ label: 'Edit Message', run: () => store.startEdit(message) });
	items.push({ label: 'Forward', run: () => store.show({ kind: 'forward', message }) });
	if (channel?.type === ChannelType.text && channel.can_send && !message.thread) {
		items.push({ label: 'Create Thread', run: () => store.show({ kind: 'thread', message }) });
	}
	if (message.content) items.push({ label: 'Copy Text', run: () => void copy(message.content, store) });
	items.push({ label: 'Copy Message Link', run: () => void copy(linkTo(message, store), store) });
	if (mine || channel?.can_manage_messages) {
		items.push({ label: 'Delete Message', danger: true, run: () => store.show({ kind: 'delete', message }) });
	}
	return items;
}

function linkTo(message: Message, store: Store): string {
	const dm = store.channel(message.channel_id)?.type === ChannelType.dm;
	return `https://discord.com/channels/${dm ? '@me' : store.state?.guild.id}/${message.channel_id}/${message.id}`;
}

async function copy(text: string, store: Store): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
		store.toast('Copied.', 'info');
	} catch {
		store.toast('The browser did not allow copying. Mark the text and press Ctrl+C.');
	}
}

function appItems(kind: number, target: string, message: string | null, store: Store): Item[] {
	return (store.state?.commands ?? [])
		.filter((command) => (command.type ?? CommandKind.chat) === kind)
		.map((command) => ({
			label: command.name,
			run: () => void store.interact({ do: 'menu', channel: store.at, name: command.name, target }, message, null)
		}));
}

function drawItem(item: Item, store: Store): TemplateResult {
	const run = (): void => {
		store.openMenu(null);
		item.run();
	};
	return html`<button role="menuitem" tabindex="-1" class=${item.danger ? 'danger' : ''} @click=${run}>${item.label}</button>`;
}

function onKey(event: KeyboardEvent, store: Store): void {
	const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=menuitem]')];
	const at = items.indexOf(document.activeElement as HTMLElement);
	const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
	if (event.key in moves) {
		event.preventDefault();
		items.at(moves[event.key]! % items.length)?.focus();
	} else if (event.key === 'Escape' || event.key === 'Tab') {
		event.preventDefault();
		store.openMenu(null);
	}
}

const placed = new WeakMap<Element, OpenMenu>();

/** Keeps the menu inside the window and gives it the keyboard, once per opening. */
function place(element: Element | undefined, menu: OpenMenu): void {
	if (!element || placed.get(element) === menu) return;
	placed.set(element, menu);
	queueMicrotask(() => settle(element as HTMLElement, menu)); // when it is in the document and has a size
}

function settle(box: HTMLElement, menu: OpenMenu): void {
	box.style.left = `${Math.max(EDGE, Math.min(menu.x, innerWidth - box.offsetWidth - EDGE))}px`;
	box.style.top = `${Math.max(EDGE, Math.min(menu.y, innerHeight - box.offsetHeight - EDGE))}px`;
	box.querySelector<HTMLElement>('[role=menuitem]')?.focus();
}

export function drawMenu(store: Store): TemplateResult | typeof nothing {
	const menu = store.menu;
	if (!menu) return nothing;
	const user: User | null = menu.user;
	const own = menu.message ? messageItems(menu.message, store) : [];
	const apps = menu.message
		? isEphemeral(menu.message)
			? []
			: appItems(CommandKind.message, menu.message.id, menu.message.id, store)
		: appItems(CommandKind.user, user?.id ?? '', null, store);
	const label = menu.message ? 'Message' : store.nameOf(user?.id ?? '');
	return html`<div class="veil" @mousedown=${() => store.openMenu(null)} @contextmenu=${(event: Event) => event.preventDefault()}></div>
		<div
			class="menu"
			role="menu"
			aria-label=${label}
			@keydown=${(event: KeyboardEvent) => onKey(event, store)}
			${ref((element) => place(element, menu))}
		>
			${user ? html`<p class="menu-title">${label}</p>` : nothing} ${own.map((item) => drawItem(item, store))}
			${apps.length
				? html`<p class="menu-title">Apps</p>
						${apps.map((item) => drawItem(item, store))}`
				: nothing}
			${!own.length && !apps.length ? html`<p class="menu-title">Nothing to do here</p>` : nothing}
		</div>`;
}
