import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Store } from '../store.js';
import { ChannelType, type Component, type SelectOption } from '../types.js';

const SelectKind = { string: 3, user: 5, role: 6, mentionable: 7, channel: 8 } as const;

function userOptions(store: Store): SelectOption[] {
	return (store.state?.people ?? []).map(({ user, title }) => ({ value: user.id, label: store.nameOf(user.id), description: title }));
}

function roleOptions(store: Store): SelectOption[] {
	const guild = store.state?.guild;
	return (guild?.roles ?? []).filter((role) => role.id !== guild?.id).map((role) => ({ value: role.id, label: role.name }));
}

function channelOptions(store: Store, types?: number[]): SelectOption[] {
	return (store.state?.channels ?? [])
		.filter((channel) => channel.type !== ChannelType.dm && (!types?.length || types.includes(channel.type)))
		.map((channel) => ({ value: channel.id, label: `# ${channel.name ?? ''}` }));
}

/** What a select of any kind offers. */
export function optionsOf(component: Component, store: Store): SelectOption[] {
	const defaults = new Set(component.default_values?.map((one) => one.id));
	const mark = (options: SelectOption[]): SelectOption[] => options.map((one) => ({ ...one, default: defaults.has(one.value) }));
	switch (component.type) {
		case SelectKind.user:
			return mark(userOptions(store));
		case SelectKind.role:
			return mark(roleOptions(store));
		case SelectKind.mentionable:
			return mark([...userOptions(store), ...roleOptions(store)]);
		case SelectKind.channel:
			return mark(channelOptions(store, component.channel_types));
		default:
			return component.options ?? [];
	}
}

/** The tallest that the list gets (see composer.css), in pixels. */
const LIST_HEIGHT = 260;

let count = 0;

/**
 * A select menu as in Discord: a combobox that opens a list. One value is sent at once; several are sent when the list
 * closes. Fires `choose` with the values in `detail`.
 */
export class SelectMenu extends LitElement {
	static override properties = {
		options: { attribute: false },
		placeholder: {},
		label: {},
		min: { type: Number },
		max: { type: Number },
		disabled: { type: Boolean },
		open: { state: true },
		chosen: { state: true },
		active: { state: true },
		upward: { state: true }
	};
	declare options: SelectOption[];
	declare placeholder: string;
	declare label: string;
	declare min: number;
	declare max: number;
	declare disabled: boolean;
	declare open: boolean;
	declare chosen: string[];
	declare active: number;
	declare upward: boolean;
	private readonly key = `select-${++count}`;
	private valuesAtOpen = '';
	private known = '';

