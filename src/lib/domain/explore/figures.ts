/** What a span comes to in a few numbers, and whether two of them may be compared. */
import type { HistoryAnswer, HistorySeries } from '../rollups/history-answer.ts';
import type { Span } from '../rollups/intervals.ts';

/** A value and the interval that it is of. */
export interface Extreme {
	value: number;
	/** Beginning of the interval, epoch ms UTC. */
	at: number;
}

export interface Figures {
	/** Over time: a gauge's mean, a state's share of the time at 1. null: nothing measured. */
	mean: number | null;
	/** Of single readings: the lowest and the highest. */
	min: Extreme | null;
	max: Extreme | null;
	/** Increments and totals: how many were counted. States: how often it became 1. */
	total: number | null;
	/** Share of the readings that were to be expected, 0 to 1; null where that is not known. */
	completeness: number | null;
	/** Readings. */
	n: number;
	/** Most sensors in an interval. */
	sensors: number;
}

/** The indexes of the intervals of which a part lies in the span: from the first up to the second. */
export function shownIntervals(
	{ starts, ends }: Pick<HistoryAnswer, 'starts' | 'ends'>,
	span: Span
): [number, number] {
	let first = 0;
	while (first < starts.length && (ends[first] ?? 0) <= span.from) first += 1;
	let end = starts.length;
	while (end > first && (starts[end - 1] ?? 0) >= span.to) end -= 1;
	return [first, end];
}

/** The figures of one series over the intervals that lie in the span. */
export function figuresOf(answer: HistoryAnswer, series: HistorySeries, span: Span): Figures {
	const [first, end] = shownIntervals(answer, span);
	let [weighted, weight, known, expected] = [0, 0, 0, 0];
	const found: Figures = {
		mean: null,
		min: null,
		max: null,
		total: null,
		completeness: null,
		n: 0,
		sensors: 0
	};
	for (let i = first; i < end; i++) {
		const at = answer.starts[i] ?? 0;
		// What is not over yet has its mean of the part that is.
		const length = Math.max(
			0,
			Math.min(answer.ends[i] ?? at, answer.to, answer.now) - Math.max(at, answer.from)
		);
		const [mean, min, max] = [series.mean[i], series.min[i], series.max[i]];
		if (mean != null) {
			weighted += mean * length;
			weight += length;
		}
		if (min != null && (found.min === null || min < found.min.value))
			found.min = { value: min, at };
		if (max != null && (found.max === null || max > found.max.value))
			found.max = { value: max, at };
		const count = series.count[i];
		if (count != null) found.total = (found.total ?? 0) + count;
		const complete = series.complete[i];
		if (complete != null) {
			known += complete * length;
			expected += length;
		}
		found.n += series.n[i] ?? 0;
		found.sensors = Math.max(found.sensors, series.sensors[i] ?? 0);
	}
	if (weight > 0) found.mean = weighted / weight;
	if (expected > 0) found.completeness = known / expected;
	return found;
}

/** With less of the expected readings than this a figure is shown but not compared. */
export const COMPARABLE_SHARE = 0.75;

export type Difference =
	| { kind: 'difference'; by: number; of: number }
	/** The lower of the two shares of readings that were to be expected. */
	| { kind: 'too-little'; completeness: number }
	| { kind: 'nothing' };

/** How far one figure lies from another; `of` is the other, for a share of it. */
export function differenceOf(
	one: Figures | null,
	other: Figures | null,
	figure: 'mean' | 'total'
): Difference {
	const [value, base] = [one?.[figure] ?? null, other?.[figure] ?? null];
	if (value === null || base === null) return { kind: 'nothing' };
	const completeness = Math.min(one?.completeness ?? 1, other?.completeness ?? 1);
	if (completeness < COMPARABLE_SHARE) return { kind: 'too-little', completeness };
	return { kind: 'difference', by: value - base, of: base };
}
