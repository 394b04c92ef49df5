import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveRow } from '#lib/domain/live-events.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { readBuilding } from '#floorplan/read-building.ts';
import { openHistory, type History } from '#lib/server/history/history.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { openStore } from '#lib/server/store/open.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { todayAtHand, todaySoFar } from '../../src/routes/api/today/today.server.ts';
import { ROOT } from '../support/process.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A Tuesday, 10.30 in the building's zone. */
const NOW = Date.parse('2026-11-24T10:30:00+07:00');
const at = (clock: string, daysAgo = 0) =>
	Date.parse(`2026-11-24T${clock}:00+07:00`) - daysAgo * DAY;

const building = readBuilding(join(ROOT, 'floorplan', 'mpp-lubuklinggau'));
const inRoom = (key: string) => building.placements.find(({ room }) => room === key)?.device ?? '';
const hot = inRoom('tunggu-a');
const cool = inRoom('lobi');
/** A counter at a door from outside: the sample has one at its side entrance. */
const door = building.placements.find(
	({ line }) => line?.from === 'outside' && line.to === 'samsat'
);

let dataDir: string;
let history: History;
const hub = new Hub(() => NOW);

const reading = (device: string, metric: Metric, value: number, time: number): Reading => ({
	...{ device, channel: door?.device === device ? (door?.channel ?? '') : '', metric, value },
	...{ at: time, receivedAt: time, origin: 'device' }
});

function everyFive(device: string, from: string, value: (n: number) => number): Reading[] {
	const count = Math.floor((NOW - at(from)) / (5 * MINUTE)) + 1;
	return Array.from({ length: count }, (_, n) =>
		reading(device, 'temperature', value(n), at(from) + n * 5 * MINUTE)
	);
}

/** A day's totals: ten come by nine, four of them leave by ten. */
function dayAtTheDoor(before: number, daysAgo: number): Reading[] {
	const told = (clock: string, entered: number, left: number) => [
		reading(door?.device ?? '', 'count_in_total', before + entered, at(clock, daysAgo)),
		reading(door?.device ?? '', 'count_out_total', before + left, at(clock, daysAgo))
	];
	return [...told('06:00', 0, 0), ...told('09:00', 10, 0), ...told('10:00', 10, 4)];
}

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'nyaman-today-'));
	const readings = [
		// Red from 09.40 on, with one cooler reading that means nothing.
		...everyFive(hot, '08:00', (n) => (n < 20 ? 25 : n === 24 ? 26.4 : 27.6)),
		// One red reading on its own.
		...everyFive(cool, '08:00', (n) => (n === 20 ? 31 : 25)),
		...dayAtTheDoor(5_000, 0),
		...dayAtTheDoor(4_000, 7)
	];
	const store = await openStore({ influx: null, dataDir });
	await store.write(readings);
	await store.close();
	history = openHistory({ influx: null, dataDir });
	hub.publish(readings.map(liveRow));
});
afterAll(async () => {
	await history.close();
	rmSync(dataDir, { recursive: true, force: true });
});

test('today tells who is red and since when, what doors have counted, and the usual weekday', async () => {
	const today = await todaySoFar({ building, hub, history });
	expect(today.red).toEqual([
		{ device: hot, channel: '', metric: 'temperature', since: at('09:40') }
	]);
	const counted = today.counts.filter(({ device }) => device === door?.device);
	expect(counted.map(({ metric, count }) => [metric, count]).sort()).toEqual([
		['count_in_total', 10],
		['count_out_total', 4]
	]);
	// The total of six o'clock is the first of all: from then on nothing is missing.
	expect(counted.map(({ since }) => since)).toEqual([at('06:00'), at('06:00')]);
	expect([today.from, today.to]).toEqual([at('00:00'), at('00:00') + DAY]);
	const people = new Map(today.people.today.map(([time, value]) => [time, value]));
	expect([people.get(at('08:50')), people.get(at('09:30')), people.get(at('10:30'))]).toEqual([
		0, 10, 6
	]);
	expect(today.people.days).toBe(1);
	expect(new Map(today.people.usual).get(at('10:30'))).toBe(6);
});

test('a page takes what is at hand, and sets the next answer on its way', async () => {
	const others = new Hub(() => NOW);
	others.publish(hub.rows());
	expect(todayAtHand({ building, hub: others, history })).toBeNull();
	const today = await todaySoFar({ building, hub: others, history });
	expect(todayAtHand({ building, hub: others, history })).toBe(today);
});

test('a past that is still being filled in is told anew after two seconds, a whole one after twenty', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'nyaman-today-filling-'));
	const store = await openStore({ influx: null, dataDir: folder });
	const filling = openHistory({ influx: null, dataDir: folder });
	let now = NOW;
	const others = new Hub(() => now);
	const sources = { building, hub: others, history: filling };
	const total = (value: number, time: number) =>
		(['count_in_total', 'count_out_total'] as const).map((metric) =>
			reading(door?.device ?? '', metric, value, time)
		);
	await store.write(total(5_000, at('10:00')));
	others.publish(total(5_000, at('10:00')).map(liveRow));
	const partial = await todaySoFar(sources);
	expect(partial.counts.every(({ since }) => since > partial.from)).toBe(true);
	now = NOW + 1_900;
	expect(await todaySoFar(sources)).toBe(partial);

	await store.write(total(4_990, at('17:00', 1)));
	now = NOW + 2_000;
	const whole = await todaySoFar(sources);
	expect(whole.counts.map(({ count, since }) => [count, since])).toEqual([
		[10, whole.from],
		[10, whole.from]
	]);
	now = NOW + 21_900;
	expect(await todaySoFar(sources)).toBe(whole);
	now = NOW + 22_000;
	expect(await todaySoFar(sources)).not.toBe(whole);
	await filling.close();
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

test('a store that does not answer is said, and asked again by the next reader', async () => {
	const away = openHistory({ influx: null, dataDir: join(dataDir, 'nowhere', '\0') });
	const others = new Hub(() => NOW);
	others.publish(hub.rows());
	await expect(todaySoFar({ building, hub: others, history: away })).rejects.toThrow(
		StoreUnavailable
	);
	await expect(todaySoFar({ building, hub: others, history })).resolves.toMatchObject({ at: NOW });
	await away.close();
});
