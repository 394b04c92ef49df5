/** The line of a door or window that is drawn as a thin area: along its longer side, with its thickness. */
import type { Point, Ring } from '../building.ts';
import { area, edges, turn } from '../geometry.ts';

export interface Axis {
	from: Point;
	to: Point;
	/** m. */
	thickness: number;
	/** How much of its smallest box the area fills, 0 to 1. */
	filled: number;
}

/** Of the smallest box around the ring that lies along one of its edges. */
export function axisOf(ring: Ring): Axis | null {
	let best: { size: number; angle: number; box: [number, number, number, number] } | null = null;
	// The longest edges are the ones a thin shape lies along.
	const sides = edges(ring)
		.map(([a, b]) => ({ a, b, length: Math.hypot(b[0] - a[0], b[1] - a[1]) }))
		.sort((x, y) => y.length - x.length)
		.slice(0, 12);
	for (const { a, b } of sides) {
		const angle = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const point of ring) {
			const [x, y] = turn(point, -angle);
			west = Math.min(west, x);
			south = Math.min(south, y);
			east = Math.max(east, x);
			north = Math.max(north, y);
		}
		const size = (east - west) * (north - south);
		if (!best || size < best.size) best = { size, angle, box: [west, south, east, north] };
	}
	if (!best || best.size === 0) return null;
	const [west, south, east, north] = best.box;
	const [width, height] = [east - west, north - south];
	const [x, y] = [(west + east) / 2, (south + north) / 2];
	const ends: [Point, Point] =
		width >= height
			? [
					[west, y],
					[east, y]
				]
			: [
					[x, south],
					[x, north]
				];
	const { angle } = best;
	return {
		from: turn(ends[0], angle),
		to: turn(ends[1], angle),
		thickness: Math.min(width, height),
		filled: area([ring]) / best.size
	};
}
