import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Store } from '../store.js';
import { markdown } from '../text/render.js';
import type { Component, Modal, SelectOption } from '../types.js';
import { ComponentType } from './components.js';
import { optionsOf, type SelectMenu } from './select.js';

const PARAGRAPH = 2;
/** https://discord.com/developers/docs/components/reference#text-input */
const LONGEST_INPUT = 4000;

type Value = string | string[] | boolean;

/** The fields of a modal with their titles, whether they come in action rows (classic) or in labels (type 18). */
function fieldsOf(components: Component[]): { title: string; description: string | null; field: Component }[] {
	return components.flatMap((one) => {
		if (one.type === ComponentType.label && one.component) {
			return [{ title: one.label ?? '', description: one.description ?? null, field: one.component }];
		}
		if (one.type === ComponentType.actionRow) {
			return (one.components ?? []).map((field) => ({ title: field.label ?? field.placeholder ?? '', description: null, field }));
		}
		return [{ title: '', description: null, field: one }];
	});
}

/** The form that a bot opens. Fires `leave` when dismissed; submits through the store. */
export class ModalForm extends LitElement {
	static override properties = { modal: { attribute: false }, store: { attribute: false }, busy: { state: true }, problem: { state: true } };
	declare modal: Modal | null;
	declare store: Store;
	declare busy: boolean;
	declare problem: string;

