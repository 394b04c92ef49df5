/** Sums up what is marked: reads the raw readings, writes quarters and days, lets go of the marks. */
import { metricSpec } from '../../domain/metrics.ts';
import { QUARTER_MS, quartersOf } from '../../domain/rollups/summary.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import type { Clock } from '../clock.ts';
import type { Point, SeriesSpan, Store } from '../store/store.ts';
import { DayList, buildDays, replaceQuarters } from './build-days.ts';
import { startOfDay } from './chunk.ts';
import { QUARTERS_A_DAY } from './marks.ts';
import type { Mark, Marks } from './marks.ts';
import type { RollupDb } from './rollup-db.ts';
import { GRACE_MS } from './rollup-messages.ts';

/** Rows written in one transaction: a few ms, and readers of the file are never in its way. */
const WRITE_AT_ONCE = 50;

export interface SumUpDeps {
	store: Pick<Store, 'ranges' | 'series'>;
	db: RollupDb;
	marks: Marks;
	timeZone: string;
	now: Clock;
	graceMs?: number;
}

interface Work {
	mark: Mark;
	span: Span;
	/** First quarter of the day that is still open. */
	upTo: number;
}

export class SumUp {
	readonly #deps: SumUpDeps;
	readonly #days: DayList;
	readonly #graceMs: number;

	constructor(deps: SumUpDeps) {
		this.#deps = deps;
		this.#days = new DayList(deps.timeZone);
		this.#graceMs = deps.graceMs ?? GRACE_MS;
	}

	/** Quarters that end by then are closed, epoch ms. */
	closedBefore(): number {
		return this.#deps.now() - this.#graceMs;
	}

	/**
	 * To be called once, at start: what an earlier process had begun is taken up again, a store
	 * without rollups is marked as a whole, and days of another zone are made anew.
	 * @throws {StoreUnavailable}
	 */
	async prepare(): Promise<void> {
		const { db, marks, store, timeZone } = this.#deps;
		marks.letGo();
		if (db.meta('built') === null) {
			for (const { from, to, ...series } of await store.series()) {
				const [first, last] = [dayOfTime(from), dayOfTime(to)];
				const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
				marks.put(days.map((day) => ({ series, day, first: 0, last: QUARTERS_A_DAY - 1 })));
			}
			db.setMeta('built', '1');
		}
		if (db.meta('zone') !== timeZone) this.#makeDaysAnew();
	}

	#makeDaysAnew(): void {
		const { db, timeZone } = this.#deps;
		db.dropEveryDay();
		for (const { id, metric } of db.everySeries()) {
			const days = db.daysWithQuarters(id);
			db.transaction(() => {
				for (const day of days) this.#build(id, { metric }, spanOfDay(day));
			});
		}
		db.setMeta('zone', timeZone);
	}

	#build(series: number, key: { metric: string }, span: Span): void {
		const metric = key.metric as Mark['series']['metric'];
		buildDays(this.#deps.db, series, { metric }, this.#days.of(span));
	}

	/**
	 * Sums up at most so many marks, the newest first.
	 * @returns how many; 0: nothing waits.
	 * @throws {StoreUnavailable} the marks stay.
	 */
	async step(limit: number): Promise<number> {
		const { marks, store } = this.#deps;
		this.#removeGone();
		const closedBefore = this.closedBefore();
		const taken = marks.take(closedBefore, limit);
		if (taken.length === 0) return 0;
		try {
			const work = taken.map((mark) => toWork(mark, closedBefore));
			const readings = await readAll(store, work);
			for (let i = 0; i < work.length; i += WRITE_AT_ONCE) {
				this.#write(work.slice(i, i + WRITE_AT_ONCE), readings.slice(i, i + WRITE_AT_ONCE));
			}
			marks.done(work.map(({ mark, upTo }) => ({ ...mark, upTo })));
		} catch (error) {
			marks.letGo();
			throw error;
		}
		return taken.length;
	}

	#write(work: readonly Work[], readings: readonly Point[][]): void {
		const { db, marks } = this.#deps;
		const { rawFrom } = marks;
		db.transaction(() => {
			for (const [i, { mark, span }] of work.entries()) {
				const { kind } = metricSpec(mark.series.metric);
				const quarters = quartersOf(readings[i] ?? [], kind);
				if (quarters.length === 0 && db.find(mark.series) === null) continue;
				const series = db.findOrAdd(mark.series);
				if (replaceQuarters(db, series, span, quarters, rawFrom)) {
					this.#build(series, mark.series, span);
				}
			}
		});
	}

	#removeGone(): void {
		const { db, marks } = this.#deps;
		for (const { id, device, channel } of marks.removed()) {
			db.remove(device, channel);
			marks.forgetRemoved(id);
		}
	}
}

function dayOfTime(at: number): number {
	return Math.floor(at / (QUARTERS_A_DAY * QUARTER_MS));
}

function spanOfDay(day: number): Span {
	return { from: startOfDay(day), to: startOfDay(day + 1) };
}

function toWork(mark: Mark, closedBefore: number): Work {
	const start = startOfDay(mark.day);
	const open = Math.floor((closedBefore - start) / QUARTER_MS);
	const upTo = Math.min(open, mark.last + 1);
	return {
		mark,
		span: { from: start + mark.first * QUARTER_MS, to: start + upTo * QUARTER_MS },
		upTo
	};
}

async function readAll(
	store: Pick<Store, 'ranges'>,
	work: readonly { mark: Mark; span: Span }[]
): Promise<Point[][]> {
	const asked: SeriesSpan[] = work.map(({ mark, span }) => ({ series: mark.series, span }));
	const readings: Point[][] = work.map(() => []);
	for await (const { index, points } of store.ranges(asked)) {
		for (const point of points) readings[index]?.push(point);
	}
	return readings;
}
