import { describe, expect, test } from 'vitest';
import type { Bay, Point, Ring } from '#floorplan/building.ts';
import { area, contains, distance } from '#floorplan/geometry.ts';
import { areaBar, bayOutline, baySign } from '#lib/map/bay-shapes.ts';
import { siteLevel } from './sample-level.ts';

/** Open to the south; anticlockwise. */
const RING: Ring = [
	[0, 0],
	[2.5, 0],
	[2.5, 5],
	[0, 5]
];
const bay = (kind: Bay['class'], ring = RING): Pick<Bay, 'class' | 'polygon'> => ({
	class: kind,
	polygon: [ring]
});
/** The same bay, open to the north. */
const TURNED: Ring = RING.map(([x, y]): Point => [2.5 - x, 5 - y]);

test('a bay is drawn 0.14 m inside its edges', () => {
	const outline = bayOutline(bay('car'));
	expect(outline.map(([x, y]) => [x, y].map((n) => n.toFixed(2)).join())).toEqual([
		'0.14,0.14',
		'2.36,0.14',
		'2.36,4.86',
		'0.14,4.86'
	]);
});

describe('the sign', () => {
	test.each([
		['south', RING, 1.1],
		['north', TURNED, 3.9]
	] as const)('of an official bay that opens %s is a line 1.1 m from there', (_, ring, y) => {
		const [line] = baySign(bay('official', ring));
		expect(line?.map(([, at]) => at)).toEqual([expect.closeTo(y), expect.closeTo(y)]);
	});

	test('of a public bay is none', () => {
		expect(baySign(bay('car'))).toEqual([]);
	});

	test('of every bay for the disabled in the sample lies inside it, its head away from the drive', () => {
		const bays = siteLevel().bays.filter((one) => one.class === 'disabled');
		expect(bays).toHaveLength(4);
		for (const one of bays) {
			const sign = baySign(one);
			for (const point of sign.flat()) expect(contains(one.polygon, point), one.key).toBe(true);
			const foot = one.polygon[0]?.[0];
			const [head, , , wheel] = sign.map((line) => line[0]);
			if (!foot || !head || !wheel) throw new Error('a sign without a head');
			expect(distance(foot, head)).toBeGreaterThan(distance(foot, wheel));
		}
	});
});

describe('the bar of an area', () => {
	const lot = { polygon: [RING] };
	const size = (line: readonly Point[] | null) => (line ? area([line]) : 0);

	test.each([0, 0.25, 0.88, 1])('is %d taken by its length', (share) => {
		const { taken, rest } = areaBar(lot, share);
		const all = size(taken) + size(rest);
		expect(size(taken) / all).toBeCloseTo(share, 6);
		// 1.7 m wide, less the inset on both sides.
		expect(all).toBeCloseTo((2.5 - 0.28) * (1.7 - 0.28), 6);
	});

	test('is full where more stand there than there are places', () => {
		expect(areaBar(lot, 1.2)).toEqual(areaBar(lot, 1));
		expect(areaBar(lot, -1).taken).toBeNull();
	});

	test('is one piece where nothing is known', () => {
		expect(areaBar(lot, null)).toEqual(areaBar(lot, 0));
	});
});
