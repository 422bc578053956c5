/**
 * Discord's markdown as a tree (https://support.discord.com/hc/en-us/articles/210298617). Pure: no HTML is made here,
 * the tree's texts go to the page as text nodes. Time is bounded: depth is limited and each character is looked at a
 * bounded number of times per depth.
 */

export type Node =
	| { kind: 'text'; text: string }
	| { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: Node[] }
	| { kind: 'code'; text: string }
	| { kind: 'fence'; text: string; language: string }
	| { kind: 'quote'; children: Node[] }
	| { kind: 'header'; level: 1 | 2 | 3; children: Node[] }
	| { kind: 'subtext'; children: Node[] }
	| { kind: 'list'; ordered: boolean; start: number; items: Node[][] }
	| { kind: 'link'; url: string; children: Node[] }
	| { kind: 'user' | 'role' | 'channel' | 'emoji'; id: string; name: string }
	| { kind: 'everyone'; text: string }
	| { kind: 'command'; name: string }
	| { kind: 'time'; seconds: number; style: string };

const DEEPEST = 8;

const MARKS: [string, 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'][] = [
	['**', 'bold'],
	['__', 'underline'],
	['~~', 'strike'],
	['||', 'spoiler'],
	['*', 'italic'],
	['_', 'italic']
];
const ESCAPABLE = /[\\`*_~|>#\-+[\](){}.!<:@&/]/;
const ANGLE: [RegExp, (match: RegExpExecArray) => Node][] = [
	[/^<@!?(\d{1,20})>/, (m) => ({ kind: 'user', id: m[1]!, name: '' })],
	[/^<@&(\d{1,20})>/, (m) => ({ kind: 'role', id: m[1]!, name: '' })],
	[/^<#(\d{1,20})>/, (m) => ({ kind: 'channel', id: m[1]!, name: '' })],
	[/^<a?:(\w{2,32}):(\d{1,20})>/, (m) => ({ kind: 'emoji', id: m[2]!, name: m[1]! })],
	[/^<\/([^:>]{1,100}):\d{1,20}>/, (m) => ({ kind: 'command', name: m[1]! })],
	[/^<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/, (m) => ({ kind: 'time', seconds: Number(m[1]), style: m[2] ?? 'f' })],
	[/^<(https?:\/\/[^\s<>]{1,2000})>/, (m) => ({ kind: 'link', url: m[1]!, children: [{ kind: 'text', text: m[1]! }] })]
];
const BARE_URL = /^https?:\/\/[^\s<>"]{1,2000}/;
const MASKED = /^\[([^\n]{1,500}?)\]\(<?(https?:\/\/[^\s<>)]{1,2000})>?(?:\s+"[^"\n]{0,200}")?\)/;

/** Only web addresses become links: no `javascript:`, no `data:`. */
export function safeUrl(url: string): string | null {
	try {
		const parsed = new URL(url);
		return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
	} catch {
		return null;
	}
}

class Inline {
	readonly nodes: Node[] = [];
	private text = '';

	add(text: string): void {
		this.text += text;
	}

	put(node: Node): void {
		this.flush();
		this.nodes.push(node);
	}

	flush(): Node[] {
		if (this.text) this.nodes.push({ kind: 'text', text: this.text });
		this.text = '';
		return this.nodes;
	}
}

/** Where the closing mark begins, or -1. Skips escaped characters and code spans. */
function closing(source: string, mark: string, from: number): number {
	for (let at = from; at < source.length; at++) {
		const char = source[at];
		if (char === '\\') at++;
		else if (char === '`' && mark !== '`') {
			const end = source.indexOf('`', at + 1);
			if (end > 0) at = end;
		} else if (source.startsWith(mark, at)) {
			if (mark === '_' && /\w/.test(source[at + 1] ?? '') && source[at + 1] !== '_') continue; // snake_case
			if (mark.length === 1 && source[at + 1] === mark) {
				at++; // a doubled mark inside a single one belongs to the inner text
				continue;
			}
			// "**" closes at the last two of "***", so that the italic inside can close first
			while (mark.length === 2 && source[at + 2] === mark[0]) at++;
			if (at > from) return at;
		}
	}
	return -1;
}

function emphasis(source: string, at: number, depth: number, out: Inline): number {
	for (const [mark, kind] of MARKS) {
		if (!source.startsWith(mark, at)) continue;
		const from = at + mark.length;
		if (mark === '*' && /\s/.test(source[from] ?? ' ')) continue;
		if (mark === '_' && /\w/.test(source[at - 1] ?? '')) continue;
		const end = closing(source, mark, from);
		if (end < 0) continue;
		out.put({ kind, children: inline(source.slice(from, end), depth + 1) });
		return end + mark.length;
	}
	return -1;
}

function codeSpan(source: string, at: number, out: Inline): number {
	const ticks = source.startsWith('``', at) ? '``' : '`';
	const end = source.indexOf(ticks, at + ticks.length);
	if (end <= at + ticks.length - 1 || end === at + ticks.length) return -1;
	out.put({ kind: 'code', text: source.slice(at + ticks.length, end) });
	return end + ticks.length;
}

