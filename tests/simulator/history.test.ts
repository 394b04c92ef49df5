import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { metricSpec } from '#lib/domain/metrics.ts';
import { seriesId, type Reading } from '#lib/domain/reading.ts';
import { createSimulation } from '../../simulator/simulator.ts';
import {
	DAY,
	HOUR,
	MINUTE,
	oneOfEveryModel,
	ORIGIN,
	readingsOf,
	sample,
	simulate,
	TODAY,
	valuesOf
} from './sample-simulation.ts';

const STEP = 10 * MINUTE;

test('the same seed gives the same history, in whatever order its days are asked for', () => {
	const days = [0, 1, 2].map((ago) => [TODAY - (ago + 1) * DAY, TODAY - ago * DAY] as const);
	const sums = (seed: number, spans: typeof days) => {
		const simulation = simulate(seed);
		return spans.map(([from, to]) => {
			return hash('sha256', JSON.stringify([...simulation.history(from, to, STEP)]));
		});
	};
	const backwards = sums(5, days);
	expect(sums(5, [...days].reverse()).reverse()).toEqual(backwards);
	expect(new Set([...backwards, ...sums(6, days)]).size).toBe(6);
});

test('every reading is a simulated one, in its range, of its time, and there once', () => {
	const readings = [...simulate().history(TODAY - DAY, TODAY, STEP)];
	expect(readings.length).toBeGreaterThan(10_000);
	const keys = new Set(readings.map((reading) => `${seriesId(reading)} ${reading.at}`));
	expect(keys.size).toBe(readings.length);
	const wrong = readings.filter(({ metric, value, at, receivedAt, origin }) => {
		const [low, high] = metricSpec(metric).range;
		const inside = value >= low && value <= high && at > TODAY - DAY && at <= TODAY;
		return !inside || receivedAt !== at || origin !== 'simulation';
	});
	expect(wrong).toEqual([]);
});

test('no reading is after the origin', () => {
	const readings = [...simulate().history(ORIGIN - HOUR, ORIGIN + DAY, STEP)];
	expect(Math.max(...readings.map(({ at }) => at))).toBe(ORIGIN);
});

/** No moment is in both; the same one is asked of both. */
test('at one moment history says what a message says, of every model', () => {
	const building = oneOfEveryModel();
	const at = ORIGIN - 2 * HOUR;
	const past = createSimulation(building, { seed: 1, origin: ORIGIN });
	const { silent, dead } = past.world.faults;
	const key = (one: Reading) => `${seriesId(one)} ${one.value}`;
	const said = new Map<string, string[]>();
	for (const reading of past.history(at - 1, at, 5 * MINUTE)) {
		said.set(reading.device, [...(said.get(reading.device) ?? []), key(reading)].sort());
	}
	const grid = past.devices.filter(
		({ device, codec }) => device !== silent && device !== dead?.device && codec.senses !== 'bay'
	);
	// An interval of the same length, so that increments are of the same passages.
	const messages = past.round(at);
	expect(grid.length).toBeGreaterThan(40);
	for (const { device, name } of grid) {
		const live = readingsOf(messages.filter((message) => message.device === device))
			.map(key)
			.sort();
		expect({ name, said: said.get(device) }).toEqual({ name, said: live });
	}
});

test('a bay changes in history at the moments at which it would have changed live', () => {
	const to = ORIGIN - 10 * HOUR - 8 * HOUR;
	const from = to - 8 * HOUR;
	const past = simulate(1);
	const states = (readings: Iterable<Reading>, device: string) =>
		[...readings]
			.filter((one) => one.device === device && one.metric === 'occupied')
			.map(({ at, value }) => `${at} ${value}`);
	// Switched on in the past, so that the same days are heard live.
	const live = createSimulation(sample, { seed: 1, origin: ORIGIN, startMs: from });
	const history = [...past.history(from, to, STEP)];
	const heard = readingsOf(live.due(from, to));
	const bays = past.devices.filter(({ codec }) => codec.senses === 'bay');
	const busy = bays.filter(({ device }) => states(history, device).length > 2);
	expect(busy.length).toBeGreaterThan(5);
	for (const { device } of busy) {
		const live = new Set(states(heard, device));
		const missing = states(history, device).filter((state) => !live.has(state));
		// A message that is late may not have come yet.
		expect(missing.length).toBeLessThanOrEqual(1);
	}
});

test('counts go on from history to the present: totals never fall, increments leave nobody out', () => {
	const simulation = simulate(1, sample, { speed: 10 });
	const until = ORIGIN + HOUR;
	const past = [...simulation.history(TODAY, ORIGIN, STEP)];
	const seen = new Map<string, Reading>();
	for (const reading of [...past, ...readingsOf(simulation.due(ORIGIN - 1, until + 10 * MINUTE))]) {
		seen.set(`${seriesId(reading)} ${reading.at}`, reading);
	}
	const readings = [...seen.values()];
	const counters = simulation.devices.filter(({ codec }) => codec.senses === 'passages');
	expect(counters.length).toBeGreaterThan(5);
	for (const { device, codec } of counters) {
		if (codec.measures.count_in_total) {
			for (const metric of ['count_in_total', 'count_out_total'] as const) {
				const totals = valuesOf(readings, device, metric);
				expect(totals).toEqual([...totals].sort((a, b) => a - b));
				expect(totals.length).toBeGreaterThan(30);
				// Few have left by the staff's gate before noon.
				const came = metric === 'count_in_total' ? 10 : -1;
				expect(totals.at(-1)! - totals[0]!).toBeGreaterThan(came);
			}
		}
		if (codec.measures.count_in) {
			const own = readings.filter((one) => one.device === device && one.metric === 'count_in');
			const last = Math.max(...own.map(({ at }) => at));
			const counted = own.reduce((sum, { value }) => sum + value, 0);
			const { counting } = simulation.world;
			expect(counted).toBe(counting.total(device, last).in - counting.total(device, TODAY).in);
		}
	}
});

test('a restart goes on counting where the last messages stopped', () => {
	const stop = ORIGIN + 42 * MINUTE + 1_234;
	const before = simulate(1, sample, { speed: 10 });
	const after = createSimulation(sample, { seed: 1, origin: ORIGIN, startMs: stop, speed: 10 });
	const messages = [...before.due(ORIGIN - 1, stop), ...after.due(stop, stop + 20 * MINUTE)];
	const seen = new Map<string, Reading>();
	for (const one of readingsOf(messages)) seen.set(`${seriesId(one)} ${one.at}`, one);
	const { counting } = before.world;
	for (const { device, codec } of before.devices) {
		if (!codec.measures.count_in) continue;
		const own = [...seen.values()].filter(
			(one) => one.device === device && one.metric === 'count_in'
		);
		const last = Math.max(...own.map(({ at }) => at));
		const counted = own.reduce((sum, { value }) => sum + value, 0);
		const passed = counting.total(device, last).in - counting.total(device, ORIGIN).in;
		// A message that was late when the first run ended is lost, with the few whom it counted.
		expect(Math.abs(counted - passed)).toBeLessThanOrEqual(3);
	}
});
