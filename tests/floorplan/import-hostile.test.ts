import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writeZip } from '#floorplan/export/zip-write.ts';
import { importPlan } from '#floorplan/import/import-plan.ts';
import { area, bring, collection, source, square } from './plan-files.ts';

const GOOD = area({ type: 'room', name: 'Good' }, square(0, 0));
const SECOND = area({ type: 'room', name: 'Second' }, square(0, 10));
const withGood = (...features: unknown[]) => [
	source('plan.geojson', collection(GOOD, SECOND, ...features))
];
const ringOf = (points: [number, number][]) => [...points, points[0]] as number[][];

describe('a feature that cannot be is left with the reason, and the rest is taken', () => {
	test.each<[string, unknown, string]>([
		['huge coordinates', area({}, square(1e12, 0)), 'out-of-range'],
		['an area as large as a country', area({}, square(0, 0, 1e6)), 'too-large'],
		['a place far from the plan', area({}, square(50_000, 0)), 'far-away'],
		['a number beyond all numbers', area({}, [[Infinity, 0]]), 'not-a-number'],
		[
			'text for numbers',
			{ ...GOOD, geometry: { type: 'Polygon', coordinates: [[['0', '1']]] } },
			'not-a-number'
		],
		[
			'two points',
			area({}, [
				[0, 0],
				[1, 1]
			]),
			'too-few-points'
		],
		[
			'a sliver of nothing',
			area(
				{},
				ringOf([
					[20, 0],
					[20.01, 0],
					[20.01, 0.01]
				])
			),
			'too-small'
		],
		[
			'no geometry of that name',
			{ ...GOOD, geometry: { type: 'Circle', coordinates: [0, 0] } },
			'unknown-geometry'
		],
		[
			'a scribble',
			area(
				{},
				ringOf(
					Array.from({ length: 400 }, (_, n): [number, number] => [
						(n * 7919) % 31,
						(n * 104_729) % 29
					])
				)
			),
			'too-tangled'
		],
		['no feature', 'surprise', 'no-feature']
	])('%s', (_, feature, reason) => {
		const { building, report } = bring(withGood(feature));
		expect(report.left.map((row) => row.reason)).toEqual([reason]);
		expect(building.levels[0]?.rooms.map(({ key }) => key)).toEqual(['good', 'second']);
	});
});

describe('an outline is mended, and that is said', () => {
	test.each<[string, unknown, string, number[]]>([
		[
			'a bow tie is two rooms',
			area(
				{ name: 'X' },
				ringOf([
					[20, 0],
					[30, 10],
					[30, 0],
					[20, 10]
				])
			),
			'untangled',
			[25, 25]
		],
		[
			'a spike is cut off',
			area(
				{ name: 'X' },
				ringOf([
					[20, 0],
					[30, 0],
					[40, 0],
					[30, 0],
					[30, 10],
					[20, 10]
				])
			),
			'untangled',
			[100]
		],
		[
			'a seam to an island is a hole',
			area(
				{ name: 'X' },
				ringOf([
					[20, 0],
					[40, 0],
					[40, 20],
					[20, 20],
					[20, 5],
					[25, 5],
					[25, 15],
					[35, 15],
					[35, 5],
					[25, 5],
					[20, 5]
				])
			),
			'untangled',
			[300]
		],
		[
			'an open ring is closed',
			area({ name: 'X' }, [
				[20, 0],
				[30, 0],
				[30, 10],
				[20, 10]
			]),
			'ring-closed',
			[100]
		],
		[
			'a ring without its brackets',
			{
				...GOOD,
				properties: { name: 'X' },
				geometry: { type: 'Polygon', coordinates: square(20, 0) }
			},
			'nesting-mended',
			[100]
		],
		[
			'a hole before its area',
			area({ name: 'X' }, square(22, 2, 2), square(20, 0)),
			'nesting-mended',
			[96]
		],
		[
			'a hole beside its area',
			area({ name: 'X' }, square(20, 0), square(50, 0)),
			'hole-dropped',
			[100]
		]
	])('%s', (_, feature, reason, areas) => {
		const { building, report } = bring(withGood(feature));
		expect(report.changed.map((row) => row.reason)).toContain(reason);
		const rooms =
			building.levels[0]?.rooms.filter(({ key }) => !['good', 'second'].includes(key)) ?? [];
		expect(rooms.map((room) => Math.round(room.area))).toEqual(areas);
	});
});

