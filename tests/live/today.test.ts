import { describe, expect, test } from 'vitest';
import type { LiveRow } from '#lib/live/wire.ts';
import { passagesByLine, withNewest, type CountToday } from '#lib/live/today.ts';
import { seriesId } from '#lib/domain/reading.ts';

const MORNING = 1_000_000;
const rows = (...all: LiveRow[]) =>
	new Map(all.map((row) => [seriesId({ device: row[0], channel: row[1], metric: row[2] }), row]));
const row = (metric: LiveRow[2], value: number, at: number, device = 'd1'): LiveRow => [
	device,
	'',
	metric,
	value,
	at,
	at,
	'device'
];
const known = (metric: CountToday['metric'], count: number, value: number, at: number) => ({
	device: 'd1',
	channel: '',
	metric,
	count,
	since: MORNING,
	last: { value, at }
});

describe('the newest values on top of what the past has counted', () => {
	test.each([
		['a total goes on from where it was', 'count_in_total', 40, 540, 2e6, 545, 3e6, 45],
		['a total that is known already', 'count_in_total', 40, 540, 2e6, 540, 3e6, 40],
		['a total that came late', 'count_in_total', 40, 540, 2e6, 538, 1.5e6, 40],
		['an increment that is new', 'count_in', 40, 3, 2e6, 4, 3e6, 44],
		['an increment that is known already', 'count_in', 40, 3, 2e6, 3, 2e6, 40]
	] as const)('%s', (_case, metric, count, value, at, newer, newerAt, expected) => {
		const [found] = withNewest(
			[known(metric, count, value, at)],
			rows(row(metric, newer, newerAt)),
			MORNING
		);
		expect(found?.count).toBe(expected);
	});

	test('yesterday counts for nothing, and a counter without a past starts at none', () => {
		const found = withNewest([], rows(row('count_in_total', 9_000, MORNING - 1)), MORNING);
		expect(found.map(({ count }) => count)).toEqual([0]);
	});

	test('a counter that is silent keeps what it has counted', () => {
		expect(withNewest([known('count_in_total', 7, 7, 2e6)], new Map(), MORNING)).toHaveLength(1);
	});
});

test('a device that sends totals and increments is counted once', () => {
	const [line, ...others] = passagesByLine([
		known('count_in', 11, 1, 2e6),
		known('count_in_total', 12, 512, 3e6),
		known('count_out_total', 5, 300, 2e6)
	]);
	expect(line).toEqual({ device: 'd1', channel: '', in: 12, out: 5, since: MORNING, at: 3e6 });
	expect(others).toEqual([]);
});
