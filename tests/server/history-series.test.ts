import { afterEach, describe, expect, test } from 'vitest';
import type { Device, Placement, Room } from '#floorplan/building.ts';
import type { Reading } from '#lib/domain/reading.ts';
import type { HistoryBuilding } from '#lib/server/history/rooms.ts';
import { dice } from '../store/sample.ts';
import { openFreshSqlite } from '../store/open-fresh.ts';
import {
	CALENDAR,
	CLIMATE,
	DAY,
	HOUR,
	MINUTE,
	openPast,
	reading,
	writeAll,
	type TestPast
} from './rollup-past.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** Midnight of a Monday, WIB. */
const START = Date.parse('2026-11-23T00:00+07:00');
const TZ = 'Asia/Jakarta';

async function past(now = START + 10 * DAY): Promise<TestPast> {
	const opened = await openPast({ engine: await openFreshSqlite(), timeZone: TZ, now });
	closing.push(() => opened.close());
	return opened;
}

function room(key: string): Room {
	return {
		...{ id: key, key, name: { id: key, en: key }, type: 'waiting', category: 'room' },
		...{ polygon: [], labelAt: [0, 0], area: 1, occupants: [] }
	};
}

function placement(device: string, inRoom: string, but: Partial<Placement> = {}): Placement {
	const from = START - 100 * DAY;
	return { device, channel: '', level: 'dasar', room: inRoom, at: [0, 0], from, to: null, ...but };
}

function device(name: string, but: Partial<Device> = {}): Device {
	return {
		device: name,
		name,
		network: 'plain',
		brand: '',
		model: '',
		intervalMs: 5 * MINUTE,
		...but
	};
}

function building(placements: Placement[], devices: Device[] = []): HistoryBuilding {
	const rooms = ['hall', 'office'].map(room);
	const empty = { walls: [], openings: [], fixtures: [], bays: [], areas: [], site: [] };
	const level = {
		...{ id: 'l', key: 'dasar', name: { id: 'd', en: 'd' }, ordinal: 0, outdoor: false },
		...{ outline: [], rooms, ...empty }
	};
	return { timeZone: TZ, levels: [level], devices, placements, calendar: CALENDAR };
}

/** One every so many ms. */
function every(stepMs: number, from: number, to: number, value: (n: number) => number, but = {}) {
	return Array.from({ length: Math.ceil((to - from) / stepMs) }, (_, n) =>
		reading(from + n * stepMs, value(n), but)
	);
}

