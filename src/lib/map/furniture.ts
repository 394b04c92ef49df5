/** Furniture yields to text: what of a level's fixtures is drawn at a scale, around its words. */
import type { Fixture, Level, Point } from '#floorplan/building.ts';
import { along, distance } from '#floorplan/geometry.ts';
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
	step: 'light'
};

/** Too fine for a small plan. */
const FINE: ReadonlySet<Fixture['kind']> = new Set(['desk', 'column', 'sanitary', 'kiosk', 'step']);
/** m between the points of a line that are asked whether a word covers them. */
const STEP = 0.25;

export function furniture(level: Level, labels: readonly PlacedLabel[], scale: number): Furniture {
	const drawn: Furniture = {
		closed: { light: [], built: [], table: [], solid: [] },
		open: { light: [], built: [], table: [], solid: [] }
	};
	for (const fixture of level.fixtures) {
		if (scale < SMALL_SCALE && FINE.has(fixture.kind)) continue;
		const pen = fixture.kind === 'desk' && fixture.name ? 'table' : PEN_OF[fixture.kind];
		if (!fixture.closed) drawn.open[pen].push(...clear(fixture.shape, labels, scale));
		else if (pen === 'table' || !covered(fixture.shape[0] ?? [], labels, scale)) {
			drawn.closed[pen].push(fixture.shape[0] ?? []);
		}
	}
	return drawn;
}

function covered(ring: Line, labels: readonly PlacedLabel[], scale: number): boolean {
	return ring.some((point) => labels.some((label) => covers(label, point, scale)));
}

/** The parts of a line that no word covers. */
function clear(line: Line, labels: readonly PlacedLabel[], scale: number): Line[] {
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
