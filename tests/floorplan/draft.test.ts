import { describe, expect, test } from 'vitest';
import type { Point, Ring } from '#floorplan/building.ts';
import {
	borders,
	cut,
	walls,
	windows,
	type OpeningSketch,
	type Outline
} from '#floorplan/draft.ts';
import { distance } from '#floorplan/geometry.ts';

const box = (x1: number, y1: number, x2: number, y2: number): Ring => [
	[x1, y1],
	[x2, y1],
	[x2, y2],
	[x1, y2]
];
const room = (key: string, ring: Ring, outdoor = false): Outline => ({
	key,
	polygon: [ring],
	outdoor
});
const THICKNESS = { outer: 0.25, inner: 0.15 };

/** Two rooms side by side, a third along both, a porch before the first. */
const HOUSE = [
	room('west', box(0, 0, 4, 3)),
	room('east', box(4, 0, 8, 3)),
	room('north', box(0, 3, 8, 6)),
	room('porch', box(0, -2, 4, 0), true)
];
const pieces = borders(HOUSE);
const whole = walls(pieces, THICKNESS);
const door = (part: Partial<OpeningSketch>): OpeningSketch => ({
	key: 'd',
	kind: 'door',
	at: [4, 1.5],
	width: 0.9,
	...part
});
const length = (kind: 'outer' | 'inner'): number =>
	whole
		.filter((wall) => wall.kind === kind)
		.reduce((sum, { from, to }) => sum + distance(from, to), 0);

test('a wall stands between rooms and around them, none around a porch', () => {
	expect(length('outer')).toBeCloseTo(2 * (8 + 6));
	expect(length('inner')).toBeCloseTo(3 + 8);
});

test('pieces in one line are one wall', () => {
	expect(whole.filter(({ kind }) => kind === 'inner')).toHaveLength(2);
	expect(whole.filter(({ kind }) => kind === 'outer')).toHaveLength(4);
});

describe('an opening', () => {
	test.each<[string, Point, string, string[]]>([
		['between two rooms', [4, 1.5], 'east', ['east', 'west']],
		['to the outside', [8, 1], 'outside', ['outside', 'east']],
		['onto the porch', [2, 0], 'west', ['west', 'porch']],
		['into the third room', [6, 3], 'north', ['north', 'east']]
	])('%s knows both sides, the one it opens into on its left', (_, at, into, joins) => {
		const { openings } = cut(whole, pieces, [door({ at, into })]);
		expect(openings[0]?.joins).toEqual(joins);
		const [from, to] = [openings[0]?.from ?? at, openings[0]?.to ?? at];
		const left: Point = [at[0] - (to[1] - from[1]), at[1] + (to[0] - from[0])];
		const ring = HOUSE.find(({ key }) => key === into)?.polygon[0] ?? [];
		const xs = ring.map(([x]) => x);
		const ys = ring.map(([, y]) => y);
		const inside =
			left[0] > Math.min(...xs) &&
			left[0] < Math.max(...xs) &&
			left[1] > Math.min(...ys) &&
			left[1] < Math.max(...ys);
		expect(inside).toBe(into !== 'outside');
	});

	test('is cut out of its wall and bears its thickness', () => {
		const { walls: rest, openings } = cut(whole, pieces, [door({})]);
		expect(openings[0]?.thickness).toBe(0.15);
		const before = length('inner');
		const after = rest
			.filter(({ kind }) => kind === 'inner')
			.reduce((sum, { from, to }) => sum + distance(from, to), 0);
		expect(before - after).toBeCloseTo(0.9);
	});

	test.each([
		['on no wall', [door({ at: [2, 1.5] })], /lies on no wall/],
		['wider than what the rooms share', [door({ at: [4, 2.8] })], /wider than its wall/],
		['into a room it does not touch', [door({ into: 'north' })], /does not touch north/],
		['over another one', [door({}), door({ key: 'e', at: [4, 1.9] })], /e overlaps/]
	])('%s is refused', (_, sketches, message) => {
		expect(() => cut(whole, pieces, sketches)).toThrow(message);
	});
});

test('windows fill what a door leaves, evenly and clear of it', () => {
	const south = pieces.find(
		({ left, right, from }) => left === 'east' && right === 'outside' && from[1] === 0
	);
	expect(south).toBeDefined();
	if (!south) return;
	const rule = { width: 0.5, gap: 0.3 };
	const sketches = windows(south, rule, [door({ at: [6, 0] })], 'w', 0.4);
	const xs = sketches.map(({ at }) => at[0]).sort((a, b) => a - b);
	expect(xs).toHaveLength(2);
	for (const x of xs) expect(Math.abs(x - 6)).toBeGreaterThanOrEqual(0.45 + 0.4 + 0.25 - 1e-9);
	expect((xs[0] ?? 0) - 4).toBeCloseTo(8 - (xs[1] ?? 0));
});
