/** What officers at the gate have pressed: kept as it was pressed, and added up when read, so that it can be merged, undone and explained. */

/** `step`: a vehicle more or less; `recount`: so many are there; the rest says itself. */
export type EntryKind = 'step' | 'recount' | 'full' | 'open';

export interface LedgerEntry {
	/** Made by the phone: the same press sent twice is one. */
	id: string;
	/** Key of the pool: a class of bays, or an area. */
	pool: string;
	kind: EntryKind;
	/**
	 * Step: +1 or −1 vehicle. Recount: the whole correction from then on, what was seen less what
	 * sensors or the gate had counted, so that a press from before it, however late it arrives,
	 * changes nothing any more. Else 0.
	 */
	change: number;
	/** Recount: vehicles that the officer saw. Else null. */
	counted: number | null;
	person: string;
	/** When it was pressed and when it arrived, epoch ms UTC. */
	pressedAt: number;
	receivedAt: number;
	/** Taken back at; null: it holds. */
	undoneAt: number | null;
}

export interface PoolCorrection {
	/** Vehicles to add to what sensors or the gate count. */
	change: number;
	/** Time of the last recount or press that holds; null: there is none. */
	at: number | null;
	/** Time of the last recount. */
	recountedAt: number | null;
	/** Declared full since then; null: it is not. */
	fullSince: number | null;
	fullBy: string | null;
}

/**
 * The correction of a pool at an instant. Presses count in the order in which they were made,
 * whenever they arrived; a new day begins without any, and "full" ends at closing.
 * @param dayFrom when the building's day began. @param closesAt end of service, or null on a day without.
 */
export function correctionAt(
	entries: readonly LedgerEntry[],
	pool: string,
	now: number,
	dayFrom: number,
	closesAt: number | null
): PoolCorrection {
	const own = entries
		.filter((entry) => entry.pool === pool && entry.undoneAt === null)
		.filter(({ pressedAt }) => pressedAt >= dayFrom && pressedAt <= now)
		.toSorted((a, b) => a.pressedAt - b.pressedAt || a.receivedAt - b.receivedAt);
	const found: PoolCorrection = {
		...{ change: 0, at: null, recountedAt: null, fullSince: null, fullBy: null }
	};
	for (const { kind, change, pressedAt, person } of own) {
		if (kind === 'step' || kind === 'recount') {
			found.change = kind === 'recount' ? change : found.change + change;
			found.at = pressedAt;
			if (kind === 'recount') found.recountedAt = pressedAt;
		} else {
			found.fullSince = kind === 'full' ? pressedAt : null;
			found.fullBy = kind === 'full' ? person : null;
		}
	}
	if (closesAt !== null && now >= closesAt && (found.fullSince ?? now) < closesAt) {
		found.fullSince = null;
		found.fullBy = null;
	}
	return found;
}

/** A recount covers the bays that no sensor tells for so long; after it they may have changed. */
export const RECOUNT_COVERS_MS = 60 * 60_000;
