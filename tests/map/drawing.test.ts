import { describe, expect, test } from 'vitest';
import type { Level, Point } from '#floorplan/building.ts';
import { distance, distanceToSegment } from '#floorplan/geometry.ts';
import { furniture } from '#lib/map/furniture.ts';
import { HATCH_TILE, HATCH_WEIGHT, hatchSegments } from '#lib/map/hatch.ts';
import type { PlacedLabel } from '#lib/map/label-layout.ts';
import { sameView, type RoomView } from '#lib/map/room-view.ts';
import { scaleBar } from '#lib/map/scale-bar.ts';
import {
	leafLines,
	swingLines,
	thresholdLines,
	wallLines,
	wallWeight,
	windowLines
} from '#lib/map/strokes.ts';
import { groundFloor } from './sample-level.ts';

const EMPTY: Level = {
	id: '',
	key: 'a',
	name: { id: 'a', en: 'a' },
	ordinal: 0,
	outline: [],
	rooms: [],
	walls: [],
	openings: [],
	fixtures: [],
	outdoor: false,
	bays: [],
	areas: [],
	site: []
};
const opening = (kind: 'door' | 'double-door' | 'open' | 'window'): Level => ({
	...EMPTY,
	openings: [{ id: kind, kind, from: [0, 0], to: [2, 0], joins: [], thickness: 0.15 }]
});

describe('the hatch', () => {
	/** Whether a line of the tile passes within half its weight of a point. */
	const inked = ([x, y]: Point): boolean =>
		hatchSegments().some(
			([x1, y1, x2, y2]) => distanceToSegment([x, y], [x1, y1], [x2, y2]) <= HATCH_WEIGHT / 2
		);

	test('repeats without a seam', () => {
		for (let n = 0; n <= HATCH_TILE; n += 0.25) {
			expect(inked([0, n]), `left and right at ${n}`).toBe(inked([HATCH_TILE, n]));
			expect(inked([n, 0]), `top and bottom at ${n}`).toBe(inked([n, HATCH_TILE]));
		}
	});

	test('has lines at 45° every 6 px', () => {
		const [a, b] = hatchSegments();
		if (!a || !b) throw new Error('no lines');
		expect(Math.abs((a[3] - a[1]) / (a[2] - a[0]))).toBe(1);
		expect(Math.abs(b[0] - a[0]) / Math.SQRT2).toBeCloseTo(6, 1);
	});
});

describe('walls', () => {
	test.each([
		['outer', 0.25, 6.62, 3],
		['inner', 0.15, 6.62, 1.6],
		['outer', 0.25, 40, 10],
		['inner', 0.15, 40, 6]
	] as const)('an %s wall of %d m at %d px a metre is %d px', (kind, thickness, scale, px) => {
		expect(wallWeight(kind, thickness, scale)).toBeCloseTo(px);
	});

	test('leave the whole opening free for their square caps', () => {
		const level = groundFloor();
		for (const scale of [4.5, 11, 40]) {
			for (const kind of ['outer', 'inner'] as const) {
				const gaps = level.openings.flatMap(({ from, to }) => [from, to]);
				for (const [index, line] of wallLines(level, kind, scale).entries()) {
					const wall = level.walls.filter((one) => one.kind === kind)[index];
					if (!wall) throw new Error('a line without a wall');
					const cap = wallWeight(kind, wall.thickness, scale) / 2 / scale;
					const [start, end] = [line[0], line.at(-1)];
					const sides = [
						[wall.from, start],
						[wall.to, end]
					] as const;
					for (const [corner, drawn] of sides) {
						const open = gaps.some((gap) => distance(gap, corner) < 0.002);
						const length = distance(wall.from, wall.to);
						const expected = open ? Math.min(cap, length / 2) : 0;
						expect(drawn && distance(corner, drawn)).toBeCloseTo(expected, 6);
					}
				}
			}
		}
	});
});

