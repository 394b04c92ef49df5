/** Whether a zone fills or empties, and when it would be full if it went on like that. */
import type { Level } from './visits.ts';

export interface Filling {
	/** Persons an hour; below zero it empties. */
	perHour: number;
	trend: 'rising' | 'steady' | 'falling';
	/** Epoch ms UTC; null: not within two hours. */
	fullAt: number | null;
}

const SPAN_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
const HORIZON_MS = 2 * HOUR_MS;
/** Persons an hour against the doubt of the number: less is no trend. */
const LEAST_CHANGE = 6;

/**
 * By the straight line through the last half hour.
 * @param levels in order of time, the last one now's; @param capacity persons
 * @returns null where less than a quarter of an hour is known
 */
export function fillingOf(levels: readonly Level[], capacity: number): Filling | null {
	const now = levels.at(-1);
	if (now === undefined) return null;
	const late = levels.filter(({ at }) => at >= now.at - SPAN_MS);
	const first = late[0];
	if (first === undefined || now.at - first.at < SPAN_MS / 2) return null;
	const mean = (of: (level: Level) => number): number =>
		late.reduce((sum, one) => sum + of(one), 0) / late.length;
	const [at, people] = [mean((one) => one.at), mean((one) => one.people)];
	const spread = late.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
	const slope = late.reduce((sum, one) => sum + (one.at - at) * (one.people - people), 0) / spread;
	const perHour = slope * HOUR_MS;
	const trend = Math.abs(perHour) < LEAST_CHANGE ? 'steady' : perHour > 0 ? 'rising' : 'falling';
	const left = capacity - now.people;
	const inMs = left <= 0 ? 0 : (left / perHour) * HOUR_MS;
	const fills = left <= 0 || (trend === 'rising' && inMs <= HORIZON_MS);
	return { perHour, trend, fullAt: fills ? now.at + inMs : null };
}
