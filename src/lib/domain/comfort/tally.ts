/** How much of the service time was within limits, and how much of it anyone can tell. */

/** ms of service: all, those that are known, and those within limits. */
export interface Tally {
	serviceMs: number;
	knownMs: number;
	withinMs: number;
}

/** Under this share of the service time nothing is judged. */
export const LEAST_COVERAGE = 0.75;

export function emptyTally(): Tally {
	return { serviceMs: 0, knownMs: 0, withinMs: 0 };
}

/** Rooms, days or hours together; each counts by its service time. */
export function addTallies(tallies: Iterable<Tally>): Tally {
	const sum = emptyTally();
	for (const { serviceMs, knownMs, withinMs } of tallies) {
		sum.serviceMs += serviceMs;
		sum.knownMs += knownMs;
		sum.withinMs += withinMs;
	}
	return sum;
}

/** Share of the service time that is known, 0 to 1; null where there was none. */
export function coverage({ serviceMs, knownMs }: Tally): number | null {
	return serviceMs === 0 ? null : knownMs / serviceMs;
}

/**
 * Share of the known service time within limits, 0 to 1.
 * @returns null where less than three quarters of the service time are known, or there was none.
 */
export function shareWithin(tally: Tally): number | null {
	const covered = coverage(tally);
	return covered === null || covered < LEAST_COVERAGE ? null : tally.withinMs / tally.knownMs;
}

/**
 * A share as a whole number of per cent that says nothing untrue: 100 only where it is all,
 * 0 only where it is none.
 */
export function wholePercent(share: number): number {
	const rounded = Math.round(share * 100);
	if (rounded >= 100 && share < 1) return 99;
	return rounded <= 0 && share > 0 ? 1 : rounded;
}
