import { CommandKind, OptionKind, type Command, type CommandOption } from './types.js';

/** A slash command as a person types it: subcommands are part of the name ("queue list"). */
export interface Slash {
	name: string;
	description: string;
	options: CommandOption[];
}

function leaves(name: string, description: string, options: CommandOption[]): Slash[] {
	const nested = options.filter((option) => option.type === OptionKind.subcommand || option.type === OptionKind.group);
	if (!nested.length) return [{ name, description, options }];
	return nested.flatMap((option) => leaves(`${name} ${option.name}`, option.description, option.options ?? []));
}

export function slashCommands(commands: Command[]): Slash[] {
	return commands
		.filter((command) => (command.type ?? CommandKind.chat) === CommandKind.chat)
		.flatMap((command) => leaves(command.name, command.description, command.options ?? []))
		.sort((one, other) => one.name.localeCompare(other.name));
}

/** Commands for what stands after the slash: those whose name begins so first, then those that contain it. */
export function matching(slashes: Slash[], typed: string): Slash[] {
	const wanted = typed.toLowerCase().trimStart();
	const begins = slashes.filter((slash) => slash.name.startsWith(wanted));
	const contains = slashes.filter((slash) => !slash.name.startsWith(wanted) && `${slash.name} ${slash.description}`.toLowerCase().includes(wanted));
	return [...begins, ...contains];
}

/**
 * "/check text: some words" → the command and its values as typed; null where no command's name stands first.
 * Words before any option's name go to the first option, so that "/check some words" works too.
 */
export function typedCommand(text: string, slashes: Slash[]): { slash: Slash; values: Record<string, string> } | null {
	const rest = text.replace(/^\//, '');
	const slash = slashes
		.filter((one) => rest === one.name || rest.startsWith(`${one.name} `))
		.sort((one, other) => other.name.length - one.name.length)[0];
	if (!slash) return null;
	const values: Record<string, string> = {};
	let name = slash.options[0]?.name;
	for (const part of rest.slice(slash.name.length).split(/(?<=^|\s)(?=[\w-]{1,32}:)/u)) {
		const option = slash.options.find((one) => part.startsWith(`${one.name}:`));
		if (option) name = option.name;
		const value = option ? part.slice(option.name.length + 1) : part;
		if (name && value.trim()) values[name] = `${values[name] ?? ''}${value}`;
	}
	return { slash, values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()])) };
}
