/** Days as columns of weeks, for a heatmap of the calendar. */
import type { DayColumn } from './overview.ts';

const DAY_MS = 86_400_000;

export interface Week {
	/** The Monday, as a date at noon UTC: only to be named. */
	monday: number;
	/** By weekday, Monday first: the index into the days; null: no service. */
	days: (number | null)[];
}

/** Weeks from the first day to the last, those without service too; weekdays 1 Monday to 7 Sunday. */
export function weeksOf(days: readonly Pick<DayColumn, 'date' | 'weekday'>[]): Week[] {
	const weeks = new Map<number, Week>();
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return [];
	const mondayOf = ({ date, weekday }: Pick<DayColumn, 'date' | 'weekday'>) =>
		Date.parse(date) - (weekday - 1) * DAY_MS;
	for (let monday = mondayOf(first); monday <= mondayOf(last); monday += 7 * DAY_MS) {
		weeks.set(monday, { monday, days: Array.from({ length: 7 }, () => null) });
	}
	for (const [index, day] of days.entries()) {
		const week = weeks.get(mondayOf(day));
		if (week) week.days[day.weekday - 1] = index;
	}
	return [...weeks.values()];
}

/** The weekdays on which there is any service, 0 Monday, in order; those between two are kept. */
export function weekdaysOf(days: readonly Pick<DayColumn, 'weekday'>[]): number[] {
	const all = days.map(({ weekday }) => weekday - 1);
	const [low, high] = [Math.min(...all), Math.max(...all)];
	return Array.from({ length: Math.max(0, high - low + 1) }, (_, n) => low + n);
}
