/** How many bays are surely free: a lower bound, because a promise of a place must hold. */

/** For whom a bay is; an official one is never the public's. */
export type BayClass = 'car' | 'disabled' | 'official';

export type BayState = 'free' | 'taken' | 'unknown' | 'closed';

export interface Bay {
	class: BayClass;
	state: BayState;
}

export interface BayCount {
	/** Surely free: silent bays favour no one, closed ones are not offered. */
	free: number;
	taken: number;
	/** Bays that cannot be told. */
	unknown: number;
	/** Bays whose sensor speaks. */
	reporting: number;
	/** All bays but the closed ones. */
	total: number;
}

/** Counts the bays of one class. */
export function countBays(bays: readonly Bay[], of: BayClass): BayCount {
	const own = bays.filter((bay) => bay.class === of && bay.state !== 'closed');
	const count = (state: BayState) => own.filter((bay) => bay.state === state).length;
	const unknown = count('unknown');
	return {
		free: count('free'),
		taken: count('taken'),
		unknown,
		reporting: own.length - unknown,
		total: own.length
	};
}

/** An area without bay sensors, counted at its gate. */
export interface GateCount {
	/** Estimated number of vehicles inside. */
	taken: number;
	/** Surely free: the capacity less the most that may be inside. */
	free: number;
	/** Half the width of the doubt. */
	band: number;
}

/** What gates are trusted to, as for people at doors. */
const MISSED_SHARE = 0.025;

/**
 * Vehicles in an area by its gate since the day began; never below none, never above the
 * capacity.
 */
export function countGate(capacity: number, gate: { in: number; out: number }): GateCount {
	const taken = Math.min(capacity, Math.max(0, gate.in - gate.out));
	const passed = gate.in + gate.out;
	const band = passed === 0 ? 0 : Math.max(1, Math.round(passed * MISSED_SHARE));
	return { taken, free: Math.max(0, capacity - taken - band), band };
}
