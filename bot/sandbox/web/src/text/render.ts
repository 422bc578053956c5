import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../store.js';
import { ChannelType } from '../types.js';
import { timestamp } from '../time.js';
import { parse, safeUrl, type Node } from './markdown.js';

/** Markdown to templates. Every text goes through lit as a text node; nothing is ever parsed as HTML. */
export function markdown(source: string, store: Store, where: 'message' | 'embed' = 'message'): TemplateResult {
	return html`<span class="md">${parsed(source).map((node) => draw(node, store, where === 'embed'))}</span>`;
}

/** Trees kept, so that a redrawn page does not read every message again. */
const MOST_TREES = 1000;
const trees = new Map<string, Node[]>();

function parsed(source: string): Node[] {
	let nodes = trees.get(source);
	if (!nodes) {
		nodes = parse(source);
		if (trees.size >= MOST_TREES) trees.clear();
		trees.set(source, nodes);
	}
	return nodes;
}

const reveal = (event: Event): void => {
	if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
	if (event instanceof KeyboardEvent) event.preventDefault();
	const spoiler = event.currentTarget as HTMLElement & { activated: boolean };
	spoiler.activated = true;
	spoiler.removeAttribute('aria-label');
	spoiler.removeAttribute('tabindex');
};

function children(nodes: Node[], store: Store, embed: boolean): unknown {
	return nodes.map((node) => draw(node, store, embed));
}

function channelMention(id: string, store: Store): TemplateResult {
	const channel = store.channel(id);
	if (!channel) return html`<discord-mention type="channel">unknown</discord-mention>`;
	const type = channel.type === ChannelType.forum ? 'forum' : channel.type >= 10 && channel.type <= 12 ? 'thread' : 'channel';
	return html`<discord-mention
		type=${type}
		role="link"
		tabindex="0"
		@click=${() => store.open(id)}
		@keydown=${(event: KeyboardEvent) => event.key === 'Enter' && store.open(id)}
		>${channel.name ?? 'unknown'}</discord-mention
	>`;
}

function anchor(url: string, inside: unknown, store: Store): TemplateResult {
	const safe = safeUrl(url);
	if (!safe) return html`${inside}`;
	const target = store.jumpTarget(safe);
	if (!target || inside !== undefined) {
		return html`<a href=${safe} target="_blank" rel="noopener noreferrer">${inside ?? url}</a>`;
	}
	const channel = store.channel(target.channel);
	return html`<a class="jump" href=${safe}># ${channel?.name ?? 'unknown'}${target.message ? ' › message' : ''}</a>`;
}

function draw(node: Node, store: Store, embed: boolean): unknown {
	switch (node.kind) {
		case 'text':
			return node.text;
		case 'bold':
			return html`<strong>${children(node.children, store, embed)}</strong>`;
		case 'italic':
			return html`<em>${children(node.children, store, embed)}</em>`;
		case 'underline':
			return html`<u>${children(node.children, store, embed)}</u>`;
		case 'strike':
			return html`<s>${children(node.children, store, embed)}</s>`;
		case 'spoiler':
			return html`<discord-spoiler
				role="button"
				tabindex="0"
				aria-label="Spoiler, press to show"
				@click=${reveal}
				@keydown=${reveal}
				>${children(node.children, store, embed)}</discord-spoiler
			>`;
		case 'code':
			return html`<code class="inline">${node.text}</code>`;
		case 'fence':
			return html`<pre class="fence" tabindex="0" aria-label="Code"><code>${node.text}</code></pre>`;
		case 'quote':
			return html`<discord-quote>${children(node.children, store, embed)}</discord-quote>`;
		case 'header':
			return html`<div class="h h${node.level}" role="heading" aria-level=${node.level + 2}>${children(node.children, store, embed)}</div>`;
		case 'subtext':
			return html`<small class="subtext">${children(node.children, store, embed)}</small>`;
		case 'list': {
			const items = node.items.map((item) => html`<li>${children(item, store, embed)}</li>`);
			return node.ordered ? html`<ol start=${node.start}>${items}</ol>` : html`<ul>${items}</ul>`;
		}
		case 'link': {
			const bare = node.children.length === 1 && node.children[0]!.kind === 'text' && node.children[0]!.text === node.url;
			return anchor(node.url, bare ? undefined : children(node.children, store, embed), store);
		}
		case 'user': {
			const mine = node.id === store.state?.me.id && !embed;
			return html`<discord-mention type="user" ?highlight=${mine}>${store.nameOf(node.id)}</discord-mention>`;
		}
		case 'role': {
			const role = store.state?.guild.roles.find((one) => one.id === node.id);
			return html`<discord-mention type="role">${role?.name ?? 'unknown role'}</discord-mention>`;
		}
		case 'channel':
			return channelMention(node.id, store);
		case 'everyone':
			return html`<span class="everyone">${node.text}</span>`;
		case 'command':
			return html`<discord-mention type="slash">${node.name}</discord-mention>`;
		case 'emoji':
			return `:${node.name}:`;
		case 'time':
			return html`<discord-time title=${timestamp(node.seconds, 'F')}>${timestamp(node.seconds, node.style)}</discord-time>`;
		default:
			return nothing;
	}
}
