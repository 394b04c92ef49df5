import { expect, test } from 'vitest';
import type { Metric } from '#lib/domain/metrics.ts';
import { seriesId } from '#lib/domain/reading.ts';
import type { Device, Limit, Placement, Room, RoomType } from '#floorplan/building.ts';
import { Places, placesAt } from '#lib/live/places.ts';
import { byNeed, reportRooms, valuesByRoom } from '#lib/live/room-state.ts';
import type { LiveRow } from '#lib/live/wire.ts';

const NOW = Date.UTC(2026, 10, 24, 3, 42);
const MINUTE = 60_000;
const INTERVAL = 5 * MINUTE;
const LONG_AGO = NOW - 60 * MINUTE;

function room(key: string, type: RoomType = 'waiting'): Room {
	return {
		id: key,
		key,
		name: { id: key, en: key },
		type,
		category: 'room',
		polygon: [],
		labelAt: [0, 0],
		area: 1,
		occupants: []
	};
}

function device(id: string, model = 'AM307'): Device {
	return {
		device: id,
		name: `Dinding ${id}`,
		network: 'tts',
		brand: 'Milesight',
		model,
		intervalMs: INTERVAL
	};
}

function place(device: string, room: string, rest: Partial<Placement> = {}): Placement {
	return { device, channel: '', level: 'dasar', room, at: [0, 0], from: 0, to: null, ...rest };
}

function limit(metric: Metric, roomTypes: RoomType[], rest: Partial<Limit> = {}): Limit {
	return {
		id: `${metric}-${roomTypes.join('-')}`,
		standard: 'Permenkes 48/2016',
		clause: null,
		roomTypes,
		metric,
		min: 23,
		max: 26,
		watch: 1,
		verified: true,
		primary: true,
		...rest
	};
}

function row(
	device: string,
	value: number,
	at = NOW - MINUTE,
	channel = '',
	metric: Metric = 'temperature'
): LiveRow {
	return [device, channel, metric, value, at, at, 'device'];
}

const LIMITS = [
	limit('temperature', ['waiting'], { primary: false, max: 20 }),
	limit('temperature', ['waiting'])
];

function reportOf(
	rows: LiveRow[],
	{
		devices = [device('a'), device('b'), device('c')],
		placements = devices.map(({ device }) => place(device, 'hall')),
		limits = LIMITS,
		metric = 'temperature'
	}: {
		devices?: Device[];
		placements?: Placement[];
		limits?: Limit[];
		metric?: Metric;
	} = {}
) {
	const places = new Places(devices, placements, NOW);
	const byId = new Map(
		rows.map((row) => [seriesId({ device: row[0], channel: row[1], metric: row[2] }), row])
	);
	const report = reportRooms([room('hall')], limits, places, byId, metric, NOW).get('hall');
	if (report === undefined) throw new Error('every room has a report');
	return report;
}

test.each([
	{
		when: 'all are inside',
		rows: [row('a', 24), row('b', 25.6)],
		state: 'within',
		worst: 'b',
		side: null
	},
	{
		when: 'one is a little over',
		rows: [row('a', 24), row('b', 26.4)],
		state: 'watch',
		worst: 'b',
		side: 'above'
	},
	{
		when: 'one is far over',
		rows: [row('a', 27.8), row('b', 26.4)],
		state: 'act',
		worst: 'a',
		side: 'above'
	},
	{
		when: 'one is too cold and one is warmer than it should be, but less so',
		rows: [row('a', 21.2), row('b', 26.9)],
		state: 'act',
		worst: 'a',
		side: 'below'
	},
	{
		when: 'the worst is stale, the others speak for the room',
		rows: [row('a', 29, LONG_AGO), row('b', 24)],
		state: 'within',
		worst: 'b',
		side: null
	},
	{
		when: 'it would be printed as 26,0',
		rows: [row('a', 26.04)],
		state: 'within',
		worst: 'a',
		side: null
	}
])('a hall is $state, by sensor $worst, when $when', ({ rows, state, worst, side }) => {
	const report = reportOf(rows);
	expect([report.state, report.worst?.device, report.side]).toEqual([state, worst, side]);
});

test('where every value is stale, the newest stands, and what it last was', () => {
	const report = reportOf([row('a', 24, LONG_AGO), row('b', 27.8, LONG_AGO + MINUTE)]);
	expect([report.state, report.band, report.worst?.device]).toEqual(['stale', 'act', 'b']);
	expect([report.reporting, report.expected]).toEqual([0, 3]);
});

test('it counts the sensors that report, and those that never have', () => {
	const report = reportOf([row('a', 24), row('b', 24, LONG_AGO)]);
	expect([report.reporting, report.expected]).toEqual([1, 3]);
});

