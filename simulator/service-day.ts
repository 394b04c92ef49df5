/** The simulated days: when visitors come, how long they stay, how full the building is. */
import { drawFor, exponential, hashOf, mulberry32 } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * The building's own clock: ms since a Monday at 00.00, local time. A simulation starts on
 * Tuesday at 10.00, the busiest hour of a busy day, whatever the time of the present is.
 */
export const STARTS_AT = DAY + 10 * HOUR;

/** On a busy day, of whom about 85 are in the building at its fullest. */
const VISITORS_A_DAY = 620;
/** Relative number of arrivals in each half hour from 07.30 to 15.30. */
const ARRIVALS = [2, 5, 8, 10, 11, 11, 9, 7, 4, 4, 6, 7, 6, 4, 3, 2];
const OPENS = 7.5 * HOUR;
const CLOSES = 16 * HOUR;

export interface Visitor {
	/** Unique within the simulation. */
	id: number;
	/** Building's clock, ms. */
	arrives: number;
	leaves: number;
}

/** Saturday and Sunday are closed. */
export function isServiceDay(day: number): boolean {
	return day % 7 < 5;
}

/** Everyone who comes on the day (0: the first Monday), in order of arrival. */
export function visitorsOf(seed: number, day: number): Visitor[] {
	if (!isServiceDay(day)) return [];
	const draw = mulberry32(hashOf(seed, 'visitors', day));
	const all = ARRIVALS.reduce((sum, part) => sum + part, 0);
	const visitors = ARRIVALS.flatMap((part, halfHour) =>
		Array.from({ length: Math.round((VISITORS_A_DAY * part) / all) }, () => {
			const arrives = OPENS + (halfHour + draw()) * (HOUR / 2);
			const stay = 8 * MINUTE + exponential(draw(), 34 * MINUTE);
			return { arrives, leaves: Math.min(arrives + stay, CLOSES + draw() * 20 * MINUTE) };
		})
	);
	return visitors
		.sort((a, b) => a.arrives - b.arrives)
		.map(({ arrives, leaves }, index) => ({
			id: day * 10_000 + index,
			arrives: day * DAY + arrives,
			leaves: day * DAY + leaves
		}));
}

/** The days' visitors, made once each. */
export interface Visits {
	/** Of all days up to and including the one of `clock`. */
	until(clock: number): Visitor[];
	/** Visitors in the building at the time, over the most that a usual day sees; 0 to about 1.2. */
	crowd(clock: number): number;
}

export function createVisits(seed: number): Visits {
	const days: Visitor[][] = [];
	const dayOf = (clock: number) => Math.max(0, Math.floor(clock / DAY));
	const of = (day: number) => (days[day] ??= visitorsOf(seed, day));
	const usualPeak = 85;
	return {
		until(clock) {
			return Array.from({ length: dayOf(clock) + 1 }, (_, day) => of(day)).flat();
		},
		crowd(clock) {
			const present = of(dayOf(clock)).filter((v) => v.arrives <= clock && clock < v.leaves);
			return present.length / usualPeak;
		}
	};
}

/** Passages over one counting line since it was installed. */
export interface Passages {
	in: number;
	out: number;
}

/**
 * What a counter has counted. Each line sees its own share of the visitors, the same ones
 * in and out, and misses some of both as real counters do, out more often than in.
 */
export function passagesOf(visits: Visits, seed: number, line: string, clock: number): Passages {
	const share = 0.2 + 0.3 * drawFor(seed, line, 'share');
	const before = Math.floor(4_000 + 30_000 * drawFor(seed, line, 'before'));
	const passages = { in: before, out: before - Math.floor(300 * drawFor(seed, line, 'drift')) };
	for (const visitor of visits.until(clock)) {
		if (visitor.arrives > clock) break;
		const passes = drawFor(seed, line, visitor.id);
		if (passes >= share) continue;
		// The draw is even within the share, so its place there decides who is missed.
		const within = passes / share;
		if (within > 0.02) passages.in++;
		if (visitor.leaves <= clock && within < 0.97) passages.out++;
	}
	return passages;
}
