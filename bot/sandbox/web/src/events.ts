import type { PageEvent } from './api.js';
import type { Store } from './store.js';
import { ChannelType, MessageFlag, type Channel, type Command, type Member, type Message, type Modal, type PageState, type Poll, type Reaction, type PartialEmoji } from './types.js';

/** Most messages kept per channel, so that a long script does not slow the page down. */
const MOST_MESSAGES = 200;

type Data = Record<string, unknown>;

function upsertMessage(state: PageState, message: Message): void {
	const list = state.messages[message.channel_id] ?? [];
	const at = list.findIndex((one) => one.id === message.id);
	const known = at >= 0 ? list.with(at, { ...list[at]!, ...message }) : [...list, message].slice(-MOST_MESSAGES);
	// Replies show what they answer as it stands now.
	const next = known.map((one) => (one.referenced_message?.id === message.id ? { ...one, referenced_message: message } : one));
	state.messages = { ...state.messages, [message.channel_id]: next };
}

/** Only those who may see an ephemeral message get it: it is the answer to what they did. */
function isFor(me: string, message: Message): boolean {
	return ((message.flags ?? 0) & MessageFlag.ephemeral) !== 0 && message.author.id !== me;
}

function dropMessages(state: PageState, channel: string, ids: string[]): void {
	const list = state.messages[channel] ?? [];
	const left = list.map((one) => (one.referenced_message && ids.includes(one.referenced_message.id) ? { ...one, referenced_message: null } : one));
	state.messages = { ...state.messages, [channel]: left.filter((one) => !ids.includes(one.id)) };
}

function upsertChannel(state: PageState, channel: Channel): void {
	const at = state.channels.findIndex((one) => one.id === channel.id);
	state.channels = at >= 0 ? state.channels.with(at, { ...state.channels[at], ...channel }) : [...state.channels, channel];
}

function change(state: PageState, data: Data, update: (message: Message) => Message): void {
	const message = state.messages[String(data.channel_id)]?.find((one) => one.id === String(data.message_id));
	if (message) upsertMessage(state, update(message));
}

function voted(poll: Poll, answer: number, by: 1 | -1, mine: boolean): Poll {
	const counts = poll.answers.map(({ answer_id: id }) => {
		const old = poll.results?.answer_counts.find((one) => one.id === id) ?? { id, count: 0, me_voted: false };
		if (id !== answer) return old;
		return { id, count: Math.max(0, old.count + by), me_voted: mine ? by > 0 : old.me_voted };
	});
	return { ...poll, results: { is_finalized: poll.results?.is_finalized ?? false, answer_counts: counts } };
}

function reacted(reactions: Reaction[] = [], emoji: PartialEmoji, by: 1 | -1, mine: boolean): Reaction[] {
	const same = (one: Reaction): boolean => one.emoji.name === emoji.name && (one.emoji.id ?? null) === (emoji.id ?? null);
	const old = reactions.find(same) ?? { emoji, count: 0, me: false };
	const next = { emoji: old.emoji, count: old.count + by, me: mine ? by > 0 : old.me };
	const rest = reactions.some(same) ? reactions.map((one) => (same(one) ? next : one)) : [...reactions, next];
	return rest.filter((one) => one.count > 0);
}

function failed(store: Store, data: Data): void {
	store.settle(String(data.id));
	const text = String(data.text ?? 'This interaction failed');
	const message = (data.message_id as string | null) ?? null;
	store.failures = [...store.failures, { id: String(data.id), channel: String(data.channel_id), message, text }].slice(-10);
	if (!store.state?.bot.online) store.toast('The bot is offline, so nobody answered. Start it, then try again.');
}

/** Applies one event of the stand-in to what the page knows. Unknown events are left alone. */
export function reduce(store: Store, { t, d }: PageEvent): void {
	const state = store.state;
	if (!state) return; // the state that is being loaded has it already
	const mine = String(d.user_id) === state.me.id;
	switch (t) {
		case 'MESSAGE_CREATE':
		case 'MESSAGE_UPDATE': {
			const message = d as unknown as Message;
			if (!store.channel(message.channel_id)) {
				void store.load(); // a channel that opened for me just now, such as the bot's direct messages
				break;
			}
			if (t === 'MESSAGE_UPDATE' && !state.messages[message.channel_id]?.some((one) => one.id === message.id)) break;
			upsertMessage(state, message);
			if (t === 'MESSAGE_CREATE') store.typing.delete(message.author.id);
			if (message.channel_id === store.at) {
				store.markRead();
				const by = message.interaction_metadata?.user ?? message.author;
				if (t === 'MESSAGE_CREATE' && (by.id === state.me.id || isFor(state.me.id, message))) store.toEnd = true;
			}
			break;
		}
		case 'MESSAGE_DELETE':
			dropMessages(state, String(d.channel_id), [String(d.id)]);
			break;
		case 'MESSAGE_DELETE_BULK':
			dropMessages(state, String(d.channel_id), (d.ids as string[]).map(String));
			break;
		case 'MESSAGE_REACTION_ADD':
		case 'MESSAGE_REACTION_REMOVE':
			change(state, d, (message) => ({
				...message,
				reactions: reacted(message.reactions, d.emoji as PartialEmoji, t.endsWith('ADD') ? 1 : -1, mine)
			}));
			break;
		case 'MESSAGE_POLL_VOTE_ADD':
		case 'MESSAGE_POLL_VOTE_REMOVE':
			change(state, d, (message) =>
				message.poll ? { ...message, poll: voted(message.poll, Number(d.answer_id), t.endsWith('ADD') ? 1 : -1, mine) } : message
			);
			break;
		case 'THREAD_CREATE':
		case 'THREAD_UPDATE':
		case 'CHANNEL_CREATE':
		case 'CHANNEL_UPDATE':
			upsertChannel(state, d as unknown as Channel);
			if (store.at === '' && Number(d.type) === ChannelType.dm) store.open(String(d.id));
			break;
		case 'THREAD_DELETE':
		case 'CHANNEL_DELETE':
			state.channels = state.channels.filter((channel) => channel.id !== String(d.id));
			if (store.at === String(d.id)) store.open(state.channels[0]?.id ?? '');
			break;
		case 'TYPING_START':
			if (!mine) store.startedTyping(String(d.user_id), String(d.channel_id));
			break;
		case 'GUILD_MEMBER_UPDATE':
			state.people = state.people.map((person) => (person.user.id === d.user_id ? { ...person, member: d.member as Member } : person));
			break;
		case 'COMMANDS_UPDATE':
			state.commands = d.commands as Command[];
			break;
		case 'INTERACTION_CREATE':
			if (d.name && !store.commandNames.has(String(d.id))) store.commandNames.set(String(d.id), String(d.name));
			store.wait(String(d.id), (d.message_id as string | null) ?? null, (d.custom_id as string | null) ?? null);
			break;
		case 'INTERACTION_SUCCESS':
			store.settle(String(d.id));
			break;
		case 'INTERACTION_FAILED':
			failed(store, d);
			break;
		case 'MODAL':
			store.modal = d as unknown as Modal;
			store.settle(store.modal.interaction_id);
			break;
		case 'MODAL_CLOSE':
			if (store.modal?.interaction_id === d.interaction_id) store.modal = null;
			break;
		case 'BOT_STATUS':
			state.bot = { ...state.bot, online: Boolean(d.online) };
			break;
		case 'SCRIPT':
			store.script = d as unknown as Store['script'];
			break;
	}
}
