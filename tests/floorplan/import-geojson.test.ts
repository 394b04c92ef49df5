import { expect, test } from 'vitest';
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

const PLACE = { lon: 104.75, lat: -2.98 };

test('numbers of metres are read as metres about a given anchor, turned as asked', () => {
	const plan = collection(area({ type: 'room', name: 'A' }, square(0, 0)));
	const { building, report } = bring([source('plan.geojson', plan)], { anchor: PLACE, turned: 90 });
	const [ring] = building.levels[0]?.rooms[0]?.polygon ?? [];
	// The corner at 10 m along the plan's x lies 10 m north.
	expect(ring).toContainEqual([0, 10]);
	expect(building.anchor).toEqual(PLACE);
	expect(report.assumed.map(({ reason }) => reason)).toContain('in-metres');
});

test.each([
	['degrees', (x: number) => 104 + x / 111_000, (y: number) => -3 + y / 111_000],
	[
		'projected metres far from their origin',
		(x: number) => 472_300 + x,
		(y: number) => 9_668_400 + y
	],
	['millimetres, as CAD draws', (x: number) => x * 1_000, (y: number) => y * 1_000],
	[
		'degrees with latitude first',
		(_x: number, y = 0) => -3 + y / 111_000,
		(_y: number, x = 0) => 104 + x / 111_000
	]
])('a hall of 20 by 10 m given in %s is a hall of about 200 m²', (_, x, y) => {
	const ring = [
		[0, 0],
		[20, 0],
		[20, 10],
		[0, 10],
		[0, 0]
	].map(([a = 0, b = 0]) => [x(a, b), y(b, a)]);
	const { building } = bring([
		source('plan.geojson', collection(area({ type: 'hall', name: 'H' }, ring)))
	]);
	expect(building.levels[0]?.rooms[0]?.area).toBeGreaterThan(195);
	expect(building.levels[0]?.rooms[0]?.area).toBeLessThan(205);
});

test('EPSG:3857 named in the file is undone', () => {
	const edge = 20_037_508.342789244;
	const mercator = (lon: number, lat: number) => [
		(lon / 180) * edge,
		(Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) * edge
	];
	const ring = square(104.75, -2.98, 0.0002).map(([lon = 0, lat = 0]) => mercator(lon, lat));
	const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } };
	const { building } = bring([
		source('plan.geojson', { ...collection(area({ name: 'A' }, ring)), crs })
	]);
	expect(building.anchor.lon).toBeCloseTo(104.7501, 4);
	expect(building.anchor.lat).toBeCloseTo(-2.9799, 4);
});

test.each([
	['lantai-dasar.geojson', 0],
	['gedung-lantai-2.geojson', 2],
	['Floor 3.geojson', 3],
	['westport-house-floor-gf.geojson', 0],
	['B1.json', -1],
	['2.OG.geojson', 2],
	['EG.geojson', 0],
	['first-floor.geojson', 1]
])('a file named %s is level %i', (name, ordinal) => {
	const plan = collection(area({ type: 'room', name: 'A' }, square(0, 0)));
	expect(bring([source(name, plan)]).building.levels.map((level) => level.ordinal)).toEqual([
		ordinal
	]);
});

test('files that name one level are one level; a property goes for files that name none', () => {
	const rooms = collection(area({ type: 'room', name: 'A' }, square(0, 0)));
	const more = collection(area({ type: 'ruang rapat', nama: 'B' }, square(10, 0)));
	expect(
		bring([source('rooms-lantai-1.geojson', rooms), source('more-lantai-1.geojson', more)]).building
			.levels
	).toHaveLength(1);
	const both = collection(
		area({ type: 'room', name: 'A', level: 0 }, square(0, 0)),
		area({ type: 'room', name: 'B', level: 1 }, square(0, 0))
	);
	expect(
		bring([source('plan.geojson', both)]).building.levels.map(({ ordinal }) => ordinal)
	).toEqual([0, 1]);
});

test.each([
	['waiting_room', 'waiting'],
	['Ruang Rapat', 'work'],
	['hallway', 'corridor'],
	['Treppe', 'service'],
	['server room', 'server'],
	['musala', 'prayer'],
	['floor_opening', 'void'],
	['patio', 'outdoor']
])('an area called %s is a room of type %s', (word, type) => {
	const plan = collection(area({ type: word, name: 'A' }, square(0, 0)));
	expect(bring([source('plan.geojson', plan)]).building.levels[0]?.rooms[0]?.type).toBe(type);
});

test('a floor drawn by its walls has a room to hang a sensor in', () => {
	const wall = area({ type: 'wall' }, [
		[0, 0],
		[40, 0],
		[40, 0.3],
		[0, 0.3],
		[0, 0]
	]);
	const outline = area({ type: 'building_outline' }, square(0, 0, 40));
	const { building, report } = bring([source('lantai-1.geojson', collection(outline, wall))]);
	expect(building.levels[0]?.rooms.map(({ area }) => Math.round(area))).toEqual([1600]);
	expect(building.levels[0]?.fixtures.map(({ kind }) => kind)).toEqual(['wall']);
	expect(report.assumed.map(({ reason }) => reason)).toContain('open-floor');
});

const westport = shared('westport-house-geojson');
// WRLD, CC BY 4.0: an office building in Dundee.
test.runIf(westport)(
	'Westport House comes in with its seven floors, and goes out and in again',
	() => {
		const one = bring(filesOf(westport ?? ''));
		expect(one.building.name.en).toBe('Westport House');
		expect(
			one.building.levels.map(({ name, ordinal, openings }) => [name.en, ordinal, openings.length])
		).toEqual([
			['Ground Floor', 0, 54],
			['First Floor', 1, 31],
			['Second Floor', 2, 55],
			['Third Floor', 3, 161],
			['Fourth Floor', 4, 150],
			['Fifth Floor', 5, 18],
			['Sixth Floor', 6, 13]
		]);
		const second = one.building.levels.find(({ ordinal }) => ordinal === 2);
		const names = second?.rooms.map(({ name }) => name.en) ?? [];
		expect(names).toEqual(
			expect.arrayContaining(['Meeting Room Large', 'Server room', 'Kitchen', 'Unit 4'])
		);
		const text = filesOf(one.folder)
			.map((file) => new TextDecoder().decode(file.bytes))
			.join('');
		for (const id of ['103', '304', '4197']) expect(text).toContain(`"source_id":"${id}"`);
		const sum = (rows: { count: number }[]) => rows.reduce((all, { count }) => all + count, 0);
		expect(sum(one.report.taken) + sum(one.report.left)).toBe(832);
		for (const { format, back } of again(one)) {
			expect(essence(back.building), format).toEqual(essence(one.building));
		}
	}
);