	constructor() {
		super();
		this.modal = null;
		this.busy = false;
		this.problem = '';
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	private get dialog(): HTMLDialogElement | null {
		return this.querySelector('dialog');
	}

	protected override willUpdate(changes: PropertyValues): void {
		const before = changes.get('modal') as Modal | null | undefined;
		if (changes.has('modal') && before?.interaction_id !== this.modal?.interaction_id) {
			this.busy = false;
			this.problem = '';
		}
	}

	protected override updated(): void {
		if (this.modal && !this.dialog?.open) {
			this.dialog?.showModal();
			this.dialog?.querySelector<HTMLElement>('input, textarea, select-menu button')?.focus();
		}
	}

	private values(): Record<string, Value> {
		const values: Record<string, Value> = {};
		for (const { field } of fieldsOf(this.modal?.components ?? [])) {
			const id = field.custom_id;
			if (!id) continue;
			const holder = [...this.querySelectorAll<HTMLElement>('[data-field]')].find((one) => one.dataset.field === id);
			if (!holder) continue;
			if (holder.tagName === 'SELECT-MENU') values[id] = (holder as unknown as SelectMenu).values;
			else if (holder instanceof HTMLInputElement && holder.type === 'checkbox') values[id] = holder.checked;
			else if (holder instanceof HTMLInputElement || holder instanceof HTMLTextAreaElement) values[id] = holder.value;
			else {
				const checked = [...holder.querySelectorAll<HTMLInputElement>('input:checked')].map((input) => input.value);
				values[id] = field.type === ComponentType.radioGroup ? (checked[0] ?? '') : checked;
			}
		}
		return values;
	}

	/** A sentence about the first field that Discord would not send, or the empty string. */
	private missing(values: Record<string, Value>): string {
		for (const { title, field } of fieldsOf(this.modal?.components ?? [])) {
			const value = values[field.custom_id ?? ''];
			const required = field.required ?? true;
			if (value === '' && required) return `Please fill in “${title}”.`;
			if (!Array.isArray(value)) continue;
			const least = required ? (field.min_values ?? 1) : 0;
			if (value.length < least) return `Please choose ${least === 1 ? 'an option' : `at least ${least} options`} for “${title}”.`;
		}
		return '';
	}

	private async submit(event: Event): Promise<void> {
		event.preventDefault();
		const modal = this.modal;
		if (!modal || this.busy) return;
		const values = this.values();
		this.problem = this.missing(values);
		if (this.problem) return;
		this.busy = true;
		const sent = await this.store.interact({ do: 'modal', interaction: modal.interaction_id, values }, null, null);
		this.busy = false;
		if (sent && this.store.modal?.interaction_id === modal.interaction_id) {
			this.store.modal = null;
			this.store.changed();
		}
	}

	private leave(): void {
		const modal = this.modal;
		if (!modal) return;
		this.store.modal = null;
		this.store.changed();
		void this.store.act({ do: 'modal-close', interaction: modal.interaction_id });
	}

	private drawInput(field: Component, id: string): TemplateResult {
		const common = { max: field.max_length ?? LONGEST_INPUT, min: field.min_length ?? 0, required: field.required ?? true };
		if (field.style === PARAGRAPH) {
			return html`<textarea id=${id} data-field=${field.custom_id ?? ''} rows="4" minlength=${common.min} maxlength=${common.max} ?required=${common.required} placeholder=${field.placeholder ?? ''} .defaultValue=${field.value ?? ''}></textarea>`;
		}
		return html`<input id=${id} data-field=${field.custom_id ?? ''} type="text" autocomplete="off" minlength=${common.min} maxlength=${common.max} ?required=${common.required} placeholder=${field.placeholder ?? ''} .defaultValue=${field.value ?? ''} />`;
	}

	private drawGroup(field: Component, id: string): TemplateResult {
		const type = field.type === ComponentType.radioGroup ? 'radio' : 'checkbox';
		const option = (one: SelectOption): TemplateResult =>
			html`<label class="check"
				><input type=${type} name=${id} value=${one.value} ?checked=${one.default ?? false} /><span
					>${one.label}${one.description ? html`<small>${one.description}</small>` : nothing}</span
				></label
			>`;
		return html`<div class="group" role=${type === 'radio' ? 'radiogroup' : 'group'} aria-labelledby="${id}-title" data-field=${field.custom_id ?? ''}>
			${(field.options ?? []).map(option)}
		</div>`;
	}

	private drawField(field: Component, title: string, id: string): TemplateResult | typeof nothing {
		switch (field.type) {
			case ComponentType.text:
				return html`<div class="v2-text">${markdown(field.content ?? '', this.store)}</div>`;
			case ComponentType.textInput:
				return this.drawInput(field, id);
			case ComponentType.radioGroup:
			case ComponentType.checkboxGroup:
				return this.drawGroup(field, id);
			case ComponentType.checkbox:
				return html`<input id=${id} type="checkbox" data-field=${field.custom_id ?? ''} ?checked=${field.default ?? false} />`;
			case ComponentType.stringSelect:
			case 5:
			case 6:
			case 7:
			case ComponentType.channelSelect:
				return html`<select-menu
					data-field=${field.custom_id ?? ''}
					.options=${optionsOf(field, this.store)}
					label=${title}
					placeholder=${field.placeholder || 'Make a selection'}
					.min=${field.required === false ? 0 : (field.min_values ?? 1)}
					.max=${field.max_values ?? 1}
				></select-menu>`;
			default:
				return html`<p class="hint">This page cannot show a field of type ${field.type}.</p>`;
		}
	}

	protected override render(): TemplateResult | typeof nothing {
		const modal = this.modal;
		if (!modal) return nothing;
		const bot = this.store.state?.bot.user;
		return html`<dialog class="modal" aria-labelledby="modal-title" @cancel=${(event: Event) => (event.preventDefault(), this.leave())}>
			<form novalidate @submit=${this.submit}>
				<header>
					<h2 id="modal-title">${modal.title}</h2>
					<button type="button" class="close" aria-label="Close" @click=${this.leave}>✕</button>
				</header>
				<div class="modal-body">
					${fieldsOf(modal.components).map(({ title, description, field }, index) => {
						const id = `modal-${modal.interaction_id}-${index}`;
						const star = field.custom_id && field.type !== ComponentType.checkbox && (field.required ?? true);
						return html`<div class="field">
							${title
								? html`<label id="${id}-title" for=${id}>${title}${star ? html`<span class="star" aria-hidden="true"> *</span>` : nothing}</label>`
								: nothing}
							${description ? html`<p class="hint">${description}</p>` : nothing} ${this.drawField(field, title, id)}
						</div>`;
					})}
					<p class="failed" role="alert">${this.problem}</p>
					<p class="hint">This form goes to ${bot?.global_name || bot?.username}. In the sandbox, too: never enter a password.</p>
				</div>
				<footer>
					<button type="button" class="quiet" @click=${this.leave}>Cancel</button>
					<button type="submit" class="primary" ?disabled=${this.busy}>${this.busy ? 'Sending…' : 'Submit'}</button>
				</footer>
			</form>
		</dialog>`;
	}
}
customElements.define('modal-form', ModalForm);
