import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { matching, slashCommands, typedCommand, type Slash } from '../commands.js';
import type { Store } from '../store.js';
import { ChannelType, type Channel } from '../types.js';
import { fileSize } from './attachments.js';
import { grow, LONGEST_MESSAGE } from './editor.js';

/** Discord's limit per message (https://discord.com/developers/docs/resources/message#create-message). */
const MOST_FILES = 10;
/** Enough for a text file or a picture; Discord's own limit is larger. */
const LARGEST_FILE = 8 * 1024 * 1024;
/** https://discord.com/developers/docs/resources/message#attachment-object */
const LONGEST_ALT = 1024;
const COUNTER_FROM = 200;

interface Upload {
	name: string;
	type: string;
	size: number;
	data: string;
	alt: string;
}

function base64(file: File): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
		reader.onerror = () => reject(new Error('unreadable'));
		reader.readAsDataURL(file);
	});
}

/** Where messages are written: text, slash commands, files, polls. Keeps a draft per person and channel. */
export class MessageComposer extends LitElement {
	static override properties = {
		store: { attribute: false },
		channel: { attribute: false },
		owner: {},
		version: { attribute: false },
		text: { state: true },
		uploads: { state: true },
		command: { state: true },
		active: { state: true },
		busy: { state: true },
		extras: { state: true }
	};
	declare store: Store;
	declare channel: Channel;
	declare owner: string;
	/** Changes with every change of the store, so that the command list and the reply line follow it. */
	declare version: number;
	declare text: string;
	declare uploads: Upload[];
	declare command: { slash: Slash; values: Record<string, string> } | null;
	declare active: number;
	declare busy: boolean;
	declare extras: boolean;
	private readonly drafts = new Map<string, { text: string; uploads: Upload[] }>();
	private place = '';
	private replying: string | undefined;

	constructor() {
		super();
		this.text = '';
		this.uploads = [];
		this.command = null;
		this.active = 0;
		this.busy = this.extras = false;
	}

	protected override createRenderRoot(): HTMLElement {
		return this;
	}

	protected override willUpdate(_changes: PropertyValues): void {
		const place = `${this.owner}/${this.channel?.id}`;
		if (place === this.place) return;
		if (this.place) this.drafts.set(this.place, { text: this.text, uploads: this.uploads });
		const draft = this.drafts.get(place);
		this.place = place;
		this.text = draft?.text ?? '';
		this.uploads = draft?.uploads ?? [];
		this.command = null;
		this.extras = false;
	}

	protected override updated(): void {
		const area = this.area;
		if (area) grow(area);
		if (this.store.replyTo?.id !== this.replying) {
			this.replying = this.store.replyTo?.id;
			if (this.replying) area?.focus();
		}
		this.querySelector('.suggestions .active')?.scrollIntoView({ block: 'nearest' });
	}

	private get area(): HTMLTextAreaElement | null {
		return this.querySelector('textarea');
	}

	private get slashes(): Slash[] {
		return slashCommands(this.store.state?.commands ?? []);
	}

	private get suggestions(): Slash[] {
		return /^\/[^\n]{0,60}$/.test(this.text) ? matching(this.slashes, this.text.slice(1)) : [];
	}

	// ---- sending ----------------------------------------------------------------------------------------------------

	private what(): Record<string, unknown> {
		const { channel, store } = this;
		const content = this.text.trim();
		const attachments = this.uploads.map((file) => ({
			filename: file.name,
			content_type: file.type,
			data: file.data,
			...(file.alt && { description: file.alt })
		}));
		const files = attachments.length ? { attachments } : {};
		if (channel.id === '') return { do: 'dm', content };
		if (store.replyTo) return { do: 'reply', channel: channel.id, message: store.replyTo.id, content, ...files };
		return { do: 'send', channel: channel.id, content, ...files };
	}