test('ids and names used twice are kept apart', () => {
	const id = '11111111-1111-4111-8111-111111111111';
	const { building, report } = bring([
		source(
			'plan.geojson',
			collection({ ...GOOD, id }, { ...area({ name: 'Good' }, square(10, 0)), id })
		)
	]);
	const rooms = building.levels[0]?.rooms ?? [];
	expect(rooms.map(({ key }) => key)).toEqual(['good', 'good-2']);
	expect(new Set(rooms.map((room) => room.id)).size).toBe(2);
	expect(report.changed.map(({ reason }) => reason)).toContain('duplicate-id');
});

test('a ring of 300,000 points is thinned to what 5 mm tell', () => {
	const points = Array.from({ length: 300_000 }, (_, n): [number, number] => [
		100 + 30 * Math.cos((n / 300_000) * 2 * Math.PI),
		30 * Math.sin((n / 300_000) * 2 * Math.PI)
	]);
	const { building, report } = bring(withGood(area({ name: 'Round' }, ringOf(points))));
	const round = building.levels[0]?.rooms.find(({ key }) => key === 'round');
	expect(round?.area).toBeCloseTo(Math.PI * 900, -1);
	expect(round?.polygon[0]?.length).toBeLessThan(1_000);
	expect(report.changed.map(({ reason }) => reason)).toContain('simplified');
});

describe('a file that cannot be read is refused with the reason', () => {
	const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
	const bomb = writeZip(new Map([['unit.geojson', Buffer.alloc(80 * 1024 * 1024, 0x20)]]));
	const lying = Buffer.from(writeZip(new Map([['unit.geojson', Buffer.alloc(200_000, 0x20)]])));
	const central = lying.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
	lying.writeUInt32LE(50_000, central + 24);
	const inner = writeZip(new Map([['a.geojson', JSON.stringify(collection(GOOD))]]));
	test.each<[string, Uint8Array, RegExp]>([
		[
			'Latin-1',
			bytes('{"type":"FeatureCollection","features":[{"name":"Café"}]}', 'latin1'),
			/UTF-8/
		],
		['NaN', bytes('{"type":"Point","coordinates":[NaN,0]}'), /is not JSON/],
		['nothing', bytes(''), /is not JSON/],
		[
			'brackets without end',
			bytes(`{"type":"Polygon","coordinates":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
			/unknown type/
		],
		['a bomb', bomb, /unpacks to more/],
		['an archive that lies about its sizes', lying, /archive is broken/],
		['half an archive', inner.subarray(0, 60), /archive is broken/],
		[
			'an archive in an archive',
			writeZip(new Map([['b.zip', inner]])),
			/archive within an archive/
		],
		[
			'names that lead out',
			writeZip(
				new Map([
					['../../a.geojson', '{}'],
					['/etc/b.geojson', '{}'],
					['c\\..\\d.geojson', '{}']
				])
			),
			/leads out/
		],
		[
			'a picture without its places',
			Buffer.from('89504e470d0a1a0a0000000d4948445200000064000000640802000000', 'hex'),
			/three points/
		]
	])('%s', (_, content, expected) => {
		const refused = importPlan([{ name: 'plan.geojson', bytes: content }]);
		expect(refused.ok).toBe(false);
		if (!refused.ok) expect(refused.detail).toMatch(expected);
	});

	test('more points than are read', () => {
		const square = '[0,0],[9,0],[9,9],'.repeat(220_000);
		const text = `{"type":"Polygon","coordinates":[[${square}[0,0]]]}`;
		expect(importPlan([source('plan.geojson', text)])).toMatchObject({
			ok: false,
			reason: 'too-much'
		});
	});

	test('more features than are read', () => {
		const text = `{"type":"FeatureCollection","features":[${'{},'.repeat(20_001)}{}]}`;
		expect(importPlan([source('plan.geojson', text)])).toMatchObject({
			ok: false,
			reason: 'too-much'
		});
	});
});

test('one bad file does not keep the others out', () => {
	const { building, report } = bring([
		source('lantai-1.geojson', collection(GOOD)),
		source('lantai-2.geojson', '{')
	]);
	expect(building.levels).toHaveLength(1);
	expect(report.left).toEqual([expect.objectContaining({ kind: 'file', reason: 'not-json' })]);
});

test('a name that is no name stays text: control and direction marks are taken out', () => {
	const { building } = bring(withGood(area({ name: '<b>x</b>\u202e\u0000 y' }, square(20, 0))));
	expect(building.levels[0]?.rooms.map(({ name }) => name.id)).toContain('<b>x</b>   y');
});

test('the archive writer and DEFLATE agree', () => {
	// A guard of the vectors above: what writeZip packs is what zlib packs.
	const text = 'abc'.repeat(1_000);
	expect(Buffer.from(writeZip(new Map([['a', text]]))).includes(deflateRawSync(text))).toBe(true);
});