test.each([
	{ when: 'its sensors have never reported', rows: [], devices: [device('a')], state: 'unknown' },
	{ when: 'no device stands there', rows: [], devices: [], state: 'unmonitored' },
	{
		when: 'its sensor measures something else',
		rows: [row('a', 50, NOW, '', 'humidity')],
		devices: [device('a')],
		state: 'unmonitored'
	},
	{
		when: 'its silent device is of a family that measures something else',
		rows: [row('a', 3, NOW, '', 'count_in')],
		devices: [device('a', 'VS133'), device('b', 'VS133')],
		state: 'unmonitored'
	},
	{
		when: 'its silent device is of a family that measures this elsewhere',
		rows: [row('elsewhere', 24)],
		devices: [device('a')],
		state: 'unknown'
	},
	{
		when: 'no limit is set for it',
		rows: [row('a', 24)],
		devices: [device('a')],
		limits: [],
		state: 'unjudged'
	}
])('a hall is $state when $when', ({ rows, devices, limits = LIMITS, state }) => {
	const placements = devices.map(({ device }) => place(device, 'hall'));
	const all = [...devices, device('elsewhere')];
	expect(reportOf(rows, { devices: all, placements, limits }).state).toBe(state);
});

test.each([
	{ when: 'from now on', placement: { from: NOW }, counts: true },
	{ when: 'until now', placement: { to: NOW }, counts: false },
	{ when: 'from tomorrow', placement: { from: NOW + 1 }, counts: false },
	{ when: 'until tomorrow', placement: { to: NOW + 1 }, counts: true }
])('a sensor placed there $when counts: $counts', ({ placement, counts }) => {
	const report = reportOf([row('a', 24)], {
		devices: [device('a')],
		placements: [place('a', 'hall', placement)]
	});
	expect(report.state).toBe(counts ? 'within' : 'unmonitored');
});

test('a channel stands where it was placed, and the others where the device is', () => {
	const places = new Places(
		[device('a')],
		[place('a', 'hall'), place('a', 'archive', { channel: 'probe' })],
		NOW
	);
	const rows = [row('a', 24), row('a', 18, NOW, 'probe'), row('a', 25, NOW, 'other')];
	const byRoom = valuesByRoom(places, rows, 'temperature', NOW);
	expect(byRoom.get('hall')?.map(({ value }) => value)).toEqual([24, 25]);
	expect(byRoom.get('archive')?.map(({ value }) => value)).toEqual([18]);
});

test('a device of which only a channel is placed has no place for its others', () => {
	const places = new Places([device('a')], [place('a', 'hall', { channel: '1' })], NOW);
	expect([places.roomOf('a', '1'), places.roomOf('a', '2')]).toEqual(['hall', null]);
});

test('places are made anew when a device moves, and not before', () => {
	const at = placesAt(
		[device('a')],
		[place('a', 'hall', { to: NOW + MINUTE }), place('a', 'archive', { from: NOW + MINUTE })]
	);
	const before = at(NOW);
	expect(at(NOW + MINUTE - 1)).toBe(before);
	expect(before.roomOf('a', '')).toBe('hall');
	expect(at(NOW + MINUTE).roomOf('a', '')).toBe('archive');
	expect(at(NOW).roomOf('a', '')).toBe('hall');
});

test('coverage counts placed devices with any live value', () => {
	const devices = [device('a'), device('b'), device('c')];
	const places = new Places(devices, [place('a', 'hall'), place('b', 'hall')], NOW);
	const rows = [
		row('a', 24),
		row('a', 50, LONG_AGO, '', 'humidity'),
		row('b', 1, LONG_AGO),
		row('c', 1)
	];
	expect(places.coverage(rows, NOW)).toEqual({ reporting: 1, expected: 2 });
});

test('rooms are sorted by need: the furthest beyond first, then who is silent, then the rest', () => {
	const silentB = { devices: [device('b')] };
	const reports = {
		within: reportOf([row('a', 24)]),
		hot: reportOf([row('a', 27.5)]),
		stale: reportOf([row('a', 29, LONG_AGO)]),
		hottest: reportOf([row('a', 29)]),
		watch: reportOf([row('a', 26.5)]),
		unknown: reportOf([], silentB),
		unmonitored: reportOf([], { devices: [] })
	};
	const order = Object.entries(reports).sort(([, a], [, b]) => byNeed(a, b));
	expect(order.map(([name]) => name)).toEqual([
		'hottest',
		'hot',
		'watch',
		'stale',
		'unknown',
		'within',
		'unmonitored'
	]);
});
