/** The contract of a store: many series in one call, calendar intervals, percentiles. */
import { expect } from 'vitest';
import type { SeriesKey } from '#lib/domain/reading.ts';
import type { Bucket, Grid, Point, Store } from '#lib/server/store/store.ts';
import type { Check } from './contract.ts';
import { DAY, EVER, HOUR, MINUTE, SERIES, T0 } from './sample.ts';
import { dice, reading, readings, shuffled, summarise } from './sample.ts';

const OTHER: SeriesKey = { device: `o'hare, "x" = \\`, channel: 'line 2', metric: 'count_in' };
const SILENT: SeriesKey = { ...SERIES, device: 'silent' };

async function pages(store: Store, asked: Parameters<Store['ranges']>[0]) {
	const all: { index: number; points: Point[] }[] = [];
	for await (const page of store.ranges(asked)) all.push(page);
	return all;
}

/** Rank n·p/100 + ½, rounded down, at least 1. */
function ranked(values: readonly number[], p: number): number | undefined {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(1, Math.floor((sorted.length * p) / 100 + 0.5)) - 1];
}

interface CalendarCase {
	what: string;
	grid: Grid;
	/** Written with offsets: the first instant of each interval. */
	starts: string[];
	/** The end of the last. */
	end: string;
}

/**
 * Written by hand from the zones' rules: Paris goes forward on the last Sunday of March at 02:00
 * and back on the last of October at 03:00 (Directive 2000/84/EC); Jakarta and Kolkata never.
 */
const CALENDARS: CalendarCase[] = [
	{
		what: 'days of WIB over the end of a month',
		grid: { every: 'day', timeZone: 'Asia/Jakarta' },
		starts: ['2026-01-30T00:00+07:00', '2026-01-31T00:00+07:00', '2026-02-01T00:00+07:00'],
		end: '2026-02-02T00:00+07:00'
	},
	{
		what: 'days of India, half an hour beside the hours',
		grid: { every: 'day', timeZone: 'Asia/Kolkata' },
		starts: ['2026-02-28T00:00+05:30', '2026-03-01T00:00+05:30'],
		end: '2026-03-02T00:00+05:30'
	},
	{
		what: 'the day of 23 hours in Paris',
		grid: { every: 'day', timeZone: 'Europe/Paris' },
		starts: ['2026-03-28T00:00+01:00', '2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00'],
		end: '2026-03-31T00:00+02:00'
	},
	{
		what: 'the day of 25 hours in Paris',
		grid: { every: 'day', timeZone: 'Europe/Paris' },
		starts: ['2026-10-24T00:00+02:00', '2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00'],
		end: '2026-10-27T00:00+01:00'
	},
	{
		what: 'weeks of Paris, from Monday on, one of them an hour shorter',
		grid: { every: 'week', timeZone: 'Europe/Paris' },
		starts: ['2026-03-16T00:00+01:00', '2026-03-23T00:00+01:00', '2026-03-30T00:00+02:00'],
		end: '2026-04-06T00:00+02:00'
	},
	{
		what: 'months of WIB',
		grid: { every: 'month', timeZone: 'Asia/Jakarta' },
		starts: ['2026-02-01T00:00+07:00', '2026-03-01T00:00+07:00', '2026-04-01T00:00+07:00'],
		end: '2026-05-01T00:00+07:00'
	}
];

const CALENDAR_CHECKS = CALENDARS.map(({ what, grid, starts, end }): Check => {
	return {
		name: `calendar intervals hold both sides of every midnight: ${what}`,
		async run(store) {
			const edges = [...starts, end].map((text) => Date.parse(text));
			// The last ms before and the first ms after each, and one in the middle.
			const points = edges.slice(0, -1).flatMap((from, n) => {
				const to = edges[n + 1] ?? NaN;
				return [from, from + Math.floor((to - from) / 2), to - 1].map((at, i) => ({
					at,
					value: n * 10 + i
				}));
			});
			const outside = [edges[0] ?? 0, (edges.at(-1) ?? 0) + 1].map((at) => at - 1);
			await store.write(points.map((point) => reading(point)));
			await store.write(outside.map((at) => reading({ at, value: 999 })));
			const span = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 };
			const [days = []] = await store.summarise([SERIES], span, grid);
			expect(days.map(({ start, n, sum, first, last }) => [start, n, sum, first, last])).toEqual(
				edges.slice(0, -1).map((from, n) => [from, 3, 30 * n + 3, 10 * n, 10 * n + 2])
			);
		}
	};
});

