import { describe, expect, test } from 'vitest';
import {
	again,
	area,
	bring,
	collection,
	essence,
	filesOf,
	shared,
	source,
	square
} from './plan-files.ts';
import { readFileSync } from 'node:fs';

/** A ten-thousandth of a degree: about 11 m at the equator. */
const D = 0.0001;
const room = (tags: object, x: number, y = 0, id = `way/${Math.round(x * 10)}${y}`) => ({
	...area({ indoor: 'room', ...tags }, square(104 + x * D, -3 + y * D, D)),
	id
});
const point = (tags: object, x: number, y: number) => ({
	...{ type: 'Feature', id: `node/${x}${y}`, properties: tags },
	geometry: { type: 'Point', coordinates: [104 + x * D, -3 + y * D] }
});
const levelsOf = (features: object[]) =>
	bring([source('plan.geojson', collection(...features))]).building.levels.map(
		({ ordinal, rooms }) => [ordinal, rooms.map(({ name }) => name.id)] as const
	);

describe('a room is on every level that its tags name', () => {
	test.each<[object, number[]]>([
		[{ level: '0' }, [0]],
		[{ level: '-1;0' }, [-1, 0]],
		[{ level: '0;1' }, [0, 1]],
		[{ level: '0-2' }, [0, 1, 2]],
		[{ level: '-2--1' }, [-2, -1]],
		[{ level: '-1-1' }, [-1, 0, 1]],
		[{ level: '0', repeat_on: '1-2' }, [0, 1, 2]],
		[{ level: 3 }, [3]],
		[{ min_level: '1', max_level: '2' }, [1, 2]],
		[{}, [0]]
	])('%o', (tags, ordinals) => {
		expect(levelsOf([room({ name: 'A', ...tags }, 0)])).toEqual(
			ordinals.map((ordinal) => [ordinal, ['A']])
		);
	});
});

test('a room without a level is put on the ground floor, and that is said', () => {
	const { report } = bring([
		source('plan.geojson', collection(room({ name: 'A', level: '0' }, 0), room({ name: 'B' }, 1)))
	]);
	expect(report.changed).toContainEqual(
		expect.objectContaining({ reason: 'level-assumed', count: 1, examples: ['way/100'] })
	);
});

test('a door that is a node becomes an opening of its wall, between the rooms it joins', () => {
	const { building } = bring([
		source(
			'plan.geojson',
			collection(
				room({ name: 'A', level: '0' }, 0),
				room({ name: 'B', level: '0' }, 1),
				point({ door: 'hinged', level: '0', width: '1.2' }, 1, 0.5)
			)
		)
	]);
	const [door] = building.levels[0]?.openings ?? [];
	expect(door?.joins.toSorted()).toEqual(['a', 'b']);
	expect(
		Math.hypot((door?.to[0] ?? 0) - (door?.from[0] ?? 0), (door?.to[1] ?? 0) - (door?.from[1] ?? 0))
	).toBeCloseTo(1.2, 2);
});

test('walls stand around rooms, not between an area and a corridor', () => {
	const { building } = bring([
		source(
			'plan.geojson',
			collection(
				{ ...room({ level: '0', indoor: 'area', name: 'Hall' }, 0) },
				{ ...room({ level: '0', indoor: 'corridor', name: 'Way' }, 1) },
				room({ level: '0', name: 'Room' }, 2)
			)
		)
	]);
	const inner = building.levels[0]?.walls.filter(({ kind }) => kind === 'inner');
	expect(inner).toHaveLength(1);
});

test('a multipolygon with a hole keeps it, and one of two areas is two rooms', () => {
	const [big, hole] = [square(104, -3, 4 * D), square(104 + D, -3 + D, D)];
	const { building } = bring([
		source(
			'plan.geojson',
			collection(
				{
					...area({ indoor: 'room', level: '0', name: 'Ring', type: 'multipolygon' }, big, hole),
					id: 'relation/1'
				},
				{
					...{
						type: 'Feature',
						id: 'relation/2',
						properties: { indoor: 'room', level: '0', name: 'Two' }
					},
					geometry: {
						type: 'MultiPolygon',
						coordinates: [[square(104.001, -3, D)], [square(104.002, -3, D)]]
					}
				}
			)
		)
	]);
	const rooms = building.levels[0]?.rooms ?? [];
	expect(rooms.map(({ key, polygon }) => [key, polygon.length])).toEqual([
		['ring', 2],
		['two', 1],
		['two-2', 1]
	]);
});

test('the answer of an Overpass query is read as it comes', () => {
	const nodes = square(104, -3, D).slice(0, 4);
	const elements = [
		...nodes.map(([lon, lat], id) => ({ type: 'node', id: id + 1, lon, lat })),
		{
			...{ type: 'way', id: 9, nodes: [1, 2, 3, 4, 1], user: 'someone', uid: 7 },
			tags: { indoor: 'room', level: '1', name: 'A' }
		}
	];
	const { building } = bring([source('overpass.json', { elements })]);
	expect(building.levels.map(({ ordinal, rooms }) => [ordinal, rooms[0]?.name.id])).toEqual([
		[1, 'A']
	]);
});

test('who mapped it is carried nowhere', () => {
	const personal = {
		user: 'mapper-7',
		uid: '70707',
		changeset: '1',
		'contact:email': 'x@example.org'
	};
	const { folder, report } = bring([
		source('plan.geojson', collection(room({ name: 'A', level: '0', ...personal }, 0)))
	]);
	const all = filesOf(folder)
		.map(({ bytes }) => new TextDecoder().decode(bytes))
		.join('');
	expect(all).not.toMatch(/mapper-7|70707|x@example/);
	expect(report.changed.map(({ reason }) => reason)).toContain('personal-dropped');
});

const barracks = shared('osm-indoor-caserne.geojson');
// OpenStreetMap contributors, ODbL: read beside the repository, and no part of it.
test.runIf(barracks)('the barracks of Grenoble come in, and go out and in again', () => {
	const bytes = readFileSync(barracks ?? '');
	const one = bring([{ name: 'osm-indoor-caserne.geojson', bytes }]);
	expect(one.building.levels.map(({ ordinal, rooms }) => [ordinal, rooms.length])).toEqual([
		[-1, 11],
		[0, 56],
		[1, 8]
	]);
	const { report } = one;
	const sum = (rows: { count: number }[]) => rows.reduce((all, { count }) => all + count, 0);
	expect(sum(report.taken) + sum(report.left)).toBe(123);
	const text = filesOf(one.folder)
		.map((file) => new TextDecoder().decode(file.bytes))
		.join('');
	const users = new Set(
		[...new TextDecoder().decode(bytes).matchAll(/"user": "([^"]+)"/g)].map(([, user]) => user)
	);
	for (const user of users) expect(text).not.toContain(`"${user}"`);
	for (const { format, back } of again(one)) {
		expect(essence(back.building), format).toEqual(essence(one.building));
	}
});
