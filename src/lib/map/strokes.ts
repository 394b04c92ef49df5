/**
 * Lines of a plan: what is drawn of walls, doors and windows at a scale. Walls and windows keep
 * a stroke in pixels until the wall's own thickness is more; all results are in metres.
 */
import type { Level, Opening, Point, Wall } from '#floorplan/building.ts';
import { along, distance } from '#floorplan/geometry.ts';

export type Line = readonly Point[];

/** px; the least a wall is drawn with. */
const LEAST_PX = { outer: 3, inner: 1.6 } as const;
const NEAR = 0.002;

/** px, of a wall on a plan of `scale` px a metre. */
export function wallWeight(kind: Wall['kind'], thickness: number, scale: number): number {
	return Math.max(LEAST_PX[kind], thickness * scale);
}

/**
 * Walls of one kind as lines for a square cap. At an opening the line ends half a stroke early,
 * so that the cap ends where the opening begins.
 */
export function wallLines(level: Level, kind: Wall['kind'], scale: number): Line[] {
	const gaps = level.openings.flatMap(({ from, to }) => [from, to]);
	const opens = (end: Point): boolean => gaps.some((gap) => distance(gap, end) < NEAR);
	return level.walls
		.filter((wall) => wall.kind === kind)
		.map(({ from, to, thickness }) => {
			const length = distance(from, to);
			const cap = Math.min(wallWeight(kind, thickness, scale) / 2 / scale / length, 0.5);
			return [
				opens(from) ? along(from, to, cap) : from,
				opens(to) ? along(to, from, cap) : to
			] as const;
		});
}

/** A point moved to the left of from → to, m. */
function leftOf({ from, to }: Pick<Opening, 'from' | 'to'>, point: Point, metres: number): Point {
	const length = distance(from, to) || 1;
	return [
		point[0] - ((to[1] - from[1]) / length) * metres,
		point[1] + ((to[0] - from[0]) / length) * metres
	];
}

/** The two panes of every window, on the faces of its wall. */
export function windowLines(level: Level, scale: number): Line[] {
	return level.openings
		.filter(({ kind }) => kind === 'window')
		.flatMap((window) => {
			const weight = wallWeight('outer', window.thickness, scale);
			const side = (weight - 0.75) / 2 / scale;
			return [side, -side].map((metres) => [
				leftOf(window, window.from, metres),
				leftOf(window, window.to, metres)
			]);
		});
}

/** Where a leaf hangs, its free edge when shut, and its free edge when open. */
function leaves(door: Opening): { hinge: Point; shut: Point; open: Point }[] {
	const { from, to } = door;
	if (door.kind === 'door') {
		return [{ hinge: from, shut: to, open: leftOf(door, from, distance(from, to)) }];
	}
	const middle = along(from, to, 0.5);
	const width = distance(from, middle);
	return [from, to].map((hinge) => ({ hinge, shut: middle, open: leftOf(door, hinge, width) }));
}

const doors = (level: Level): Opening[] =>
	level.openings.filter(({ kind }) => kind === 'door' || kind === 'double-door');

/** Open door leaves. */
export function leafLines(level: Level): Line[] {
	return doors(level)
		.flatMap(leaves)
		.map(({ hinge, open }) => [hinge, open]);
}

/** Quarter circles that the leaves' edges sweep. */
export function swingLines(level: Level, steps = 8): Line[] {
	return doors(level)
		.flatMap(leaves)
		.map(({ hinge, shut, open }) =>
			Array.from({ length: steps + 1 }, (_, n): Point => {
				const [a, b] = [
					Math.cos((n / steps) * (Math.PI / 2)),
					Math.sin((n / steps) * (Math.PI / 2))
				];
				return [
					hinge[0] + (shut[0] - hinge[0]) * a + (open[0] - hinge[0]) * b,
					hinge[1] + (shut[1] - hinge[1]) * a + (open[1] - hinge[1]) * b
				];
			})
		);
}

/** Openings without a door. */
export function thresholdLines(level: Level): Line[] {
	return level.openings.filter(({ kind }) => kind === 'open').map(({ from, to }) => [from, to]);
}

/**
 * Which way the building lies: the direction of most of its walls, degrees anticlockwise from
 * east, more than -45 and at most 45.
 */
export function direction(walls: readonly Wall[]): number {
	let [x, y] = [0, 0];
	for (const { from, to } of walls) {
		// Four times the angle: walls at right angles to each other say the same.
		const angle = 4 * Math.atan2(to[1] - from[1], to[0] - from[0]);
		x += distance(from, to) * Math.cos(angle);
		y += distance(from, to) * Math.sin(angle);
	}
	return (Math.atan2(y, x) / 4) * (180 / Math.PI);
}
