/** What one bay's sensor has said, as changes between free and taken, and as stays. */

/** A reading of `occupied`. */
export interface BayReading {
	/** Epoch ms UTC. */
	at: number;
	taken: boolean;
}

/** The bay turned taken or free. */
export type BayChange = BayReading;

/** A vehicle's stay; null where it has not ended, or began before the record. */
export interface Stay {
	from: number | null;
	to: number | null;
}

/** The readings at which the state differs from the one before, the first reading not among them. */
export function changesOf(readings: readonly BayReading[]): BayChange[] {
	return readings.filter((reading, n) => n > 0 && reading.taken !== readings[n - 1]?.taken);
}

/** The stays within a record, in order of time. */
export function staysOf(readings: readonly BayReading[]): Stay[] {
	const stays: Stay[] = [];
	const [first] = readings;
	if (first === undefined) return stays;
	let open: Stay | null = first.taken ? { from: null, to: null } : null;
	for (const { at, taken } of changesOf(readings)) {
		if (taken) {
			open = { from: at, to: null };
		} else if (open !== null) {
			stays.push({ ...open, to: at });
			open = null;
		}
	}
	if (open !== null) stays.push(open);
	return stays;
}

/** The state at an instant by the newest reading before it; null: there was none. */
export function takenAt(readings: readonly BayReading[], at: number): boolean | null {
	let [low, high] = [0, readings.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((readings[middle]?.at ?? Infinity) <= at) low = middle + 1;
		else high = middle;
	}
	return readings[low - 1]?.taken ?? null;
}
