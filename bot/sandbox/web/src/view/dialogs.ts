import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Dialog, Store } from '../store.js';
import { ChannelType, type Message } from '../types.js';

/** https://discord.com/developers/docs/resources/poll: question 300, answers 10 of 55 characters. */
const LONGEST_QUESTION = 300;
const LONGEST_ANSWER = 55;
const MOST_ANSWERS = 10;
const ANSWERS_SHOWN = 4;
/** https://discord.com/developers/docs/resources/channel#channel-object-channel-structure */
const LONGEST_NAME = 100;

function openDialog(element: Element | undefined): void {
	const dialog = element as HTMLDialogElement | undefined;
	// A moment later, when the template around it is in the document.
	queueMicrotask(() => {
		if (!dialog?.isConnected || dialog.open) return;
		dialog.showModal();
		dialog.querySelector<HTMLElement>('input, textarea, select, .danger')?.focus();
	});
}

function frame(title: string, inside: unknown, action: string, submit: (form: FormData) => Promise<boolean>, store: Store, danger = false): TemplateResult {
	const send = async (event: Event): Promise<void> => {
		event.preventDefault();
		if (await submit(new FormData(event.target as HTMLFormElement))) store.show(null);
	};
	return html`<dialog class="modal" aria-label=${title} @cancel=${(event: Event) => (event.preventDefault(), store.show(null))} ${ref(openDialog)}>
		<form @submit=${send}>
			<header>
				<h2>${title}</h2>
				<button type="button" class="close" aria-label="Close" @click=${() => store.show(null)}>✕</button>
			</header>
			<div class="modal-body">${inside}</div>
			<footer>
				<button type="button" class="quiet" @click=${() => store.show(null)}>Cancel</button>
				<button type="submit" class=${danger ? 'danger' : 'primary'}>${action}</button>
			</footer>
		</form>
	</dialog>`;
}

function forward(message: Message, store: Store): TemplateResult {
	const targets = (store.state?.channels ?? []).filter((channel) => channel.can_send && channel.type !== ChannelType.forum);
	const name = (id: string): string => {
		const channel = store.channel(id);
		return channel?.type === ChannelType.dm ? `@ ${store.state?.bot.user.username}` : `# ${channel?.name}`;
	};
	return frame(
		'Forward to',
		html`<label class="field">Channel<select name="to">${targets.map((channel) => html`<option value=${channel.id}>${name(channel.id)}</option>`)}</select></label>`,
		'Send',
		async (form) => (await store.act({ do: 'forward', channel: message.channel_id, message: message.id, to: form.get('to') })) !== null,
		store
	);
}

function remove(message: Message, store: Store): TemplateResult {
	return frame(
		'Delete message',
		html`<p>Are you sure you want to delete this message?</p>
			<blockquote class="preview">${message.content || 'A message without text'}</blockquote>`,
		'Delete',
		async () => {
			const done = await store.act({ do: 'delete', channel: message.channel_id, message: message.id });
			if (done) store.editing = null;
			return done !== null;
		},
		store,
		true
	);
}

function poll(store: Store): TemplateResult {
	const answers = [...Array(MOST_ANSWERS).keys()];
	const answer = (index: number): TemplateResult =>
		html`<input name="answer" maxlength=${LONGEST_ANSWER} aria-label="Answer ${index + 1}" placeholder="Answer ${index + 1}" ?required=${index < 2} autocomplete="off" />`;
	return frame(
		'Create a poll',
		html`<label class="field">Question<input name="question" maxlength=${LONGEST_QUESTION} required autocomplete="off" /></label>
			<fieldset class="field">
				<legend>Answers</legend>
				${answers.slice(0, ANSWERS_SHOWN).map(answer)}
				<details>
					<summary>More answers</summary>
					${answers.slice(ANSWERS_SHOWN).map(answer)}
				</details>
			</fieldset>
			<label class="field"
				>Duration<select name="hours">
					${[1, 4, 8, 24, 72, 168].map((hours) => html`<option value=${hours} ?selected=${hours === 24}>${hours < 24 ? `${hours} h` : `${hours / 24} d`}</option>`)}
				</select></label
			>
			<label class="check"><input type="checkbox" name="multi" /><span>Allow several answers</span></label>`,
		'Post',
		async (form) => {
			const given = form.getAll('answer').map((text) => String(text).trim());
			const what = {
				do: 'poll',
				channel: store.at,
				question: form.get('question'),
				answers: given.filter(Boolean),
				hours: Number(form.get('hours')),
				multi: form.get('multi') !== null
			};
			return (await store.act(what)) !== null;
		},
		store
	);
}

function thread(message: Message | null, store: Store): TemplateResult {
	const forum = store.current?.type === ChannelType.forum;
	return frame(
		forum ? 'New post' : 'Create thread',
		html`<label class="field">${forum ? 'Title' : 'Thread name'}<input name="name" maxlength=${LONGEST_NAME} required autocomplete="off" /></label>
			${forum ? html`<label class="field">Message<textarea name="content" rows="4" maxlength="2000" required></textarea></label>` : nothing}`,
		forum ? 'Post' : 'Create',
		async (form) => {
			const content = form.get('content');
			const done = await store.act({ do: 'thread', channel: store.at, name: form.get('name'), ...(message && { message: message.id }), ...(content && { content }) });
			const channel = done?.channel as { id?: string } | undefined;
			// The event with the new channel may come a moment after this answer.
			if (channel?.id) setTimeout(() => store.channel(channel.id!) && store.open(channel.id!), 150);
			return done !== null;
		},
		store
	);
}

function picture(src: string, alt: string, store: Store): TemplateResult {
	return html`<dialog class="lightbox" aria-label=${alt} @cancel=${(event: Event) => (event.preventDefault(), store.show(null))} @click=${() => store.show(null)} ${ref(openDialog)}>
		<img src=${src} alt=${alt} />
		<p>${alt}</p>
		<button class="close" aria-label="Close">✕</button>
	</dialog>`;
}

export function drawDialog(store: Store): TemplateResult | typeof nothing {
	const dialog: Dialog | null = store.dialog;
	switch (dialog?.kind) {
		case 'forward':
			return forward(dialog.message, store);
		case 'delete':
			return remove(dialog.message, store);
		case 'poll':
			return poll(store);
		case 'thread':
			return thread(dialog.message, store);
		case 'attachment':
			return picture(dialog.src, dialog.alt, store);
		default:
			return nothing;
	}
}
