import { html, nothing, svg, type TemplateResult } from 'lit';
import { avatar } from '../avatar.js';
import type { Store } from '../store.js';
import { ChannelType, type Channel, type Person } from '../types.js';

export function isThread(channel: Channel): boolean {
	return channel.type >= ChannelType.newsThread && channel.type <= ChannelType.privateThread;
}

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
const VIEW_CHANNEL = 1n << 10n;

/** Whether the channel is closed to the server's members at large (the role whose id is the server's). */
function isPrivate(channel: Channel, guild: string): boolean {
	return (channel.permission_overwrites ?? []).some((one) => one.id === guild && (BigInt(one.deny) & VIEW_CHANNEL) !== 0n);
}

const LOCK = html`<svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
	${svg`<path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="2"/><rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor"/>`}
</svg>`;

function sign(channel: Channel): string {
	if (isThread(channel)) return '╰';
	return channel.type === ChannelType.forum ? '☰' : '#';
}

function entry(channel: Channel, store: Store): TemplateResult {
	const unread = store.unread(channel.id);
	const here = store.at === channel.id;
	const classes = `channel ${here ? 'here' : ''} ${unread ? 'unread' : ''} ${isThread(channel) ? 'thread' : ''}`;
	return html`<li>
		<button class=${classes} aria-current=${here ? 'page' : nothing} data-channel=${channel.name ?? ''} @click=${() => store.open(channel.id)}>
			<span class="sign" aria-hidden="true">${sign(channel)}</span><span class="channel-name">${channel.name}</span>
			${isPrivate(channel, store.state!.guild.id) ? html`<span class="lock" role="img" title="Only some may see this channel" aria-label="private">${LOCK}</span>` : nothing}
			${unread ? html`<span class="badge" aria-label="${unread} unread">${unread}</span>` : nothing}
		</button>
	</li>`;
}

function withThreads(channels: Channel[]): Channel[] {
	const tops = channels.filter((channel) => channel.type !== ChannelType.dm && !isThread(channel));
	return tops.flatMap((top) => [top, ...channels.filter((channel) => isThread(channel) && channel.parent_id === top.id)]);
}

function directMessages(store: Store): TemplateResult {
	const state = store.state!;
	const dm = state.channels.find((channel) => channel.type === ChannelType.dm);
	const unread = dm ? store.unread(dm.id) : 0;
	const here = store.at === (dm?.id ?? '') && store.wanted === 'dm';
	return html`<li>
		<button
			class="channel ${here ? 'here' : ''} ${unread ? 'unread' : ''}"
			aria-current=${here ? 'page' : nothing}
			data-channel="dm"
			@click=${() => store.openDm()}
		>
			<img src=${avatar(state.bot.user)} alt="" width="24" height="24" /><span class="channel-name">${store.nameOf(state.bot.user.id, state.bot.user)}</span>
			<span class="presence ${state.bot.online ? 'online' : ''}" role="img" aria-label=${state.bot.online ? 'online' : 'offline'}></span>
			${unread ? html`<span class="badge" aria-label="${unread} unread">${unread}</span>` : nothing}
		</button>
	</li>`;
}

function dmSwitch(store: Store): TemplateResult {
	const state = store.state!;
	const toggle = async (): Promise<void> => {
		const answer = await store.act({ do: 'dm-toggle', open: !state.dms_open });
		if (answer) state.dms_open = Boolean(answer.dms_open);
		store.changed();
	};
	return html`<label class="check small"><input type="checkbox" .checked=${state.dms_open} @change=${toggle} /><span>Bots may send me direct messages</span></label>`;
}

function personButton(person: Person, store: Store): TemplateResult {
	const chosen = person.key === store.as;
	const name = store.nameOf(person.user.id);
	const onKey = (event: KeyboardEvent): void => {
		const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		const all = [...(event.currentTarget as HTMLElement).closest('[role=radiogroup]')!.querySelectorAll<HTMLElement>('[role=radio]')];
		const next = all.at((all.indexOf(event.currentTarget as HTMLElement) + step) % all.length)!;
		next.focus();
		next.click();
	};
	return html`<button
		role="radio"
		aria-checked=${chosen}
		tabindex=${chosen ? 0 : -1}
		class="person ${chosen ? 'chosen' : ''}"
		data-person=${person.key}
		title="${name}, ${person.title}"
		@click=${() => chosen || store.become(person.key)}
		@keydown=${onKey}
	>
		<img src=${avatar(person.user)} alt="" width="32" height="32" />
		<span class="person-words"><span class="person-name">${name}</span><span class="person-title">${person.title}</span></span>
	</button>`;
}

/** The left column: the server's channels, direct messages, and the switch for who one is. */
export function drawSidebar(store: Store): TemplateResult {
	const state = store.state!;
	return html`<nav class="sidebar" aria-label="Channels">
		<h1>${state.guild.name}</h1>
		<div class="channels">
			<ul>
				${withThreads(state.channels).map((channel) => entry(channel, store))}
			</ul>
			<h2>Direct messages</h2>
			<ul>
				${directMessages(store)}
			</ul>
			${dmSwitch(store)}
		</div>
		<div class="you">
			<h2 id="who">You are</h2>
			<div role="radiogroup" aria-labelledby="who">${state.people.filter((person) => person.playable).map((person) => personButton(person, store))}</div>
		</div>
	</nav>`;
}

/** The right column: who is here; the bot's user commands are in each one's menu. */
export function drawMembers(store: Store): TemplateResult {
	const state = store.state!;
	const open = (event: MouseEvent, person: Person): void => {
		event.preventDefault();
		const opener = event.currentTarget as HTMLElement;
		const box = opener.getBoundingClientRect();
		store.openMenu({ x: box.left - 120, y: box.bottom, message: null, user: person.user, opener });
	};
	const entry = (person: Person): TemplateResult => {
		const until = person.member?.communication_disabled_until;
		const out = until && Date.parse(until) > Date.now();
		return html`<li>
			<button
				class="member"
				aria-haspopup="menu"
				@click=${(event: MouseEvent) => open(event, person)}
				@contextmenu=${(event: MouseEvent) => open(event, person)}
			>
				<img src=${avatar(person.user)} alt="" width="32" height="32" />
				<span class="person-words"
					><span class="person-name" style="color: ${person.color ?? 'inherit'}">${store.nameOf(person.user.id)}</span
					><span class="person-title">${out ? 'timed out' : person.title}</span></span
				>
				${person.user.bot ? html`<span class="presence ${state.bot.online ? 'online' : ''}"></span>` : nothing}
			</button>
		</li>`;
	};
	return html`<aside class="members" aria-label="Members">
		<h2>Members</h2>
		<ul>
			${state.people.map(entry)}
		</ul>
	</aside>`;
}
