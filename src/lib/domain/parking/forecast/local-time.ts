/** Where an instant lies in the car park's week: handed in, because only the building knows its calendar. */

export interface LocalTime {
	/** Counts the local days; later days have greater numbers. */
	day: number;
	/** Minutes after the local midnight. */
	minute: number;
	/**
	 * What sort of day it is, the narrowest word first: `['2 08:00-16:00', '08:00-16:00', 'open']`.
	 * Days that share no word are never compared: a holiday says nothing of a service day.
	 */
	kinds: readonly string[];
	/** First and last minute of service; null: there is none, or it is not known. */
	hours: readonly [number, number] | null;
}

export type ReadLocalTime = (at: number) => LocalTime;

const DAY_MS = 86_400_000;

/** Wall-clock times written as if they were UTC, and no calendar but the week. */
export function weekOnly(at: number): LocalTime {
	const day = Math.floor(at / DAY_MS);
	const weekday = ((day % 7) + 7) % 7;
	return {
		day,
		minute: Math.floor((at - day * DAY_MS) / 60_000),
		kinds: [`weekday ${weekday}`, 'any'],
		hours: null
	};
}

/**
 * The minute of another day that corresponds to one of this day: opening to opening, closing
 * to closing, and in proportion between them, so that a shorter day of Ramadan is compared
 * with a whole one.
 */
export function moved(minute: number, from: LocalTime['hours'], to: LocalTime['hours']): number {
	if (from === null || to === null) return minute;
	if (from[0] === to[0] && from[1] === to[1]) return minute;
	if (minute <= from[0]) return minute - from[0] + to[0];
	if (minute >= from[1]) return minute - from[1] + to[1];
	return to[0] + ((minute - from[0]) / (from[1] - from[0])) * (to[1] - to[0]);
}
