/** What stands in a level beside its rooms: solid walls, lines, furniture, points that say what is there. */
import { contains } from '../geometry.ts';
import { degreesOf, metresOf } from './clean.ts';
import type { Draft, Thing } from './draft.ts';
import {
	areasOf,
	closedRings,
	count,
	featureOf,
	leave,
	pick,
	polygonOf,
	takeId,
	type Context,
	type DrawnRoom,
	type Feature
} from './drawn.ts';
import type { Place } from './frames.ts';
import type { Position, Rings } from './shapes.ts';

export function drawSolid(thing: Thing, context: Context): Feature[] {
	const areas = areasOf(thing, context, false);
	const features = areas.map(({ rings }, part) =>
		featureOf(thing, context, {
			...{ type: 'fixture', geometry: polygonOf(rings), part },
			properties: {
				category: thing.category ?? (thing.kind === 'wall' ? 'wall' : 'obstruction'),
				kind: thing.kind
			}
		})
	);
	if (features.length > 0) count(thing, context);
	return features;
}

/** m; what a wall is thick that is drawn as a line. */
const WALL_M = 0.15;

export function drawWallLine(thing: Thing, context: Context): Feature[] {
	const { lines, areas } = thing.from.shape;
	const all = [...lines, ...areas.flatMap(closedRings)];
	const features = all.map((line, part) =>
		featureOf(thing, context, {
			...{ type: 'detail', geometry: { type: 'LineString', coordinates: line }, part },
			properties: { kind: 'inner-wall', thickness: WALL_M }
		})
	);
	if (features.length > 0) count(thing, context);
	else leave(thing, 'needs-a-line', context);
	return features;
}

/** m; half the side of what is told by a point alone. */
const POINT_M = 0.2;

export function drawFixture(thing: Thing, context: Context): Feature[] {
	const { areas, lines, points } = thing.from.shape;
	const { kind = 'seat', category } = thing;
	const properties = { kind, ...(category ? { category } : {}) };
	const type = kind === 'kiosk' || kind === 'counter' ? 'kiosk' : 'fixture';
	const shapes = areas.length > 0 ? areasOf(thing, context, false).map(({ rings }) => rings) : [];
	const squares =
		lines.length + areas.length > 0 ? [] : points.map((point) => square(point, context.place));
	const features = [
		...[...shapes, ...squares].map((rings) => ({ type, geometry: polygonOf(rings) })),
		...lines.map((line) => ({
			type: 'detail',
			geometry: { type: 'LineString', coordinates: line }
		}))
	].map((drawn, part) => featureOf(thing, context, { ...drawn, properties, part }));
	if (features.length > 0) count(thing, context);
	return features;
}

function square(point: Position, place: Place): Rings {
	const [x, y] = metresOf(place, point);
	const corner = (dx: number, dy: number): Position =>
		degreesOf(place, [x + dx * POINT_M, y + dy * POINT_M]);
	return [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]];
}

/** A feature in this project's own form, as it was written. */
export function keepAsIs(thing: Thing, context: Context): Feature[] {
	const { feature, shape } = thing.from;
	const [rings] = shape.areas;
	const [line] = shape.lines;
	const [point] = shape.points;
	const geometry = rings
		? polygonOf(rings)
		: line
			? { type: 'LineString', coordinates: line }
			: { type: 'Point', coordinates: point };
	const id = takeId(thing, context, String(feature.feature_type));
	count(thing, context);
	return [
		{
			...{ id, type: 'Feature', feature_type: thing.said, geometry },
			properties: {
				...thing.properties,
				...(thing.sourceId !== null && thing.sourceId !== id ? { source_id: thing.sourceId } : {}),
				level_id: context.level.id
			}
		}
	];
}

/** A point that says what is there: kept as an IMDF amenity, and as who serves in the room around it. */
export function keepMark(
	thing: Thing,
	rooms: readonly DrawnRoom[],
	draft: Draft,
	context: Context
): void {
	const [point] = [...thing.from.shape.points, ...thing.from.shape.areas.flat(2)];
	if (!point || context.counted.has(thing)) return leave(thing, 'no-plan-meaning', context);
	const [x, y] = metresOf(context.place, point);
	const inside = rooms
		.filter(({ area }) => contains(area.polygon, [x, y]))
		.sort((a, b) => (a.area.rings[0]?.length ?? 0) - (b.area.rings[0]?.length ?? 0));
	const [room] = inside;
	const { tags } = thing.properties;
	const said: Record<string, unknown> = Object(tags);
	if (said.highway === 'elevator' && inside.some(({ category }) => category === 'elevator')) {
		return leave(thing, 'part-of-room', context);
	}
	const name = thing.label?.id;
	const parking = String(said.amenity).startsWith('parking');
	if (room && name !== undefined && !parking) {
		const before = room.feature.properties.occupants;
		const others: unknown[] = Array.isArray(before) ? before : [];
		if (!others.includes(name)) room.feature.properties.occupants = [...others, name];
	}
	draft.kept.push({
		id: takeId(thing, context, 'amenity'),
		...{
			type: 'Feature',
			feature_type: 'amenity',
			geometry: { type: 'Point', coordinates: point }
		},
		properties: {
			category: said.highway === 'elevator' ? 'elevator' : 'unspecified',
			name: thing.label,
			...(thing.sourceId === null ? {} : { source_id: thing.sourceId }),
			...pick(thing.properties, ['tags']),
			unit_ids: room ? [room.feature.id] : [],
			level_id: context.level.id
		}
	});
	count(thing, context);
}
