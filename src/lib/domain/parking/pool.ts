/**
 * How many places of one kind are free: by bay sensors, by a gate's count or by an officer's, with
 * what an officer has corrected. The least that is surely free is what may be promised.
 */

/** What sensors or a gate make of a pool of places, before any correction. */
export interface PoolCount {
	/** Vehicles that are known of. */
	taken: number;
	/** Places that cannot be told: silent or doubted bays. */
	unknown: number;
	/** Vehicles by which `taken` may be wrong either way, nine times in ten. */
	doubt: number;
}

export interface Pool {
	/** All places, closed and reserved ones among them. */
	places: number;
	/** Out of service, or kept for someone: not offered to anybody. */
	held: number;
	/** null: nothing counts here, or what counts is silent. */
	count: PoolCount | null;
	/** Vehicles that officers have added to the count, or taken off it, since the day began. */
	correction: number;
	/** An officer has counted: the count stands without a sensor, and covers the unknown places. */
	counted: boolean;
}

export interface PoolNow {
	/** Places that are offered. */
	offered: number;
	/** Vehicles, as far as is known. */
	taken: number;
	/** Surely free: unknown places favour no one. */
	free: number;
	/** At most free: as if every unknown place were. */
	most: number;
	/** In between: unknown places as full as the known ones. */
	likely: number;
	unknown: number;
}

/** null: nobody has counted, so nothing can be said. */
export function poolNow({ places, held, count, correction, counted }: Pool): PoolNow | null {
	if (count === null && !counted) return null;
	const offered = Math.max(0, places - held);
	const { taken: known, unknown: silent, doubt } = count ?? { taken: 0, unknown: 0, doubt: 0 };
	const unknown = counted ? 0 : Math.min(silent, offered);
	const within = (value: number) => Math.min(offered, Math.max(0, value));
	const taken = within(known + correction);
	const told = offered - unknown;
	const share = told > 0 ? Math.min(1, taken / told) : 1;
	return {
		offered,
		taken,
		free: within(offered - taken - unknown - doubt),
		most: within(offered - taken + doubt),
		likely: within(offered - taken - unknown * share),
		unknown
	};
}

/** Sums pools; one that nobody has counted promises nothing and may be all free. */
export function sumPools(
	pools: readonly { now: PoolNow | null; offered: number }[]
): PoolNow | null {
	if (pools.every(({ now }) => now === null)) return null;
	const sum: PoolNow = { offered: 0, taken: 0, free: 0, most: 0, likely: 0, unknown: 0 };
	for (const { now, offered } of pools) {
		sum.offered += offered;
		sum.taken += now?.taken ?? 0;
		sum.free += now?.free ?? 0;
		sum.most += now?.most ?? offered;
		sum.likely += now?.likely ?? 0;
		sum.unknown += now?.unknown ?? offered;
	}
	return sum;
}

/** Of a hundred changes of a bay, so many never arrive. */
const MISSED_CHANGES = 0.02;
/** Of a hundred vehicles at a gate, at most so many pass uncounted. */
const MISSED_AT_GATE = 0.05;
/** Nine in ten of a normal error lie within so many standard deviations. */
const NINE_IN_TEN = 1.645;

/**
 * Bays that may show the state before a change which was lost: it stands until the next change.
 * @param changes that arrived within the time a stay lasts.
 */
export function missedDoubt(changes: number): number {
	const lost = MISSED_CHANGES * changes;
	return lost < 0.1 ? 0 : Math.round(NINE_IN_TEN * Math.sqrt(lost));
}

/**
 * Vehicles behind a gate since the area was known to hold so many. What goes in and what comes
 * out are missed alike, so the count is a little low, and the less certain the more have passed.
 */
export function gateCount({ in: entered, out }: { in: number; out: number }): PoolCount {
	const passed = entered + out;
	const inside = Math.max(0, entered - out);
	const spread = NINE_IN_TEN * Math.sqrt(passed * MISSED_AT_GATE * (1 - MISSED_AT_GATE));
	const low = inside * MISSED_AT_GATE;
	return {
		taken: Math.round(inside + low / 2),
		unknown: 0,
		doubt: passed === 0 ? 0 : Math.max(1, Math.round(spread + low / 2))
	};
}
