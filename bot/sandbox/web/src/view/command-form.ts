import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Slash } from '../commands.js';
import type { Store } from '../store.js';
import { ChannelType, OptionKind, type Choice, type CommandOption } from '../types.js';

const ASK_AFTER_MS = 150;

/** A slash command with its options as fields. Enter sends, Escape leaves. Fires `leave` when done. */
export class CommandForm extends LitElement {
	static override properties = {
		store: { attribute: false },
		slash: { attribute: false },
		values: { attribute: false },
		choices: { state: true },
		problem: { state: true },
		busy: { state: true }
	};
	declare store: Store;
	declare slash: Slash;
	declare values: Record<string, string>;
	declare choices: Record<string, Choice[]>;
	declare problem: string;
	declare busy: boolean;
	private timer = 0;

	constructor() {
		super();
		this.values = {};
		this.choices = {};
		this.problem = '';
		this.busy = false;
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	protected override firstUpdated(_changes: PropertyValues): void {
		const fields = [...this.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
		const filled = fields.filter((field) => field.value !== '');
		const next = fields.find((field) => field.required && field.value === '') ?? filled.at(-1) ?? fields[0];
		(next ?? this.querySelector<HTMLElement>('[type=submit]'))?.focus();
	}

	private typed(name: string): string {
		return this.querySelector<HTMLInputElement>(`[name="option-${CSS.escape(name)}"]`)?.value.trim() ?? '';
	}

	private optionValue(option: CommandOption): string | number | boolean | undefined {
		const text = this.typed(option.name);
		if (text === '') return undefined;
		const choice = [...(option.choices ?? []), ...(this.choices[option.name] ?? [])].find((one) => String(one.value) === text || one.name === text);
		if (choice) return choice.value;
		if (option.type === OptionKind.boolean) return text === 'true';
		return option.type === OptionKind.integer || option.type === OptionKind.number ? Number(text) : text;
	}

	private options(): Record<string, string | number | boolean> {
		const options: Record<string, string | number | boolean> = {};
		for (const option of this.slash.options) {
			const value = this.optionValue(option);
			if (value !== undefined) options[option.name] = value;
		}
		return options;
	}

	private async send(event: Event): Promise<void> {
		event.preventDefault();
		if (this.busy) return;
		const options = this.options();
		const missing = this.slash.options.find((option) => option.required && options[option.name] === undefined);
		if (missing) {
			this.problem = `Please fill in “${missing.name}”.`;
			this.querySelector<HTMLElement>(`[name="option-${CSS.escape(missing.name)}"]`)?.focus();
			return;
		}
		this.busy = true;
		const sent = await this.store.interact({ do: 'command', channel: this.store.at, name: this.slash.name, options }, null, null);
		this.busy = false;
		if (sent) this.leave();
	}

	private leave(): void {
		this.dispatchEvent(new CustomEvent('leave'));
	}

	private ask(option: CommandOption): void {
		clearTimeout(this.timer);
		this.timer = window.setTimeout(async () => {
			const what = { do: 'autocomplete', channel: this.store.at, name: this.slash.name, options: this.options(), focused: option.name };
			const answer = await this.store.act(what);
			if (answer) this.choices = { ...this.choices, [option.name]: (answer.choices as Choice[] | undefined) ?? [] };
		}, ASK_AFTER_MS);
	}

	private offered(option: CommandOption): { value: string; label: string }[] | null {
		const { store } = this;
		const people = (store.state?.people ?? []).map(({ user }) => ({ value: user.id, label: `@${store.nameOf(user.id)}` }));
		const roles = (store.state?.guild.roles ?? []).map((role) => ({ value: role.id, label: role.name.startsWith('@') ? role.name : `@${role.name}` }));
		switch (option.type) {
			case OptionKind.boolean:
				return ['true', 'false'].map((value) => ({ value, label: value === 'true' ? 'True' : 'False' }));
			case OptionKind.user:
				return people;
			case OptionKind.role:
				return roles;
			case OptionKind.mentionable:
				return [...people, ...roles];
			case OptionKind.channel:
				return (store.state?.channels ?? [])
					.filter((channel) => channel.type !== ChannelType.dm && (!option.channel_types?.length || option.channel_types.includes(channel.type)))
					.map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
			default:
				return option.choices?.length ? option.choices.map((choice) => ({ value: String(choice.value), label: choice.name })) : null;
		}
	}

	private drawInput(option: CommandOption, id: string): TemplateResult {
		const given = this.values[option.name] ?? '';
		const offered = this.offered(option);
		const name = `option-${option.name}`;
		if (offered) {
			const chosen = offered.find((one) => one.value === given || one.label.toLowerCase() === given.toLowerCase())?.value;
			return html`<select id=${id} name=${name} ?required=${option.required ?? false} aria-describedby="${id}-hint">
				<option value="" ?selected=${!chosen}>${option.required ? 'choose…' : '(none)'}</option>
				${offered.map((one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`)}
			</select>`;
		}
		const number = option.type === OptionKind.integer || option.type === OptionKind.number;
		return html`<input
				id=${id}
				name=${name}
				type=${number ? 'number' : 'text'}
				step=${option.type === OptionKind.number ? 'any' : nothing}
				min=${option.min_value ?? nothing}
				max=${option.max_value ?? nothing}
				minlength=${option.min_length ?? nothing}
				maxlength=${option.max_length ?? nothing}
				list=${option.autocomplete ? `${id}-list` : nothing}
				autocomplete="off"
				?required=${option.required ?? false}
				aria-describedby="${id}-hint"
				.defaultValue=${given}
				@focus=${() => option.autocomplete && this.ask(option)}
				@input=${() => option.autocomplete && this.ask(option)}
			/>${option.autocomplete
				? html`<datalist id="${id}-list">${(this.choices[option.name] ?? []).map((choice) => html`<option value=${choice.name}></option>`)}</datalist>`
				: nothing}`;
	}

	protected override render(): TemplateResult {
		return html`<form
			class="command-form"
			novalidate
			aria-label="Command ${this.slash.name}"
			@submit=${this.send}
			@keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.leave()}
		>
			<div class="command-head">
				<strong>/${this.slash.name}</strong> <span>${this.slash.description}</span>
				<button type="button" class="close" aria-label="Leave this command" @click=${this.leave}>✕</button>
			</div>
			<div class="command-options">
				${this.slash.options.map((option, index) => {
					const id = `option-${index}`;
					return html`<div class="option">
						<label for=${id}>${option.name}${option.required ? '' : html`<small> optional</small>`}</label>
						${this.drawInput(option, id)}
						<small id="${id}-hint">${option.description}</small>
					</div>`;
				})}
				<button type="submit" class="primary" ?disabled=${this.busy}>Send</button>
			</div>
			<p class="failed" role="alert">${this.problem}</p>
		</form>`;
	}
}
customElements.define('command-form', CommandForm);
