/** The days of zones, each found out once: a year of them takes longer than reading what is summed up of it. */
import { daysOf } from '../../domain/calendar.ts';
import type { LocalDay } from '../../domain/calendar.ts';
import type { Span } from '../../domain/rollups/intervals.ts';

const known = new Map<string, LocalDay[]>();

/** Every day of which a part lies in a span. @throws {RangeError} the zone is unknown. */
export function daysOfZone(span: Span, timeZone: string): LocalDay[] {
	let days = known.get(timeZone) ?? [];
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) days = daysOf(span, timeZone);
	else {
		if (span.from < first.from) {
			days = [...daysOf({ from: span.from, to: first.from }, timeZone), ...days];
		}
		if (span.to > last.to) days = [...days, ...daysOf({ from: last.to, to: span.to }, timeZone)];
	}
	known.set(timeZone, days);
	return days.filter(({ from, to }) => from < span.to && span.from < to);
}