function bareUrl(source: string, at: number): string | null {
	const found = BARE_URL.exec(source.slice(at, at + 2010))?.[0];
	if (!found) return null;
	let url = found.replace(/[.,;:!?'"*_~|]+$/, '');
	// A bracket that opened before the address does not belong to it.
	while (url.endsWith(')') && url.split(')').length > url.split('(').length) url = url.slice(0, -1);
	return safeUrl(url) ? url : null;
}

function link(source: string, at: number, depth: number, out: Inline): number {
	if (source[at] === '[') {
		const masked = MASKED.exec(source.slice(at, at + 2800));
		if (!masked || !safeUrl(masked[2]!)) return -1;
		out.put({ kind: 'link', url: masked[2]!, children: inline(masked[1]!, depth + 1) });
		return at + masked[0].length;
	}
	const url = bareUrl(source, at);
	if (!url) return -1;
	out.put({ kind: 'link', url, children: [{ kind: 'text', text: url }] });
	return at + url.length;
}

function angle(source: string, at: number, out: Inline): number {
	const rest = source.slice(at, at + 2010);
	for (const [pattern, make] of ANGLE) {
		const match = pattern.exec(rest);
		if (match) {
			out.put(make(match));
			return at + match[0].length;
		}
	}
	return -1;
}

function everyone(source: string, at: number, out: Inline): number {
	const match = /^@(everyone|here)\b/.exec(source.slice(at, at + 10));
	if (!match) return -1;
	out.put({ kind: 'everyone', text: match[0] });
	return at + match[0].length;
}

/** One span of text without block structure. */
function inline(source: string, depth = 0): Node[] {
	const out = new Inline();
	let at = 0;
	while (at < source.length) {
		const char = source[at]!;
		let next = -1;
		if (char === '\\' && ESCAPABLE.test(source[at + 1] ?? '')) {
			out.add(source[at + 1]!);
			at += 2;
			continue;
		}
		if (depth < DEEPEST) {
			if (char === '`') next = codeSpan(source, at, out);
			else if (char === '*' || char === '_' || char === '~' || char === '|') next = emphasis(source, at, depth, out);
			else if (char === '[' || char === 'h') next = link(source, at, depth, out);
			else if (char === '<') next = angle(source, at, out);
			else if (char === '@') next = everyone(source, at, out);
		}
		if (next > at) at = next;
		else {
			out.add(char);
			at++;
		}
	}
	return out.flush();
}

const FENCE = /^```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```\n?/;
const ANSI = /\u001b\[[\d;]*m/g;
const HEADER = /^(#{1,3}) +(.+)$/;
const SUBTEXT = /^-# +(.+)$/;
const BULLET = /^ *[-*] +(.+)$/;
const NUMBER = /^ *(\d{1,9})\. +(.+)$/;

function takeWhile(lines: string[], from: number, pattern: RegExp): RegExpExecArray[] {
	const found: RegExpExecArray[] = [];
	for (let at = from; at < lines.length; at++) {
		const match = pattern.exec(lines[at]!);
		if (!match) break;
		found.push(match);
	}
	return found;
}

function quoted(lines: string[], from: number): { lines: string[]; taken: number } | null {
	if (lines[from]!.startsWith('>>> ')) {
		return { lines: [lines[from]!.slice(4), ...lines.slice(from + 1)], taken: lines.length - from };
	}
	const taken = takeWhile(lines, from, /^>(?: (.*)|)$/);
	return taken.length ? { lines: taken.map((match) => match[1] ?? ''), taken: taken.length } : null;
}

/** A block that begins on this line, and how many lines it takes; null where plain text goes on. */
function block(lines: string[], at: number, depth: number): { node: Node; taken: number } | null {
	const line = lines[at]!;
	const header = HEADER.exec(line);
	if (header) return { node: { kind: 'header', level: header[1]!.length as 1 | 2 | 3, children: inline(header[2]!) }, taken: 1 };
	const small = SUBTEXT.exec(line);
	if (small) return { node: { kind: 'subtext', children: inline(small[1]!) }, taken: 1 };
	for (const pattern of [BULLET, NUMBER]) {
		const found = takeWhile(lines, at, pattern);
		if (!found.length) continue;
		const ordered = pattern === NUMBER;
		const items = found.map((match) => inline(match[ordered ? 2 : 1]!));
		return { node: { kind: 'list', ordered, start: ordered ? Number(found[0]![1]) : 1, items }, taken: found.length };
	}
	const quote = depth === 0 ? quoted(lines, at) : null;
	return quote && { node: { kind: 'quote', children: blocks(quote.lines.join('\n'), 1) }, taken: quote.taken };
}

function paragraphs(source: string, depth: number): Node[] {
	const lines = source.split('\n');
	const nodes: Node[] = [];
	let plain: string[] = [];
	const flush = (): void => {
		if (plain.length) nodes.push(...inline(plain.join('\n')));
		plain = [];
	};
	for (let at = 0; at < lines.length; ) {
		const found = block(lines, at, depth);
		if (found) {
			flush();
			nodes.push(found.node);
			at += found.taken;
		} else plain.push(lines[at++]!);
	}
	flush();
	return nodes;
}

function blocks(source: string, depth: number): Node[] {
	const nodes: Node[] = [];
	let rest = source;
	while (rest) {
		const open = rest.indexOf('```');
		const fence = open < 0 ? null : FENCE.exec(rest.slice(open));
		if (!fence || !fence[2]) return [...nodes, ...paragraphs(rest, depth)];
		const before = rest.slice(0, open).replace(/\n$/, '');
		if (before) nodes.push(...paragraphs(before, depth));
		nodes.push({ kind: 'fence', text: fence[2].replace(ANSI, ''), language: fence[1] ?? '' });
		rest = rest.slice(open + fence[0].length);
	}
	return nodes;
}

export function parse(source: string): Node[] {
	return blocks(source.replace(/\r\n?/g, '\n'), 0);
}

/** The words alone, for previews and labels. */
export function plainText(source: string): string {
	const words = (nodes: Node[]): string =>
		nodes
			.map((node) => {
				if ('text' in node) return node.text;
				if ('children' in node) return words(node.children);
				if (node.kind === 'list') return node.items.map(words).join(' ');
				return '';
			})
			.join('');
	return words(parse(source));
}
