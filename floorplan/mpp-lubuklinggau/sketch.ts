/** The pencils of the drawing: boxes, arcs and lines as sketches of fixtures. */
import type { Fixture, Point, Ring } from '../building.ts';
import type { Words } from '#lib/domain/metrics.ts';

export interface FixtureSketch {
	key: string;
	kind: Fixture['kind'];
	points: readonly Point[];
	closed: boolean;
	name?: Words;
	occupants?: string[];
}

export const box = (x: number, y: number, width: number, height: number): Ring => [
	[x, y],
	[x + width, y],
	[x + width, y + height],
	[x, y + height]
];

/** Points of an arc, degrees anticlockwise from east. */
export function arc([x, y]: Point, radius: number, from: number, to: number, steps = 12): Point[] {
	return Array.from({ length: steps + 1 }, (_, n): Point => {
		const angle = ((from + ((to - from) * n) / steps) * Math.PI) / 180;
		return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
}

export const shape = (
	key: string,
	kind: Fixture['kind'],
	points: readonly Point[]
): FixtureSketch => ({
	key,
	kind,
	points,
	closed: true
});
export const line = (key: string, kind: Fixture['kind'], ...points: Point[]): FixtureSketch => ({
	key,
	kind,
	points,
	closed: false
});

export const round = (at: Point, radius: number): Point[] =>
	arc(at, radius, 0, 360, 12).slice(0, -1);
