/** Where a time axis is named, by the building's clock: at midnights, on the first of months, at full hours. */
import { daysAfter, daysOf, localDay, monthOf } from '#lib/domain/calendar.ts';
import { intervalsOf, type Span } from '#lib/domain/rollups/intervals.ts';

export interface TimeTick {
	/** Epoch ms UTC. */
	at: number;
	/** What is new there, and so named. */
	kind: 'time' | 'day' | 'month' | 'year';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CLOCK_STEPS = [5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE);
const DAY_STEPS = [1, 2, 3, 4, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6];
const YEAR_STEPS = [1, 2, 5, 10];

/**
 * At most `count` ticks of a span, epoch ms UTC, in order.
 * @param timeZone IANA name
 */
export function timeTicks(span: Span, count: number, timeZone: string): TimeTick[] {
	const most = Math.max(2, count);
	const length = span.to - span.from;
	const clock = CLOCK_STEPS.find((step) => length / step <= most);
	if (clock !== undefined) return clockTicks(span, clock, timeZone);
	const days = DAY_STEPS.find((step) => length / (step * DAY) <= most);
	if (days !== undefined) return dayTicks(span, days, timeZone);
	const months =
		MONTH_STEPS.find((step) => length / (step * 30 * DAY) <= most) ??
		12 * (YEAR_STEPS.find((step) => length / (step * 365 * DAY) <= most) ?? 20);
	return monthTicks(span, months, timeZone);
}

function clockTicks(span: Span, step: number, timeZone: string): TimeTick[] {
	return intervalsOf(span, step, timeZone)
		.filter(({ from }) => from >= span.from)
		.map(({ from }) => ({
			at: from,
			kind: localDay(from, timeZone).from === from ? 'day' : 'time'
		}));
}

/** Every so many days, counted so that a tick does not change its day when the span moves. */
function dayTicks(span: Span, step: number, timeZone: string): TimeTick[] {
	return daysOf(span, timeZone)
		.filter(({ date, from }) => {
			// Day 4 of the epoch was a Monday: steps of weeks begin on one.
			const number = Math.round(Date.parse(date) / DAY) - 4;
			return from >= span.from && number % step === 0;
		})
		.map(({ from }) => ({ at: from, kind: 'day' }));
}

function monthTicks(span: Span, step: number, timeZone: string): TimeTick[] {
	const ticks: TimeTick[] = [];
	let month = monthOf(localDay(span.from, timeZone), timeZone);
	while (month.from < span.to) {
		const [year = 0, number = 1] = month.date.split('-').map(Number);
		if (month.from >= span.from && (year * 12 + number - 1) % step === 0) {
			ticks.push({ at: month.from, kind: number === 1 ? 'year' : 'month' });
		}
		month = monthOf(daysAfter(month, 31, timeZone), timeZone);
	}
	return ticks;
}