describe('a room’s series', () => {
	test('is told as finely as its own sensors speak, whatever else hangs there', async () => {
		const own = await past();
		await writeAll(
			own.store,
			every(5 * MINUTE, START, START + DAY, () => 20, { device: 'thermometer' })
		);
		await writeAll(
			own.store,
			every(12 * HOUR, START, START + DAY, () => 1, { device: 'bay', metric: 'occupied' })
		);
		await own.sumUp();
		const here = building(
			[placement('thermometer', 'hall'), placement('bay', 'hall')],
			[device('thermometer'), device('bay', { intervalMs: 12 * HOUR })]
		);
		const query = { rooms: ['hall'], from: START, to: START + DAY, points: 100 } as const;
		const temperature = await own.ask({ ...query, metric: 'temperature' }, here);
		expect(temperature.every).toBe(15 * MINUTE);
	});

	test('follows a device that was replaced at ten past seven', async () => {
		const own = await past();
		const at = START + 10 * HOUR + 7 * MINUTE;
		// Both speak all day; before it hung there, and after it was taken down, from another place.
		await writeAll(
			own.store,
			every(MINUTE, START, START + DAY, () => 20, { device: 'old' })
		);
		await writeAll(
			own.store,
			every(MINUTE, START, START + DAY, () => 30, { device: 'new' })
		);
		await own.sumUp();
		const here = building(
			[placement('old', 'hall', { to: at }), placement('new', 'hall', { from: at })],
			[device('old', { intervalMs: MINUTE }), device('new', { intervalMs: MINUTE })]
		);
		const query = { metric: 'temperature', rooms: ['hall'], from: START, to: START + DAY } as const;
		const hours = await own.ask({ ...query, every: HOUR }, here);
		const [hall] = hours.series;
		expect(hall?.n).toEqual(Array(24).fill(60));
		expect(hall?.mean.slice(9, 12)).toEqual([20, 25, 30]);
		expect(hall?.min.slice(9, 12)).toEqual([20, 20, 30]);
		expect(hall?.max.slice(9, 12)).toEqual([20, 30, 30]);
		expect(hall?.completeness).toBe(1);
		expect(hall?.madeOf.map(({ device, from, to }) => [device, from, to])).toEqual([
			['old', START, at],
			['new', at, START + DAY]
		]);
		const day = await own.ask({ ...query, every: 'day' }, here);
		expect(day).toMatchObject({ source: 'day', series: [{ n: [1_440], min: [20], max: [30] }] });
		expect([hours.uncut, day.uncut]).toEqual([0, 0]);
		// Without raw readings the quarter counts for the device that hung there when it began.
		await own.store.remove({ before: START + DAY });
		const later = await own.ask({ ...query, every: HOUR }, here);
		expect(later.uncut).toBe(2);
		expect(later.series[0]?.n).toEqual(Array(24).fill(60));
	});

	test('has a channel of a device where that channel hangs, and the others where the device does', async () => {
		const own = await past();
		const of = (channel: string) => ({ device: 'probes', channel });
		for (const [channel, value] of [
			['', 1],
			['a', 2],
			['b', 3]
		] as const) {
			await writeAll(
				own.store,
				every(HOUR, START, START + DAY, () => value, of(channel))
			);
		}
		await own.sumUp();
		const here = building([
			placement('probes', 'hall'),
			placement('probes', 'office', { channel: 'b' })
		]);
		const answer = await own.ask(
			{
				metric: 'temperature',
				rooms: ['hall', 'office'],
				from: START,
				to: START + DAY,
				every: 'day'
			},
			here
		);
		expect(answer.series.map(({ key, sensors, mean }) => [key, sensors, mean])).toEqual([
			['hall', [2], [1.5]],
			['office', [1], [3]]
		]);
	});

	test('gives each sensor the same say, and tells how many spoke', async () => {
		const own = await past();
		await writeAll(
			own.store,
			every(MINUTE, START, START + HOUR, () => 20, { device: 'often' })
		);
		await writeAll(own.store, [reading(START, 30, { device: 'seldom' })]);
		await own.sumUp();
		const here = building(
			[placement('often', 'hall'), placement('seldom', 'hall')],
			[device('often', { intervalMs: MINUTE }), device('seldom', { intervalMs: 30 * MINUTE })]
		);
		const answer = await own.ask(
			{ metric: 'temperature', rooms: ['hall'], from: START, to: START + 2 * HOUR, every: HOUR },
			here
		);
		// 61 of 62 in the first hour, none of 62 in the second.
		expect(answer.series[0]).toMatchObject({
			...{ mean: [25, null], sensors: [2, 0], n: [61, 0], min: [20, null], max: [30, null] },
			...{ complete: [61 / 62, 0], completeness: 61 / 124 }
		});
	});

	test('is refused for a room that there is not', async () => {
		const own = await past();
		const query = { metric: 'temperature', rooms: ['attic'], from: 0, to: DAY } as const;
		await expect(own.ask(query, building([]))).rejects.toThrow('no room "attic"');
	});
});

