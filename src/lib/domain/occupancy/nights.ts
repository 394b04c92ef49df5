/** When a building is closed, so that it can be taken to be empty. */
import { daysAfter, localDay, timeOf, type LocalDay } from '../calendar.ts';
import type { ServiceClock } from '../calendar-day.ts';

export interface Night {
	/** The day that ends with it. */
	day: LocalDay;
	/** Closing, epoch ms UTC. */
	from: number;
	/** By then nobody is taken to be in, moving or not, epoch ms UTC; past midnight. */
	by: number;
}

/** The first night that ends at or after an instant. */
export type Nights = (at: number) => Night;

/** Where no opening is near, the night's middle is this long after midnight. */
const SMALL_HOURS_MS = 3 * 3_600_000;

/**
 * The same hours every day. A closing at or before the opening is past midnight.
 * @param opening `08:00` and `closing` `22:00`, on the clocks of `timeZone`.
 */
export function dailyNights(opening: string, closing: string, timeZone: string): Nights {
	return firstNight(timeZone, (day) => {
		const next = daysAfter(day, 1, timeZone);
		const from = timeOf(closing <= opening ? next : day, closing, timeZone);
		const opens = timeOf(next, opening, timeZone);
		return { day, from, by: Math.max(day.to, from + Math.max(0, opens - from) / 2) };
	});
}

/** By the building's calendar: a day without service is closed from its end on. */
export function serviceNights(service: ServiceClock): Nights {
	return firstNight(service.timeZone, (day) => {
		const last = service.spansOf(day).at(-1);
		return { day, from: last?.to ?? day.to, by: day.to + SMALL_HOURS_MS };
	});
}

function firstNight(timeZone: string, nightOf: (day: LocalDay) => Night): Nights {
	return (at) => {
		const today = localDay(at, timeZone);
		const before = nightOf(daysAfter(today, -1, timeZone));
		return before.by >= at ? before : nightOf(today);
	};
}
