import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Store } from '../store.js';
import { plainText, safeUrl } from '../text/markdown.js';
import { markdown } from '../text/render.js';
import { messageTime } from '../time.js';
import type { Embed } from '../types.js';

/** Pictures come from this origin or not at all: the page loads nothing from a network. */
export function localImage(url: string | undefined): string | undefined {
	if (!url) return undefined;
	const safe = safeUrl(url);
	return safe && new URL(safe).origin === location.origin ? safe : undefined;
}

export function colour(value: number | null | undefined): string | undefined {
	return value === undefined || value === null ? undefined : `#${value.toString(16).padStart(6, '0')}`;
}

/** The component lays fields out on this many columns. */
const COLUMNS = 12;
const MOST_BESIDE = 3;

/** The columns of each field: Discord puts up to three inline fields beside each other and shares the row among them. */
function columns(fields: NonNullable<Embed['fields']>): string[] {
	const places: string[] = [];
	for (let at = 0; at < fields.length; ) {
		let beside = 1;
		if (fields[at]!.inline) while (beside < MOST_BESIDE && fields[at + beside]?.inline) beside++;
		const width = COLUMNS / beside;
		for (let place = 0; place < beside; place++) places.push(`${place * width + 1} / ${(place + 1) * width + 1}`);
		at += beside;
	}
	return places;
}

export function drawEmbed(embed: Embed, store: Store): TemplateResult {
	const fields = embed.fields ?? [];
	const places = columns(fields);
	const footer = embed.footer?.text ?? '';
	return html`<discord-embed
		slot="embeds"
		color=${ifDefined(colour(embed.color))}
		embed-title=${ifDefined(embed.title && plainText(embed.title))}
		url=${ifDefined(embed.url && (safeUrl(embed.url) ?? undefined))}
		author-name=${ifDefined(embed.author?.name)}
		author-url=${ifDefined(embed.author?.url && (safeUrl(embed.author.url) ?? undefined))}
		author-image=${ifDefined(localImage(embed.author?.icon_url))}
		image=${ifDefined(localImage(embed.image?.url))}
		thumbnail=${ifDefined(localImage(embed.thumbnail?.url))}
		provider=${ifDefined(embed.provider?.name)}
	>
		${embed.description
			? html`<discord-embed-description slot="description">${markdown(embed.description, store, 'embed')}</discord-embed-description>`
			: nothing}
		${fields.length
			? html`<discord-embed-fields slot="fields">
					${fields.map(
						(field, index) =>
							html`<discord-embed-field
								field-title=${plainText(field.name)}
								?inline=${field.inline ?? false}
								style="grid-column: ${places[index] ?? ''}"
								>${markdown(field.value, store, 'embed')}</discord-embed-field
							>`
					)}
				</discord-embed-fields>`
			: nothing}
		${footer || embed.timestamp
			? html`<discord-embed-footer slot="footer" footer-image=${ifDefined(localImage(embed.footer?.icon_url))}
					>${footer}${footer && embed.timestamp ? ' • ' : ''}${embed.timestamp ? messageTime(embed.timestamp) : ''}</discord-embed-footer
				>`
			: nothing}
	</discord-embed>`;
}