export const MANY_CHECKS: readonly Check[] = [
	...CALENDAR_CHECKS,
	{
		name: 'many series are read in the order asked, each within its own span',
		async run(store) {
			const others = readings(6_001, OTHER);
			await store.write(shuffled(readings(20)));
			for (let i = 0; i < others.length; i += 4_000) await store.write(others.slice(i, i + 4_000));
			const found = await pages(store, [
				{ series: OTHER, span: EVER },
				{ series: SILENT, span: EVER },
				{ series: SERIES, span: { from: T0 + 3_000, to: T0 + 5_000 } },
				{ series: SERIES, span: { from: T0 + 5_000, to: T0 + 3_000 } },
				{ series: SERIES, span: { from: T0 + 19_000, to: Infinity } }
			]);
			const values = (index: number) =>
				found.filter((page) => page.index === index).flatMap((page) => page.points);
			expect(values(0)).toEqual(others.map(({ at, value }) => ({ at, value })));
			expect(values(1)).toEqual([]);
			expect(values(2).map(({ value }) => value)).toEqual([3, 4]);
			expect(values(3)).toEqual([]);
			expect(values(4).map(({ value }) => value)).toEqual([19]);
			expect(found.map(({ index }) => index)).toEqual(
				[...found.map(({ index }) => index)].sort((a, b) => a - b)
			);
			expect(await pages(store, [])).toEqual([]);
		}
	},
	{
		name: 'a hundred and one series are summarised in one call, in the order asked',
		async run(store) {
			const keys = Array.from({ length: 101 }, (_, n) => ({ ...SERIES, device: `meter-${n}` }));
			await store.write(
				keys.flatMap((key, n) => [
					reading({ ...key, value: n }),
					reading({ ...key, at: T0 + HOUR, value: -n })
				])
			);
			const backwards = [...keys].reverse();
			const span = { from: T0, to: T0 + DAY };
			const found = await store.summarise(backwards, span, { everyMs: HOUR });
			expect(found.map((own) => own.map(({ start, sum }) => [start - T0, sum]))).toEqual(
				backwards.map((_, n) => [
					[0, 100 - n],
					[HOUR, n - 100]
				])
			);
		}
	},
	{
		name: 'a call for many agrees with a call for each, and mixes no quantities',
		async run(store) {
			await store.write([...readings(200, {}, MINUTE), ...readings(90, OTHER, 2 * MINUTE)]);
			const keys = [OTHER, SILENT, SERIES];
			const span = { from: T0 + 7 * MINUTE, to: T0 + 3 * HOUR };
			const grid = { everyMs: 15 * MINUTE, offsetMs: 5 * MINUTE };
			const wanted: Bucket[][] = [];
			for (const key of keys) {
				wanted.push(await store.aggregate(key, span, grid.everyMs, grid.offsetMs));
			}
			expect(await store.summarise(keys, span, grid)).toEqual(wanted);
			expect(await store.summarise([], span, grid)).toEqual([]);
		}
	},
	{
		name: 'percentiles are the values at their ranks',
		async run(store) {
			const random = dice(11);
			const points = Array.from({ length: 400 }, (_, n) => ({
				at: T0 + n * 37_000,
				value: Math.round(random.next().value * 1_000) / 8
			}));
			await store.write([...points.map((point) => reading(point)), reading({ at: T0 + DAY })]);
			const asked = [0, 5, 50, 90, 99.5, 100];
			const [found = []] = await store.summarise([SERIES], EVER, { everyMs: HOUR }, asked);
			const hours = summarise([...points, { at: T0 + DAY, value: 20 }], HOUR);
			expect(found.map(({ start, n }) => [start, n])).toEqual(
				hours.map(({ start, n }) => [start, n])
			);
			for (const { start, percentiles } of found) {
				const own = points.filter(({ at }) => at >= start && at < start + HOUR);
				const values = start === T0 + DAY ? [20] : own.map(({ value }) => value);
				expect(percentiles).toEqual(asked.map((p) => ranked(values, p)));
			}
		}
	},
	{
		name: 'what is no calendar and no percentile is a RangeError',
		async run(store) {
			await store.write([reading()]);
			const day = { from: T0, to: T0 + DAY };
			const wrong: (() => Promise<unknown>)[] = [
				() => store.summarise([SERIES], day, { everyMs: 0 }),
				() => store.summarise([SERIES], EVER, { every: 'day', timeZone: 'Asia/Jakarta' }),
				() => store.summarise([SERIES], day, { every: 'day', timeZone: 'Asia/Lubuklinggau' }),
				() => store.summarise([SERIES], day, { everyMs: HOUR }, [101]),
				() => store.summarise([SERIES], day, { everyMs: HOUR }, [NaN])
			];
			for (const call of wrong) await expect(call()).rejects.toBeInstanceOf(RangeError);
		}
	},
	{
		name: 'every series is listed with its first and last reading',
		async run(store) {
			expect(await store.series()).toEqual([]);
			await store.write(shuffled([...readings(5), ...readings(3, OTHER)]));
			await store.write([reading({ channel: 'b', at: T0 - DAY })]);
			expect(await store.series()).toEqual([
				{ ...SERIES, from: T0, to: T0 + 4_000 },
				{ ...SERIES, channel: 'b', from: T0 - DAY, to: T0 - DAY },
				{ ...OTHER, from: T0, to: T0 + 2_000 }
			]);
		}
	}
];