describe('an answer', () => {
	test('never loses a peak, however coarse', async () => {
		const own = await past(START + 400 * DAY);
		await writeAll(
			own.store,
			every(HOUR, START, START + 365 * DAY, () => 24)
		);
		await own.store.write([reading(START + 200 * DAY + 1, 41), reading(START + 250 * DAY, 3)]);
		await own.sumUp();
		for (const points of [8_760, 2_000, 400, 60, 20]) {
			const answer = await own.ask({
				...{ metric: 'temperature', devices: [CLIMATE], from: START, to: START + 365 * DAY, points }
			});
			const [all] = answer.series;
			expect(Math.max(...(all?.max ?? []).map(Number))).toBe(41);
			expect(answer.starts.length).toBeLessThanOrEqual(points + 1);
			expect(Math.min(...(all?.min ?? []).filter((one) => one !== null))).toBe(3);
		}
	});

	test.each([
		{ points: 60, hours: 1, every: MINUTE, source: 'raw' },
		{ points: 500, hours: 24, every: 5 * MINUTE, source: 'raw' },
		{ points: 100, hours: 24, every: 15 * MINUTE, source: 'quarter' },
		{ points: 200, hours: 24 * 30, every: 6 * HOUR, source: 'quarter' },
		{ points: 100, hours: 24 * 60, every: 'day', source: 'day' },
		{ points: 60, hours: 24 * 365, every: 'week', source: 'day' },
		{ points: 14, hours: 24 * 365, every: 'month', source: 'day' }
	])('of $points points in $hours h comes from $source', async ({ points, hours, ...wanted }) => {
		const own = await past(START + 400 * DAY);
		await own.store.write([reading(START, 20)]);
		const to = START + hours * HOUR;
		const query = { metric: 'temperature', devices: [CLIMATE], from: START, to, points } as const;
		expect(await own.ask(query)).toMatchObject(wanted);
	});

	test('is never finer than its sensors speak', async () => {
		const own = await past();
		await writeAll(
			own.store,
			every(5 * MINUTE, START, START + HOUR, () => 20)
		);
		const answer = await own.ask(
			{ metric: 'temperature', devices: [CLIMATE], from: START, to: START + HOUR, points: 500 },
			{ devices: [device(CLIMATE.device)] }
		);
		expect(answer).toMatchObject({ every: 5 * MINUTE });
		expect(answer.series[0]?.mean).toEqual(Array(12).fill(20));
	});

	test('leaves gaps as gaps, and expects nothing of the future', async () => {
		const own = await past(START + 3 * HOUR);
		await writeAll(
			own.store,
			every(5 * MINUTE, START, START + HOUR, () => 20)
		);
		const answer = await own.ask(
			{ metric: 'temperature', devices: [CLIMATE], from: START, to: START + DAY, every: HOUR },
			{ devices: [device(CLIMATE.device)] }
		);
		const [all] = answer.series;
		expect(all?.mean.slice(0, 4)).toEqual([20, null, null, null]);
		expect(all?.complete.slice(0, 5)).toEqual([1, 0, 0, null, null]);
		expect(all?.completeness).toBeCloseTo(1 / 3, 9);
		expect(answer.cut.slice(0, 5)).toEqual([false, false, false, true, true]);
	});

	test('says where a part of a month stands for a month', async () => {
		const own = await past(Date.parse('2026-12-20T10:00+07:00'));
		const answer = await own.ask({
			...{ metric: 'temperature', devices: [CLIMATE], every: 'month' },
			...{ from: Date.parse('2026-10-05T00:00+07:00'), to: Date.parse('2027-01-01T00:00+07:00') }
		});
		expect(answer.cut).toEqual([true, false, true]);
	});

	test('is the same before and after it is summed up, whatever is asked', async () => {
		const own = await past(START + 4 * DAY + 7 * MINUTE);
		const random = dice(21);
		const readings: Reading[] = [];
		for (let at = START - DAY; at < START + 4 * DAY;) {
			const value = Math.round(random.next().value * 64) / 4;
			readings.push(reading(at, value));
			readings.push(reading(at, readings.length, { metric: 'count_in_total' }));
			readings.push(reading(at, value > 8 ? 1 : 0, { metric: 'occupied' }));
			at +=
				1 + Math.floor(random.next().value * (random.next().value < 0.05 ? 9 * HOUR : 20 * MINUTE));
		}
		await writeAll(own.store, readings);
		const queries = (['temperature', 'count_in_total', 'occupied'] as const).flatMap((metric) =>
			([15 * MINUTE, HOUR, 6 * HOUR, 'day', 'week'] as const).map((step) => ({
				...{ metric, every: step, devices: [CLIMATE], from: START, to: START + 4 * DAY },
				band: { min: 4, max: 9, watch: 2 }
			}))
		);
		const before = [];
		for (const query of queries) before.push(await own.ask(query));
		expect(await own.sumUp()).toBeGreaterThan(10);
		for (const [n, query] of queries.entries()) {
			const after = await own.ask(query);
			expect(after.series).toEqual(before[n]?.series);
			expect(after.pending).toBe(0);
		}
	});

	test('is held against a limit a quarter of an hour at a time', async () => {
		const own = await past();
		// 24 °C in the first hour, 26.5 in the second, 29 in the third, nothing in the fourth.
		await writeAll(
			own.store,
			every(MINUTE, START, START + 3 * HOUR, (n) => 24 + 2.5 * Math.floor(n / 60))
		);
		await own.sumUp();
		const { series } = await own.ask({
			...{ metric: 'temperature', devices: [CLIMATE], from: START, to: START + 4 * HOUR },
			...{ every: 2 * HOUR, band: { min: 23, max: 26, watch: 1 } }
		});
		expect(series[0]?.band).toEqual({
			within: [3_600, 0],
			watch: [3_600, 0],
			beyond: [0, 3_600]
		});
	});

	test.each([
		[{ from: START, to: START, every: HOUR }, 'too-much|not-valid|answered'],
		[{ from: START, to: START + 365 * DAY, every: MINUTE }, 'too-much: 525602 intervals']
	] as const)('of %o is bounded', async (span, says) => {
		const own = await past();
		expect(await own.refused({ metric: 'temperature', devices: [CLIMATE], ...span })).toMatch(
			new RegExp(says)
		);
	});

	test('finer than a quarter of an hour is refused where the raw readings are gone', async () => {
		const own = await past();
		await writeAll(
			own.store,
			every(MINUTE, START, START + 2 * DAY, () => 20)
		);
		await own.sumUp();
		await own.store.remove({ before: START + DAY });
		const query = {
			metric: 'temperature',
			devices: [CLIMATE],
			from: START,
			to: START + HOUR
		} as const;
		expect(await own.refused({ ...query, every: MINUTE })).toMatch(/^no-raw: raw readings/);
		const coarser = await own.ask({ ...query, points: 60 });
		expect(coarser).toMatchObject({ every: 15 * MINUTE, source: 'quarter' });
		expect(coarser.series[0]?.n).toEqual([15, 15, 15, 15]);
	});
});

