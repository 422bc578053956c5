import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { avatar } from '../avatar.js';
import type { Store } from '../store.js';
import { plainText } from '../text/markdown.js';
import { markdown } from '../text/render.js';
import { messageTime } from '../time.js';
import { MessageFlag, MessageType, REFERENCE_FORWARD, type Message, type Snapshot } from '../types.js';
import { drawAttachments } from './attachments.js';
import { drawComponents } from './components.js';
import { drawEditor } from './editor.js';
import { drawEmbed } from './embed.js';
import { drawPoll } from './poll.js';

/** Discord shows the author once for messages within seven minutes. */
const GROUP_MS = 7 * 60_000;
const PREVIEW_LENGTH = 120;

function has(message: { flags?: number }, flag: number): boolean {
	return ((message.flags ?? 0) & flag) !== 0;
}

export function isEphemeral(message: Message): boolean {
	return has(message, MessageFlag.ephemeral);
}

function isCommandAnswer(message: Message): boolean {
	return message.type === MessageType.chatCommand || message.type === MessageType.menuCommand;
}

/** Whether a message stands below the one before it without its author's name. */
export function isGrouped(message: Message, before: Message | undefined): boolean {
	return (
		before !== undefined &&
		message.type === MessageType.default &&
		(before.type === MessageType.default || before.type === MessageType.reply) &&
		before.author.id === message.author.id &&
		!isEphemeral(message) &&
		!isEphemeral(before) &&
		Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUP_MS
	);
}

function preview(message: Message): string {
	if (message.content) return plainText(message.content).replace(/\s+/g, ' ').slice(0, PREVIEW_LENGTH);
	if (message.embeds.length) return plainText(message.embeds[0]!.title ?? message.embeds[0]!.description ?? 'An embed').slice(0, PREVIEW_LENGTH);
	if (message.poll) return `Poll: ${message.poll.question.text}`;
	return message.attachments.length ? 'Click to see attachment' : 'Message';
}

/** The component draws names without a colour in white; on a light page they need a dark one. */
function nameColour(user: string, store: Store): string | undefined {
	const light = matchMedia('(prefers-color-scheme: light)').matches;
	return store.person(user)?.color ?? (light ? '#060607' : undefined);
}

function replyLine(message: Message, store: Store): TemplateResult | typeof nothing {
	if (message.type !== MessageType.reply || message.message_reference?.type === REFERENCE_FORWARD) return nothing;
	const to = message.referenced_message;
	if (!to) return html`<discord-reply slot="reply" deleted></discord-reply>`;
	const open = (): void => store.open(to.channel_id, true, to.id);
	return html`<discord-reply
		slot="reply"
		role="button"
		tabindex="0"
		aria-label="Reply to ${store.nameOf(to.author.id, to.author)}: ${preview(to)}"
		author=${store.nameOf(to.author.id, to.author)}
		avatar=${avatar(to.author)}
		?bot=${to.author.bot ?? false}
		role-color=${ifDefined(nameColour(to.author.id, store))}
		?edited=${to.edited_timestamp !== null}
		?attachment=${to.attachments.length > 0}
		@click=${open}
		@keydown=${(event: KeyboardEvent) => event.key === 'Enter' && open()}
		>${preview(to)}</discord-reply
	>`;
}

function commandLine(message: Message, store: Store): TemplateResult | typeof nothing {
	const by = message.interaction_metadata?.user ?? message.interaction?.user;
	if (!isCommandAnswer(message) || !by) return nothing;
	const menu = message.type === MessageType.menuCommand;
	const name = message.interaction?.name ?? store.commandNames.get(message.interaction_metadata?.id ?? '');
	return html`<discord-command
		slot="reply"
		author=${store.nameOf(by.id, by)}
		avatar=${avatar(by)}
		role-color=${ifDefined(nameColour(by.id, store))}
		type="slash_command"
		command=${name ?? (menu ? 'a message command' : 'a command')}
	></discord-command>`;
}

