/** Stores whose intervals are wrong. */
import type { Bucket, Store } from '#lib/server/store/store.ts';
import type { Break, Broken } from './breaks.ts';

const rebucket =
	(change: (bucket: Bucket) => Bucket) =>
	(good: Store): Broken => ({
		aggregate: async (...query) => (await good.aggregate(...query)).map(change)
	});

export const AGGREGATE_BREAKS: readonly Break[] = [
	{
		name: 'swaps first and last',
		caughtBy: 'an interval is what a plain sum over its readings says',
		of: rebucket((bucket) => ({ ...bucket, first: bucket.last, last: bucket.first }))
	},
	{
		name: 'swaps least and greatest',
		caughtBy: 'an interval is what a plain sum over its readings says',
		of: rebucket((bucket) => ({ ...bucket, min: bucket.max, max: bucket.min }))
	},
	{
		name: 'takes the mean of means',
		caughtBy: 'random days agree with a plain computation, for every interval and offset',
		of: (good) => ({
			async aggregate(series, span, everyMs, offsetMs = 0) {
				const halves = await good.aggregate(series, span, Math.ceil(everyMs / 2), offsetMs);
				return (await good.aggregate(series, span, everyMs, offsetMs)).map((bucket) => {
					const own = halves.filter(
						({ start }) => start >= bucket.start && start < bucket.start + everyMs
					);
					const means = own.reduce((sum, { mean }) => sum + mean, 0);
					return own.length === 0 ? bucket : { ...bucket, mean: means / own.length };
				});
			}
		})
	},
	{
		name: 'adds the first reading of an interval twice',
		caughtBy: 'an interval is what a plain sum over its readings says',
		of: rebucket((bucket) => ({ ...bucket, n: bucket.n + 1, sum: bucket.sum + bucket.first }))
	},
	{
		name: 'moves every interval by a millisecond',
		caughtBy: 'the span is half-open, and cuts intervals without moving them',
		of: (good) => ({
			aggregate: (series, span, everyMs, offsetMs = 0) =>
				good.aggregate(series, span, everyMs, offsetMs + 1)
		})
	},
	{
		name: 'ignores the offset of days',
		caughtBy: 'days of WIB begin at 17:00 UTC',
		of: (good) => ({
			aggregate: (series, span, everyMs) => good.aggregate(series, span, everyMs)
		})
	},
	{
		name: 'takes the offset with the wrong sign',
		caughtBy: 'days of WIB begin at 17:00 UTC',
		of: (good) => ({
			aggregate: (series, span, everyMs, offsetMs = 0) =>
				good.aggregate(series, span, everyMs, -offsetMs)
		})
	},
	{
		name: 'names an interval by where the span cuts it',
		caughtBy: 'the span is half-open, and cuts intervals without moving them',
		of: (good) => ({
			aggregate: async (series, span, ...rest) =>
				(await good.aggregate(series, span, ...rest)).map((bucket) => ({
					...bucket,
					start: Math.max(bucket.start, span.from)
				}))
		})
	},
	{
		name: 'fills empty intervals with nought',
		caughtBy: 'intervals without a reading are left out',
		of: (good) => ({
			async aggregate(series, span, everyMs, offsetMs) {
				const buckets = await good.aggregate(series, span, everyMs, offsetMs);
				const zero = { n: 0, sum: 0, min: 0, max: 0, mean: 0, first: 0, last: 0 };
				return buckets.flatMap((bucket, i) => {
					const next = bucket.start + everyMs;
					const follows = buckets[i + 1]?.start ?? next;
					return follows > next ? [bucket, { start: next, ...zero }] : [bucket];
				});
			}
		})
	}
];
