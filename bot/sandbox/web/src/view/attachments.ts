import { html, type TemplateResult } from 'lit';
import type { Store } from '../store.js';
import type { Attachment } from '../types.js';
import { localImage } from './embed.js';

const WIDEST = 400;
const HIGHEST = 300;
const SPOILER_PREFIX = 'SPOILER_';

export function fileSize(bytes: number): [number, string] {
	if (bytes < 1024) return [bytes, 'bytes'];
	if (bytes < 1024 * 1024) return [Math.round((bytes / 1024) * 10) / 10, 'KB'];
	return [Math.round((bytes / 1024 / 1024) * 10) / 10, 'MB'];
}

function image(attachment: Attachment, src: string, store: Store): TemplateResult {
	const { width, height } = attachment;
	const scale = width && height ? Math.min(1, WIDEST / width, HIGHEST / height) : 1;
	const alt = attachment.description ?? '';
	const open = (): void => store.show({ kind: 'attachment', src, alt: alt || attachment.filename });
	return html`<figure class="picture">
		<button class="bare" @click=${open} aria-label=${`Enlarge picture: ${alt || attachment.filename}`}>
			<img
				src=${src}
				alt=${alt || attachment.filename}
				width=${width ? Math.round(width * scale) : ''}
				height=${height ? Math.round(height * scale) : ''}
			/>
		</button>
		${alt ? html`<figcaption><span class="alt-badge" aria-hidden="true">ALT</span> ${alt}</figcaption>` : ''}
	</figure>`;
}

function file(attachment: Attachment): TemplateResult {
	const [size, unit] = fileSize(attachment.size);
	return html`<div class="file">
		<discord-file-attachment
			name=${attachment.filename}
			bytes=${size}
			bytes-unit=${unit}
			href=${attachment.url}
			target="_blank"
			rel="noreferrer noopener"
		></discord-file-attachment>
		${attachment.description
			? html`<div class="alt"><span class="alt-badge" aria-hidden="true">ALT</span> ${attachment.description}</div>`
			: ''}
	</div>`;
}

function hidden(inside: TemplateResult): TemplateResult {
	const show = (event: Event): void => {
		const holder = (event.currentTarget as HTMLElement).parentElement!;
		holder.classList.remove('hidden-spoiler');
		(event.currentTarget as HTMLElement).remove();
	};
	return html`<div class="hidden-spoiler"><button class="spoiler-veil" @click=${show}>Spoiler</button>${inside}</div>`;
}

export function drawAttachments(attachments: Attachment[], store: Store): TemplateResult {
	return html`<discord-attachments slot="attachments">
		${attachments.map((attachment) => {
			// SVG is a document that can carry scripts: like Discord, the page shows it as a file.
			const picture = /^image\/(?!svg)/.test(attachment.content_type ?? '');
			const src = picture ? localImage(attachment.url) : undefined;
			const drawn = src ? image(attachment, src, store) : file(attachment);
			return attachment.filename.startsWith(SPOILER_PREFIX) ? hidden(drawn) : drawn;
		})}
	</discord-attachments>`;
}
