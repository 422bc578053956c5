import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Store } from '../store.js';
import { safeUrl } from '../text/markdown.js';
import { markdown } from '../text/render.js';
import type { Component, Message } from '../types.js';
import { colour, localImage } from './embed.js';
import { optionsOf, type SelectMenu } from './select.js';

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
export const ComponentType = {
	actionRow: 1,
	button: 2,
	stringSelect: 3,
	textInput: 4,
	channelSelect: 8,
	section: 9,
	text: 10,
	thumbnail: 11,
	gallery: 12,
	file: 13,
	separator: 14,
	container: 17,
	label: 18,
	radioGroup: 21,
	checkboxGroup: 22,
	checkbox: 23
} as const;

const BUTTON_LOOKS: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'destructive', 5: 'secondary' };
const LINK_BUTTON = 5;

function label(component: Component): string {
	return [component.emoji?.name, component.label].filter(Boolean).join(' ');
}

/** The component only looks disabled; the button inside it shall be so for the keyboard and for screen readers too. */
function lock(element: Element | undefined, disabled: boolean): void {
	void (element as LitElement | undefined)?.updateComplete.then(() => {
		const inner = element?.shadowRoot?.querySelector('button');
		if (inner) inner.disabled = disabled;
	});
}

function button(component: Component, message: Message, store: Store): TemplateResult {
	const waiting = store.isWaiting(message.id);
	const pressed = waiting?.customId === component.custom_id && component.custom_id !== undefined;
	if (component.style === LINK_BUTTON) {
		const url = safeUrl(component.url ?? '') ?? undefined;
		return html`<discord-button url=${url ?? nothing} ?disabled=${component.disabled ?? !url}>${label(component)}\u00a0</discord-button>`;
	}
	const disabled = (component.disabled ?? false) || waiting !== undefined;
	const press = (): void => {
		if (disabled) return;
		const what = { do: 'press', channel: message.channel_id, message: message.id, custom_id: component.custom_id };
		void store.interact(what, message.id, component.custom_id ?? null);
	};
	return html`<discord-button
		type=${BUTTON_LOOKS[component.style ?? 2] ?? 'secondary'}
		data-custom-id=${component.custom_id ?? ''}
		?disabled=${disabled}
		aria-busy=${pressed}
		@click=${press}
		${ref((element) => lock(element, disabled))}
		>${pressed ? html`<span class="dots" role="status" aria-label="Waiting for the bot"><i></i><i></i><i></i></span>` : label(component)}</discord-button
	>`;
}

function select(component: Component, message: Message, store: Store): TemplateResult {
	const choose = (event: CustomEvent<string[]>): void => {
		const what = { do: 'select', channel: message.channel_id, message: message.id, custom_id: component.custom_id, values: event.detail };
		void store.interact(what, message.id, component.custom_id ?? null).then(() => {
			(event.target as SelectMenu).chosen = optionsOf(component, store)
				.filter((option) => option.default)
				.map((option) => option.value);
		});
	};
	return html`<select-menu
		data-custom-id=${component.custom_id ?? ''}
		.options=${optionsOf(component, store)}
		placeholder=${component.placeholder || 'Make a selection'}
		.min=${component.min_values ?? 1}
		.max=${component.max_values ?? 1}
		?disabled=${(component.disabled ?? false) || store.isWaiting(message.id) !== undefined}
		@choose=${choose}
	></select-menu>`;
}

function row(component: Component, message: Message, store: Store): TemplateResult {
	return html`<discord-action-row>${(component.components ?? []).map((one) => draw(one, message, store))}</discord-action-row>`;
}

function section(component: Component, message: Message, store: Store): TemplateResult {
	const accessory = component.accessory;
	return html`<div class="v2-section">
		<div>${(component.components ?? []).map((one) => draw(one, message, store))}</div>
		${accessory?.type === ComponentType.button
			? html`<discord-action-row>${draw(accessory, message, store)}</discord-action-row>`
			: accessory && draw(accessory, message, store)}
	</div>`;
}

function picture(url: string | undefined, description: string | null | undefined): TemplateResult {
	const src = localImage(url);
	return src ? html`<img class="v2-picture" src=${src} alt=${description ?? ''} />` : html`<span class="hint">[picture: ${description ?? 'no description'}]</span>`;
}

/** One component of a message, whatever its kind. */
function draw(component: Component, message: Message, store: Store): TemplateResult | typeof nothing {
	switch (component.type) {
		case ComponentType.actionRow:
			return row(component, message, store);
		case ComponentType.button:
			return button(component, message, store);
		case ComponentType.stringSelect:
		case 5:
		case 6:
		case 7:
		case ComponentType.channelSelect:
			return select(component, message, store);
		case ComponentType.section:
			return section(component, message, store);
		case ComponentType.text:
			return html`<div class="v2-text">${markdown(component.content ?? '', store)}</div>`;
		case ComponentType.thumbnail:
			return picture(component.media?.url, component.description);
		case ComponentType.gallery:
			return html`<div class="v2-gallery">${(component.items ?? []).map((item) => picture(item.media.url, item.description))}</div>`;
		case ComponentType.file:
			return html`<div class="v2-text">${component.name ?? component.file?.url ?? 'file'}</div>`;
		case ComponentType.separator:
			return html`<hr class=${component.divider === false ? 'v2-gap' : 'v2-line'} />`;
		case ComponentType.container:
			return html`<div class="v2-container" style="border-left-color: ${colour(component.accent_color) ?? 'transparent'}">
				${(component.components ?? []).map((one) => draw(one, message, store))}
			</div>`;
		default:
			return nothing;
	}
}

export function drawComponents(message: Message, store: Store): TemplateResult | typeof nothing {
	const components = message.components ?? [];
	const failure = store.failures.find((one) => one.message === message.id);
	if (!components.length && !failure) return nothing;
	return html`<div slot="components" class="components">
		${components.map((component) => draw(component, message, store))}
		${failure ? html`<p class="failed" role="alert">${failure.text}</p>` : nothing}
	</div>`;
}
