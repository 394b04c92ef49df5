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
