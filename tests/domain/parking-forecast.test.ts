import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ServiceClock, type ServiceCalendar } from '#lib/domain/calendar-day.ts';
import { createForecaster, type Forecaster } from '#lib/domain/parking/forecast/forecast.ts';
import { moved } from '#lib/domain/parking/forecast/local-time.ts';
import { serviceTime } from '#lib/domain/parking/forecast/service-time.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);

/** A repeatable draw between 0 and 1. */
function dice(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A car park that fills in the morning, higher or lower by day, and empties by the evening. */
function day(capacity: number, height: number, wobble: () => number): number[] {
	return Array.from({ length: 21 }, (_, slot) => {
		const shape = Math.sin((Math.PI * (slot + 1)) / 23) ** 1.5;
		const share = height * shape + 0.02 * (wobble() - 0.5);
		return Math.round(capacity * Math.max(0, Math.min(1, share)));
	});
}

/** Feeds whole days of half hours from 07.00; returns mean errors of the last ten, by horizon. */
function replay(forecaster: Forecaster, days: number[][]) {
	const horizons = [30, 60, 120, 180];
	const sums = horizons.map(() => ({ n: 0, own: 0, asNow: 0, covered: 0 }));
	days.forEach((values, index) => {
		values.forEach((occupied, slot) => {
			const at = MONDAY + index * DAY + (7 * 60 + slot * 30) * MINUTE;
			forecaster.observe({ at, occupied });
			if (index < days.length - 10) return;
			horizons.forEach((horizonMinutes, h) => {
				const actual = values[slot + horizonMinutes / 30];
				const sum = sums[h];
				if (actual === undefined || sum === undefined) return;
				const answer = forecaster.forecast({ at, horizonMinutes });
				sum.n++;
				sum.own += Math.abs(answer.occupied - actual);
				sum.asNow += Math.abs(occupied - actual);
				sum.covered += answer.lo <= actual && actual <= answer.hi ? 1 : 0;
			});
		});
	});
	return sums.map(({ n, own, asNow, covered }) => ({
		own: own / n,
		asNow: asNow / n,
		covered: covered / n
	}));
}

test.each([
	{ capacity: 40, seed: 3 },
	{ capacity: 150, seed: 5 },
	{ capacity: 1_200, seed: 7 }
])('a car park of $capacity places is forecast far better than "as now"', ({ capacity, seed }) => {
	const draw = dice(seed);
	const days = Array.from({ length: 60 }, (_, index) =>
		day(capacity, (index % 7 < 5 ? 0.8 : 0.4) + 0.2 * (draw() - 0.5), draw)
	);
	for (const { own, asNow, covered } of replay(createForecaster({ capacity }), days)) {
		expect(own).toBeLessThan(asNow * 0.6);
		expect(covered).toBeGreaterThan(0.8);
	}
});

test('whatever is observed and asked, the answer is finite, ordered and within the car park', () => {
	const reading = fc.record({
		at: fc.oneof(
			fc.integer({ min: MONDAY, max: MONDAY + 40 * DAY }),
			fc.constantFrom(NaN, Infinity, -1)
		),
		occupied: fc.oneof(fc.integer({ min: -5, max: 60 }), fc.constantFrom(NaN, Infinity, 1e12))
	});
	const question = fc.record({
		at: fc.oneof(fc.integer({ min: MONDAY, max: MONDAY + 41 * DAY }), fc.constant(NaN)),
		horizonMinutes: fc.oneof(fc.integer({ min: -60, max: 600 }), fc.constantFrom(NaN, 7.5))
	});
	const capacities = fc.constantFrom(0, 1, 4, 50, NaN);
	const orders = fc.boolean();
	fc.assert(
		fc.property(
			capacities,
			fc.array(reading, { maxLength: 120 }),
			fc.array(question, { minLength: 1, maxLength: 10 }),
			orders,
			(capacity, readings, questions, inOrder) => {
				const forecaster = createForecaster({ capacity });
				const fed = inOrder ? readings.toSorted((a, b) => a.at - b.at) : readings;
				for (const one of fed) forecaster.observe(one);
				const most = Number.isFinite(capacity) ? capacity : 0;
				for (const one of questions) {
					const { occupied, lo, hi } = forecaster.forecast(one);
					expect([occupied, lo, hi].every(Number.isFinite)).toBe(true);
					expect(lo).toBeGreaterThanOrEqual(0);
					expect(lo).toBeLessThanOrEqual(occupied);
					expect(occupied).toBeLessThanOrEqual(hi);
					expect(hi).toBeLessThanOrEqual(most);
				}
			}
		),
		{ numRuns: 150, seed: 20_261_124 }
	);
});

test('readings sent twice and slots that are missing cost little', () => {
	const draw = dice(11);
	const days = Array.from({ length: 45 }, () => day(200, 0.7 + 0.2 * (draw() - 0.5), draw));
	const [whole, torn] = [createForecaster({ capacity: 200 }), createForecaster({ capacity: 200 })];
	const lost = dice(13);
	days.forEach((values, index) =>
		values.forEach((occupied, slot) => {
			const at = MONDAY + index * DAY + (7 * 60 + slot * 30) * MINUTE;
			whole.observe({ at, occupied });
			if (lost() < 0.1) return;
			torn.observe({ at, occupied: 0 });
			torn.observe({ at: at + 5_000, occupied });
			torn.observe({ at: at - 10 * DAY, occupied: 3 });
		})
	);
	const hour = (forecaster: Forecaster) =>
		forecaster.errors().find(({ horizonMinutes }) => horizonMinutes === 60);
	expect(hour(torn)?.n).toBeGreaterThan(500);
	expect(hour(torn)?.forecast).toBeLessThan(1.4 * (hour(whole)?.forecast ?? 0));
	expect(hour(whole)?.forecast).toBeLessThan(0.5 * (hour(whole)?.persistence ?? 0));
});

test('before it knows a single day it says "as now" and promises nothing', () => {
	const forecaster = createForecaster({ capacity: 50 });
	expect(forecaster.forecast({ at: MONDAY, horizonMinutes: 30 })).toEqual({
		...{ occupied: 0, lo: 0, hi: 50 }
	});
	forecaster.observe({ at: MONDAY + 8 * 60 * MINUTE, occupied: 20 });
	expect(forecaster.forecast({ at: MONDAY + 8 * 60 * MINUTE, horizonMinutes: 30 })).toEqual({
		...{ occupied: 20, lo: 0, hi: 50 }
	});
	expect(forecaster.days()).toBe(0);
});

const CALENDAR: ServiceCalendar = {
	weekly: {
		...Object.fromEntries(['1', '2', '3', '4'].map((one) => [one, [['08:00', '16:00']] as const])),
		5: [
			['08:00', '11:30'],
			['13:30', '16:00']
		]
	},
	exceptions: [
		{ from: '2026-12-25', to: '2026-12-25', name: { id: 'Natal', en: 'Christmas' } },
		{
			from: '2026-02-18',
			to: '2026-03-19',
			name: { id: 'Ramadan', en: 'Ramadan' },
			weekly: Object.fromEntries(
				['1', '2', '3', '4', '5'].map((one) => [one, [['08:00', '15:00']] as const])
			)
		}
	]
};

test.each([
	['a Tuesday', '2026-11-24T10:30', ['2 480-960', '480-960', 'serves'], [480, 960]],
	[
		'a Friday with its break',
		'2026-11-27T10:30',
		['5 480-690 810-960', '480-690 810-960', 'serves'],
		[480, 960]
	],
	['a day of Ramadan', '2026-02-24T10:30', ['2 480-900', '480-900', 'serves'], [480, 900]],
	['a holiday', '2026-12-25T10:30', ['5 closed', 'closed'], null],
	['a Sunday', '2026-11-29T10:30', ['7 closed', 'closed'], null]
])('%s is known by its hours', (_name, local, kinds, hours) => {
	const read = serviceTime(new ServiceClock(CALENDAR, 'Asia/Jakarta'));
	const at = Date.parse(`${local}:00+07:00`);
	expect(read(at)).toMatchObject({ minute: 630, kinds, hours });
});

test('the first days of Ramadan are read off whole days, closing to closing', () => {
	expect([420, 480, 690, 900, 930].map((one) => moved(one, [480, 900], [480, 960]))).toEqual([
		420, 480, 720, 960, 990
	]);
	const localTime = serviceTime(new ServiceClock(CALENDAR, 'UTC'));
	const forecaster = createForecaster({ capacity: 100, localTime });
	// 80 cars that leave in the last hour, whichever that is.
	const cars = (minute: number, closing: number) =>
		Math.round(80 * Math.max(0, Math.min(1, (closing - minute) / 60)));
	const start = Date.UTC(2026, 0, 5);
	for (let n = 0; n < 44; n++) {
		for (let minute = 480; minute <= 960; minute += 30) {
			forecaster.observe({ at: start + n * DAY + minute * MINUTE, occupied: cars(minute, 960) });
		}
	}
	const ramadan = Date.UTC(2026, 1, 18);
	for (let minute = 480; minute <= 840; minute += 30) {
		forecaster.observe({ at: ramadan + minute * MINUTE, occupied: cars(minute, 900) });
	}
	const answer = forecaster.forecast({ at: ramadan + 840 * MINUTE, horizonMinutes: 60 });
	expect(answer.occupied).toBeLessThan(25);
});
