/** Discord's epoch, 2015-01-01 (https://discord.com/developers/docs/reference#snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: '2-digit', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** The first snowflake of a millisecond: what is newer has a greater id. */
export function snowflakeAt(milliseconds: number): bigint {
	return BigInt(Math.max(0, milliseconds - DISCORD_EPOCH_MS)) << 22n;
}

export function clockTime(iso: string): string {
	return clock.format(new Date(iso));
}

/** "Today at 16:05", "Yesterday at 09:12", or the date with the time. */
export function messageTime(iso: string, now = new Date()): string {
	const at = new Date(iso);
	const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
	if (days === 0) return `Today at ${clock.format(at)}`;
	if (days === 1) return `Yesterday at ${clock.format(at)}`;
	return `${shortDate.format(at)} ${clock.format(at)}`;
}

export function dayName(iso: string): string {
	return longDate.format(new Date(iso));
}

export function sameDay(one: string, other: string): boolean {
	return startOfDay(new Date(one)) === startOfDay(new Date(other));
}

function startOfDay(date: Date): number {
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 31_536_000],
	['month', 2_592_000],
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
	['second', 1]
];

export function relativeTime(seconds: number, nowMs = Date.now()): string {
	const distance = seconds - nowMs / 1000;
	const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? UNITS[UNITS.length - 1]!;
	return relative.format(Math.round(distance / size), unit);
}

/** `<t:seconds:style>` (https://discord.com/developers/docs/reference#message-formatting-timestamp-styles). */
export function timestamp(seconds: number, style: string): string {
	const at = new Date(seconds * 1000);
	if (Number.isNaN(at.getTime())) return 'Invalid date';
	switch (style) {
		case 't':
			return clock.format(at);
		case 'T':
			return clockSeconds.format(at);
		case 'd':
			return shortDate.format(at);
		case 'D':
			return longDate.format(at);
		case 'F':
			return `${weekday.format(at)}, ${longDate.format(at)} ${clock.format(at)}`;
		case 's':
			return `${shortDate.format(at)} ${clock.format(at)}`;
		case 'S':
			return `${shortDate.format(at)} ${clockSeconds.format(at)}`;
		case 'R':
			return relativeTime(seconds);
		default:
			return `${longDate.format(at)} ${clock.format(at)}`;
	}
}

/** "2h" or "35m" until an ISO time; "0m" when it has passed. */
export function timeLeft(iso: string, nowMs = Date.now()): string {
	const minutes = Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / 60_000));
	if (minutes >= 1440) return `${Math.round(minutes / 1440)}d`;
	return minutes >= 60 ? `${Math.round(minutes / 60)}h` : `${minutes}m`;
}
