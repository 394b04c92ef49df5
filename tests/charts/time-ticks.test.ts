import { expect, test } from 'vitest';
import { timeTicks } from '#lib/charts/time-ticks.ts';
import { writtenTime } from '#lib/domain/explore/written-time.ts';

const DAY = 86_400_000;

const named = (from: string, to: string, count: number, zone: string) =>
	timeTicks({ from: Date.parse(from), to: Date.parse(to) }, count, zone).map(
		({ at, kind }) => `${writtenTime(at, zone)} ${kind}`
	);

test.each([
	{
		what: 'an hour at quarters',
		span: ['2026-11-24T09:42+07:00', '2026-11-24T10:42+07:00'],
		count: 4,
		ticks: [
			'2026-11-24T09:45 time',
			'2026-11-24T10:00 time',
			'2026-11-24T10:15 time',
			'2026-11-24T10:30 time'
		]
	},
	{
		what: 'a day at six hours, and at its midnight the day',
		span: ['2026-11-23T10:00+07:00', '2026-11-24T10:00+07:00'],
		count: 4,
		ticks: [
			'2026-11-23T12:00 time',
			'2026-11-23T18:00 time',
			'2026-11-24T00:00 day',
			'2026-11-24T06:00 time'
		]
	},
	{
		what: 'a month at Mondays',
		span: ['2026-11-01T00:00+07:00', '2026-12-01T00:00+07:00'],
		count: 5,
		ticks: [
			'2026-11-02T00:00 day',
			'2026-11-09T00:00 day',
			'2026-11-16T00:00 day',
			'2026-11-23T00:00 day',
			'2026-11-30T00:00 day'
		]
	},
	{
		what: 'a year at quarters, and January by its year',
		span: ['2025-11-24T00:00+07:00', '2026-11-24T00:00+07:00'],
		count: 5,
		ticks: [
			'2026-01-01T00:00 year',
			'2026-04-01T00:00 month',
			'2026-07-01T00:00 month',
			'2026-10-01T00:00 month'
		]
	}
])('names $what, by the building’s clock', ({ span: [from = '', to = ''], count, ticks }) => {
	expect(named(from, to, count, 'Asia/Jakarta')).toEqual(ticks);
});

test('stands on full hours also where the clocks go forward', () => {
	expect(named('2026-03-29T00:00+01:00', '2026-03-29T08:00+02:00', 4, 'Europe/Paris')).toEqual(
		expect.arrayContaining(['2026-03-29T00:00 day'])
	);
});

test('never names more than there is room for, nor moves a name when the span is moved', () => {
	const start = Date.parse('2026-11-02T03:17+07:00');
	for (const days of [1 / 24, 0.3, 1, 3, 7, 20, 60, 200, 400, 2_000, 6_000]) {
		for (const count of [2, 4, 9, 15]) {
			const span = { from: start, to: start + days * DAY };
			const ticks = timeTicks(span, count, 'Asia/Jakarta');
			expect(ticks.length).toBeLessThanOrEqual(count + 2);
			const shift = Math.floor((span.to - span.from) * 0.1);
			const later = timeTicks(
				{ from: span.from + shift, to: span.to + shift },
				count,
				'Asia/Jakarta'
			);
			const both = later.filter(({ at }) => at < span.to).map(({ at }) => at);
			expect(ticks.map(({ at }) => at)).toEqual(expect.arrayContaining(both));
		}
	}
});
