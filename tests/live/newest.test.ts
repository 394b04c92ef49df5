import { expect, test } from 'vitest';
import type { Origin } from '#lib/domain/reading.ts';
import { NewestValues } from '#lib/live/newest.ts';
import type { LiveRow } from '#lib/live/wire.ts';

const T = Date.UTC(2026, 10, 24, 3, 42);

function row(device: string, value: number, at: number, origin: Origin = 'device'): LiveRow {
	return [device, '', 'temperature', value, at, at + 500, origin];
}

function valuesOf(newest: NewestValues): number[] {
	return [...newest.rows.values()].map((row) => row[3]);
}

test.each([
	{ arrives: 'a newer value', then: row('a', 2, T + 1), stands: 2 },
	{ arrives: 'an older one that was late', then: row('a', 2, T - 1), stands: 1 },
	{ arrives: 'a correction of the same time', then: row('a', 2, T), stands: 2 }
])('after $arrives, $stands stands', ({ then, stands }) => {
	const newest = new NewestValues();
	newest.replace([row('a', 1, T)]);
	newest.apply([then]);
	expect(valuesOf(newest)).toEqual([stands]);
});

test('lines, probes and quantities of one device are series of their own', () => {
	const newest = new NewestValues();
	newest.apply([
		['a', '', 'temperature', 1, T, T, 'device'],
		['a', 'probe', 'temperature', 2, T, T, 'device'],
		['a', '', 'humidity', 3, T, T, 'device']
	]);
	expect(valuesOf(newest)).toEqual([1, 2, 3]);
});

test('what a snapshot does not name is gone, even if it was newer', () => {
	const newest = new NewestValues();
	newest.replace([row('a', 1, T), row('b', 2, T + 5)]);
	newest.replace([row('a', 3, T - 5)]);
	expect(valuesOf(newest)).toEqual([3]);
	expect(newest.lastAt).toBe(T - 5);
});

test('the time of the last data is the newest of all, and none before the first', () => {
	const newest = new NewestValues();
	expect(newest.lastAt).toBeNull();
	newest.apply([row('a', 1, T), row('b', 1, T + 9), row('c', 1, T - 9)]);
	expect(newest.lastAt).toBe(T + 9);
});

test('the page is simulated as long as any value on it is', () => {
	const newest = new NewestValues();
	newest.apply([row('a', 1, T), row('b', 1, T, 'simulation')]);
	expect(newest.simulated).toBe(true);
	newest.apply([row('b', 1, T - 1, 'device')]);
	expect(newest.simulated).toBe(true);
	newest.apply([row('b', 1, T + 1, 'device')]);
	expect(newest.simulated).toBe(false);
});
