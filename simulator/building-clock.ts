/** Local days and hours of the building, counted so that a day is a function of its date alone. */
import { zonedToUtc } from '#lib/domain/calendar.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const MINUTES_A_DAY = 1_440;

/** Days are numbered from 1970-01-01 by the building's calendar. */
export interface BuildingClock {
	/** The local day in which an instant (epoch ms UTC) lies. */
	dayOf(at: number): number;
	/** Local midnight at which the day starts, epoch ms UTC. */
	startOf(day: number): number;
	/** What a clock in the building shows at an instant: `2026-11-24T10:00:00.000`. */
	shows(at: number): string;
}

/** The zone's winter offset holds all year: a simulated day has 24 hours, also where clocks jump. */
export function buildingClock(timeZone: string): BuildingClock {
	const midnight = Date.UTC(2026, 0, 1);
	const offset = midnight - (zonedToUtc('2026-01-01T00:00:00', timeZone) ?? midnight);
	return {
		dayOf: (at) => Math.floor((at + offset) / DAY),
		startOf: (day) => day * DAY - offset,
		shows: (at) => new Date(at + offset).toISOString().slice(0, -1)
	};
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
	// 1970-01-01 was a Thursday.
	return (((day + 3) % 7) + 7) % 7;
}
