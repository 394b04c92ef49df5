/** Puts quarters of an hour into rollups.db, and makes of them the days of the building that they touch. */
import { metricSpec } from '../../domain/metrics.ts';
import type { SeriesKey } from '../../domain/reading.ts';
import { daysOf } from '../../domain/calendar.ts';
import type { LocalDay } from '../../domain/calendar.ts';
import { QUARTER_MS, heldFrom, joinAll } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import { dayOf } from './chunk.ts';
import type { RollupDb } from './rollup-db.ts';

/**
 * Replaces the quarters of a span, which lies within one UTC day. Of a time whose raw readings
 * may have been removed, what is known stays where there are fewer readings now.
 * @param quarters all there are in the span, in order.
 * @param rawFrom since when raw readings are whole, epoch ms.
 * @returns whether anything is another than it was.
 */
export function replaceQuarters(
	db: RollupDb,
	series: number,
	{ from, to }: Span,
	quarters: readonly Summary[],
	rawFrom: number
): boolean {
	const day = dayOf(from);
	const before = db.quarters(series, day, day);
	const known = before.filter(({ start }) => start >= from && start < to);
	const kept = known.filter(({ start, n }) => {
		if (start >= rawFrom) return false;
		return (quarters.find((quarter) => quarter.start === start)?.n ?? 0) < n;
	});
	const places = new Set(kept.map(({ start }) => start));
	const fresh = [...kept, ...quarters.filter(({ start }) => !places.has(start))];
	fresh.sort((a, b) => a.start - b.start);
	if (sameQuarters(known, fresh)) return false;
	db.putQuarters(series, day, [
		...before.filter(({ start }) => start < from),
		...fresh,
		...before.filter(({ start }) => start >= to)
	]);
	return true;
}

/** Whether two lists are the same to the last bit. */
export function sameQuarters(one: readonly Summary[], other: readonly Summary[]): boolean {
	if (one.length !== other.length) return false;
	return one.every((quarter, i) => {
		const wanted = other[i];
		return (
			wanted !== undefined &&
			(Object.keys(quarter) as (keyof Summary)[]).every((name) => quarter[name] === wanted[name])
		);
	});
}

/** The days of a zone, each found out once. */
export class DayList {
	readonly #timeZone: string;
	#days: LocalDay[] = [];

	constructor(timeZone: string) {
		this.#timeZone = timeZone;
	}

	/** Days of which a part lies in the span; none where days do not begin on a quarter hour. */
	of({ from, to }: Span): LocalDay[] {
		const first = this.#days[0];
		const last = this.#days.at(-1);
		if (first === undefined || last === undefined || from < first.from || to > last.to) {
			// A span far from the last one starts anew: the list stays as short as it can.
			this.#days = daysOf(
				{ from: from - 40 * 86_400_000, to: to + 40 * 86_400_000 },
				this.#timeZone
			);
		}
		return this.#days.filter((day) => day.from < to && from < day.to && isOnQuarters(day));
	}
}

function isOnQuarters({ from, to }: LocalDay): boolean {
	return from % QUARTER_MS === 0 && to % QUARTER_MS === 0;
}

/** One day from the quarters that are kept of it, its last value held to its end; null where nothing is. */
export function wholeDay(
	db: RollupDb,
	series: number,
	{ metric }: Pick<SeriesKey, 'metric'>,
	{ from, to }: Span
): Summary | null {
	const { kind } = metricSpec(metric);
	const quarters = db
		.quarters(series, dayOf(from), dayOf(to - 1))
		.filter(({ start }) => start >= from && start < to);
	const whole = joinAll(quarters, kind);
	if (whole === null) return null;
	const held = heldFrom(whole, to, kind);
	return {
		...whole,
		...{ start: from, end: to },
		valueSeconds: whole.valueSeconds + whole.last * held,
		heldSeconds: whole.heldSeconds + held
	};
}

/** Makes anew every day of the building that a span touches. */
export function buildDays(
	db: RollupDb,
	series: number,
	key: Pick<SeriesKey, 'metric'>,
	days: readonly LocalDay[]
): void {
	for (const day of days) db.putDay(series, day.from, wholeDay(db, series, key, day));
}
