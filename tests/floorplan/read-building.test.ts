import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { BuildingError, readBuilding, seedBuilding } from '#floorplan/read-building.ts';

const SAMPLE = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
const folders: string[] = [];

function temporary(): string {
	const folder = mkdtempSync(join(tmpdir(), 'building-'));
	folders.push(folder);
	return folder;
}

function copy(): string {
	const folder = join(temporary(), 'building');
	seedBuilding(SAMPLE, folder);
	return folder;
}

function edit(folder: string, file: string, change: (text: string) => string): void {
	const path = join(folder, file);
	const before = readFileSync(path, 'utf8');
	const after = change(before);
	expect(after, `the test changes ${file}`).not.toBe(before);
	writeFileSync(path, after);
}

function faultsOf(folder: string): readonly string[] {
	try {
		readBuilding(folder);
	} catch (error) {
		if (error instanceof BuildingError) return error.faults;
		throw error;
	}
	return [];
}

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('a folder that cannot be used is refused with the file and the fault named', () => {
	const firstPlacement = (text: string, field: string, value: string): string =>
		text.replace(new RegExp(`"${field}": "[^"]*"`), `"${field}": "${value}"`);
	/** Changes the line of one feature. */
	const ofFeature = (name: string, change: (line: string) => string) => (text: string) =>
		text
			.split('\n')
			.map((line) => (line.includes(name) ? change(line) : line))
			.join('\n');

	test.each<[string, string, (text: string) => string, RegExp]>([
		[
			'no JSON',
			'devices.json',
			(text) => text.slice(0, -20),
			/^devices\.json: cannot be read: Synt/
		],
		[
			'an unknown time zone',
			'building.json',
			(text) => text.replace('Asia/Jakarta', 'Asia/Lubuklinggau'),
			/^building\.json: timeZone: is no IANA time zone/
		],
		[
			'a room of an unknown type',
			'ground.geojson',
			ofFeature('"key":"lobi"', (line) => line.replace('"type":"lobby"', '"type":"foyer"')),
			/^ground\.geojson: unit "lobi": properties\.type: .*"foyer"/
		],
		[
			'a ring that is not closed',
			'ground.geojson',
			ofFeature('"key":"lobi"', (line) => line.replace(/,\[[^[\]]*\]\]\]/, ']]')),
			/^ground\.geojson: unit "lobi": geometry\.coordinates\.\d: is not closed/
		],
		[
			'an outline that crosses itself',
			'ground.geojson',
			ofFeature('"key":"panel"', (line) =>
				line.replace(/(\[[\d.,-]+\]),(\[[\d.,-]+\]),(\[[\d.,-]+\])/, '$1,$3,$2')
			),
			/^ground\.geojson: room "panel": its outline crosses itself/
		],
		[
			'a coordinate that is no place on Earth',
			'ground.geojson',
			ofFeature('"key":"samsat"', (line) => line.replace(',[102.', ',[1102.')),
			/^ground\.geojson: unit "samsat": geometry\.coordinates/
		],
		[
			'two rooms of one key',
			'ground.geojson',
			(text) => text.replaceAll('"atk"', '"kas"'),
			/^ground\.geojson: room "kas" is there twice/
		],
		[
			'a door into a room that is not there',
			'ground.geojson',
			(text) => text.replace('"joins":["lobi","serambi"]', '"joins":["lobi","teras"]'),
			/^ground\.geojson: opening [0-9a-f-]{36}: joins "teras"/
		],
		[
			'two bays of one number',
			'site.geojson',
			(text) => text.replace('"number":2,', '"number":1,'),
			/^site\.geojson: the bay number 1 is given twice/
		],
		[
			'an area in a zone that is not there',
			'site.geojson',
			(text) => text.replace('"zone":"motor-barat"', '"zone":"tamu"'),
			/^site\.geojson: bay or area "motor-barat": lies in "tamu"/
		],
		[
			'a tree without a place',
			'site.geojson',
			ofFeature('"key":"pohon-1"', (line) => line.replace('"type":"Point"', '"type":"Spot"')),
			/^site\.geojson: site "pohon-1": geometry/
		],
		[
			'no level in the file',
			'ground.geojson',
			(text) => text.replace('"feature_type":"level"', '"feature_type":"footprint"'),
			/^ground\.geojson: holds 0 features of type level/
		],
		[
			'an unknown feature',
			'ground.geojson',
			(text) => text.replace('"feature_type":"kiosk"', '"feature_type":"shop"'),
			/^ground\.geojson: shop [0-9a-f-]{36}: feature_type/
		],
		[
			'a device without a network',
			'devices.json',
			(text) => text.replace('"network": "tts",', ''),
			/^devices\.json: 0\.network/
		],
		[
			'a placement of an unknown device',
			'placements.json',
			(text) => firstPlacement(text, 'device', 'ffffffffffffffff'),
			/^placements\.json: device "f{16}": is not in devices\.json/
		],
		[
			'a placement in another room than where it stands',
			'placements.json',
			(text) => firstPlacement(text, 'room', 'musala'),
			/^placements\.json: device ".*": stands \d+\.\d m outside room "musala"/
		],
		[
			'a sensor on a bay of another zone',
			'placements.json',
			(text) => text.replace('"bay": "dinas-1"', '"bay": "a-barat-1"'),
			/^placements\.json: device ".*": bay "a-barat-1" is not in room "dinas"/
		],
		[
			'a counter between rooms that are not there',
			'placements.json',
			(text) => text.replace('"from": "serambi"', '"from": "teras"'),
			/^placements\.json: device ".*": counts between rooms of which "teras" is not there/
		],
		[
			'a placement without an offset of its time',
			'placements.json',
			(text) => firstPlacement(text, 'from', '2024-01-01T00:00:00'),
			/^placements\.json: 0\.from: is no ISO 8601 time with an offset/
		],
		[
			'a placement that ends before it begins',
			'placements.json',
			(text) => text.replace('"to": null', '"to": "2023-01-01T00:00:00+07:00"'),
			/^placements\.json: device ".*": ends before it begins/
		],
		[
			'a limit of an unknown quantity',
			'limits.json',
			(text) => text.replace('"metric": "co2"', '"metric": "carbon"'),
			/^limits\.json: 2\.metric: .*"carbon"/
		],
		[
			'two primary limits for one thing',
			'limits.json',
			(text) => text.replace('"lobby"', '"work"'),
			/^limits\.json: two primary limits for temperature in rooms "work"/
		],
		[
			'a limit without a bound',
			'limits.json',
			(text) => text.replace('"max": 1000', '"max": null'),
			/^limits\.json: 2: has neither min nor max/
		]
	])('%s', (_, file, change, expected) => {
		const folder = copy();
		edit(folder, file, change);
		expect(faultsOf(folder)).toEqual([expect.stringMatching(expected)]);
	});

	test('every fault is told at once, not only the first', () => {
		const folder = copy();
		edit(folder, 'building.json', (text) => text.replace('Asia/Jakarta', 'Nowhere'));
		edit(folder, 'devices.json', (text) => text.replace('"network": "tts",', ''));
		rmSync(join(folder, 'limits.json'));
		expect(faultsOf(folder)).toEqual([
			expect.stringContaining('building.json: timeZone'),
			expect.stringContaining('devices.json: 0.network'),
			'limits.json: is missing'
		]);
	});

	test('a folder that is not there names what is missing', () => {
		expect(faultsOf(join(temporary(), 'nowhere'))).toEqual([
			'building.json: is missing',
			'devices.json: is missing',
			'placements.json: is missing',
			'limits.json: is missing',
			'*.geojson: there is no level'
		]);
	});
});

