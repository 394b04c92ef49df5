import { describe, expect, test } from 'vitest';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { seriesId } from '#lib/domain/reading.ts';
import type { Device, Level, Limit, Placement, Room } from '#floorplan/building.ts';
import { attentionNow } from '#lib/live/attention.ts';
import { Places } from '#lib/live/places.ts';
import { reportRooms, valuesByRoom } from '#lib/live/room-state.ts';
import type { RedSensor, Today } from '#lib/live/today.ts';
import type { LiveRow } from '#lib/live/wire.ts';

const MINUTE = 60_000;
/** A Tuesday, 10.30 in Jakarta. */
const NOW = Date.parse('2026-11-24T10:30:00+07:00');
const service = new ServiceClock(
	{ weekly: { 2: [['08:00', '16:00']] }, exceptions: [] },
	'Asia/Jakarta'
);

const hall = (key: string): Room => ({
	id: key,
	key,
	name: { id: key, en: key },
	type: 'waiting',
	category: 'room',
	polygon: [],
	labelAt: [0, 0],
	area: 280,
	occupants: []
});
const rooms = ['a', 'b', 'c', 'd'].map(hall);
const level: Level = {
	id: 'g',
	key: 'g',
	name: { id: 'Dasar', en: 'Ground' },
	ordinal: 0,
	outdoor: false,
	outline: [],
	rooms,
	walls: [],
	openings: [],
	fixtures: [],
	bays: [],
	areas: [],
	site: []
};
const limit = (metric: Metric, min: number | null, max: number, watch: number): Limit => ({
	id: metric,
	standard: 'Permenkes 48/2016',
	clause: null,
	roomTypes: ['waiting'],
	metric,
	min,
	max,
	watch,
	verified: true,
	primary: true
});
const limits = [limit('temperature', 23, 26, 1), limit('co2', null, 1_000, 500)];
const devices: Device[] = ['a1', 'a2', 'b1', 'c1', 'd1'].map((device) => ({
	device,
	name: device,
	network: 'tts',
	brand: 'M',
	model: 'AM',
	intervalMs: 5 * MINUTE
}));
const placements: Placement[] = devices.map(({ device }) => ({
	device,
	channel: '',
	level: 'g',
	room: device.charAt(0),
	at: [0, 0],
	from: 0,
	to: null
}));

function facts(
	values: [device: string, metric: Metric, value: number, age?: number][],
	red: [device: string, metric: Metric, minutes: number][] | 'failed' | null,
	now = NOW
) {
	const rows = new Map(
		values.map(([device, metric, value, age = 1]): [string, LiveRow] => [
			seriesId({ device, channel: '', metric }),
			[device, '', metric, value, now - age * MINUTE, now, 'device']
		])
	);
	const places = new Places(devices, placements, now);
	const metrics = ['temperature', 'co2'] as const;
	const today: Today | 'failed' | null =
		red === null || red === 'failed'
			? red
			: {
					at: now,
					from: now,
					to: now,
					red: red.map(([device, metric, minutes]): RedSensor => {
						return { device, channel: '', metric, since: now - minutes * MINUTE };
					}),
					counts: [],
					people: { today: [], usual: [], days: 0 },
					cars: { today: [], usual: [], days: 0 }
				};
	return {
		rooms: rooms.map((room) => ({ room, level })),
		reports: new Map<Metric, ReturnType<typeof reportRooms>>(
			metrics.map((metric) => [metric, reportRooms(rooms, limits, places, rows, metric, now)])
		),
		values: new Map<Metric, ReturnType<typeof valuesByRoom>>(
			metrics.map((metric) => [metric, valuesByRoom(places, rows.values(), metric, now)])
		),
		places,
		people: null,
		parking: null,
		today,
		service,
		now
	};
}

const WELL: [string, Metric, number][] = [
	['a1', 'temperature', 25],
	['a2', 'temperature', 25],
	['b1', 'temperature', 25],
	['c1', 'temperature', 25],
	['d1', 'temperature', 25]
];
const told = (items: ReturnType<typeof attentionNow>) =>
	items.map((item) => `${item.kind} ${'place' in item ? item.place.room.key : ''}`.trim());

describe('rooms', () => {
	test('that are well need nothing', () => {
		expect(attentionNow(facts(WELL, []))).toEqual([]);
	});

	test('in the red band for a quarter of an hour do, the worst first', () => {
		const found = attentionNow(
			facts(
				[...WELL.slice(1), ['a1', 'temperature', 27.8], ['b1', 'co2', 2_000]],
				[
					['a1', 'temperature', 20],
					['b1', 'co2', 40],
					['c1', 'temperature', 10]
				]
			)
		);
		// 1.8 steps of 1 °C beyond, against 2 steps of 500 ppm.
		expect(told(found)).toEqual(['climate b', 'climate a']);
		expect(found[1]).toMatchObject({ since: NOW - 20 * MINUTE, agreeing: 1, of: 2 });
	});

	test('need nothing after one red value that the past does not know as a state', () => {
		expect(attentionNow(facts([...WELL.slice(1), ['a1', 'temperature', 29]], []))).toEqual([]);
		expect(attentionNow(facts([...WELL.slice(1), ['a1', 'temperature', 29]], null))).toEqual([]);
	});

	test('are told by their live values where the past cannot be read', () => {
		const [item] = attentionNow(facts([...WELL.slice(1), ['a1', 'temperature', 29]], 'failed'));
		expect(item).toMatchObject({ kind: 'climate', since: null });
	});

	test('need nothing while the building is closed', () => {
		const night = Date.parse('2026-11-24T20:00:00+07:00');
		const values: [string, Metric, number][] = [...WELL.slice(1), ['a1', 'temperature', 29]];
		expect(attentionNow(facts(values, [['a1', 'temperature', 300]], night))).toEqual([]);
	});

	test('that fell silent are told, never as red', () => {
		const silent: [string, Metric, number, number?][] = [
			...WELL.slice(0, 3),
			['c1', 'temperature', 29, 75],
			['d1', 'temperature', 25]
		];
		const found = attentionNow(facts(silent, [['c1', 'temperature', 90]]));
		expect(found).toMatchObject([{ kind: 'silent', urgency: 'unknown', since: NOW - 75 * MINUTE }]);
	});

	test('that fell silent together are one sentence', () => {
		const silent = WELL.map(([device, metric, value], n): [string, Metric, number, number] => [
			device,
			metric,
			value,
			60 + n
		]);
		const found = attentionNow(facts(silent, []));
		expect(found).toHaveLength(1);
		expect(found[0]).toMatchObject({ kind: 'silent', places: { length: 4 } });
	});
});
