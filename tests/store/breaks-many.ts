/** Ways to break calls for many series, calendar intervals and removals. */
import type { Break } from './breaks.ts';

const DAY = 86_400_000;

export const MANY_BREAKS: readonly Break[] = [
	{
		name: 'takes every day for 24 hours',
		caughtBy: 'calendar intervals hold both sides of every midnight: the day of 23 hours in Paris',
		of: (good) => ({
			async summarise(series, span, grid, percentiles) {
				if ('everyMs' in grid) return good.summarise(series, span, grid, percentiles);
				const fixed = { everyMs: DAY, offsetMs: span.from % DAY };
				return good.summarise(series, span, fixed, percentiles);
			}
		})
	},
	{
		name: 'begins its weeks on Sunday',
		caughtBy:
			'calendar intervals hold both sides of every midnight: weeks of Paris, from Monday on, one of them an hour shorter',
		of: (good) => ({
			async summarise(series, span, grid, percentiles) {
				const found = await good.summarise(series, span, grid, percentiles);
				if ('everyMs' in grid || grid.every !== 'week') return found;
				return found.map((own) => own.map((week) => ({ ...week, start: week.start - DAY })));
			}
		})
	},
	{
		name: 'makes up a median between two values',
		caughtBy: 'percentiles are the values at their ranks',
		of: (good) => ({
			async summarise(series, span, grid, percentiles) {
				const found = await good.summarise(series, span, grid, percentiles);
				return found.map((own) =>
					own.map((bucket) => {
						const made = bucket.percentiles?.map((value) => (value + bucket.max) / 2);
						return made === undefined ? bucket : { ...bucket, percentiles: made };
					})
				);
			}
		})
	},
	{
		name: 'answers many series in an order of its own',
		caughtBy: 'a hundred and one series are summarised in one call, in the order asked',
		of: (good) => ({
			async summarise(series, span, grid, percentiles) {
				const sorted = [...series].sort((a, b) => (a.device < b.device ? -1 : 1));
				return good.summarise(sorted, span, grid, percentiles);
			}
		})
	},
	{
		name: 'reads the first page of many series only',
		caughtBy: 'many series are read in the order asked, each within its own span',
		of: (good) => ({
			async *ranges(asked) {
				const seen = new Set<number>();
				for await (const page of good.ranges(asked)) {
					if (!seen.has(page.index)) yield page;
					seen.add(page.index);
				}
			}
		})
	},
	{
		name: 'removes one channel where all were meant',
		caughtBy: 'a device is removed with all its quantities and channels, and no other',
		of: (good) => ({
			remove: (what) => good.remove('device' in what ? { channel: 'a', ...what } : what)
		})
	},
	{
		name: 'removes the reading at the time itself',
		caughtBy: 'what is older than a time is removed, of every series, to the millisecond',
		of: (good) => ({
			remove: (what) => good.remove('before' in what ? { before: what.before + 1 } : what)
		})
	}
];