describe('openings', () => {
	test('a leaf hangs at the first end and opens to the left', () => {
		const lines = leafLines(opening('door'));
		expect(lines).toEqual([
			[
				[0, 0],
				[0, 2]
			]
		]);
		const [swing] = swingLines(opening('door'));
		expect(swing?.[0]).toEqual([2, 0]);
		for (const point of swing ?? []) expect(distance([0, 0], point)).toBeCloseTo(2);
		expect(swing?.at(-1)?.[1]).toBeCloseTo(2);
	});

	test('two leaves meet in the middle and open to one side', () => {
		expect(leafLines(opening('double-door'))).toEqual([
			[
				[0, 0],
				[0, 1]
			],
			[
				[2, 0],
				[2, 1]
			]
		]);
	});

	test('a window has a pane on each face of the drawn wall', () => {
		const panes = windowLines(opening('window'), 10);
		const ys = panes.map((line) => line.map(([, y]) => y * 10));
		expect(ys.map(([y]) => y).sort()).toEqual([-1.125, 1.125]);
	});

	test('only an opening without a door has a threshold', () => {
		expect(thresholdLines(opening('open'))).toHaveLength(1);
		expect(thresholdLines(opening('door'))).toHaveLength(0);
		expect(leafLines(opening('open'))).toHaveLength(0);
		expect(leafLines(opening('window'))).toHaveLength(0);
	});
});

describe('furniture', () => {
	const view: RoomView = { state: 'act', label: 'a', value: null };
	const label: PlacedLabel = {
		key: 'a',
		view,
		lines: [],
		centre: [5, 5],
		angle: 0,
		width: 20,
		height: 20,
		named: true
	};
	const seat = (x: number): Level['fixtures'][number] => ({
		id: String(x),
		kind: 'seat',
		closed: true,
		shape: [
			[
				[x, 5],
				[x + 0.4, 5],
				[x + 0.4, 5.4]
			]
		]
	});

	test('yields to text', () => {
		const level = { ...EMPTY, fixtures: [seat(1), seat(5), seat(9)] };
		expect(furniture(level, [label], 10).closed.light).toHaveLength(2);
		expect(furniture(level, [], 10).closed.light).toHaveLength(3);
	});

	test('a long line goes on behind the words', () => {
		const line: Level['fixtures'][number] = {
			id: 'l',
			kind: 'stairs',
			closed: false,
			shape: [
				[0, 5],
				[10, 5]
			]
		};
		const parts = furniture({ ...EMPTY, fixtures: [line] }, [label], 10).open.built;
		expect(parts).toHaveLength(2);
		for (const part of parts) for (const [x] of part) expect(Math.abs(x - 5)).toBeGreaterThan(1);
	});

	test('a small plan has seats and stairs, no columns, desks or basins', () => {
		const kinds = ['seat', 'stairs', 'column', 'desk', 'sanitary'] as const;
		const fixtures = kinds.map((kind) => ({ ...seat(1), kind }));
		const count = (scale: number) =>
			Object.values(furniture({ ...EMPTY, fixtures }, [], scale).closed).flat().length;
		expect(count(5)).toBe(2);
		expect(count(6)).toBe(5);
	});
});

test.each([
	[6.62, 10],
	[11, 10],
	[4.5, 20],
	[40, 2],
	[1000, 1]
])('at %d px a metre the scale bar is %d m long', (scale, metres) => {
	expect(scaleBar(scale)).toEqual({ metres, width: metres * scale });
});

test.each<[string, Partial<RoomView>, boolean]>([
	['nothing', {}, true],
	['the value', { value: '26,1 °C' }, false],
	['the state', { state: 'watch' }, false],
	['the last state', { lastState: 'act' }, false],
	['the language', { label: 'Lobby' }, false]
])('a view with another %s: drawn alike is %s', (_, change, alike) => {
	const view: RoomView = { state: 'within', label: 'Lobi', value: '25,1 °C' };
	expect(sameView(view, { ...view, ...change })).toBe(alike);
});
