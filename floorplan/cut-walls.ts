/** Takes out of walls what their openings leave free, so that each piece is drawn whole. */
import type { Opening, Point, Wall } from './building.ts';
import { along, distance, distanceToSegment } from './geometry.ts';

/** m from a wall's axis within which an opening lies in it. */
const ON_AXIS_M = 0.05;
/** m; a shorter overlap is a shared end. */
const LEAST_M = 0.01;

/** The walls without the stretches that openings take; a wall cut already stays as it is. */
export function cutAtOpenings(walls: readonly Wall[], openings: readonly Opening[]): Wall[] {
	return walls.flatMap((wall) => {
		const { from, to } = wall;
		const length = distance(from, to);
		if (length < LEAST_M) return [wall];
		const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
		/** m from the wall's start, along it. */
		const at = (point: Point): number => (point[0] - from[0]) * dx + (point[1] - from[1]) * dy;
		const gaps = openings
			.filter((opening) => liesIn(opening, wall))
			.map((opening): [number, number] => {
				const [a, b] = [at(opening.from), at(opening.to)];
				return [Math.max(0, Math.min(a, b)), Math.min(length, Math.max(a, b))];
			})
			.filter(([start, end]) => end - start > LEAST_M)
			.sort(([a], [b]) => a - b);
		if (gaps.length === 0) return [wall];
		const pieces: [number, number][] = [];
		let free = 0;
		for (const [start, end] of gaps) {
			if (start > free) pieces.push([free, start]);
			free = Math.max(free, end);
		}
		if (free < length) pieces.push([free, length]);
		return pieces
			.filter(([start, end]) => end - start > LEAST_M)
			.map(([start, end]) => ({
				...wall,
				from: along(from, to, start / length),
				to: along(from, to, end / length)
			}));
	});
}

function liesIn({ from, to }: Opening, wall: Wall): boolean {
	const middle = along(from, to, 0.5);
	const [west, east] = [Math.min(wall.from[0], wall.to[0]), Math.max(wall.from[0], wall.to[0])];
	// Most walls are elsewhere.
	if (middle[0] < west - ON_AXIS_M || middle[0] > east + ON_AXIS_M) return false;
	const near = (point: Point): boolean => distanceToSegment(point, wall.from, wall.to) < ON_AXIS_M;
	return near(middle) && [along(from, to, 0.25), along(from, to, 0.75)].every(near);
}
