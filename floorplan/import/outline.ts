/** The outline of a level: the one that was drawn, else the building's, else what its rooms span. */
import type { Point, Polygon } from '../building.ts';
import { area, contains } from '../geometry.ts';
import {
	closedRings,
	count,
	leave,
	polygonOf,
	type Context,
	type DrawnRoom,
	type Feature
} from './drawn.ts';
import { cleanArea, degreesOf, metresOf, type Area } from './clean.ts';
import type { Thing } from './draft.ts';
import { RoomFinder } from './shell.ts';

export interface Outline {
	geometry: Feature['geometry'];
	/** m; the largest part. */
	polygon: Polygon;
	/** Drawn around the rooms, for want of a drawn one. */
	drawn: boolean;
}

export function outlineOf(
	given: readonly Thing[],
	rooms: readonly DrawnRoom[],
	things: readonly Thing[],
	context: Context
): Outline {
	const areas: Area[] = [];
	for (const thing of given) {
		const own = thing.from.shape.areas.flatMap(
			(rings) => cleanArea(rings, context.place, false).areas
		);
		// A level of IMDF counts as taken for what it says, even without a shape.
		if (own.length > 0 || thing.said === 'level') count(thing, context);
		else leave(thing, 'needs-an-area', context);
		areas.push(...own);
	}
	const [largest] = areas.toSorted((a, b) => area(b.polygon) - area(a.polygon));
	if (largest) {
		const [only] = areas;
		const geometry =
			areas.length === 1 && only
				? polygonOf(only.rings)
				: { type: 'MultiPolygon', coordinates: areas.map(({ rings }) => closedRings(rings)) };
		return { geometry, polygon: largest.polygon, drawn: false };
	}
	context.tally.assume('level', 'outline-drawn', context.level.key);
	const corners = rooms.flatMap(({ area: { polygon } }) => polygon.flat());
	const others = things.flatMap(({ from: { shape } }) =>
		[...shape.areas.flat(2), ...shape.lines.flat(), ...shape.points].map((position) =>
			metresOf(context.place, position)
		)
	);
	const ring = hull(corners.length >= 3 ? corners : others);
	const rings = [ring.map((point) => degreesOf(context.place, point))];
	return { geometry: polygonOf(rings), polygon: [ring], drawn: true };
}

/** The convex hull, anticlockwise (A. M. Andrew, 1979); a small square where there is none. */
function hull(points: readonly Point[]): Point[] {
	const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
	const half = (all: readonly Point[]): Point[] => {
		const chain: Point[] = [];
		for (const point of all) {
			for (;;) {
				const [a, b] = [chain.at(-2), chain.at(-1)];
				if (!a || !b || cross(a, b, point) > 0) break;
				chain.pop();
			}
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	const ring = [...half(sorted), ...half(sorted.toReversed())];
	if (ring.length >= 3) return ring;
	const [x, y] = sorted[0] ?? [0, 0];
	return [
		[x, y],
		[x + 1, y],
		[x + 1, y + 1],
		[x, y + 1]
	];
}

function cross(a: Point, b: Point, c: Point): number {
	return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** How much of an outline its rooms cover, 0 to 1, by points spread over it. */
export function covered(polygon: Polygon, rooms: readonly DrawnRoom[]): number {
	const [ring = []] = polygon;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of ring) {
		west = Math.min(west, x);
		south = Math.min(south, y);
		east = Math.max(east, x);
		north = Math.max(north, y);
	}
	const finder = new RoomFinder(
		rooms.map(({ key, area: own }) => ({ key, polygon: own.polygon, soft: true, open: false }))
	);
	let [inside, taken] = [0, 0];
	const across = 40;
	for (let i = 0; i < across; i++) {
		for (let j = 0; j < across; j++) {
			const point: Point = [
				west + ((i + 0.5) / across) * (east - west),
				south + ((j + 0.5) / across) * (north - south)
			];
			if (!contains(polygon, point)) continue;
			inside += 1;
			if (finder.at(point) !== null) taken += 1;
		}
	}
	return inside === 0 ? 1 : taken / inside;
}
