/** Avatars drawn here, so that none is fetched: initials on a colour that follows from the user's id. */

const COLOURS = ['#3b6ea5', '#8a5a9e', '#3f8f6b', '#b3632f', '#a8434f', '#5b6bbf', '#7a7d2f', '#2f8596'];
const BOT_GLYPH =
	'<path d="M40 18v44M27 62h26M18 28h44" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none"/>' +
	'<path d="M18 28l-9 20h18zM62 28l-9 20h18z" fill="#fff"/>';
const drawn = new Map<string, string>();

function initial(name: string): string {
	const first = [...name.trim()].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? '?';
	return first.toUpperCase();
}

/** A data URI of an SVG picture, 80×80. */
export function avatar(user: { id: string; username: string; global_name?: string | null; bot?: boolean }): string {
	const name = user.global_name || user.username;
	const key = `${user.id}/${name}/${user.bot ?? false}`;
	let uri = drawn.get(key);
	if (!uri) {
		const colour = user.bot ? '#3b6ea5' : COLOURS[Number(BigInt(user.id) % BigInt(COLOURS.length))];
		// Only one letter or digit of the name gets in, so nothing needs escaping.
		const glyph = user.bot
			? BOT_GLYPH
			: `<text x="40" y="53" text-anchor="middle" font-family="Noto Sans,Arial,sans-serif" font-weight="600" font-size="36" fill="#fff">${initial(name)}</text>`;
		uri = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${colour}"/>${glyph}</svg>`)}`;
		drawn.set(key, uri);
	}
	return uri;
}
