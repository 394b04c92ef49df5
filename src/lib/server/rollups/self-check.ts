/** Compares days of rollups.db with the raw readings, a sample at a time, and marks what differs. */
import { isMetric, metricSpec } from '../../domain/metrics.ts';
import type { SeriesKey } from '../../domain/reading.ts';
import type { SelfCheck } from '../../domain/rollups/history-answer.ts';
import { QUARTER_MS, quartersOf } from '../../domain/rollups/summary.ts';
import type { Clock } from '../clock.ts';
import type { Point, SeriesSpan, Store } from '../store/store.ts';
import { DayList, sameQuarters, wholeDay } from './build-days.ts';
import { dayOf, startOfDay } from './chunk.ts';
import { QUARTERS_A_DAY } from './marks.ts';
import type { Marks } from './marks.ts';
import type { RollupDb } from './rollup-db.ts';

export interface SelfCheckDeps {
	store: Pick<Store, 'ranges' | 'series'>;
	db: RollupDb;
	marks: Marks;
	timeZone: string;
	now: Clock;
	/** From 0 to 1, as Math.random. */
	dice?: () => number;
}

interface Sample {
	series: SeriesKey;
	day: number;
}

/**
 * One check of at most `days` days of single sensors, drawn at random from what the store has
 * and from what is summed up. A day that waits to be summed up, is not over, or whose raw readings
 * may be gone is left out. What differs is marked, so that it is computed again.
 * @throws {StoreUnavailable}
 */
export async function selfCheck(deps: SelfCheckDeps, days: number): Promise<SelfCheck> {
	const { store, db, marks } = deps;
	const drawn = await draw(deps, days);
	const samples = drawn.filter(({ series, day }) => marks.of(series, day, day).length === 0);
	const points: Point[][] = samples.map(() => []);
	const asked = samples.map(({ series, day }): SeriesSpan => {
		return { series, span: { from: startOfDay(day), to: startOfDay(day + 1) } };
	});
	for await (const page of store.ranges(asked)) points[page.index]?.push(...page.points);

	const dayList = new DayList(deps.timeZone);
	const differing = samples.filter(({ series, day }, i) => {
		// Readings that came while we looked are no fault.
		if (marks.of(series, day, day).length > 0) return false;
		return !agrees(db, dayList, series, day, points[i] ?? []);
	});
	marks.put(differing.map((sample) => ({ ...sample, first: 0, last: QUARTERS_A_DAY - 1 })));
	const before = lastCheck(db);
	const check: SelfCheck = {
		at: deps.now(),
		days: samples.length,
		differing: differing.length,
		daysEver: (before?.daysEver ?? 0) + samples.length,
		differingEver: (before?.differingEver ?? 0) + differing.length
	};
	db.setMeta('check', JSON.stringify(check));
	return check;
}

/** The last check of a rollups.db; null: none yet. */
export function lastCheck(db: RollupDb): SelfCheck | null {
	const text = db.meta('check');
	return text === null ? null : JSON.parse(text);
}

async function draw({ store, db, marks, now, dice }: SelfCheckDeps, n: number): Promise<Sample[]> {
	const roll = dice ?? Math.random;
	const since = Math.max(marks.rawFrom, 0);
	// The newest hour may still be on its way.
	const until = dayOf(now() - 3_600_000) - 1;
	const spans = (await store.series()).map(({ from, to, ...series }) => ({
		...{ series, first: dayOf(Math.max(from, since) - 1) + 1, last: Math.min(dayOf(to), until) }
	}));
	const kept = db.everySeries();
	const samples: Sample[] = [];
	for (let i = 0; i < n; i++) {
		const span = spans[Math.floor(roll() * spans.length)];
		if (span !== undefined && span.first <= span.last) {
			const day = span.first + Math.floor(roll() * (span.last - span.first + 1));
			samples.push({ series: span.series, day });
		}
		const other = kept[Math.floor(roll() * kept.length)];
		// One in ten from the other side: what is summed up of readings that are not there.
		if (i % 10 !== 0 || other === undefined || !isMetric(other.metric)) continue;
		const { id, device, channel, metric } = other;
		const days = db.daysWithQuarters(id).filter((day) => startOfDay(day) >= since && day <= until);
		const day = days[Math.floor(roll() * days.length)];
		if (day !== undefined) samples.push({ series: { device, channel, metric }, day });
	}
	return samples;
}

function agrees(
	db: RollupDb,
	dayList: DayList,
	key: SeriesKey,
	day: number,
	points: readonly Point[]
): boolean {
	const wanted = quartersOf(points, metricSpec(key.metric).kind);
	const series = db.find(key);
	if (series === null) return wanted.length === 0;
	if (!sameQuarters(db.quarters(series, day, day), wanted)) return false;
	const span = { from: startOfDay(day), to: startOfDay(day) + QUARTER_MS };
	return dayList.of(span).every(({ from, to }) => {
		const [kept] = db.days(series, from, from + 1);
		const whole = wholeDay(db, series, key, { from, to });
		if (kept === undefined || whole === null) return kept === undefined && whole === null;
		return kept.n === whole.n && kept.sum === whole.sum && kept.rise === whole.rise;
	});
}
