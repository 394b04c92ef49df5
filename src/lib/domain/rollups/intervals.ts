/** The intervals of an answer: from local midnight on, or the days, weeks and months of the building's calendar. */
import { daysOf, localDay, monthOf, weekOf } from '../calendar.ts';
import type { LocalDay } from '../calendar.ts';
import type { Every } from './history-answer.ts';
import { QUARTER_MS } from './summary.ts';

export interface Span {
	/** Half-open, epoch ms UTC. */
	from: number;
	to: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The steps to choose from: each divides the next but one, and is one that a clock's face knows. */
const LADDER: readonly (readonly [Every, number])[] = [
	...[10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, QUARTER_MS, 30 * MINUTE].map(
		(ms) => [ms, ms] as const
	),
	...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR].map((ms) => [ms, ms] as const),
	['day', DAY],
	['week', 7 * DAY],
	['month', 28 * DAY]
];

/** Whether a step is one that a day can be parted by, or a calendar's. */
export function isEvery(every: Every): boolean {
	return (
		typeof every === 'string' ||
		(Number.isInteger(every) && every >= SECOND && every < DAY && DAY % every === 0)
	);
}

/**
 * The finest step of the ladder that cuts the span into at most so many intervals, none finer
 * than `leastMs`, which is what the sensors take from one reading to the next.
 */
export function chooseEvery({ from, to }: Span, points: number, leastMs = 0): Every {
	const found = LADDER.find(([, ms]) => ms >= leastMs && (to - from) / ms <= points);
	return found?.[0] ?? 'month';
}

/** What the finest rows are that can answer: raw readings, quarters of an hour, or days. */
export function sourceOf(every: Every): 'raw' | 'quarter' | 'day' {
	if (typeof every === 'string') return 'day';
	return every % QUARTER_MS === 0 ? 'quarter' : 'raw';
}

/** About how many intervals there will be; exact but for the edges. */
export function countIntervals({ from, to }: Span, every: Every): number {
	const ms = LADDER.find(([step]) => step === every)?.[1] ?? Number(every);
	return Math.ceil((to - from) / ms) + 2;
}

/**
 * The intervals that touch a span, whole: where clocks change, the last before midnight is
 * shorter or there are more of them.
 * @param days gives the zone's days; who asks often keeps them.
 * @throws {RangeError} the zone is unknown
 */
export function intervalsOf(
	span: Span,
	every: Every,
	timeZone: string,
	days: (span: Span, timeZone: string) => readonly LocalDay[] = daysOf
): Span[] {
	const intervals: Span[] = [];
	if (!(span.from < span.to)) return intervals;
	if (every === 'week' || every === 'month') {
		const of = every === 'week' ? weekOf : monthOf;
		let at = span.from;
		while (at < span.to) {
			const { from, to } = of(localDay(at, timeZone), timeZone);
			intervals.push({ from, to });
			at = to;
		}
		return intervals;
	}
	for (const day of days(span, timeZone)) {
		if (every === 'day') {
			intervals.push({ from: day.from, to: day.to });
			continue;
		}
		// Not every interval of the first and last day touches the span.
		const skipped = Math.max(0, Math.floor((span.from - day.from) / every));
		for (let from = day.from + skipped * every; from < Math.min(day.to, span.to); from += every) {
			intervals.push({ from, to: Math.min(from + every, day.to) });
		}
	}
	return intervals;
}

/** What two lists of spans, each in order and apart, have in common. */
export function common(one: readonly Span[], other: readonly Span[]): Span[] {
	const spans: Span[] = [];
	let [a, b] = [0, 0];
	for (;;) {
		const [left, right] = [one[a], other[b]];
		if (left === undefined || right === undefined) return spans;
		const from = Math.max(left.from, right.from);
		const to = Math.min(left.to, right.to);
		if (from < to) spans.push({ from, to });
		if (left.to < right.to) a += 1;
		else b += 1;
	}
}

/** What of a list of spans, in order and apart, is in none of others, likewise. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
	const gaps: Span[] = [];
	let from = -Infinity;
	for (const other of others) {
		if (other.from > from) gaps.push({ from, to: other.from });
		from = Math.max(from, other.to);
	}
	gaps.push({ from, to: Infinity });
	return common(spans, gaps);
}
