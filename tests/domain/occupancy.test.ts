import { describe, expect, test } from 'vitest';
import { capacityOf } from '#lib/domain/occupancy/capacity.ts';
import { countUp } from '#lib/domain/occupancy/passages.ts';
import { estimatePeople } from '#lib/domain/occupancy/people-now.ts';

/** An interval with the readings it held. */
const interval = (start: number, ...values: number[]) => ({
	start,
	sum: values.reduce((sum, value) => sum + value, 0),
	first: values[0] ?? 0,
	last: values.at(-1) ?? 0,
	max: Math.max(...values)
});
const last = (counted: { count: number }[]) => counted.at(-1)?.count ?? 0;

describe('a running total', () => {
	test.each([
		['grows', [interval(0, 100, 104), interval(1, 110)], null, 10],
		['grows from what it was before', [interval(0, 100, 104)], 90, 14],
		['stands still', [interval(0, 100), interval(1, 100)], 100, 0],
		['restarts between intervals', [interval(0, 100, 104), interval(1, 3, 5)], null, 4 + 5],
		['restarts within one', [interval(0, 100, 104, 2)], null, 4 + 2],
		['is overtaken by a late message', [interval(0, 100, 104), interval(1, 103, 106)], null, 6],
		['has no interval', [], 90, 0]
	])('%s', (_case, intervals, before, count) => {
		expect(last(countUp(intervals, 'total', before))).toBe(count);
	});
});

test('increments are added', () => {
	expect(countUp([interval(0, 2, 3), interval(5, 4)], 'increment')).toEqual([
		{ start: 0, count: 5 },
		{ start: 5, count: 9 }
	]);
});

test.each([
	{ day: 'no one came', doors: [{ in: 0, out: 0 }], people: 0, low: 0, high: 0 },
	{ day: 'the first has come', doors: [{ in: 1, out: 0 }], people: 1, low: 0, high: 2 },
	{ day: 'an out-only door miscounts', doors: [{ in: 0, out: 3 }], people: 0, low: 0, high: 1 },
	{
		day: 'people come by one door and go by another',
		doors: [
			{ in: 400, out: 100 },
			{ in: 20, out: 108 }
		],
		people: 212,
		low: 196,
		high: 228
	}
])('about $people people when $day', ({ doors, people, low, high }) => {
	expect(estimatePeople(doors)).toEqual({ people, low, high });
});

test.each([
	['a hall with few seats', { area: 280, seats: 96 }, 96],
	['a hall with seats for more than it holds', { area: 70, seats: 60 }, 50],
	['a lobby without seats', { area: 192 }, 137]
])('capacity of %s', (_case, room, capacity) => {
	expect(capacityOf(room)).toBe(capacity);
});