test('features of IMDF that are not drawn are passed over', () => {
	const folder = copy();
	const before = readBuilding(folder);
	edit(folder, 'ground.geojson', (text) =>
		text.replace('"features":[', '"features":[{"feature_type":"venue","anything":true},')
	);
	expect(readBuilding(folder)).toEqual(before);
});

test('a building is read in metres about its anchor, times as UTC', () => {
	const building = readBuilding(SAMPLE);
	const [level] = building.levels;
	const corner = level?.rooms.find(({ key }) => key === 'samsat')?.polygon[0]?.[0];
	// The drawing's (24, 40), turned 12° anticlockwise.
	expect(corner?.[0]).toBeCloseTo(24 * Math.cos(Math.PI / 15) - 40 * Math.sin(Math.PI / 15), 2);
	expect(corner?.[1]).toBeCloseTo(24 * Math.sin(Math.PI / 15) + 40 * Math.cos(Math.PI / 15), 2);
	expect(building.placements[0]?.from).toBe(Date.UTC(2023, 11, 31, 17));
});

describe('seeding', () => {
	test('copies the data and none of the code', () => {
		const folder = copy();
		expect(readdirSync(folder).sort()).toEqual([
			'building.json',
			'calendar.json',
			'comfort.json',
			'devices.json',
			'first.geojson',
			'ground.geojson',
			'limits.json',
			'placements.json',
			'site.geojson'
		]);
		expect(readBuilding(folder)).toEqual(readBuilding(SAMPLE));
	});

	test('never touches a folder that is there, not even an empty or a broken one', () => {
		const empty = temporary();
		expect(seedBuilding(SAMPLE, empty)).toBe(false);
		expect(readdirSync(empty)).toEqual([]);
		const own = temporary();
		writeFileSync(join(own, 'building.json'), 'mine');
		expect(seedBuilding(SAMPLE, own)).toBe(false);
		expect(readdirSync(own)).toEqual(['building.json']);
		expect(readFileSync(join(own, 'building.json'), 'utf8')).toBe('mine');
	});

	test('makes the folders above and leaves nothing beside it', () => {
		const above = join(temporary(), 'data', 'demo');
		expect(seedBuilding(SAMPLE, join(above, 'building'))).toBe(true);
		expect(readdirSync(above)).toEqual(['building']);
	});

	test('leaves no half folder where the copy fails', () => {
		const above = temporary();
		const source = temporary();
		cpSync(SAMPLE, source, { recursive: true });
		expect(() => seedBuilding(join(source, 'missing'), join(above, 'building'))).toThrow();
		expect(readdirSync(above)).toEqual([]);
	});
});
