/** What drawing a level shares: its features, what they are called, and what was counted. */
import type { RoomType } from '../building.ts';
import { cleanArea, type Area } from './clean.ts';
import type { Thing } from './draft.ts';
import type { Place } from './frames.ts';
import type { Ids, Keys } from './names.ts';
import type { Tally } from './report.ts';
import type { Position, Rings } from './shapes.ts';

export interface Feature {
	id: string;
	type: 'Feature';
	feature_type: string;
	geometry: { type: string; coordinates: unknown };
	properties: Record<string, unknown>;
}

export interface DrawnRoom {
	key: string;
	area: Area;
	type: RoomType;
	soft: boolean;
	category: string;
	feature: Feature;
}

/** What is shared while the levels of one building are drawn. */
export interface Drawing {
	place: Place;
	ids: Ids;
	rooms: Keys;
	/** How many rooms of a kind have been given a name. */
	named: Map<string, number>;
	tally: Tally;
	/** Things whose level, of several, has been drawn: each counts once. */
	counted: Set<Thing>;
}

export interface Context extends Drawing {
	level: { id: string; key: string };
}

/** The fields that are there, in this order. */
export function pick(
	from: Record<string, unknown>,
	fields: readonly string[]
): Record<string, unknown> {
	return Object.fromEntries(
		fields.flatMap((field) =>
			from[field] === undefined || from[field] === null ? [] : [[field, from[field]]]
		)
	);
}

const THING_FIELDS = ['tags', 'source_type', 'category', 'alt_name', 'display_point', 'anchor_id'];

/** The name under which a thing's id is made: the same on each import. */
function idName({ sourceId, from }: Thing, level: string, what: string): string {
	const source =
		sourceId ?? `${from.document.stem}/${from.document.features.indexOf(from.feature)}`;
	return `${what}/${level}/${source}`;
}

export function takeId(thing: Thing, context: Context, what: string): string {
	const several = thing.levels.length > 1 && thing.levels[0] !== undefined;
	// On several levels the source's id can be that of one only.
	const own = several && context.counted.has(thing) ? null : thing.from.feature.id;
	const { id, doubled } = context.ids.take(own, idName(thing, context.level.key, what));
	if (doubled) context.tally.change(thing.said, 'duplicate-id', thing.from.example);
	return id;
}

/** Counts a thing as taken, the first time it is drawn. */
export function count(thing: Thing, { tally, counted }: Context): void {
	if (counted.has(thing)) return;
	counted.add(thing);
	tally.take(thing.said);
}

export function leave(thing: Thing, reason: Parameters<Tally['leave']>[1], context: Context): void {
	if (context.counted.has(thing)) return;
	context.counted.add(thing);
	context.tally.leave(thing.said, reason, thing.from.example);
}

export function closedRings(rings: Rings): Position[][] {
	return rings.map((ring) => (ring[0] ? [...ring, ring[0]] : ring));
}

export function polygonOf(rings: Rings): Feature['geometry'] {
	return { type: 'Polygon', coordinates: closedRings(rings) };
}

/** The areas of a thing, told of what had to be changed. */
export function areasOf(thing: Thing, context: Context, strict: boolean): Area[] {
	const { shape, example } = thing.from;
	const areas: Area[] = [];
	for (const rings of shape.areas) {
		const cleaned = cleanArea(rings, context.place, strict);
		areas.push(...cleaned.areas);
		if (context.counted.has(thing)) continue;
		for (const reason of cleaned.changed) context.tally.change(thing.said, reason, example);
		if (cleaned.reason && shape.areas.length === 1) leave(thing, cleaned.reason, context);
	}
	if (areas.length === 0)
		leave(thing, shape.areas.length === 0 ? 'needs-an-area' : 'too-small', context);
	return areas;
}

/** A feature of a thing that is no room. */
export function featureOf(
	thing: Thing,
	context: Context,
	what: {
		type: string;
		geometry: Feature['geometry'];
		properties: Record<string, unknown>;
		part?: number;
	}
): Feature {
	const id =
		(what.part ?? 0) === 0
			? takeId(thing, context, what.type)
			: context.ids.take(null, `${idName(thing, context.level.key, what.type)}/${what.part}`).id;
	return {
		...{ id, type: 'Feature', feature_type: what.type, geometry: what.geometry },
		properties: {
			...pick(thing.properties, THING_FIELDS),
			...what.properties,
			...(thing.label ? { name: thing.label } : {}),
			...(thing.sourceId !== null && thing.sourceId !== id ? { source_id: thing.sourceId } : {}),
			level_id: context.level.id
		}
	};
}
