import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Store } from '../store.js';
import { dayName, messageTime, sameDay } from '../time.js';
import { ChannelType, type Channel, type Message } from '../types.js';
import { drawMessage } from './message.js';
import { isThread } from './sidebar.js';

function title(channel: Channel, store: Store): string {
	return channel.type === ChannelType.dm ? store.nameOf(store.state!.bot.user.id, store.state!.bot.user) : (channel.name ?? '');
}

function header(channel: Channel, store: Store): TemplateResult {
	const parent = channel.parent_id && isThread(channel) ? store.channel(channel.parent_id) : undefined;
	return html`<header class="channel-header">
		<button class="burger" aria-label="Channels and people" aria-expanded=${store.sidebarOpen} @click=${() => ((store.sidebarOpen = !store.sidebarOpen), store.changed())}>☰</button>
		${parent ? html`<button class="link" @click=${() => store.open(parent.id)}># ${parent.name}</button><span aria-hidden="true">›</span>` : nothing}
		<h2><span class="sign" aria-hidden="true">${channel.type === ChannelType.dm ? '@' : parent ? '╰' : channel.type === ChannelType.forum ? '☰' : '#'}</span> ${title(channel, store)}</h2>
		${channel.topic ? html`<p class="topic">${channel.topic}</p>` : nothing}
	</header>`;
}

function onListKey(event: KeyboardEvent): void {
	const here = event.target as HTMLElement;
	if (!here.classList.contains('msg') || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
	const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.msg')];
	const next = all[all.indexOf(here) + (event.key === 'ArrowDown' ? 1 : -1)];
	if (!next) return;
	event.preventDefault();
	next.focus();
}

function messageList(channel: Channel, store: Store): TemplateResult {
	const messages = store.messages(channel.id);
	const light = matchMedia('(prefers-color-scheme: light)').matches;
	const failures = store.failures.filter((failure) => failure.channel === channel.id && failure.message === null);
	const draw = (message: Message, index: number): unknown => {
		const before = messages[index - 1];
		const newDay = !before || !sameDay(before.timestamp, message.timestamp);
		return [
			newDay ? html`<div class="day" role="separator">${dayName(message.timestamp)}</div>` : nothing,
			drawMessage(message, newDay ? undefined : before, index === messages.length - 1, store)
		];
	};
	return html`<discord-messages ?light-theme=${light} no-background>
		<div class="messages" role="log" aria-label="Messages in ${title(channel, store)}" aria-live="polite" @keydown=${onListKey}>
			${messages.length ? nothing : html`<p class="empty">Nothing has been written here yet.</p>`}
			${repeat(messages, (message) => message.id, draw)}
			${failures.map((failure) => html`<p class="failed" role="alert">⚠ ${failure.text}: the bot did not answer in time. Look at its terminal, then try again.</p>`)}
			${[...store.waiting.values()].some((one) => one.message === null)
				? html`<p class="thinking" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> Sending command…</p>`
				: nothing}
		</div>
	</discord-messages>`;
}

function forum(channel: Channel, store: Store): TemplateResult {
	const posts = store.state!.channels.filter((one) => isThread(one) && one.parent_id === channel.id);
	const post = (thread: Channel): TemplateResult => {
		const first = store.messages(thread.id)[0];
		return html`<li>
			<button class="post" @click=${() => store.open(thread.id)}>
				<strong>${thread.name}</strong>
				${first ? html`<span>${store.nameOf(first.author.id, first.author)}: ${first.content.slice(0, 200)}</span><small>${messageTime(first.timestamp)}</small>` : nothing}
			</button>
		</li>`;
	};
	return html`<div class="forum">
		${channel.can_send ? html`<button class="primary" @click=${() => store.show({ kind: 'thread', message: null })}>New post</button>` : nothing}
		<ul>
			${posts.map(post)}
		</ul>
		${posts.length ? nothing : html`<p class="empty">No posts yet.</p>`}
	</div>`;
}

function silence(channel: Channel, store: Store): string | null {
	const until = store.me?.member?.communication_disabled_until;
	if (until && Date.parse(until) > Date.now() && channel.type !== ChannelType.dm) return `You are timed out until ${messageTime(until)}.`;
	if (channel.thread_metadata?.locked) return 'This thread is locked.';
	return channel.can_send ? null : 'You do not have permission to send messages in this channel.';
}

function composer(channel: Channel, store: Store, version: number): TemplateResult | typeof nothing {
	if (channel.type === ChannelType.forum) return nothing;
	const why = silence(channel, store);
	const typists = store.typists();
	return html`<div class="composer">
		${why
			? html`<p class="silenced" role="status">${why}</p>`
			: html`<message-composer .store=${store} .channel=${channel} owner=${store.as} .version=${version}></message-composer>`}
		<p class="typing" aria-live="polite">${typists.length ? `${typists.join(' and ')} ${typists.length > 1 ? 'are' : 'is'} typing…` : ''}</p>
	</div>`;
}

/** The middle column. `version` grows with each drawing. */
export function drawChannel(store: Store, version: number): TemplateResult {
	const channel = store.current ?? store.draftDm();
	if (!channel) return html`<main class="middle"><p class="empty">Choose a channel on the left.</p></main>`;
	return html`<main class="middle">
		${header(channel, store)}
		<div class="scroller" id="scroller">
			${keyed(`${store.as}/${channel.id}`, channel.type === ChannelType.forum ? forum(channel, store) : messageList(channel, store))}
		</div>
		${composer(channel, store, version)}
	</main>`;
}
