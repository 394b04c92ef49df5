/**
 * How many people are in the building: everyone who came in since the day began and has not
 * gone out, by the counters at its doors, with what such a difference can be trusted to.
 */

/** Through one door since the day began. */
export interface Passages {
	in: number;
	out: number;
}

export interface PeopleEstimate {
	people: number;
	/** The band in which the true number is expected. */
	low: number;
	high: number;
}

/**
 * A counter misses about this share of passages (makers state 95 to 99 %), and the misses of
 * in and out need not cancel: the band of a difference grows with the sum of what was counted.
 */
const MISSED_SHARE = 0.025;

/** Half the width of the band after so many passages. */
export function halfBand(passages: number): number {
	return passages === 0 ? 0 : Math.max(1, Math.round(passages * MISSED_SHARE));
}

/**
 * The estimate from all outer doors. It is zero before anyone came and never below; the band
 * is `MISSED_SHARE` of all passages, one person at least once anyone has passed.
 */
export function estimatePeople(doors: readonly Passages[]): PeopleEstimate {
	const entered = doors.reduce((sum, door) => sum + door.in, 0);
	const left = doors.reduce((sum, door) => sum + door.out, 0);
	const people = Math.max(0, entered - left);
	const half = halfBand(entered + left);
	return { people, low: Math.max(0, people - half), high: people + half };
}
