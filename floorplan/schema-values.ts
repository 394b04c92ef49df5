/** The values of which all files of a building are made: words, keys, places. */
import * as v from 'valibot';
import type { RoomType } from './building.ts';

export const ROOM_TYPES = [
	'work',
	'waiting',
	'lobby',
	'corridor',
	'service',
	'prayer',
	'child',
	'server',
	'outdoor',
	'void'
] as const satisfies RoomType[];

export const text = v.pipe(v.string(), v.nonEmpty());
export const words = v.object({ id: text, en: text });
/**
 * An IMDF label: a name by language tag. Indonesian and English are filled from what is there,
 * so that a plan from elsewhere has a name in both; the other languages stay in the file.
 */
export const label = v.pipe(
	v.record(v.string(), text),
	v.check((names) => Object.keys(names).length > 0, 'has no name in any language'),
	v.transform((names) => {
		const [first = ''] = Object.values(names);
		const of = (...tags: string[]): string =>
			tags.map((tag) => names[tag]).find((name) => name !== undefined) ?? first;
		return { id: of('id', 'id-ID', 'en'), en: of('en', 'en-US', 'en-GB', 'id') };
	})
);
export const finite = v.pipe(v.number(), v.finite());
export const metres = v.pipe(finite, v.minValue(0.01), v.maxValue(5));
export const lon = v.pipe(finite, v.minValue(-180), v.maxValue(180));
export const lat = v.pipe(finite, v.minValue(-90), v.maxValue(90));
export const uuid = v.pipe(v.string(), v.uuid());
/** What a URL can carry unescaped. */
export const key = v.pipe(
	v.string(),
	v.regex(/^[a-z0-9][a-z0-9-]*$/, 'is no key of a-z, 0-9 and -')
);
/** RFC 7946 allows a height as a third number; it is left out. */
export const position = v.pipe(
	v.looseTuple([lon, lat]),
	v.transform(([x, y]): [number, number] => [x, y])
);
