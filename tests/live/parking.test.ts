import { expect, test } from 'vitest';
import { seriesId } from '#lib/domain/reading.ts';
import type { Bay, Device, Level, Placement } from '#floorplan/building.ts';
import { parkingNow } from '#lib/live/parking.ts';
import type { LiveRow } from '#lib/live/wire.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const bay = (key: string, of: Bay['class'] = 'car'): Bay => ({
	id: key,
	key,
	number: 1,
	class: of,
	zone: 'z',
	polygon: []
});
const bays = [
	bay('b1'),
	bay('b2'),
	bay('b3'),
	bay('b4'),
	bay('o1', 'official'),
	bay('d1', 'disabled')
];
const site: Level = {
	id: 's',
	key: 's',
	name: { id: 'Halaman', en: 'Site' },
	ordinal: 0,
	outdoor: true,
	outline: [],
	rooms: [],
	walls: [],
	openings: [],
	fixtures: [],
	bays,
	areas: [
		{
			id: 'w',
			key: 'w',
			name: { id: 'Motor', en: 'Motorcycles' },
			class: 'motorcycle',
			zone: 'w',
			places: 100,
			gate: [0, 0],
			polygon: [],
			countedBy: { device: 'gate', channel: '' }
		}
	],
	site: []
};
const sensor = (key: string): Device => ({
	device: `s-${key}`,
	name: key,
	network: 'tts',
	brand: 'Bosch',
	model: 'P',
	intervalMs: HOUR
});
// The fourth bay has no sensor at all.
const devices = bays.filter(({ key }) => key !== 'b4').map(({ key }) => sensor(key));
const placements: Placement[] = devices.map(({ device, name }) => ({
	device,
	channel: '',
	level: 's',
	room: 'z',
	bay: name,
	at: [0, 0],
	from: 0,
	to: null
}));
const row = (key: string, taken: 0 | 1, ageHours: number): [string, LiveRow] => [
	seriesId({ device: `s-${key}`, channel: '', metric: 'occupied' }),
	[`s-${key}`, '', 'occupied', taken, NOW - ageHours * HOUR, NOW, 'device']
];
const rows = new Map([
	row('b1', 0, 1),
	row('b2', 1, 1),
	row('b3', 0, 9),
	row('o1', 0, 1),
	row('d1', 0, 1)
]);

test('free is what a sensor surely says of a public bay; silent and bare bays favour no one', () => {
	const now = parkingNow([site], devices, placements, rows, [], NOW);
	expect(now.bays.map(({ state }) => state)).toEqual([
		'free',
		'taken',
		'unknown',
		'unknown',
		'free',
		'free'
	]);
	expect(now.car).toEqual({ free: 1, total: 4, reporting: 2, expected: 4 });
	expect(now.disabled).toEqual({ free: 1, total: 1, reporting: 1, expected: 1 });
});

test.each([
	[
		'reports',
		[{ device: 'gate', channel: '', in: 60, out: 20, since: 0, at: NOW - HOUR / 2 }],
		58,
		1
	],
	[
		'fell silent',
		[{ device: 'gate', channel: '', in: 60, out: 20, since: 0, at: NOW - 5 * HOUR }],
		0,
		0
	],
	['has never reported', [], 0, 0]
])('motorcycles are counted at their gate, when it %s', (_case, passages, free, reporting) => {
	const now = parkingNow([site], devices, placements, rows, passages, NOW);
	expect(now.motorcycle).toEqual({ free, total: 100, reporting, expected: 1 });
});