describe('what is counted', () => {
	test('by a total is differenced, over nights and restarts', async () => {
		const own = await past();
		const total = { device: 'door', metric: 'count_in_total' } as const;
		// Sunday evening at 100; Monday to 160; it restarts in the night; Tuesday to 40.
		await writeAll(own.store, [
			reading(START - 6 * HOUR, 100, total),
			...every(HOUR, START + 8 * HOUR, START + 14 * HOUR, (n) => 110 + 10 * n, total),
			...every(HOUR, START + DAY + 8 * HOUR, START + DAY + 13 * HOUR, (n) => 10 * n, total)
		]);
		await own.sumUp();
		const query = { metric: 'count_in_total', devices: [{ device: 'door' }] } as const;
		const span = { from: START, to: START + 3 * DAY };
		const days = await own.ask({ ...query, ...span, every: 'day' });
		expect(days.series[0]?.count).toEqual([60, 40, null]);
		expect(days.series[0]?.mean).toEqual([null, null, null]);
		const hours = await own.ask({ ...query, ...span, every: HOUR });
		expect(hours.series[0]?.count.slice(7, 10)).toEqual([null, 10, 10]);
		const sum = (hours.series[0]?.count ?? []).reduce((all: number, one) => all + (one ?? 0), 0);
		expect(sum).toBe(100);
		const week = await own.ask({ ...query, ...span, every: 'week' });
		expect(week.series[0]?.count).toEqual([100]);
	});

	test('in service hours leaves out what a total gained at night', async () => {
		const own = await past();
		const total = { device: 'door', metric: 'count_in_total' } as const;
		await writeAll(
			own.store,
			every(HOUR, START - HOUR, START + 2 * DAY, (n) => 5 * n, total)
		);
		await own.sumUp();
		const { series } = await own.ask(
			{
				...{ metric: 'count_in_total', devices: [{ device: 'door' }], serviceOnly: true },
				...{ from: START, to: START + 2 * DAY, every: 'day' }
			},
			{ calendar: { weekly: { 1: [['07:30', '16:00']] }, exceptions: [] } }
		);
		// 8 to 15 o'clock: eight readings, each after a gain of five.
		expect(series[0]?.count).toEqual([40, null]);
	});

	test('of a state is a share of time, over hours in which it said nothing', async () => {
		const own = await past(START + 2 * DAY);
		const bay = { device: 'bay', metric: 'occupied' } as const;
		await writeAll(own.store, [
			reading(START - 2 * HOUR, 0, bay),
			reading(START + 8 * HOUR + 20 * MINUTE, 1, bay),
			reading(START + 10 * HOUR + 50 * MINUTE, 0, bay),
			reading(START + 11 * HOUR, 1, bay)
		]);
		await own.sumUp();
		const query = { metric: 'occupied', devices: [{ device: 'bay' }], from: START } as const;
		const hours = await own.ask({ ...query, to: START + DAY, every: HOUR });
		expect(hours.series[0]?.mean.slice(7, 13)).toEqual([0, 2 / 3, 1, 5 / 6, 1, 1]);
		expect(hours.series[0]?.count.slice(7, 13)).toEqual([0, 1, 0, 0, 1, 0]);
		const day = await own.ask({ ...query, to: START + DAY, every: 'day' });
		expect(day.series[0]?.mean[0]).toBeCloseTo((2.5 + 13) / 24, 9);
		expect(day.series[0]?.count).toEqual([2]);
		// 25 hours after it spoke last nothing is known any more.
		const later = await own.ask({
			...query,
			from: START + DAY,
			to: START + 2 * DAY,
			every: 6 * HOUR
		});
		expect(later.series[0]?.mean).toEqual([1, 1, null, null]);
	});
});
