/** Computes all rollups again from the raw readings, and removes those that have none any more. */
import { isMetric, metricSpec } from '../../domain/metrics.ts';
import type { Metric } from '../../domain/metrics.ts';
import { seriesId } from '../../domain/reading.ts';
import type { SeriesKey } from '../../domain/reading.ts';
import { QUARTER_MS, quartersOf } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import type { Extent, Point, Store } from '../store/store.ts';
import { DayList, buildDays, replaceQuarters } from './build-days.ts';
import { dayOf, startOfDay } from './chunk.ts';
import { QUARTERS_A_DAY } from './marks.ts';
import type { Marks } from './marks.ts';
import type { RollupDb } from './rollup-db.ts';

export interface RebuildDeps {
	store: Pick<Store, 'range' | 'series'>;
	db: RollupDb;
	marks: Marks;
	timeZone: string;
	/** Quarters that end after this, epoch ms, are left to be summed up later; asked anew for each series. */
	closedBefore(): number;
	/** Called now and then, and at the end. */
	onProgress?(progress: RebuildProgress): void;
	signal?: AbortSignal;
}

export interface RebuildProgress {
	/** Days of single sensors. */
	done: number;
	all: number;
	readings: number;
	/** Days that were not as they should have been. */
	changed: number;
}

/**
 * Rebuilds series by series; the rollups can be read meanwhile, and ingest goes on. Of a time
 * whose raw readings were removed by age, what is summed up stays.
 * @throws {StoreUnavailable} what is done is done; start again.
 */
export async function rebuild(deps: RebuildDeps): Promise<RebuildProgress> {
	const { store, db, onProgress, signal } = deps;
	const extents = await store.series();
	const stale = staleSeries(db, extents);
	const all = [...extents, ...stale].map((extent) => ({ extent, days: daysToLook(deps, extent) }));
	const progress: RebuildProgress = {
		...{ done: 0, readings: 0, changed: 0 },
		all: all.reduce((sum, { days }) => sum + days.length, 0)
	};
	const dayList = new DayList(deps.timeZone);
	for (const { extent, days } of all) {
		const upTo = Math.floor(deps.closedBefore() / QUARTER_MS) * QUARTER_MS;
		const work = { deps, extent, upTo, dayList, progress };
		for await (const { day, points } of byDay(store, extent, days)) {
			if (signal?.aborted) return progress;
			rebuildDay(work, day, points);
			progress.done += 1;
			if (progress.done % 20 === 0) onProgress?.(progress);
		}
	}
	db.setMeta('built', '1');
	db.setMeta('zone', deps.timeZone);
	onProgress?.(progress);
	return progress;
}

type Series = SeriesKey & Partial<Pick<Extent, 'from' | 'to'>>;

function staleSeries(db: RollupDb, extents: readonly Extent[]): Series[] {
	const known = new Set(extents.map(seriesId));
	return db.everySeries().flatMap(({ device, channel, metric }) => {
		if (!isMetric(metric)) return [];
		const key = { device, channel, metric };
		return known.has(seriesId(key)) ? [] : [key];
	});
}

/** UTC days with readings or with quarters; those of before the raw readings only where there are some. */
function daysToLook({ db, marks, closedBefore }: RebuildDeps, series: Series): number[] {
	const days = new Set<number>();
	const { from, to } = series;
	if (from !== undefined && to !== undefined) {
		const last = dayOf(Math.min(to, closedBefore()));
		for (let day = dayOf(from); day <= last; day++) days.add(day);
	}
	const id = db.find(series);
	for (const day of id === null ? [] : db.daysWithQuarters(id)) {
		if (startOfDay(day + 1) > marks.rawFrom) days.add(day);
	}
	return [...days].sort((a, b) => a - b);
}

/** Readings by UTC day, read in one go from the first to the last. */
async function* byDay(
	store: Pick<Store, 'range'>,
	series: SeriesKey,
	days: readonly number[]
): AsyncGenerator<{ day: number; points: Point[] }> {
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return;
	const wanted = days.values();
	let day = wanted.next().value;
	let points: Point[] = [];
	for await (const point of store.range(series, {
		from: startOfDay(first),
		to: startOfDay(last + 1)
	})) {
		const own = dayOf(point.at);
		while (day !== undefined && day < own) {
			yield { day, points };
			points = [];
			day = wanted.next().value;
		}
		points.push(point);
	}
	for (; day !== undefined; day = wanted.next().value) {
		yield { day, points };
		points = [];
	}
}

interface Work {
	deps: RebuildDeps;
	extent: Series;
	/** Quarters from then on are not touched, epoch ms. */
	upTo: number;
	dayList: DayList;
	progress: RebuildProgress;
}

function rebuildDay(work: Work, day: number, points: readonly Point[]): void {
	const { deps, extent, upTo, dayList, progress } = work;
	const { db, marks } = deps;
	const metric: Metric = extent.metric;
	const closed = quartersOf(points, metricSpec(metric).kind).filter(({ end }) => end <= upTo);
	const span = { from: startOfDay(day), to: Math.min(startOfDay(day + 1), upTo) };
	progress.readings += points.length;
	if (span.from >= span.to || (closed.length === 0 && db.find(extent) === null)) return;
	db.transaction(() => {
		const series = db.findOrAdd(extent);
		const stood = db.quarters(series, day, day).length > 0;
		const changed = replaceQuarters(db, series, span, closed, marks.rawFrom);
		if (changed) progress.changed += 1;
		if (changed || !daysStand(db, series, dayList, span)) {
			buildDays(db, series, { metric }, dayList.of(span));
		}
		// Somebody may have summed up later readings since ours were read: once more, by the marks.
		if (changed && stood) {
			const [first, last] = [0, QUARTERS_A_DAY - 1];
			marks.put([{ series: extent, day, first, last }]);
		}
	});
}

function daysStand(
	db: RollupDb,
	series: number,
	dayList: DayList,
	span: { from: number; to: number }
): boolean {
	return dayList.of(span).every(({ from, to }) => {
		const [kept]: (Summary | undefined)[] = db.days(series, from, from + 1);
		return kept !== undefined && kept.end === to;
	});
}
