/** Furniture yields to text: what of a level's fixtures is drawn at a scale, around its words. */
import type { Fixture, Level, Point, Polygon } from '#floorplan/building.ts';
import { along, bounds, distance } from '#floorplan/geometry.ts';
import { covers, SMALL_SCALE, type PlacedLabel } from './label-layout.ts';
import type { Line } from './strokes.ts';

/** `built` in ink, `light` for what stands about, `table` in ink on the floor's colour, `solid` filled. */
export type Pen = 'light' | 'built' | 'table' | 'solid';
/** In the order they are drawn. */
export const PENS = ['light', 'built', 'table', 'solid'] as const satisfies Pen[];

export interface Furniture {
	closed: Record<Pen, Line[]>;
	open: Record<Pen, Line[]>;
}

const PEN_OF: Record<Fixture['kind'], Pen> = {
	stairs: 'built',
	lift: 'built',
	column: 'solid',
	counter: 'table',
	desk: 'light',
	seat: 'light',
	ramp: 'light',
	kiosk: 'light',
	sanitary: 'light',
	step: 'light',
	wall: 'solid',
	glass: 'table'
};

/** Too fine for a small plan. */
const FINE: ReadonlySet<Fixture['kind']> = new Set(['desk', 'column', 'sanitary', 'kiosk']);
/** m between the points of a line that are asked whether a word covers them. */
const STEP = 0.25;
/** px around words within which something may be covered by them. */
const MOST_FREE = 8;

export function furniture(level: Level, labels: readonly PlacedLabel[], scale: number): Furniture {
	const drawn: Furniture = {
		closed: { light: [], built: [], table: [], solid: [] },
		open: { light: [], built: [], table: [], solid: [] }
	};
	for (const fixture of level.fixtures) {
		if (scale < SMALL_SCALE && FINE.has(fixture.kind)) continue;
		const pen = fixture.kind === 'desk' && fixture.name ? 'table' : PEN_OF[fixture.kind];
		const line = fixture.closed ? keyhole(fixture.shape) : fixture.shape;
		const near = labelsNear(line, labels, scale);
		if (!fixture.closed)
			drawn.open[pen].push(...(near.length > 0 ? clear(line, near, scale) : [line]));
		else if (pen === 'table' || fixture.kind === 'wall' || !covered(line, near, scale))
			drawn.closed[pen].push(line);
	}
	return drawn;
}

/** One ring around a shape and its holes, joined by seams that no pen shows. */
function keyhole([outer = [], ...holes]: Polygon): Line {
	return holes.reduce<Line>((ring, hole) => {
		const [end, start] = [ring[0], hole[0]];
		return end && start ? [...ring, end, ...hole, start] : ring;
	}, outer);
}

/** The labels that can cover any of a line at all: most cannot, and asking is dear. */
export function labelsNear(
	line: Line,
	labels: readonly PlacedLabel[],
	scale: number
): readonly PlacedLabel[] {
	const box = bounds(line);
	if (!box) return [];
	return labels.filter(({ centre: [x, y], width, height }) => {
		const reach = (Math.hypot(width, height) / 2 + MOST_FREE) / scale;
		return (
			x + reach > box.min[0] &&
			x - reach < box.max[0] &&
			y + reach > box.min[1] &&
			y - reach < box.max[1]
		);
	});
}

export function covered(ring: Line, labels: readonly PlacedLabel[], scale: number): boolean {
	return ring.some((point) => labels.some((label) => covers(label, point, scale)));
}

/** The parts of a line that no word covers. */
export function clear(line: Line, labels: readonly PlacedLabel[], scale: number): Line[] {
	if (!labels.some((label) => line.some((_, n) => touches(label, line, n, scale)))) return [line];
	const parts: Point[][] = [[]];
	for (const point of sampled(line)) {
		const hidden = labels.some((label) => covers(label, point, scale));
		if (!hidden) parts.at(-1)?.push(point);
		else if (parts.at(-1)?.length) parts.push([]);
	}
	return parts.filter((part) => part.length > 1);
}

function touches(label: PlacedLabel, line: Line, n: number, scale: number): boolean {
	const [a, b] = [line[n], line[n + 1]];
	if (!a || !b) return false;
	return sampled([a, b]).some((point) => covers(label, point, scale));
}

function sampled(line: Line): Point[] {
	return line.flatMap((a, n) => {
		const b = line[n + 1];
		if (!b) return [a];
		const count = Math.max(1, Math.ceil(distance(a, b) / STEP));
		return Array.from({ length: count }, (_, step) => along(a, b, step / count));
	});
}
