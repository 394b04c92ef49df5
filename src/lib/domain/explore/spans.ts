/** Spans of time: what a choice means now, the same part of the period before, moved and zoomed. */
import { daysAfter, localDay, monthOf, weekOf, zonedToUtc } from '../calendar.ts';
import type { Every } from '../rollups/history-answer.ts';
import { intervalsOf, type Span } from '../rollups/intervals.ts';
import type { FixedSpan, Period, Preset } from './view.ts';
import { writtenTime } from './written-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The shortest span that is shown, ms. */
export const MIN_SPAN_MS = HOUR;
/** The longest that zooming reaches, ms: the bound of one question less a little. */
export const MAX_SPAN_MS = 19 * 365 * DAY;

const LENGTHS: Partial<Record<Preset, number>> = {
	'1h': HOUR,
	'24h': DAY,
	'7d': 7 * DAY,
	'30d': 30 * DAY
};

/** The span a choice means at `now`, epoch ms UTC; never shorter than an hour. */
export function spanOf(choice: Preset | FixedSpan, now: number, timeZone: string): Span {
	if (typeof choice !== 'string') return choice;
	const length = LENGTHS[choice];
	if (length !== undefined) return { from: now - length, to: now };
	const from =
		choice === '12m' ? shiftTime(now, 'year', -1, timeZone) : startOf(choice, now, timeZone);
	return { from, to: Math.max(now, from + MIN_SPAN_MS) };
}

function startOf(choice: Preset, now: number, timeZone: string): number {
	const today = localDay(now, timeZone);
	if (choice === 'week') return weekOf(today, timeZone).from;
	if (choice === 'month') return monthOf(today, timeZone).from;
	if (choice === 'year') return monthOf({ date: `${today.date.slice(0, 4)}-01-01` }, timeZone).from;
	return today.from;
}

/**
 * The same time of the clock some days, weeks, months or years later, or before where negative;
 * a day that the month does not have (31 to 30) is its last.
 */
export function shiftTime(at: number, period: Period, n: number, timeZone: string): number {
	const day = localDay(at, timeZone);
	const [date, clock = ''] = writtenTime(at, timeZone).split('T');
	const seconds = at - Math.floor(at / MINUTE) * MINUTE;
	const shifted =
		period === 'day' || period === 'week'
			? daysAfter(day, period === 'day' ? n : 7 * n, timeZone).date
			: shiftMonths(date ?? day.date, period === 'month' ? n : 12 * n);
	return (zonedToUtc(`${shifted}T${clock}`, timeZone) ?? at) + seconds;
}

function shiftMonths(date: string, months: number): string {
	const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
	const first = new Date(Date.UTC(year, month - 1 + months, 1));
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	first.setUTCDate(Math.min(day, last));
	return first.toISOString().slice(0, 10);
}

export interface Comparison {
	/** The part of the span that is compared: up to now where it is not over. */
	part: Span;
	/** The same part of the period before. */
	before: Span;
	/** The span goes on after now, so that only a part of it is compared. */
	unfinished: boolean;
	/** Both cover as many days; a month has not as many as the one before. */
	alike: boolean;
}

/**
 * What a span is compared with: the same part of the period before, so that a part of a month
 * never stands beside a whole one. null where nothing of it is over, or where the period before
 * does not have those days (29 to 31 of a month).
 */
export function comparisonOf(
	span: Span,
	period: Period,
	now: number,
	timeZone: string
): Comparison | null {
	const part = { from: span.from, to: Math.min(span.to, now) };
	if (!(part.from < part.to)) return null;
	const before = {
		from: shiftTime(part.from, period, -1, timeZone),
		to: shiftTime(part.to, period, -1, timeZone)
	};
	if (!(before.from < before.to)) return null;
	const days = ({ from, to }: Span) => Math.round((to - from) / HOUR);
	// An hour more or less is a change of the clocks.
	const alike = Math.abs(days(part) - days(before)) <= 1;
	return { part, before, unfinished: span.to > now, alike };
}

/** Where an instant of the span before stands on the axis of the other: the same day and clock. */
export function alignment(before: Span, part: Span, timeZone: string): (at: number) => number {
	const [first, target] = [localDay(before.from, timeZone), localDay(part.from, timeZone)];
	let day = first;
	let onto = target;
	return (at) => {
		if (at < day.from || at >= day.to) {
			day = localDay(at, timeZone);
			const days = Math.round((Date.parse(day.date) - Date.parse(first.date)) / DAY);
			onto = daysAfter(target, days, timeZone);
		}
		return onto.from + (at - day.from);
	};
}

/**
 * A span made longer (factor above 1) or shorter around an instant, within the bounds; it does
 * not reach beyond `latest` further than it did.
 */
export function zoomed({ from, to }: Span, factor: number, at: number, latest: number): Span {
	const length = Math.min(MAX_SPAN_MS, Math.max(MIN_SPAN_MS, (to - from) * factor));
	const share = (at - from) / (to - from);
	return held({ from: at - share * length, to: at + (1 - share) * length }, Math.max(latest, to));
}

/** A span moved by ms, but not beyond `latest`, or where it ended if that was later. */
export function moved({ from, to }: Span, ms: number, latest: number): Span {
	return held({ from: from + ms, to: to + ms }, Math.max(latest, to));
}

function held({ from, to }: Span, latest: number): Span {
	const over = Math.max(0, to - latest);
	return { from: Math.max(0, from - over), to: to - over };
}

/** The span with its ends on the nearest bounds of its intervals, so that each is shown whole. */
export function settled({ from, to }: Span, every: Every, timeZone: string): Span {
	const start = nearest(from, every, timeZone);
	const end = nearest(to, every, timeZone);
	return start + MIN_SPAN_MS <= end ? { from: start, to: end } : { from, to };
}

function nearest(at: number, every: Every, timeZone: string): number {
	const [interval] = intervalsOf({ from: at, to: at + 1 }, every, timeZone);
	if (interval === undefined) return at;
	return at - interval.from <= interval.to - at ? interval.from : interval.to;
}
