import { expect, test } from 'vitest';
import { openComfort } from '#lib/server/comfort/comfort.ts';
import { QuarterMeans } from '#lib/server/comfort/quarter-means.ts';
import { DEFAULT_BASIS } from '#lib/domain/comfort/basis.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { rolledUp } from './rolled-up.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** Just before a UTC midnight, so that the grid reaches over a row's end. */
const BEGIN = Date.UTC(2026, 10, 23, 23);
const ALL = [{ from: -Infinity, to: Infinity }];

function grid(
	metric: Metric,
	readings: [minute: number, value: number][],
	read: (reader: QuarterMeans, into: Float64Array, id: number) => void
): number[] {
	const dataDir = rolledUp([
		{
			...{ device: 'd', channel: '', metric },
			readings: readings.map(([minute, value]) => ({ at: BEGIN + minute * MINUTE, value }))
		}
	]);
	const reader = new QuarterMeans(dataDir);
	const into = new Float64Array(8).fill(NaN);
	for (const { id } of reader.channels('d', metric)) read(reader, into, id);
	reader.close();
	return [...into];
}

test('a mean is over time, carried from the reading before and over midnight', () => {
	const means = grid(
		'temperature',
		[
			[0, 20],
			[10, 26],
			[50, 24],
			[65, 22],
			[75, 22]
		],
		(reader, into, id) => reader.into(into, BEGIN, id, ALL, 60 * MINUTE)
	);
	// 20 for 10 minutes and 26 for 5; 26 held; 26 for 5 minutes of the fourth quarter, then 24.
	expect(means.slice(0, 6).map((mean) => Math.round(mean * 1_000) / 1_000)).toEqual([
		22, 26, 26, 24.667, 22.667, 22
	]);
	// The last value holds for an hour from minute 75.
	expect(means.slice(6)).toEqual([22, 22]);
});

test('a value holds no longer than it may, and less than half a quarter is none', () => {
	const means = grid(
		'temperature',
		[
			[0, 25],
			[40, 25]
		],
		(reader, into, id) => reader.into(into, BEGIN, id, ALL, 10 * MINUTE)
	);
	// Nothing from minute 15 to 40; the third quarter knows five minutes.
	expect(means).toEqual([25, NaN, NaN, NaN, NaN, NaN, NaN, NaN]);
});

test('a sensor counts only for as long as it hung in the room', () => {
	const readings = Array.from({ length: 24 }, (_, n): [number, number] => [n * 5, 25]);
	const stay = [{ from: BEGIN + 2 * QUARTER, to: BEGIN + 4 * QUARTER }];
	const means = grid('temperature', readings, (reader, into, id) =>
		reader.into(into, BEGIN, id, stay, 30 * MINUTE)
	);
	expect(means.map((mean) => !Number.isNaN(mean))).toEqual([
		...[false, false, true, true, false, false, false, false]
	]);
});

test('a total is differenced from quarter to quarter, and counts from zero after a restart', () => {
	const counts = grid(
		'count_in_total',
		[
			[0, 1_000],
			[10, 1_004],
			[20, 1_010],
			[35, 3],
			[50, 3],
			[65, 8]
		],
		(reader, into, id) => reader.countInto(into, BEGIN, id, ALL, 'total')
	);
	expect(counts).toEqual([4, 6, 3, 0, 5, NaN, NaN, NaN]);
});

test('increments are added up', () => {
	const counts = grid(
		'count_in',
		[
			[0, 2],
			[10, 3],
			[20, 1]
		],
		(reader, into, id) => reader.countInto(into, BEGIN, id, ALL, 'increment')
	);
	expect(counts.slice(0, 3)).toEqual([5, 1, NaN]);
});

test('a house whose past is not summed up yet says so, and closes', async () => {
	const comfort = openComfort({ dataDir: '/nowhere' });
	const question = {
		...{ from: BEGIN, to: BEGIN + QUARTER, now: BEGIN + QUARTER, timeZone: 'Asia/Jakarta' },
		...{ calendar: { weekly: {}, exceptions: [] }, rooms: [], outdoorCo2: 420, detail: false },
		...{ pmv: DEFAULT_BASIS.pmv, air: DEFAULT_BASIS.airAboveOutdoor }
	};
	await expect(comfort.judge(question)).rejects.toThrow(StoreUnavailable);
	await comfort.close();
});