	private async send(): Promise<void> {
		if (this.busy || (!this.text.trim() && !this.uploads.length)) return;
		const typed = this.text.startsWith('/') ? typedCommand(this.text.trim(), this.slashes) : null;
		if (typed) return this.start(typed.slash, typed.values);
		this.busy = true;
		const sent = await this.store.act(this.what());
		this.busy = false;
		if (!sent) return;
		this.text = '';
		this.uploads = [];
		this.store.startReply(null);
		await this.updateComplete;
		this.area?.focus();
	}

	private start(slash: Slash, values: Record<string, string> = {}): void {
		this.text = '';
		this.active = 0;
		this.command = { slash, values };
	}

	private async leaveCommand(): Promise<void> {
		this.command = null;
		await this.updateComplete;
		this.area?.focus();
	}

	private onInput(event: Event): void {
		this.text = (event.target as HTMLTextAreaElement).value;
		this.active = 0;
		const name = /^\/(.+) $/.exec(this.text)?.[1];
		const slash = name && this.slashes.find((one) => one.name === name);
		if (slash && !this.slashes.some((one) => one.name.startsWith(`${name} `))) this.start(slash);
	}

	private onKey(event: KeyboardEvent): void {
		if (event.isComposing) return;
		const { suggestions } = this;
		const count = suggestions.length;
		if (count && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
			event.preventDefault();
			this.active = (this.active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
		} else if (count && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !typedCommand(this.text, suggestions)?.slash.options.length))) {
			event.preventDefault();
			this.start(suggestions[this.active]!);
		} else if (event.key === 'Enter' && !event.shiftKey) {
			event.preventDefault();
			void this.send();
		} else if (event.key === 'Escape') {
			if (count) this.text = '';
			else this.store.startReply(null);
		} else if (event.key === 'ArrowUp' && !this.text) this.editLast(event);
	}

	private editLast(event: KeyboardEvent): void {
		const mine = this.store.messages(this.channel.id).findLast((one) => one.author.id === this.store.state?.me.id && one.type !== 18);
		if (!mine) return;
		event.preventDefault();
		this.store.startEdit(mine);
	}

	// ---- files ------------------------------------------------------------------------------------------------------

	private async add(files: Iterable<File>): Promise<void> {
		this.extras = false;
		for (const file of files) {
			if (this.uploads.length >= MOST_FILES) return this.store.toast(`A message takes ${MOST_FILES} files at most. Send the rest in another one.`);
			if (file.size > LARGEST_FILE) this.store.toast(`“${file.name}” is larger than 8 MB. Choose a smaller file.`);
			else {
				try {
					this.uploads = [...this.uploads, { name: file.name, type: file.type || 'application/octet-stream', size: file.size, data: await base64(file), alt: '' }];
				} catch {
					this.store.toast(`“${file.name}” can't be read. Choose it again.`);
				}
			}
		}
		this.area?.focus();
	}

	private drawUpload(file: Upload, index: number): TemplateResult {
		const [size, unit] = fileSize(file.size);
		const set = (event: Event): void => {
			this.uploads = this.uploads.with(index, { ...file, alt: (event.target as HTMLInputElement).value });
		};
		return html`<li class="upload">
			<span><strong>${file.name}</strong> ${size} ${unit}</span>
			<input aria-label="Alt text of ${file.name}" placeholder="Alt text (what it shows)" maxlength=${LONGEST_ALT} .value=${file.alt} @input=${set} />
			<button class="close" aria-label="Remove ${file.name}" @click=${() => (this.uploads = this.uploads.filter((_, at) => at !== index))}>✕</button>
		</li>`;
	}

	// ---- drawing ----------------------------------------------------------------------------------------------------

	private drawSuggestions(suggestions: Slash[]): TemplateResult {
		return html`<div class="suggestions">
			<p class="menu-title">${suggestions.length ? 'Commands you may use' : 'No such command for you. Another person may have it.'}</p>
			<ul id="slash-list" role="listbox" aria-label="Slash commands">
				${suggestions.map(
					(slash, index) =>
						html`<li
							id="slash-${index}"
							role="option"
							aria-selected=${index === this.active}
							class=${index === this.active ? 'active' : ''}
							@mousedown=${(event: Event) => event.preventDefault()}
							@mousemove=${() => (this.active = index)}
							@click=${() => this.start(slash)}
						>
							<span class="option-words"
								><span class="option-label"
									>/${slash.name}
									${slash.options.map((option) => html`<span class="argument ${option.required ? 'required' : ''}">${option.name}</span> `)}</span
								><span class="option-description">${slash.description}</span></span
							>
						</li>`
				)}
			</ul>
		</div>`;
	}

	private drawReply(): TemplateResult | typeof nothing {
		const to = this.store.replyTo;
		if (!to) return nothing;
		return html`<div class="replying">
			<span>Replying to <strong>${this.store.nameOf(to.author.id, to.author)}</strong></span>
			<button class="close" aria-label="Do not reply" @click=${() => this.store.startReply(null)}>✕</button>
		</div>`;
	}

	private drawExtras(): TemplateResult {
		const text = this.channel.type === ChannelType.text;
		const choose = (event: Event): void => {
			const input = event.target as HTMLInputElement;
			const files = [...(input.files ?? [])];
			input.value = '';
			void this.add(files);
		};
		return html`<div
			class="extras"
			?hidden=${!this.extras}
			@keydown=${(event: KeyboardEvent) => {
				if (event.key !== 'Escape') return;
				this.extras = false;
				this.querySelector<HTMLElement>('.plus')?.focus();
			}}
		>
			<label class="as-button" tabindex="-1">Attach a file or picture<input type="file" multiple aria-label="Attach a file or picture" @change=${choose} /></label>
			<button @click=${() => ((this.extras = false), this.store.show({ kind: 'poll' }))}>Create a poll</button>
			${text ? html`<button @click=${() => ((this.extras = false), this.store.show({ kind: 'thread', message: null }))}>Create a thread</button>` : nothing}
			<button @click=${() => ((this.extras = false), (this.text = '/'), this.area?.focus())}>Use a command</button>
		</div>`;
	}

	protected override render(): TemplateResult {
		if (this.command) {
			return html`<command-form
				.store=${this.store}
				.slash=${this.command.slash}
				.values=${this.command.values}
				@leave=${this.leaveCommand}
			></command-form>`;
		}
		const { suggestions, channel } = this;
		const list = /^\/[^\n]{0,60}$/.test(this.text) && (suggestions.length > 0 || !this.text.includes(' '));
		const dm = channel.type === ChannelType.dm;
		const where = dm ? `@${this.store.state?.bot.user.username}` : `#${channel.name}`;
		const left = LONGEST_MESSAGE - this.text.length;
		return html`${list ? this.drawSuggestions(suggestions) : nothing} ${this.drawReply()}
			${this.uploads.length ? html`<ul class="uploads" aria-label="Files to send">${this.uploads.map((file, index) => this.drawUpload(file, index))}</ul>` : nothing}
			<div class="write">
				${channel.id === ''
					? nothing
					: html`<button class="plus" aria-label="Add a file, a poll or a command" aria-expanded=${this.extras} @click=${() => (this.extras = !this.extras)}>+</button>
							${this.drawExtras()}`}
				<textarea
					rows="1"
					maxlength=${LONGEST_MESSAGE}
					aria-label="Message ${where}"
					placeholder="Message ${where}   ( / for commands )"
					aria-autocomplete="list"
					aria-controls=${list ? 'slash-list' : nothing}
					aria-activedescendant=${list && suggestions.length ? `slash-${this.active}` : nothing}
					.value=${this.text}
					@input=${this.onInput}
					@keydown=${this.onKey}
					@paste=${(event: ClipboardEvent) => event.clipboardData?.files.length && (event.preventDefault(), void this.add(event.clipboardData.files))}
				></textarea>
				${left < COUNTER_FROM ? html`<span class="counter">${left}</span>` : nothing}
				<button class="send" aria-label="Send" ?disabled=${this.busy} @click=${() => this.send()}>➤</button>
			</div>`;
	}
}
customElements.define('message-composer', MessageComposer);
