import { describe, expect, test } from 'vitest';
import { daysOf, localDay, monthOf, weekOf } from '#lib/domain/calendar.ts';
import {
	chooseEvery,
	common,
	intervalsOf,
	isEvery,
	without
} from '#lib/domain/rollups/intervals.ts';

const at = (text: string) => Date.parse(text);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('weeks and months of a zone', () => {
	test.each([
		// Written by hand: 2026-11-24 is a Tuesday; Paris changes on 2026-03-29 and 2026-10-25.
		['2026-11-24T00:00+07:00', 'Asia/Jakarta', '2026-11-23T00:00+07:00', '2026-11-30T00:00+07:00'],
		['2026-11-29T23:59+07:00', 'Asia/Jakarta', '2026-11-23T00:00+07:00', '2026-11-30T00:00+07:00'],
		['2027-01-01T00:00+05:30', 'Asia/Kolkata', '2026-12-28T00:00+05:30', '2027-01-04T00:00+05:30'],
		['2026-03-29T12:00+02:00', 'Europe/Paris', '2026-03-23T00:00+01:00', '2026-03-30T00:00+02:00']
	])('the week of %s in %s', (instant, zone, from, to) => {
		const week = weekOf(localDay(at(instant), zone), zone);
		expect([week.from, week.to]).toEqual([at(from), at(to)]);
	});

	test.each([
		['2026-12-31T23:59+07:00', 'Asia/Jakarta', '2026-12-01T00:00+07:00', '2027-01-01T00:00+07:00'],
		['2028-02-29T12:00+05:30', 'Asia/Kolkata', '2028-02-01T00:00+05:30', '2028-03-01T00:00+05:30'],
		['2026-10-25T12:00+01:00', 'Europe/Paris', '2026-10-01T00:00+02:00', '2026-11-01T00:00+01:00']
	])('the month of %s in %s', (instant, zone, from, to) => {
		const month = monthOf(localDay(at(instant), zone), zone);
		expect([month.from, month.to]).toEqual([at(from), at(to)]);
	});

	test('the days of a span are all it touches', () => {
		const span = { from: at('2026-10-24T23:59+02:00'), to: at('2026-10-26T00:00+01:00') };
		const days = daysOf(span, 'Europe/Paris');
		expect(days.map(({ date, from, to }) => [date, (to - from) / HOUR])).toEqual([
			['2026-10-24', 24],
			['2026-10-25', 25]
		]);
		expect(daysOf({ from: 5, to: 5 }, 'Europe/Paris')).toEqual([]);
	});
});

describe('intervals', () => {
	test('of three hours begin at midnight, the last of a long day at 21:00', () => {
		const span = { from: at('2026-10-25T20:30+01:00'), to: at('2026-10-26T04:00+01:00') };
		const found = intervalsOf(span, 3 * HOUR, 'Europe/Paris');
		expect(found.map(({ from, to }) => [new Date(from).toISOString(), (to - from) / HOUR])).toEqual(
			[
				// The day of 25 hours is cut at 00, 03 … summer time, and its last piece is an hour.
				['2026-10-25T19:00:00.000Z', 3],
				['2026-10-25T22:00:00.000Z', 1],
				['2026-10-25T23:00:00.000Z', 3],
				['2026-10-26T02:00:00.000Z', 3]
			]
		);
	});

	test.each([
		[{ from: 0, to: DAY }, 24, 0, HOUR],
		[{ from: 0, to: DAY }, 23, 0, 2 * HOUR],
		[{ from: 0, to: HOUR }, 1_000, 300_000, 300_000],
		[{ from: 0, to: 365 * DAY }, 365, 0, 'day'],
		[{ from: 0, to: 20 * 365 * DAY }, 10, 0, 'month']
	] as const)('of %o in %i points', (span, points, least, every) => {
		expect(chooseEvery(span, points, least)).toBe(every);
	});

	test.each([
		[HOUR, true],
		['month', true],
		[7 * HOUR, false],
		[DAY, false],
		[500, false],
		[1.5 * HOUR, true],
		[NaN, false]
	] as const)('%s can part a day: %s', (every, can) => {
		expect(isEvery(every)).toBe(can);
	});

	test('spans have in common what both have, and without each other the rest', () => {
		const one = [
			{ from: 0, to: 10 },
			{ from: 20, to: 30 }
		];
		const other = [
			{ from: 5, to: 7 },
			{ from: 9, to: 22 },
			{ from: 30, to: 40 }
		];
		expect(common(one, other)).toEqual([
			{ from: 5, to: 7 },
			{ from: 9, to: 10 },
			{ from: 20, to: 22 }
		]);
		expect(without(one, other)).toEqual([
			{ from: 0, to: 5 },
			{ from: 7, to: 9 },
			{ from: 22, to: 30 }
		]);
		expect(without(one, [])).toEqual(one);
	});
});
