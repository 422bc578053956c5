import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Store } from '../store.js';
import type { Message } from '../types.js';

/** Discord's limit (https://discord.com/developers/docs/resources/message#create-message). */
export const LONGEST_MESSAGE = 2000;

export function grow(area: HTMLTextAreaElement): void {
	area.style.height = 'auto';
	area.style.height = `${Math.min(area.scrollHeight, 320)}px`;
}

const focused = new WeakSet<Element>();

function focusOnce(element: Element | undefined): void {
	if (!element || focused.has(element)) return;
	focused.add(element);
	const area = element as HTMLTextAreaElement;
	queueMicrotask(() => {
		area.focus(); // when it is in the document
		area.setSelectionRange(area.value.length, area.value.length);
		grow(area);
	});
}

/** The text of one's own message as a field: Enter saves, Escape leaves it as it was. */
export function drawEditor(message: Message, store: Store): TemplateResult {
	const save = async (area: HTMLTextAreaElement): Promise<void> => {
		const text = area.value.trim();
		if (!text && !message.attachments.length) return store.show({ kind: 'delete', message });
		if (text !== message.content && !(await store.act({ do: 'edit', channel: message.channel_id, message: message.id, content: text }))) return;
		store.startEdit(null);
	};
	const onKey = (event: KeyboardEvent): void => {
		event.stopPropagation();
		if (event.isComposing) return;
		if (event.key === 'Escape') store.startEdit(null);
		else if (event.key === 'Enter' && !event.shiftKey) {
			event.preventDefault();
			void save(event.target as HTMLTextAreaElement);
		}
	};
	return html`<div class="editor">
		<textarea
			aria-label="Edit message"
			maxlength=${LONGEST_MESSAGE}
			rows="1"
			.value=${message.content}
			@keydown=${onKey}
			@input=${(event: Event) => grow(event.target as HTMLTextAreaElement)}
			${ref(focusOnce)}
		></textarea>
		<p class="hint">
			escape to <button class="link" @click=${() => store.startEdit(null)}>cancel</button> • enter to
			<button
				class="link"
				@click=${(event: Event) => save((event.target as HTMLElement).closest('.editor')!.querySelector('textarea')!)}
			>
				save
			</button>
		</p>
	</div>`;
}
