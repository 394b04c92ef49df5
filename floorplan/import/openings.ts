/** Walls where a plan has none of its own, and doors and windows in their walls, with the rooms they join. */
import type { Opening, Point } from '../building.ts';
import { OUTSIDE } from '../draft.ts';
import { along, distance, distanceToSegment } from '../geometry.ts';
import {
	count,
	featureOf,
	leave,
	polygonOf,
	type Context,
	type DrawnRoom,
	type Feature
} from './drawn.ts';
import { MOST } from './bounds.ts';
import { axisOf, type Axis } from './axis.ts';
import { cleanArea, degreesOf, metresOf } from './clean.ts';
import type { Thing } from './draft.ts';
import { pieces, RoomFinder, wallLines, type Enclosure } from './shell.ts';
import type { Position } from './shapes.ts';

const THICKNESS = { outer: 0.25, inner: 0.15 };

export interface Shell {
	/** Walls drawn from the rooms' outlines; empty where the plan has its own. */
	features: Feature[];
	/** Segments in which a door may stand. */
	segments: { from: Point; to: Point; thickness: number }[];
}

function enclosures(rooms: readonly DrawnRoom[]): Enclosure[] {
	return rooms.map(({ key, area, soft, type }) => ({
		...{ key, polygon: area.polygon, soft },
		open: type === 'outdoor' || type === 'void'
	}));
}

export function shellOf(
	rooms: readonly DrawnRoom[],
	lines: readonly Feature[],
	hasWalls: boolean,
	context: Context
): Shell {
	const segments = lines.flatMap(({ geometry }) => {
		const points = (Array.isArray(geometry.coordinates) ? geometry.coordinates : []).map(
			(position: Position) => metresOf(context.place, position)
		);
		return points
			.slice(0, -1)
			.map((from, n) => ({ from, to: points[n + 1] ?? from, thickness: THICKNESS.inner }));
	});
	const own = rooms.filter(({ feature }) => feature.properties.derived !== true);
	const corners = own.reduce((sum, { area }) => sum + area.polygon.flat().length, 0);
	const all = corners <= MOST.wallEdges ? (pieces(enclosures(own)) ?? []) : [];
	const doors = all.map(({ from, to, wall }) => ({
		...{ from, to },
		thickness: THICKNESS[wall ?? 'inner']
	}));
	// A plan with a wall or two still means its rooms to have walls; one with many has drawn them.
	if (hasWalls && lines.length * 4 > own.length)
		return { features: [], segments: [...segments, ...doors] };
	if (hasWalls && lines.length === 0) return { features: [], segments: doors };
	const features = (['outer', 'inner'] as const).flatMap((kind) =>
		wallLines(all, kind).map((line): Feature => {
			const coordinates = line.map((point) => degreesOf(context.place, point));
			const [first = [0, 0], last = [0, 0]] = [coordinates[0], coordinates.at(-1)];
			const name = `wall/${context.level.key}/${kind}/${first.join()}/${last.join()}/${line.length}`;
			return {
				id: context.ids.take(null, name).id,
				...{ type: 'Feature', feature_type: 'detail' },
				geometry: { type: 'LineString', coordinates },
				properties: {
					...{ kind: `${kind}-wall`, thickness: THICKNESS[kind], derived: true },
					level_id: context.level.id
				}
			};
		})
	);
	if (features.length > 0) context.tally.assume('level', 'walls-drawn', context.level.key);
	return { features, segments: [...segments, ...doors] };
}

/** m; leaves, where a plan tells no width. */
const DOOR_M = 0.9;
const WIDE_M = 1.8;
/** m; wider than one leaf, and than two. */
const ONE_LEAF_M = 1.4;
const TWO_LEAVES_M = 3;
/** m from a wall within which a door's point stands in it. */
const REACH_M = 1;
/** An area that fills less of its box has no one line to be told by. */
const LEAST_FILLED = 0.6;

export function drawOpenings(
	things: readonly Thing[],
	rooms: readonly DrawnRoom[],
	shell: Shell,
	context: Context
): Feature[] {
	const finder = new RoomFinder(enclosures(rooms));
	return things.flatMap((thing) => drawOpening(thing, finder, shell, context));
}

interface Drawn {
	axis: Pick<Axis, 'from' | 'to' | 'thickness'>;
	/** As written: for a line, its own ends. */
	ends?: [Position, Position];
	/** The area it was drawn as. */
	footprint?: Position[][];
}

