/** The parts of Discord's API v10 objects, and of the stand-in's page API, that the page reads. */

export interface User {
	id: string;
	username: string;
	global_name?: string | null;
	bot?: boolean;
}

export interface Member {
	nick?: string | null;
	roles: string[];
	communication_disabled_until?: string | null;
}

export interface Person {
	key: string;
	title: string;
	playable: boolean;
	user: User;
	member: Member | null;
	color: string | null;
	permissions: string;
}

export interface Role {
	id: string;
	name: string;
	color: number;
	position: number;
}

export interface Channel {
	id: string;
	type: number;
	name?: string | null;
	topic?: string | null;
	parent_id?: string | null;
	recipients?: User[];
	permission_overwrites?: { id: string; type: number; allow: string; deny: string }[];
	can_send: boolean;
	can_manage_messages: boolean;
	thread_metadata?: { archived: boolean; locked: boolean };
}

export interface EmbedMedia {
	url: string;
	description?: string | null;
}

export interface Embed {
	title?: string;
	description?: string;
	url?: string;
	color?: number;
	timestamp?: string;
	author?: { name: string; url?: string; icon_url?: string };
	footer?: { text: string; icon_url?: string };
	image?: EmbedMedia;
	thumbnail?: EmbedMedia;
	provider?: { name?: string };
	fields?: { name: string; value: string; inline?: boolean }[];
}

export interface Attachment {
	id: string;
	filename: string;
	title?: string;
	description?: string | null;
	content_type?: string | null;
	size: number;
	url: string;
	width?: number | null;
	height?: number | null;
}

export interface PartialEmoji {
	id?: string | null;
	name?: string | null;
}

export interface SelectOption {
	label: string;
	value: string;
	description?: string | null;
	emoji?: PartialEmoji | null;
	default?: boolean;
}

/** Any message or modal component; which fields are there depends on `type` (see component-types in view/components.ts). */
export interface Component {
	type: number;
	id?: number;
	custom_id?: string;
	style?: number;
	label?: string;
	description?: string | null;
	emoji?: PartialEmoji;
	url?: string;
	disabled?: boolean;
	placeholder?: string;
	min_values?: number;
	max_values?: number;
	min_length?: number;
	max_length?: number;
	required?: boolean;
	value?: string;
	default?: boolean;
	options?: SelectOption[];
	channel_types?: number[];
	default_values?: { id: string; type: string }[];
	components?: Component[];
	component?: Component;
	content?: string;
	accessory?: Component;
	media?: EmbedMedia;
	items?: { media: EmbedMedia; description?: string | null; spoiler?: boolean }[];
	file?: EmbedMedia;
	name?: string;
	divider?: boolean;
	spacing?: number;
	accent_color?: number | null;
	spoiler?: boolean;
}

export interface Poll {
	question: { text: string };
	answers: { answer_id: number; poll_media: { text: string; emoji?: PartialEmoji } }[];
	expiry: string | null;
	allow_multiselect: boolean;
	results?: { is_finalized: boolean; answer_counts: { id: number; count: number; me_voted: boolean }[] } | null;
}

export interface Reaction {
	emoji: PartialEmoji;
	count: number;
	me: boolean;
}

export interface Snapshot {
	message: Pick<Message, 'content' | 'timestamp' | 'embeds' | 'attachments' | 'components' | 'flags'>;
}

export interface Message {
	id: string;
	channel_id: string;
	guild_id?: string;
	type: number;
	author: User;
	webhook_id?: string;
	content: string;
	timestamp: string;
	edited_timestamp: string | null;
	flags?: number;
	embeds: Embed[];
	attachments: Attachment[];
	components?: Component[];
	mentions?: User[];
	mention_roles?: string[];
	mention_everyone?: boolean;
	message_reference?: { type?: number; message_id?: string; channel_id?: string };
	referenced_message?: Message | null;
	message_snapshots?: Snapshot[];
	poll?: Poll;
	reactions?: Reaction[];
	interaction_metadata?: { id: string; type: number; user: User; target_user?: User; target_message_id?: string };
	interaction?: { id: string; type: number; name: string; user: User };
	thread?: Channel;
	sticker_items?: { id: string; name: string }[];
}

export interface Choice {
	name: string;
	value: string | number;
}

export interface CommandOption {
	type: number;
	name: string;
	description: string;
	required?: boolean;
	choices?: Choice[];
	options?: CommandOption[];
	channel_types?: number[];
	min_value?: number;
	max_value?: number;
	min_length?: number;
	max_length?: number;
	autocomplete?: boolean;
}

export interface Command {
	id: string;
	type?: number;
	name: string;
	description: string;
	options?: CommandOption[];
}

export interface Modal {
	interaction_id: string;
	channel_id: string;
	custom_id: string;
	title: string;
	components: Component[];
}

export interface PageState {
	me: User;
	people: Person[];
	guild: { id: string; name: string; owner_id: string; roles: Role[] };
	channels: Channel[];
	commands: Command[];
	messages: Record<string, Message[]>;
	dms_open: boolean;
	bot: { user: User; online: boolean };
	modal: Modal | null;
}

export const ChannelType = { text: 0, dm: 1, news: 5, newsThread: 10, publicThread: 11, privateThread: 12, forum: 15 } as const;
export const MessageType = { default: 0, pin: 6, join: 7, threadCreated: 18, reply: 19, chatCommand: 20, threadStarter: 21, menuCommand: 23 } as const;
export const MessageFlag = { ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const;
export const REFERENCE_FORWARD = 1;
export const CommandKind = { chat: 1, user: 2, message: 3 } as const;
export const OptionKind = {
	subcommand: 1,
	group: 2,
	string: 3,
	integer: 4,
	boolean: 5,
	user: 6,
	channel: 7,
	role: 8,
	mentionable: 9,
	number: 10
} as const;
