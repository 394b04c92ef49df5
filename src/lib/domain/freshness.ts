/** Whether a device is still speaking: told from what it declared, never guessed from its silence. */

/**
 * `live`: its last value may be shown as now's; `stale`: it should have spoken and has not;
 * `unknown`: it has never spoken, or nothing tells how long it may be silent.
 */
export type Freshness = 'live' | 'stale' | 'unknown';

/** What is known of how often a device speaks. */
export interface Rhythm {
	/** Longest silence of the device when healthy, ms, by the building's registry. */
	intervalMs?: number;
	/** The same by the device's family; used where the registry says nothing. */
	heartbeatMs?: number;
	/** What 99 of 100 of its pauses do not exceed, ms; used where nothing is declared. */
	learnedMs?: number;
	/** It speaks only when something changes. */
	eventOnly?: boolean;
}

/**
 * Unconfirmed radio messages are lost now and then: two in a row may go missing
 * before silence means anything.
 */
const SILENCES = 3;

/** A device that chatters for a while has not promised to go on. */
const LEAST_LEARNED_MS = 5 * 60_000;

/** Where nothing was declared, an older value is not shown as the present one. */
export const UNDECLARED_LIMIT_MS = 60 * 60_000;

/**
 * Judges the age of a device's newest value.
 *
 * Declared rhythm: `stale` once the age exceeds three times the declared silence. None declared:
 * the same by the learned one. None learned: `live` for an hour, then `stale`; or `unknown` for a
 * device that speaks only on change, whose silence says nothing and from which nothing is learned.
 * A value from the future (a gateway's fast clock) is `live`.
 *
 * @param at measuring time of the newest value, epoch ms UTC; null: there has been none.
 * @param now epoch ms UTC.
 */
export function freshness(at: number | null, now: number, rhythm: Rhythm = {}): Freshness {
	if (at === null) return 'unknown';
	const age = now - at;
	const silence = rhythm.intervalMs ?? rhythm.heartbeatMs ?? learned(rhythm);
	if (silence !== undefined) return age <= SILENCES * silence ? 'live' : 'stale';
	if (age <= UNDECLARED_LIMIT_MS) return 'live';
	return rhythm.eventOnly === true ? 'unknown' : 'stale';
}

function learned({ learnedMs, eventOnly }: Rhythm): number | undefined {
	if (learnedMs === undefined || eventOnly === true) return undefined;
	return Math.max(LEAST_LEARNED_MS, learnedMs);
}