function drawOpening(thing: Thing, finder: RoomFinder, shell: Shell, context: Context): Feature[] {
	const { areas, lines, points } = thing.from.shape;
	const { place } = context;
	const drawn: Drawn[] = [];
	const features: Feature[] = [];
	for (const rings of areas) {
		const [area] = cleanArea(rings, place, false).areas;
		const axis = area && axisOf(area.polygon[0] ?? []);
		if (!area || !axis) continue;
		if (thing.role === 'window' && axis.filled < LEAST_FILLED) {
			// A window around a corner stands as it is drawn.
			const geometry = polygonOf(area.rings);
			const properties = { category: 'obstruction', kind: 'glass' };
			features.push(
				featureOf(thing, context, { type: 'fixture', geometry, properties, part: features.length })
			);
		} else drawn.push({ axis, footprint: polygonOf(area.rings).coordinates as Position[][] });
	}
	for (const line of lines) {
		const [first, last] = [line[0], line.at(-1)];
		if (!first || !last) continue;
		const [from, to] = [metresOf(place, first), metresOf(place, last)];
		const middle = along(from, to, 0.5);
		const wall = nearest(shell, middle);
		const thickness = wall && wall.away < REACH_M ? wall.segment.thickness : THICKNESS.inner;
		drawn.push({ axis: { from, to, thickness }, ends: [first, last] });
	}
	for (const point of areas.length + lines.length > 0 ? [] : points) {
		const axis = axisAtPoint(metresOf(place, point), thing, shell);
		if (axis) drawn.push({ axis });
	}
	for (const one of drawn) {
		if (distance(one.axis.from, one.axis.to) < 0.05) continue;
		features.push(openingFeature(thing, one, finder, context, features.length));
	}
	if (features.length > 0) count(thing, context);
	else leave(thing, points.length > 0 ? 'on-no-wall' : 'too-small', context);
	return features;
}

function nearest(
	{ segments }: Shell,
	point: Point
): { segment: Shell['segments'][number]; away: number } | null {
	let best: { segment: Shell['segments'][number]; away: number } | null = null;
	for (const segment of segments) {
		const away = distanceToSegment(point, segment.from, segment.to);
		if (!best || away < best.away) best = { segment, away };
	}
	return best;
}

/** A door at a point, along the wall that it stands in; the point stays its middle. */
function axisAtPoint(point: Point, thing: Thing, shell: Shell): Drawn['axis'] | null {
	const wall = nearest(shell, point);
	if (!wall || wall.away > REACH_M) return null;
	const { from, to, thickness } = wall.segment;
	const length = distance(from, to);
	if (length === 0) return null;
	const tags: Record<string, unknown> = Object(thing.properties.tags);
	const wide = tags.entrance === 'main' || tags.automatic_door !== undefined;
	const width = Math.min(thing.width ?? (wide ? WIDE_M : DOOR_M), length);
	const [dx, dy] = [
		((to[0] - from[0]) / length) * (width / 2),
		((to[1] - from[1]) / length) * (width / 2)
	];
	return { from: [point[0] - dx, point[1] - dy], to: [point[0] + dx, point[1] + dy], thickness };
}

function openingFeature(
	thing: Thing,
	{ axis, ends, footprint }: Drawn,
	finder: RoomFinder,
	context: Context,
	part: number
): Feature {
	const width = distance(axis.from, axis.to);
	const [a, b] = ends ?? [degreesOf(context.place, axis.from), degreesOf(context.place, axis.to)];
	const geometry = { type: 'LineString', coordinates: [a, b] };
	const thickness = Math.round(Math.min(5, Math.max(0.05, axis.thickness)) * 1000) / 1000;
	const shared = { thickness, ...(footprint ? { footprint } : {}) };
	if (thing.role === 'window') {
		const properties = { kind: 'window', ...shared };
		return featureOf(thing, context, { type: 'detail', geometry, properties, part });
	}
	const kind = thing.kind ?? kindOf(width);
	const joins = [finder.beside(axis, 1) ?? OUTSIDE, finder.beside(axis, -1) ?? OUTSIDE];
	const properties = {
		...{ category: 'pedestrian', kind, joins },
		...shared,
		...keptOfDoor(thing)
	};
	return featureOf(thing, context, { type: 'opening', geometry, properties, part });
}

function kindOf(width: number): Opening['kind'] {
	if (width > TWO_LEAVES_M) return 'open';
	return width > ONE_LEAF_M ? 'double-door' : 'door';
}

/** What IMDF says of a door beside its place. */
function keptOfDoor({ properties }: Thing): Record<string, unknown> {
	const { door, category, accessibility, access_control } = properties;
	const said = { door, category, accessibility, access_control };
	return Object.fromEntries(
		Object.entries(said).filter(([, value]) => value !== undefined && value !== null)
	);
}
