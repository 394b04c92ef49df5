/** Draws the levels of a draft: rooms first, then walls, doors in them, and what stands about. */
import { categoryMeaning } from './categories.ts';
import type { Draft, DraftLevel, Label, Thing } from './draft.ts';
import {
	areasOf,
	count,
	pick,
	polygonOf,
	takeId,
	type Context,
	type DrawnRoom,
	type Drawing,
	type Feature
} from './drawn.ts';
import { levelName } from './levels.ts';
import { Keys } from './names.ts';
import { drawOpenings, shellOf } from './openings.ts';
import { outlineOf } from './outline.ts';
import { openFloor } from './spaces.ts';
import { drawFixture, drawSolid, drawWallLine, keepAsIs, keepMark } from './things.ts';

export interface DrawnLevel {
	key: string;
	label: Label;
	ordinal: number;
	features: Feature[];
}

export function assemble(draft: Draft, drawing: Drawing): DrawnLevel[] {
	const levels = [...draft.levels.values()].sort((a, b) => a.ordinal - b.ordinal);
	const keys = new Keys();
	return levels.flatMap((level) => {
		const things = draft.things.filter((thing) => thing.levels.includes(level.ref));
		if (
			!things.some(({ role }) => role !== 'outline' && role !== 'mark') &&
			!level.properties.underlay
		) {
			if (things.length === 0 || draft.levels.size > 1) {
				for (const thing of things) leaveThing(thing, drawing);
				return [];
			}
		}
		return [drawLevel(level, things, keys, draft, drawing)];
	});
}

function leaveThing(thing: Thing, { tally, counted }: Drawing): void {
	if (counted.has(thing)) return;
	counted.add(thing);
	tally.leave(thing.said, 'no-plan-meaning', thing.from.example);
}

function drawLevel(
	level: DraftLevel,
	things: readonly Thing[],
	keys: Keys,
	draft: Draft,
	drawing: Drawing
): DrawnLevel {
	const label: Label = level.label ?? { ...levelName(level.ordinal) };
	const key = keys.free(level.key)
		? keys.keep(level.key)
		: keys.take(label.id ?? '', label.en ?? '');
	const { id } = drawing.ids.take(level.id, `level/${level.ref}`);
	const of = (...roles: Thing['role'][]) => things.filter(({ role }) => roles.includes(role));
	const context = { ...drawing, level: { id, key } };
	const rooms = of('room').flatMap((thing) => drawRoom(thing, context));
	const solids = of('solid').flatMap((thing) => drawSolid(thing, context));
	const outline = outlineOf(of('outline'), rooms, things, context);
	const lines = of('wall').flatMap((thing) => drawWallLine(thing, context));
	const kept = of('as-is').flatMap((thing) => keepAsIs(thing, context));
	if (!level.complete || rooms.length === 0) {
		rooms.unshift(...openFloor(rooms, outline, label, context));
	}
	const hasWalls =
		lines.length + solids.length > 0 ||
		kept.some(({ properties }) => /(^|-)wall$/.test(String(properties.kind)));
	const shell = shellOf(rooms, lines, hasWalls, context);
	const openings = drawOpenings(of('door', 'window'), rooms, shell, context);
	const fixtures = of('fixture').flatMap((thing) => drawFixture(thing, context));
	for (const thing of of('mark')) keepMark(thing, rooms, draft, context);
	const head: Feature = {
		...{ id, type: 'Feature', feature_type: 'level', geometry: outline.geometry },
		properties: {
			...{ category: 'unspecified', restriction: null, ...pick(level.properties, LEVEL_FIELDS) },
			...{ outdoor: level.outdoor, ordinal: level.ordinal, name: label, key }
		}
	};
	return {
		...{ key, label, ordinal: level.ordinal },
		features: [
			head,
			...rooms.map(({ feature }) => feature),
			...[...solids, ...lines, ...shell.features, ...openings, ...fixtures, ...kept]
		]
	};
}

const LEVEL_FIELDS = ['category', 'restriction', 'short_name', 'display_point', 'underlay'].concat(
	...['source_id', 'building_ids', 'address_id']
);

const UNIT_FIELDS = ['restriction', 'accessibility', 'alt_name', 'display_point', 'seats'].concat(
	...['occupants', 'tags', 'source_type', 'derived']
);

function drawRoom(thing: Thing, context: Context): DrawnRoom[] {
	const areas = areasOf(thing, context, true);
	if (areas.length === 0) return [];
	const { category = 'room', type = 'work', properties } = thing;
	const label = thing.label ?? nameFor(thing, category, context);
	const parts = areas.length > 1;
	if (parts && thing.from.shape.areas.length > 1 && !context.counted.has(thing)) {
		context.tally.change(thing.said, 'split-in-parts', thing.from.example);
	}
	const whole = takeId(thing, context, 'unit');
	const wanted = properties.key;
	if (typeof wanted === 'string' && !context.rooms.free(wanted) && !context.counted.has(thing)) {
		context.tally.change(thing.said, 'duplicate-key', wanted);
	}
	const drawn = areas.map((area, n): DrawnRoom => {
		const key =
			n === 0 && context.rooms.free(wanted)
				? context.rooms.keep(wanted)
				: context.rooms.take(
						typeof wanted === 'string' ? wanted : (label.id ?? ''),
						label.en ?? '',
						category
					);
		const id = n === 0 ? whole : context.ids.take(null, `${whole}/${n + 1}`).id;
		const feature: Feature = {
			...{ id, type: 'Feature', feature_type: 'unit', geometry: polygonOf(area.rings) },
			properties: {
				...{ category, key, name: label, type },
				...pick(properties, UNIT_FIELDS),
				...(thing.sourceId !== null && thing.sourceId !== id ? { source_id: thing.sourceId } : {}),
				...(parts ? { part_of: whole } : {}),
				level_id: context.level.id
			}
		};
		return { key, area, type, soft: thing.soft ?? false, category, feature };
	});
	count(thing, context);
	return drawn;
}

/** What a room without a name is called: its kind and a number. */
function nameFor(thing: Thing, category: string, { named, tally, counted }: Context): Label {
	const { words } = categoryMeaning(category);
	const number = (named.get(words.en) ?? 0) + 1;
	named.set(words.en, number);
	if (!counted.has(thing)) tally.change(thing.said, 'name-given', thing.from.example);
	return { id: `${words.id} ${number}`, en: `${words.en} ${number}` };
}
