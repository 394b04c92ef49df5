import { describe, expect, test } from 'vitest';
import { distance, project } from '#floorplan/geometry.ts';
import { pictureSize } from '#floorplan/import/picture.ts';
import { cornersOf } from '#floorplan/import/underlay.ts';
import { again, bring } from './plan-files.ts';

/** The first 29 bytes of a PNG of 1000 × 800 px: all that is read of it. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000003e8000003200802000000', 'hex');
const ANCHOR = { lon: 104.75, lat: -2.98 };
/** 2 cm a pixel; the picture's left edge lies north. */
const POINTS = [
	{ pixel: [0, 0], place: [0, 0] },
	{ pixel: [1000, 0], place: [0, 20] },
	{ pixel: [0, 800], place: [16, 0] }
] as const satisfies { pixel: [number, number]; place: [number, number] }[];
const points = POINTS.map(({ pixel, place }) => ({
	pixel: [...pixel] as [number, number],
	place: [...place] as [number, number]
}));

test('a picture is laid where its three points say, and is the plan’s first room', () => {
	const { building, folder, report } = bring([{ name: 'Lantai Satu.png', bytes: PNG }], {
		anchor: ANCHOR,
		points,
		level: 1
	});
	const [level] = building.levels;
	expect(level?.ordinal).toBe(1);
	expect(level?.underlay).toMatchObject({ file: 'lantai-satu.png', width: 1000, height: 800 });
	const expected = [
		[0, 0],
		[0, 20],
		[16, 20],
		[16, 0]
	] as const;
	for (const [n, corner] of expected.entries()) {
		expect(distance(level?.underlay?.corners[n] ?? [NaN, NaN], corner)).toBeLessThan(0.01);
	}
	expect(level?.rooms.map(({ area }) => Math.round(area))).toEqual([320]);
	expect(report.taken).toEqual([{ kind: 'picture', count: 1 }]);
	for (const { back } of again({ building, folder, report })) {
		expect(back.building.levels[0]?.underlay).toEqual(level?.underlay);
	}
});

test('points in degrees are degrees', () => {
	const metres = 1 / 111_000;
	const placed = cornersOf(
		{ width: 1000, height: 800 },
		{
			points: points.map(({ pixel, place: [x, y] }) => ({
				pixel,
				place: [104.75 + x * metres, -2.98 + y * metres]
			}))
		}
	);
	expect(placed.ok).toBe(true);
	if (placed.ok)
		expect(distance(project(placed.anchor, placed.corners[2]), [16, 20])).toBeLessThan(0.2);
});

describe('a placement that tells no plane is refused', () => {
	test.each<[string, [number, number][], [number, number][], string]>([
		[
			'points in a line',
			[
				[0, 0],
				[100, 100],
				[200, 200]
			],
			[
				[0, 0],
				[1, 1],
				[2, 2]
			],
			'points-in-line'
		],
		[
			'the same point twice',
			[
				[0, 0],
				[0, 0],
				[200, 0]
			],
			[
				[0, 0],
				[1, 1],
				[2, 2]
			],
			'points-in-line'
		],
		[
			'three pixels at one place',
			[
				[0, 0],
				[100, 0],
				[0, 100]
			],
			[
				[1, 1],
				[1, 1],
				[1, 1]
			],
			'points-in-line'
		],
		[
			'a kilometre a pixel',
			[
				[0, 0],
				[1, 0],
				[0, 1]
			],
			[
				[0, 0],
				[1000, 0],
				[0, 1000]
			],
			'points-in-line'
		],
		[
			'two points',
			[
				[0, 0],
				[1, 0]
			],
			[
				[0, 0],
				[1, 0]
			],
			'no-three-points'
		]
	])('%s', (_, pixels, places, reason) => {
		const pairs = pixels.map((pixel, n) => ({ pixel, place: places[n] ?? pixel }));
		expect(cornersOf({ width: 10, height: 10 }, { points: pairs })).toEqual({ ok: false, reason });
	});
});

test.each([
	['a PNG', PNG, { type: 'png', width: 1000, height: 800 }],
	[
		'a JPEG',
		Buffer.from(
			'ffd8ffe000104a46494600010100000100010000ffc0001108003200640301220002110103110100',
			'hex'
		),
		{ type: 'jpg', width: 100, height: 50 }
	],
	['half a JPEG', Buffer.from('ffd8ffe0001000', 'hex'), null],
	[
		'a PNG of no width',
		Buffer.from(PNG.toString('hex').replace('000003e8', '00000000'), 'hex'),
		null
	],
	[
		'a PNG too large for any screen',
		Buffer.from(PNG.toString('hex').replace('000003e8', '7fffffff'), 'hex'),
		null
	]
])('the size of %s is told by its first bytes', (_, bytes, size) => {
	expect(pictureSize(bytes)).toEqual(size);
});
