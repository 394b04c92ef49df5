/** Visits of days put together: length of stay, peaks, and the sums that the ministry asks for. */

/** A number that holds from its time to the next one's. */
export interface Level {
	/** Epoch ms UTC. */
	at: number;
	people: number;
}

/** Why a day tells no length of visit. */
export type NoLength = 'not-closed' | 'not-empty' | 'too-few' | 'poor-quality';

/** Fewer visits tell no mean. */
const ENOUGH_VISITS = 20;
/** Persons left at the end, of those who came, with which a day did not end empty. */
const LEFT_OVER = 0.1;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Mean length of a visit by Little's law: people-minutes inside over people who came. It holds
 * for a day that began and ended empty, is closed, and was counted well.
 * @param levels of the day, in order of time
 * @returns minutes, or why it cannot be told
 */
export function lengthOfVisit(
	levels: readonly Level[],
	came: number,
	day: { closed: boolean; poor: boolean }
): number | NoLength {
	if (!day.closed) return 'not-closed';
	if (day.poor) return 'poor-quality';
	if (came < ENOUGH_VISITS) return 'too-few';
	const last = levels.at(-1);
	if (last === undefined || last.people > LEFT_OVER * came) return 'not-empty';
	let minutes = 0;
	for (const [n, { at, people }] of levels.entries()) {
		minutes += (people * ((levels[n + 1]?.at ?? at) - at)) / MINUTE_MS;
	}
	return minutes / came;
}

/** Visits of one day. */
export interface VisitDay {
	/** `2026-11-24` */
	date: string;
	visits: number;
	poor: boolean;
	/** The day is over. */
	whole: boolean;
}

export interface VisitPeriod {
	/** First day and last day that is in it, `2026-11-24`. */
	from: string;
	to: string;
	visits: number;
	/** Days with visits, and of those the poorly counted. */
	days: number;
	poorDays: number;
	/** Every day of the period is over and in it. */
	whole: boolean;
	highest: VisitDay | null;
	lowest: VisitDay | null;
}

export type PeriodKind = 'week' | 'month';

/**
 * Weeks from Monday, or months, in order; highest and lowest of the days with visits that are over.
 * @param days in order of date
 * @param until the first date that is not over, `2026-11-24`
 */
export function periodsOf(
	days: readonly VisitDay[],
	kind: PeriodKind,
	until: string
): VisitPeriod[] {
	const periods = new Map<string, VisitDay[]>();
	for (const day of days) {
		const key = kind === 'month' ? day.date.slice(0, 7) : mondayOf(day.date);
		const own = periods.get(key) ?? [];
		own.push(day);
		periods.set(key, own);
	}
	const first = days[0]?.date ?? '';
	return [...periods.entries()].map(([key, own]) => {
		const begin = kind === 'month' ? `${key}-01` : key;
		const end = kind === 'month' ? lastOfMonth(key) : dateAfter(key, 6);
		const open = own.filter(({ visits, whole }) => visits > 0 && whole);
		const sorted = open.toSorted((a, b) => b.visits - a.visits);
		return {
			from: own[0]?.date ?? begin,
			to: own.at(-1)?.date ?? end,
			visits: own.reduce((sum, { visits }) => sum + visits, 0),
			days: own.filter(({ visits }) => visits > 0).length,
			poorDays: own.filter(({ poor }) => poor).length,
			whole: begin >= first && end < until,
			highest: sorted[0] ?? null,
			lowest: sorted.at(-1) ?? null
		};
	});
}

function mondayOf(date: string): string {
	return dateAfter(date, -((new Date(date).getUTCDay() + 6) % 7));
}

function lastOfMonth(month: string): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function dateAfter(date: string, days: number): string {
	return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
