/** The rows that answer for one sensor: days, quarters of an hour, or stretches of raw readings, in order of time. */
import type { LocalDay } from '../../domain/calendar.ts';
import type { MetricKind } from '../../domain/metrics.ts';
import { QUARTER_MS, quarterOf, quartersOf, summarise } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import { dayOf, startOfDay } from '../rollups/chunk.ts';
import type { Mark } from '../rollups/marks.ts';
import type { RollupDb } from '../rollups/rollup-db.ts';
import type { Point } from '../store/store.ts';
import type { Sensor } from './sensors.ts';

/** A whole quarter is cut by a time that is on no quarter hour: raw readings must tell its parts. */
export class RawGone extends Error {
	override name = 'RawGone';
	/** Where it is cut, epoch ms. */
	readonly at: number;
	constructor(at: number) {
		super('the raw readings are gone');
		this.at = at;
	}
}

/** What must be read raw for a sensor before its rows can be told. */
export interface RawNeeds {
	/** Changed and not summed up yet; on quarters of an hour. */
	changed: Span[];
	/** Single quarters with a cut in them. */
	cut: Span[];
	/** How many quarters could not be cut. */
	uncut: number;
}

/** Times that cut a quarter of an hour: the edges of what is wanted. */
export function cutsOf(spans: readonly Span[]): number[] {
	return spans
		.flatMap(({ from, to }) => [from, to])
		.filter((at) => Number.isFinite(at) && at % QUARTER_MS !== 0);
}

export function rawNeeds(
	marks: readonly Omit<Mark, 'series'>[],
	cuts: readonly number[]
): RawNeeds {
	const changed = marks.map(({ day, first, last }) => ({
		from: startOfDay(day) + first * QUARTER_MS,
		to: startOfDay(day) + (last + 1) * QUARTER_MS
	}));
	const starts = new Set(cuts.map(quarterOf));
	const cut = [...starts]
		.filter((at) => !changed.some(({ from, to }) => from <= at && at < to))
		.map((from) => ({ from, to: from + QUARTER_MS }));
	return { changed, cut, uncut: 0 };
}

/** Raw readings that were asked for, by the start of the span. */
export type RawOf = (span: Span) => readonly Point[];

/**
 * Quarters of a span that is on quarter hours; those that are cut come as parts.
 * One that a move cuts, and whose raw readings are gone, stays whole and is counted in `needs`.
 * @throws {RawGone} service hours cut a quarter whose raw readings are gone.
 */
export function quarterRows(
	db: RollupDb,
	series: number | null,
	sensor: Pick<Sensor, 'kind' | 'wanted' | 'placed'>,
	span: Span,
	needs: RawNeeds,
	rawOf: RawOf
): Summary[] {
	const { kind } = sensor;
	const stored = series === null ? [] : db.quarters(series, dayOf(span.from), dayOf(span.to - 1));
	let rows = stored.filter(({ start }) => start >= span.from && start < span.to);
	for (const changed of needs.changed) {
		if (changed.to <= span.from || changed.from >= span.to) continue;
		const fresh = quartersOf(rawOf(changed), kind);
		rows = [
			...rows.filter(({ start }) => start < changed.from),
			...fresh.filter(({ start }) => start >= span.from && start < span.to),
			...rows.filter(({ start }) => start >= changed.to)
		];
	}
	const cuts = new Set(cutsOf(sensor.wanted));
	if (cuts.size === 0) return rows;
	const moves = new Set(cutsOf(sensor.placed));
	const byQuarter = Map.groupBy(cuts, quarterOf);
	return rows.flatMap((row) => {
		const within = byQuarter.get(row.start);
		if (within === undefined) return [row];
		const quarter = { from: row.start, to: row.end };
		const points = pointsOfQuarter(quarter, needs, rawOf);
		if (points.length < row.n) {
			const byHours = within.find((at) => !moves.has(at));
			if (byHours !== undefined) throw new RawGone(byHours);
			needs.uncut += 1;
			return [row];
		}
		return partsOf(points, [row.start, ...within.sort((a, b) => a - b), row.end], kind);
	});
}

function pointsOfQuarter(quarter: Span, { changed }: RawNeeds, rawOf: RawOf): readonly Point[] {
	const whole = changed.find(({ from, to }) => from <= quarter.from && quarter.from < to);
	if (whole === undefined) return rawOf(quarter);
	return rawOf(whole).filter(({ at }) => at >= quarter.from && at < quarter.to);
}

/** Readings in order of time, summed up between each two edges; stretches without one are left out. */
export function partsOf(
	points: readonly Point[],
	edges: readonly number[],
	kind: MetricKind
): Summary[] {
	const parts: Summary[] = [];
	let begin = 0;
	for (let i = 0; i + 1 < edges.length; i++) {
		const [from = 0, to = 0] = [edges[i], edges[i + 1]];
		while (begin < points.length && (points[begin]?.at ?? 0) < from) begin += 1;
		let end = begin;
		while (end < points.length && (points[end]?.at ?? 0) < to) end += 1;
		const part = summarise(points.slice(begin, end), from, to, kind);
		if (part !== null) parts.push(part);
		begin = end;
	}
	return parts;
}

/**
 * Whole days where all of the day is wanted, it is over and nothing of it has changed; quarters
 * elsewhere. Both in order of time. Throws as `quarterRows`.
 */
export function dayRows(
	db: RollupDb,
	series: number | null,
	sensor: Pick<Sensor, 'kind' | 'wanted' | 'placed'>,
	{ days, now }: { days: readonly LocalDay[]; now: number },
	needs: RawNeeds,
	rawOf: RawOf
): Summary[] {
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return [];
	const whole = new Map(
		series === null ? [] : db.days(series, first.from, last.to).map((row) => [row.start, row])
	);
	const rows: Summary[] = [];
	let next = 0;
	for (const day of days) {
		while ((sensor.wanted[next]?.to ?? Infinity) <= day.from) next += 1;
		const span = sensor.wanted[next];
		if (span === undefined || span.from >= day.to) {
			// Not wanted, but it tells what held, and what had been counted, afterwards.
			const elsewhere = whole.get(day.from);
			if (elsewhere !== undefined) rows.push(elsewhere);
			continue;
		}
		const isWhole = span.from <= day.from && day.to <= span.to && day.to <= now;
		const hasChanged = needs.changed.some(({ from, to }) => from < day.to && day.from < to);
		const kept = whole.get(day.from);
		if (isWhole && !hasChanged && kept?.end === day.to) rows.push(kept);
		else if (!isWhole || hasChanged || kept !== undefined || !isOnQuarters(day)) {
			const widened = { from: quarterOf(day.from), to: quarterOf(day.to - 1) + QUARTER_MS };
			rows.push(...quarterRows(db, series, sensor, widened, needs, rawOf));
		}
	}
	return rows;
}

function isOnQuarters({ from, to }: LocalDay): boolean {
	return from % QUARTER_MS === 0 && to % QUARTER_MS === 0;
}
