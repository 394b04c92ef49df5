/** What may name a device or a channel: an EUI in lower-case hex, or a short printable name. */

export const MAX_NAME = 128;

/** Control characters, halves of a character, separators of lines, and marks that turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** An EUI-64 of 16 hex digits, lower case; null for anything else. */
export function readEui(value: unknown): string | null {
	return typeof value === 'string' && /^[0-9a-f]{16}$/i.test(value) ? value.toLowerCase() : null;
}

/** The good names of late: each is asked for with every value. */
const known = new Set<string>();
const MAX_KNOWN = 10_000;

/** A name of 1 to 128 printable characters, as it is; null for anything else. */
export function readName(value: unknown): string | null {
	if (typeof value === 'string' && known.has(value)) return value;
	if (
		typeof value !== 'string' ||
		value.length > MAX_NAME ||
		value.trim() === '' ||
		UNPRINTABLE.test(value)
	) {
		return null;
	}
	if (known.size >= MAX_KNOWN) known.clear();
	known.add(value);
	return value;
}

/** A piece of a stranger's text for a sentence to a person: short, printable, quoted. */
export function quoted(text: string): string {
	const clean = text.replace(new RegExp(UNPRINTABLE, 'gu'), '').slice(0, 40);
	return `"${clean}${text.length > 40 ? '…' : ''}"`;
}
