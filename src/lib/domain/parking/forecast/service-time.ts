/** The forecast's local time by the building's service calendar: a day is known by its hours, whatever makes them so. */
import { daysAfter, localDay } from '../../calendar.ts';
import type { ServiceClock } from '../../calendar-day.ts';
import type { LocalTime, ReadLocalTime } from './local-time.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Weekday and hours, then the hours, then only whether it serves. A Friday's break and the hours
 * of Ramadan are hours of their own; a holiday is a closed day, like no service day.
 */
export function serviceTime(service: ServiceClock): ReadLocalTime {
	return (at) => {
		const day = service.dayOf(at);
		const spans = service.spansOf(day);
		const minutes = spans.map((span) => [
			(span.from - day.from) / MINUTE_MS,
			(span.to - day.from) / MINUTE_MS
		]);
		const [first, last] = [minutes[0]?.[0], minutes.at(-1)?.[1]];
		const open = first !== undefined && last !== undefined;
		const hours = minutes.map((span) => span.join('-')).join(' ');
		return {
			day: Math.round(Date.parse(day.date) / DAY_MS),
			minute: Math.floor((at - day.from) / MINUTE_MS),
			kinds: open
				? [`${day.weekday} ${hours}`, hours, 'serves']
				: [`${day.weekday} closed`, 'closed'],
			hours: open ? [first, last] : null
		} satisfies LocalTime;
	};
}

/** Vehicles of staff come before the doors open, and the last leave after they close. */
const AROUND_MS = 60 * MINUTE_MS;

/** What of a day is worth learning from: its service and an hour around it; null on a closed day. */
export function learnedSpan(
	service: ServiceClock,
	at: number
): { from: number; to: number } | null {
	const spans = service.spansOf(service.dayOf(at));
	const [first, last] = [spans[0], spans.at(-1)];
	if (first === undefined || last === undefined) return null;
	return { from: first.from - AROUND_MS, to: last.to + AROUND_MS };
}

/** The building's days from so many before `now` to today, oldest first. */
export function daysBefore(service: ServiceClock, now: number, days: number) {
	const today = localDay(now, service.timeZone);
	return Array.from({ length: days + 1 }, (_, n) => daysAfter(today, n - days, service.timeZone));
}
