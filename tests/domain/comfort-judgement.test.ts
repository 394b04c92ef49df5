import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { trailingMean } from '#lib/domain/comfort/averaging.ts';
import { excursionsOf, longest, worstHours } from '#lib/domain/comfort/excursions.ts';
import { judgeRoom, type Quantity } from '#lib/domain/comfort/judgement.ts';
import { doorRatio, peopleOfDay } from '#lib/domain/comfort/room-people.ts';
import { endAfterService, serviceSlots, totalService } from '#lib/domain/comfort/service-slots.ts';
import { addTallies, shareWithin, wholePercent } from '#lib/domain/comfort/tally.ts';

const HOUR = 3_600_000;
/** Monday 23 November 2026, local midnight in Lubuklinggau (UTC+7). */
const MONDAY = Date.UTC(2026, 10, 22, 17);
const clock = new ServiceClock(
	{
		weekly: {
			'1': [['08:00', '10:00']],
			'2': [['08:00', '10:00']],
			'5': [
				['08:00', '09:00'],
				['09:10', '10:00']
			]
		},
		exceptions: []
	},
	'Asia/Jakarta'
);
const at = (day: number, hour: number) => MONDAY + day * 24 * HOUR + hour * HOUR;
/** Monday and Tuesday, two hours each: sixteen quarters. */
const SLOTS = serviceSlots(clock, MONDAY, at(2, 0));
const values = (...all: (number | null)[]) =>
	Float64Array.from({ length: SLOTS.starts.length }, (_, n) => all[n] ?? NaN);
const temperature = (tracks: Float64Array[], rest: Partial<Quantity> = {}): Quantity => ({
	metric: 'temperature',
	limits: [{ min: 23, max: 26, watch: 1 }],
	tracks: tracks.map((own, n) => ({ sensor: `s${n}`, values: own })),
	...rest
});