function forwarded(snapshot: Snapshot, message: Message, store: Store): TemplateResult {
	const { content, embeds, attachments, timestamp } = snapshot.message;
	const from = message.message_reference?.channel_id;
	const origin = from ? store.channel(from) : undefined;
	return html`<div class="forward">
		<p class="hint">↱ <em>Forwarded</em></p>
		${content ? markdown(content, store) : nothing} ${attachments.length ? drawAttachments(attachments, store) : nothing}
		${embeds.map((embed) => drawEmbed(embed, store))}
		<p class="hint">
			${origin
				? html`<button class="link" @click=${() => store.open(origin.id, true, message.message_reference?.message_id ?? null)}># ${origin.name}</button> · `
				: nothing}${messageTime(timestamp)}
		</p>
	</div>`;
}

function body(message: Message, store: Store): unknown {
	if (has(message, MessageFlag.loading)) {
		return html`<span class="thinking" role="status"
			><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${store.nameOf(message.author.id, message.author)} is thinking…</span
		>`;
	}
	if (store.editing === message.id) return drawEditor(message, store);
	return [
		message.content ? markdown(message.content, store) : nothing,
		(message.message_snapshots ?? []).map((snapshot) => forwarded(snapshot, message, store)),
		(message.sticker_items ?? []).map((sticker) => html`<span class="sticker">Sticker: ${sticker.name}</span>`)
	];
}

function threadLink(message: Message, store: Store): TemplateResult | typeof nothing {
	const thread = message.thread && (store.channel(message.thread.id) ?? message.thread);
	if (!thread) return nothing;
	return html`<button slot="thread" class="thread-link" @click=${() => store.open(thread.id)}>╰ ${thread.name} <span>See thread ›</span></button>`;
}

function reactions(message: Message, store: Store): TemplateResult | typeof nothing {
	if (!message.reactions?.length) return nothing;
	const react = (emoji: string): void => {
		void store.act({ do: 'react', channel: message.channel_id, message: message.id, emoji });
	};
	return html`<div slot="reactions" class="reactions">
		${message.reactions.map(
			(one) =>
				html`<button aria-pressed=${one.me} aria-label="${one.emoji.name ?? ''}, ${one.count}" @click=${() => react(one.emoji.name ?? '')}>
					${one.emoji.name} ${one.count}
				</button>`
		)}
	</div>`;
}

function systemLine(message: Message, store: Store): TemplateResult | null {
	const name = html`<strong>${store.nameOf(message.author.id, message.author)}</strong>`;
	const line = (type: string, text: unknown): TemplateResult =>
		html`<discord-system-message type=${type} .timestamp=${messageTime(message.timestamp)}>${text}</discord-system-message>`;
	switch (message.type) {
		case MessageType.pin:
			return line('pin', html`${name} pinned a message to this channel.`);
		case MessageType.join:
			return line('join', html`${name} joined the server.`);
		case MessageType.threadCreated: {
			const thread = message.message_reference?.channel_id;
			return line(
				'thread',
				html`${name} started a thread:
				${thread ? html`<button class="link" @click=${() => store.open(thread)}>${message.content}</button>` : message.content}`
			);
		}
		default:
			return null;
	}
}

function tools(message: Message, store: Store): TemplateResult {
	const mine = message.author.id === store.state?.me.id;
	const more = (event: Event): void => {
		const opener = event.currentTarget as HTMLElement;
		const box = opener.getBoundingClientRect();
		store.openMenu({ x: box.right, y: box.bottom, message, user: null, opener });
	};
	const canReply = store.current?.can_send && !isEphemeral(message);
	return html`<div class="tools" role="toolbar" aria-label="Message actions">
		${canReply ? html`<button title="Reply" aria-label="Reply" @click=${() => store.startReply(message)}>↩</button>` : nothing}
		${mine ? html`<button title="Edit" aria-label="Edit" @click=${() => store.startEdit(message)}>✎</button>` : nothing}
		<button title="More" aria-label="More actions" aria-haspopup="menu" @click=${more}>⋯</button>
	</div>`;
}

function content(message: Message, grouped: boolean, store: Store): TemplateResult {
	const system = systemLine(message, store);
	if (system) return system;
	const dismiss = (): void => {
		void store.act({ do: 'delete', channel: message.channel_id, message: message.id });
	};
	return html`<discord-message
		author=${store.nameOf(message.author.id, message.author)}
		avatar=${avatar(message.author)}
		.timestamp=${messageTime(message.timestamp)}
		role-color=${ifDefined(store.person(message.author.id)?.color ?? undefined)}
		?bot=${(message.author.bot ?? false) || message.webhook_id !== undefined}
		?edited=${message.edited_timestamp !== null && message.content !== '' && !has(message, MessageFlag.loading)}
		?ephemeral=${isEphemeral(message)}
		?message-body-only=${grouped}
		.dismissMessageClicked=${dismiss}
	>
		${replyLine(message, store)}${commandLine(message, store)}${body(message, store)}
		${message.attachments.length ? drawAttachments(message.attachments, store) : nothing}
		${message.poll ? drawPoll(message, message.poll, store) : nothing} ${message.embeds.map((embed) => drawEmbed(embed, store))}
		${drawComponents(message, store)} ${reactions(message, store)} ${threadLink(message, store)}
	</discord-message>`;
}

export function drawMessage(message: Message, before: Message | undefined, last: boolean, store: Store): TemplateResult {
	const me = store.state?.me.id ?? '';
	const mentioned = message.author.id !== me && (message.mention_everyone || message.mentions?.some((user) => user.id === me));
	const name = store.nameOf(message.author.id, message.author);
	const classes = ['msg', mentioned ? 'mentioned' : '', store.highlighted === message.id ? 'highlighted' : '', store.replyTo?.id === message.id ? 'answering' : ''];
	const menu = (event: MouseEvent): void => {
		if ((event.composedPath()[0] as HTMLElement).closest?.('a, textarea, input')) return; // the browser's own menu is of use there
		event.preventDefault();
		const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
		const byKey = event.clientX === 0 && event.clientY === 0;
		const [x, y] = byKey ? [box.left + 60, box.top + 20] : [event.clientX, event.clientY];
		store.openMenu({ x, y, message, user: null, opener: event.currentTarget as HTMLElement });
	};
	return html`<div
		class=${classes.join(' ')}
		id="m-${message.id}"
		data-message-id=${message.id}
		role="article"
		tabindex=${last ? 0 : -1}
		aria-label="${name}, ${messageTime(message.timestamp)}: ${preview(message)}"
		@contextmenu=${menu}
	>
		${content(message, isGrouped(message, before), store)} ${tools(message, store)}
	</div>`;
}
