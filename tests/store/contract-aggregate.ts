/** The contract of a store: a series in intervals, the same numbers as by hand. */
import { expect } from 'vitest';
import type { Bucket, Point } from '#lib/server/store/store.ts';
import type { Check } from './contract.ts';
import { DAY, EVER, HOUR, MINUTE, SERIES, T0 } from './sample.ts';
import { dice, reading, readings, shuffled, summarise } from './sample.ts';

/** Sums may be added in any order; everything else is exact. */
function expectBuckets(got: readonly Bucket[], wanted: readonly Bucket[]): void {
	const exact = ({ start, n, min, max, first, last }: Bucket) => ({
		...{ start, n, min, max, first, last }
	});
	expect(got.map(exact)).toEqual(wanted.map(exact));
	for (const [i, { sum, mean }] of wanted.entries()) {
		expect(Math.abs((got[i]?.sum ?? NaN) - sum)).toBeLessThanOrEqual(1e-9 * Math.abs(sum) + 1e-9);
		expect(Math.abs((got[i]?.mean ?? NaN) - mean)).toBeLessThanOrEqual(
			1e-9 * Math.abs(mean) + 1e-9
		);
	}
}

/** Twelve days of irregular readings with gaps of hours, in order of time. */
function irregular(): Point[] {
	const random = dice(42);
	const points: Point[] = [];
	for (let at = T0 - 3 * DAY; at < T0 + 9 * DAY;) {
		points.push({ at, value: (random.next().value - 0.4) * 100 });
		at +=
			random.next().value < 0.02 ? Math.floor(9 * HOUR) : Math.ceil(random.next().value * 900_000);
	}
	return points;
}

const INTERVALS = [
	{ everyMs: 15 * MINUTE, offsetMs: 0 },
	{ everyMs: HOUR, offsetMs: 0 },
	{ everyMs: DAY, offsetMs: 0 },
	{ everyMs: DAY, offsetMs: -7 * HOUR },
	{ everyMs: DAY, offsetMs: 17 * HOUR },
	{ everyMs: DAY, offsetMs: -7 * HOUR - 3 * DAY },
	{ everyMs: HOUR, offsetMs: 30 * MINUTE },
	{ everyMs: 7 * MINUTE, offsetMs: 90_000 },
	{ everyMs: 997, offsetMs: 1 }
];

export const AGGREGATE_CHECKS: readonly Check[] = [
	{
		name: 'nothing is summarised where nothing is',
		async run(store) {
			expect(await store.aggregate(SERIES, EVER, HOUR)).toEqual([]);
			await store.write(readings(5));
			expect(await store.aggregate({ ...SERIES, device: 'other' }, EVER, HOUR)).toEqual([]);
			expect(await store.aggregate({ ...SERIES, channel: 'other' }, EVER, HOUR)).toEqual([]);
			expect(await store.aggregate({ ...SERIES, metric: 'co2' }, EVER, HOUR)).toEqual([]);
			for (const [from, to] of [
				[T0, T0],
				[T0 + HOUR, T0],
				[T0 - HOUR, T0],
				[NaN, T0 + HOUR]
			] as const) {
				expect(await store.aggregate(SERIES, { from, to }, HOUR)).toEqual([]);
			}
		}
	},
	{
		name: 'an interval is what a plain sum over its readings says',
		async run(store) {
			await store.write([
				reading({ at: T0 + 10 * MINUTE, value: 4 }),
				reading({ at: T0, value: 3 }),
				reading({ at: T0 + HOUR - 1, value: -10 }),
				reading({ at: T0 + HOUR, value: 4_294_967_295 }),
				reading({ at: T0 + HOUR + 1, value: 0 })
			]);
			expect(await store.aggregate(SERIES, { from: T0, to: T0 + DAY }, HOUR)).toEqual([
				{ start: T0, n: 3, sum: -3, min: -10, max: 4, mean: -1, first: 3, last: -10 },
				{
					start: T0 + HOUR,
					n: 2,
					sum: 4_294_967_295,
					min: 0,
					max: 4_294_967_295,
					mean: 2_147_483_647.5,
					first: 4_294_967_295,
					last: 0
				}
			]);
		}
	},
	{
		name: 'intervals without a reading are left out',
		async run(store) {
			await store.write([reading({ at: T0 }), reading({ at: T0 + 5 * HOUR })]);
			const buckets = await store.aggregate(SERIES, { from: T0 - DAY, to: T0 + DAY }, HOUR);
			expect(buckets.map(({ start, n }) => [start, n])).toEqual([
				[T0, 1],
				[T0 + 5 * HOUR, 1]
			]);
		}
	},
	{
		name: 'days of WIB begin at 17:00 UTC',
		async run(store) {
			const midnight = T0 + 17 * HOUR;
			await store.write([
				reading({ at: midnight - 1, value: 1 }),
				reading({ at: midnight, value: 2 }),
				reading({ at: midnight + DAY - 1, value: 3 })
			]);
			const buckets = await store.aggregate(SERIES, EVER, DAY, -7 * HOUR);
			expect(buckets.map(({ start, n, sum }) => [start, n, sum])).toEqual([
				[midnight - DAY, 1, 1],
				[midnight, 2, 5]
			]);
		}
	},
	{
		name: 'the span is half-open, and cuts intervals without moving them',
		async run(store) {
			await store.write(readings(180, {}, MINUTE));
			const span = { from: T0 + 30 * MINUTE, to: T0 + 90 * MINUTE };
			const buckets = await store.aggregate(SERIES, span, HOUR);
			expect(buckets.map(({ start, n, first, last }) => [start, n, first, last])).toEqual([
				[T0, 30, 30, 59],
				[T0 + HOUR, 30, 60, 89]
			]);
		}
	},
	{
		name: 'random days agree with a plain computation, for every interval and offset',
		async run(store) {
			const points = irregular();
			await store.write(shuffled(points).map((point) => reading(point)));
			await store.write(points.map(({ at }) => reading({ channel: 'other', at, value: 1e6 })));
			for (const { everyMs, offsetMs } of INTERVALS) {
				const got = await store.aggregate(SERIES, EVER, everyMs, offsetMs);
				expectBuckets(got, summarise(points, everyMs, offsetMs));
			}
			const span = { from: T0 + 1_234_567, to: T0 + 5 * DAY + 7_654_321 };
			const within = points.filter(({ at }) => at >= span.from && at < span.to);
			const got = await store.aggregate(SERIES, span, DAY, -7 * HOUR);
			expectBuckets(got, summarise(within, DAY, -7 * HOUR));
		}
	},
	{
		name: 'what is no interval is a RangeError',
		async run(store) {
			await store.write(readings(3));
			for (const everyMs of [0, -1, NaN, 1.5, Infinity]) {
				await expect(store.aggregate(SERIES, EVER, everyMs)).rejects.toBeInstanceOf(RangeError);
			}
			await expect(store.aggregate(SERIES, EVER, HOUR, NaN)).rejects.toBeInstanceOf(RangeError);
		}
	}
];