describe('service hours', () => {
	test('are cut into quarters of the days on which the building serves', () => {
		expect([...SLOTS.starts].map((start) => (start - MONDAY) / HOUR)).toEqual(
			[0, 24].flatMap((day) => [8, 8.25, 8.5, 8.75, 9, 9.25, 9.5, 9.75].map((hour) => day + hour))
		);
		expect(SLOTS.days.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24']);
		expect(totalService(SLOTS)).toBe(4 * HOUR);
	});

	test('a break that begins within a quarter leaves the rest of it out', () => {
		const friday = serviceSlots(clock, at(4, 0), at(5, 0));
		expect([...friday.serviceMs].map((ms) => ms / 60_000)).toEqual([15, 15, 15, 15, 5, 15, 15, 15]);
	});

	test('of a span that begins and ends within a quarter only that much counts', () => {
		const part = serviceSlots(clock, at(0, 8) + 5 * 60_000, at(0, 8) + 20 * 60_000);
		expect([...part.serviceMs].map((ms) => ms / 60_000)).toEqual([10, 5]);
	});

	test.each([
		[1, at(0, 9)],
		[2, at(0, 10)],
		[3, at(1, 9)],
		[99, at(7, 0)]
	])('%d hours of service after Monday began end then', (hours, end) => {
		expect(endAfterService(clock, MONDAY, at(7, 0), hours * HOUR)).toBe(end);
	});
});

describe('a room', () => {
	test('is within while every quarter is, and its edges belong to it', () => {
		const { total } = judgeRoom(SLOTS, [
			temperature([values(...Array.from({ length: 16 }, (_, n) => (n % 2 ? 23 : 26.04)))])
		]);
		expect(total).toEqual({ serviceMs: 4 * HOUR, knownMs: 4 * HOUR, withinMs: 4 * HOUR });
	});

	test('is judged by its worst sensor, whichever that is', () => {
		const { quantities, total } = judgeRoom(SLOTS, [
			temperature([values(25, 25, 22, 25), values(27.5, 25, 25.5, 25)])
		]);
		expect([...(quantities[0]?.values ?? [])].slice(0, 4)).toEqual([27.5, 25, 22, 25]);
		expect([...(quantities[0]?.states ?? [])].slice(0, 5)).toEqual([3, 1, 2, 1, 0]);
		expect(total.withinMs).toBe(HOUR / 2);
	});

	test('of which only one quantity is known is outside where that is, and else unknown', () => {
		const co2: Quantity = {
			metric: 'co2',
			limits: [{ min: null, max: 1000, watch: 500 }],
			tracks: [{ sensor: 'c', values: values(800, 900, 1600, null) }]
		};
		const { states } = judgeRoom(SLOTS, [temperature([values(25, null, null, 27)]), co2]);
		expect([...states].slice(0, 5)).toEqual([1, 0, 3, 2, 0]);
	});

	test('is not turned red by its humidity, which is told as a cause beside', () => {
		const humidity: Quantity = {
			metric: 'humidity',
			limits: [{ min: 40, max: 60, watch: 10 }],
			tracks: [{ sensor: 'h', values: values(80, 80, 30, 50) }]
		};
		const { total, causes } = judgeRoom(SLOTS, [temperature([values(25, 25, 25, 25)]), humidity]);
		expect(total.withinMs).toBe(HOUR);
		expect(causes.map(({ cause, outsideMs }) => [cause, outsideMs / HOUR])).toEqual([
			['damp', 0.5],
			['dry', 0.25]
		]);
	});

	test('is judged by the limits of each day', () => {
		const dated = temperature([values(...Array.from({ length: 16 }, () => 27))], {
			limits: [
				{ min: 23, max: 26, watch: 1, to: '2026-11-23' },
				{ min: 23, max: 28, watch: 1, from: '2026-11-24' }
			]
		});
		expect(judgeRoom(SLOTS, [dated]).days.map(({ withinMs }) => withinMs / HOUR)).toEqual([0, 2]);
	});

	test('without a limit on a day is not known on it', () => {
		const later = temperature([values(...Array.from({ length: 16 }, () => 25))], {
			limits: [{ min: 23, max: 26, watch: 1, from: '2026-11-24' }]
		});
		expect(judgeRoom(SLOTS, [later]).days.map(({ knownMs }) => knownMs / HOUR)).toEqual([0, 2]);
	});

	test('weighs what is outside by the people in it', () => {
		const people = values(10, 10, 40, null);
		const { people: hours, causes } = judgeRoom(
			SLOTS,
			[temperature([values(25, 27.5, 27.5, 27.5)])],
			people
		);
		expect(hours).toEqual({ all: 15, outside: 12.5, coverage: 3 / 16 });
		expect(causes).toMatchObject([{ cause: 'hot', outsideMs: 0.75 * HOUR, personHours: 12.5 }]);
	});

	test('whatever is measured, within ≤ known ≤ service, and days and hours add up to the whole', () => {
		const value = fc.option(fc.double({ min: 15, max: 35, noNaN: true }), { nil: null });
		const track = fc.array(value, { minLength: 16, maxLength: 16 });
		fc.assert(
			fc.property(fc.array(track, { maxLength: 3 }), (tracks) => {
				const judged = judgeRoom(SLOTS, [temperature(tracks.map((own) => values(...own)))]);
				const { total, days, hours, causes } = judged;
				expect(total.withinMs).toBeLessThanOrEqual(total.knownMs);
				expect(total.knownMs).toBeLessThanOrEqual(total.serviceMs);
				expect(addTallies(days)).toEqual(total);
				expect(addTallies(hours)).toEqual(total);
				const outside = causes.reduce((sum, { outsideMs }) => sum + outsideMs, 0);
				expect(outside).toBe(total.knownMs - total.withinMs);
			})
		);
	});
});

test.each([
	[{ serviceMs: 0, knownMs: 0, withinMs: 0 }, null],
	[{ serviceMs: 100, knownMs: 74, withinMs: 74 }, null],
	[{ serviceMs: 100, knownMs: 75, withinMs: 60 }, 0.8],
	[{ serviceMs: 100, knownMs: 100, withinMs: 0 }, 0]
])(
	'the share within limits of %j is %s: under three quarters nothing is judged',
	(tally, share) => {
		expect(shareWithin(tally)).toBe(share);
	}
);

test.each([
	[1, 100],
	[0.9999, 99],
	[0.5, 50],
	[0.0001, 1],
	[0, 0]
])('a share of %d is printed as %d per cent: 100 is all, 0 is none', (share, percent) => {
	expect(wholePercent(share)).toBe(percent);
});

describe('excursions', () => {
	const judged = (...all: (number | null)[]) =>
		judgeRoom(SLOTS, [temperature([values(...all)])]).quantities[0]!;

	test('end within limits, where nobody knows, at closing, and where hot turns cold', () => {
		const found = excursionsOf(SLOTS, judged(27.5, 28, 25, 26.5, null, 22, 27, 27.2, 27.2, 25));
		expect(
			found.map(({ cause, from, to, extreme, act }) => [
				cause,
				(from - MONDAY) / HOUR,
				(to - from) / HOUR,
				extreme,
				act
			])
		).toEqual([
			['hot', 8, 0.5, 28, true],
			['hot', 8.75, 0.25, 26.5, false],
			['cold', 9.25, 0.25, 22, false],
			['hot', 9.5, 0.5, 27.2, true],
			['hot', 32, 0.25, 27.2, true]
		]);
		expect(longest(found, 2).map(({ from }) => (from - MONDAY) / HOUR)).toEqual([9.5, 8]);
	});

	test('the worst hours are those furthest outside, in steps of the watch band', () => {
		const hours = worstHours(SLOTS, [judged(26.5, 25, 25, 25, 28, 29, 25, 25)], 5);
		expect(
			hours.map(({ from, severity, extreme }) => [(from - MONDAY) / HOUR, severity, extreme])
		).toEqual([
			[9, 2.5, 29],
			[8, 0.5, 26.5]
		]);
	});
});

test('a mean over an hour needs three quarters of it', () => {
	const means = trailingMean(Float64Array.from([10, 20, NaN, 30, NaN, NaN]), HOUR);
	expect([...means]).toEqual([NaN, NaN, NaN, 20, NaN, NaN]);
});

describe('people of a room', () => {
	const day = (into: number[], out: number[], closed: boolean, ratio = 1) => [
		...peopleOfDay({ into: Float64Array.from(into), out: Float64Array.from(out) }, closed, ratio)
	];

	test('who came in has left by the end of a closed day, whatever the doors missed', () => {
		expect(day([10, 0, 0, 0], [0, 0, 4, 4], true)).toEqual([5, 10, 7.5, 2.5]);
	});

	test('a day that is not over is scaled by what closed days taught', () => {
		expect(day([10, 0], [0, 4], false, 1.25)).toEqual([5, 7.5]);
		expect(doorRatio(500, 400)).toBe(1.25);
		expect(doorRatio(0, 0)).toBe(1);
	});

	test('a room that nobody counted has no people, not zero', () => {
		expect(day([NaN, NaN], [NaN, NaN], true)).toEqual([NaN, NaN]);
	});
});