	constructor() {
		super();
		this.options = [];
		this.placeholder = 'Make a selection';
		this.label = '';
		this.min = this.max = 1;
		this.disabled = this.open = this.upward = false;
		this.chosen = [];
		this.active = 0;
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	protected override willUpdate(changes: PropertyValues): void {
		if (!changes.has('options')) return;
		// A new choice of options (not merely a new drawing of the same ones) brings the bot's defaults.
		const known = JSON.stringify(this.options);
		if (known === this.known) return;
		this.known = known;
		this.chosen = this.options.filter((option) => option.default).map((option) => option.value);
	}

	get values(): string[] {
		return this.options.map((option) => option.value).filter((value) => this.chosen.includes(value));
	}

	private toggle(open: boolean): void {
		if (this.disabled || open === this.open) return;
		this.open = open;
		if (open) {
			this.valuesAtOpen = JSON.stringify(this.values);
			this.upward = this.roomBelow() < LIST_HEIGHT && !this.closest('dialog');
			this.active = Math.max(0, this.options.findIndex((option) => this.chosen.includes(option.value)));
		} else if (this.max > 1 && JSON.stringify(this.values) !== this.valuesAtOpen) this.send();
	}

	/** Pixels between the box and the end of what is visible around it. */
	private roomBelow(): number {
		const end = this.closest('.scroller')?.getBoundingClientRect().bottom ?? innerHeight;
		return end - this.getBoundingClientRect().bottom;
	}

	private send(): void {
		if (this.chosen.length < this.min) return;
		this.dispatchEvent(new CustomEvent('choose', { detail: this.values }));
	}

	private pick(index: number): void {
		const value = this.options[index]?.value;
		if (value === undefined) return;
		if (this.max > 1) {
			if (this.chosen.includes(value)) this.chosen = this.chosen.filter((one) => one !== value);
			else if (this.chosen.length < this.max) this.chosen = [...this.chosen, value];
			return;
		}
		this.chosen = this.chosen.includes(value) && this.min === 0 ? [] : [value];
		this.open = false;
		this.send();
	}

	private onKey(event: KeyboardEvent): void {
		const last = this.options.length - 1;
		const moves: Record<string, number> = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, Home: 0, End: last };
		if (event.key === 'Escape' && this.open) {
			event.stopPropagation(); // the list closes, not the modal around it
			event.preventDefault();
			this.toggle(false);
		} else if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			if (this.open) this.pick(this.active);
			else this.toggle(true);
		} else if (event.key in moves) {
			event.preventDefault();
			if (!this.open) this.toggle(true);
			else this.active = Math.min(last, Math.max(0, moves[event.key]!));
		} else if (event.key.length === 1 && this.open) {
			const typed = event.key.toLowerCase();
			const found = this.options.findIndex((option, index) => index > this.active && option.label.toLowerCase().startsWith(typed));
			this.active = found >= 0 ? found : Math.max(0, this.options.findIndex((option) => option.label.toLowerCase().startsWith(typed)));
		}
	}

	protected override updated(): void {
		if (this.open) this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
	}

	private drawOption(option: SelectOption, index: number): TemplateResult {
		const chosen = this.chosen.includes(option.value);
		return html`<li
			id="${this.key}-${index}"
			role="option"
			aria-selected=${chosen}
			class=${index === this.active ? 'active' : ''}
			@mousemove=${() => (this.active = index)}
			@mousedown=${(event: Event) => event.preventDefault()}
			@click=${() => this.pick(index)}
		>
			<span class="option-words">
				<span class="option-label">${option.emoji?.name ? `${option.emoji.name} ` : ''}${option.label}</span>
				${option.description ? html`<span class="option-description">${option.description}</span>` : nothing}
			</span>
			${this.max > 1 ? html`<span class="tick" aria-hidden="true">${chosen ? '☑' : '☐'}</span>` : nothing}
		</li>`;
	}

	protected override render(): TemplateResult {
		const labels = this.options.filter((option) => this.chosen.includes(option.value)).map((option) => option.label);
		const name = this.label || this.placeholder;
		return html`<button
				type="button"
				role="combobox"
				class="select"
				aria-label=${name}
				aria-haspopup="listbox"
				aria-expanded=${this.open}
				aria-controls="${this.key}-list"
				aria-activedescendant=${this.open ? `${this.key}-${this.active}` : nothing}
				?disabled=${this.disabled}
				@click=${() => this.toggle(!this.open)}
				@keydown=${this.onKey}
				@blur=${() => this.toggle(false)}
			>
				<span class=${labels.length ? 'chosen' : 'placeholder'}>${labels.join(', ') || this.placeholder}</span>
				<span class="arrow" aria-hidden="true">▾</span>
			</button>
			<ul id="${this.key}-list" role="listbox" class="options ${this.upward ? 'upward' : ''}" aria-label=${name} aria-multiselectable=${this.max > 1} ?hidden=${!this.open}>
				${this.open ? this.options.map((option, index) => this.drawOption(option, index)) : nothing}
				${this.open && !this.options.length ? html`<li class="none">Nothing to choose from</li>` : nothing}
			</ul>`;
	}
}
customElements.define('select-menu', SelectMenu);
