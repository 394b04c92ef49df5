/** Which levels a plan speaks of: OSM's lists and ranges, the names people give to floors and files. */
import type { Words } from '#lib/domain/metrics.ts';
import { MOST } from './bounds.ts';

const NUMBER = String.raw`-?\d+(?:[.,]\d+)?`;

/**
 * The levels of an OSM `level` or `repeat_on`: `0`, `-1;0`, `0-2`, `-2--1`, `0;2-4`, `1,2`; empty
 * where it names none. Ranges count in whole steps from their beginning.
 */
export function levelList(text: unknown): number[] {
	if (typeof text === 'number') return Number.isFinite(text) ? [text] : [];
	if (typeof text !== 'string') return [];
	const found = new Set<number>();
	// A comma parts levels, but for a decimal one such as "0,5".
	for (const part of text.slice(0, 500).split(/[;|]|,\s*(?!5\b)/)) {
		const range = new RegExp(`^\\s*(${NUMBER})\\s*(?:-|to|\\.\\.)\\s*(${NUMBER})\\s*$`).exec(part);
		if (range) {
			const [from, to] = [numberOf(range[1]), numberOf(range[2])].sort((a, b) => a - b);
			for (let at = from ?? 0; at <= (to ?? 0) && found.size < MOST.levels; at++) found.add(at);
		} else if (new RegExp(`^\\s*\\+?${NUMBER}\\s*$`).test(part)) found.add(numberOf(part));
	}
	return [...found].filter((level) => Math.abs(level) <= MOST.levels);
}

function numberOf(text = ''): number {
	return Number(text.trim().replace(',', '.'));
}

/** Words for floors that are no numbers, in the languages that plans come in. */
const NAMED: readonly [RegExp, (digits: number | null) => number][] = [
	[/^(gf|g|eg|rdc|dasar|ground|erdgeschoss|lobby)$/, () => 0],
	[/^(b|ug|basement|basemen|keller|cellar|sub|lb)$/, (n) => -(n ?? 1)],
	[/^(og|f|fl|l|lt|level|floor|lantai|etage|stock|storey|story|niveau|ebene)$/, (n) => n ?? 0],
	[/^first$/, () => 1],
	[/^second$/, () => 2],
	[/^third$/, () => 3],
	[/^fourth$/, () => 4]
];

/**
 * The number of a floor from what it is called: `Floor 3`, `lantai-dasar`, `westport-house-floor-gf`,
 * `B1`, `2.OG`, `-1`; null where nothing in it tells.
 */
export function ordinalOf(name: string): number | null {
	const text = name.toLowerCase().replace(/(\d)(st|nd|rd|th)\b/g, '$1');
	const bare = /^\s*(-?\d{1,3})\s*$/.exec(text);
	if (bare) return Number(bare[1]);
	const parts = text.split(/[^a-z0-9à-ÿ]+/).filter(Boolean);
	for (const [index, part] of parts.entries()) {
		const glued = /^([a-z]+)(\d{1,3})$/.exec(part);
		const word = glued?.[1] ?? part;
		const number = glued?.[2] ?? /^\d{1,3}$/.exec(parts[index + 1] ?? '')?.[0];
		const before = /^\d{1,3}$/.exec(parts[index - 1] ?? '')?.[0];
		const named = NAMED.find(([words]) => words.test(word));
		if (!named) continue;
		// "Lantai Dasar", "floor gf": the next word tells.
		const general = /^(f|fl|l|lt|level|floor|lantai|etage|stock|storey|story|niveau|ebene|og)$/;
		if (general.test(word) && number === undefined) {
			const rest = parts.slice(index + 1).concat(parts.slice(0, index));
			const other = rest
				.map((one) => NAMED.find(([words]) => words.test(one) && !general.test(one)))
				.find(Boolean);
			if (other) return other[1](null);
			if (before !== undefined) return Number(before);
			if (word.length <= 2) continue;
			continue;
		}
		const minus =
			new RegExp(`${word}[\\s_]*-{1,2}(?=\\d)`).test(text) && /--|\s-\d|_-\d/.test(text);
		const digits = number === undefined ? null : Number(number);
		return named[1](digits === null ? null : minus ? -digits : digits);
	}
	return null;
}

/** What a floor is called that has no name of its own. */
export function levelName(ordinal: number): Words {
	if (ordinal === 0) return { id: 'Lantai Dasar', en: 'Ground floor' };
	const number = String(Math.abs(ordinal)).replace('.', ',');
	if (ordinal < 0) {
		return { id: `Basemen ${number}`, en: `Basement ${number.replace(',', '.')}` };
	}
	return { id: `Lantai ${number}`, en: `Floor ${number.replace(',', '.')}` };
}
