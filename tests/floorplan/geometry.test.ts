import { describe, expect, test } from 'vitest';
import type { Point, Ring } from '#floorplan/building.ts';
import {
	area,
	bounds,
	contains,
	crossesItself,
	depth,
	distance,
	project,
	segmentsMeet,
	signedArea,
	turn,
	unproject
} from '#floorplan/geometry.ts';
import { labelPoint } from '#floorplan/label-point.ts';

const SQUARE: Ring = [
	[0, 0],
	[10, 0],
	[10, 10],
	[0, 10]
];
const HOLE: Ring = [
	[4, 4],
	[6, 4],
	[6, 6],
	[4, 6]
];
const L_SHAPE: Ring = [
	[0, 0],
	[10, 0],
	[10, 4],
	[4, 4],
	[4, 10],
	[0, 10]
];

describe('degrees and metres', () => {
	// Vincenty on WGS84: 0.001° of latitude and of longitude from 3.29° S, 102.86° E.
	test('a thousandth of a degree is as long as on the ellipsoid', () => {
		const anchor = { lon: 102.86, lat: -3.29 };
		const [x] = project(anchor, [102.861, -3.29]);
		const [, y] = project(anchor, [102.86, -3.289]);
		expect(x).toBeCloseTo(111.137, 2);
		expect(y).toBeCloseTo(110.578, 2);
	});

	test.each([-60, -3.29, 0, 45])('at latitude %d there and back is the same place', (lat) => {
		const anchor = { lon: 102.86, lat };
		const [x, y] = project(anchor, unproject(anchor, [123.456, -78.9]));
		expect(x).toBeCloseTo(123.456, 6);
		expect(y).toBeCloseTo(-78.9, 6);
	});
});

test('a quarter turn anticlockwise brings east to north', () => {
	const [x, y] = turn([2, 0], 90);
	expect(x).toBeCloseTo(0);
	expect(y).toBeCloseTo(2);
});

test.each([
	['a square', [SQUARE], 100],
	['a square with a hole', [SQUARE, HOLE], 96],
	['an L', [L_SHAPE], 64],
	['a square told clockwise', [[...SQUARE].reverse()], 100]
])('the area of %s', (_, polygon, expected) => {
	expect(area(polygon)).toBeCloseTo(expected);
});

test('the sign of an area tells which way the ring runs', () => {
	expect(signedArea(SQUARE)).toBe(100);
	expect(signedArea([...SQUARE].reverse())).toBe(-100);
});

test.each<[string, Point, boolean]>([
	['in the middle of one arm', [2, 8], true],
	['in the notch', [8, 8], false],
	['outside', [-1, 5], false]
])('a point %s of an L', (_, point, inside) => {
	expect(contains([L_SHAPE], point)).toBe(inside);
});

test('a hole is not inside', () => {
	expect(contains([SQUARE, HOLE], [5, 5])).toBe(false);
	expect(contains([SQUARE, HOLE], [2, 2])).toBe(true);
});

test('depth is positive inside and negative outside', () => {
	expect(depth([SQUARE], [3, 5])).toBeCloseTo(3);
	expect(depth([SQUARE], [-2, 5])).toBeCloseTo(-2);
});

test.each<[string, [Point, Point, Point, Point], boolean]>([
	[
		'cross',
		[
			[0, 0],
			[4, 4],
			[0, 4],
			[4, 0]
		],
		true
	],
	[
		'touch at an end',
		[
			[0, 0],
			[4, 0],
			[4, 0],
			[4, 4]
		],
		true
	],
	[
		'lie on each other',
		[
			[0, 0],
			[4, 0],
			[2, 0],
			[6, 0]
		],
		true
	],
	[
		'lie in one line apart',
		[
			[0, 0],
			[1, 0],
			[2, 0],
			[3, 0]
		],
		false
	],
	[
		'are parallel',
		[
			[0, 0],
			[4, 0],
			[0, 1],
			[4, 1]
		],
		false
	]
])('segments that %s', (_, [a, b, c, d], meet) => {
	expect(segmentsMeet(a, b, c, d)).toBe(meet);
});

test('a bow tie crosses itself, an L does not', () => {
	expect(crossesItself(L_SHAPE)).toBe(false);
	expect(
		crossesItself([
			[0, 0],
			[4, 4],
			[4, 0],
			[0, 4]
		])
	).toBe(true);
});

test('bounds of nothing are nothing', () => {
	expect(bounds([])).toBeNull();
	expect(bounds(L_SHAPE)).toEqual({ min: [0, 0], max: [10, 10] });
});

describe('a label point', () => {
	test('stands where a circle fits best', () => {
		expect(distance(labelPoint([SQUARE]), [5, 5])).toBeLessThan(0.1);
		// In an L the best circle touches both outer walls and the inner corner: r = √2 (4 − r).
		const radius = (4 * Math.SQRT2) / (1 + Math.SQRT2);
		const [x, y] = labelPoint([L_SHAPE], 0.01);
		expect(x).toBeCloseTo(y, 1);
		expect(depth([L_SHAPE], [x, y])).toBeCloseTo(radius, 1);
	});

	test('keeps out of holes', () => {
		const point = labelPoint([SQUARE, HOLE]);
		expect(contains([SQUARE, HOLE], point)).toBe(true);
		expect(depth([SQUARE, HOLE], point)).toBeGreaterThan(2);
	});
});
