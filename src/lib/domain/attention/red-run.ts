/** Since when a sensor has been in the red band, told so that nothing flickers at the limit. */
import { judge, type Bounds } from '../comfort/band.ts';

export interface Sample {
	/** Epoch ms UTC. */
	at: number;
	/** In the limit's unit, rounded as it is shown. */
	value: number;
}

/** One reading may be a door held open or a hand on the sensor: a state changes with two. */
const IN_A_ROW = 2;

/** After a longer silence the next reading begins anew: nobody knows what was between. */
const MAX_SILENCE_MS = 45 * 60_000;

/**
 * The first of the readings, in order of time, since which the sensor has been in the red
 * band: it enters with two red readings in a row and leaves with two in a row that are not.
 * @returns null where it is not in the red band now.
 */
export function redSince(limit: Bounds, samples: readonly Sample[]): number | null {
	let since: number | null = null;
	/** Readings in a row that speak against the present state. */
	let against: Sample[] = [];
	let before: Sample | null = null;
	for (const sample of samples) {
		if (before !== null && sample.at - before.at > MAX_SILENCE_MS) {
			since = null;
			against = [];
		}
		before = sample;
		const red = judge(limit, sample.value) === 'act';
		if (red === (since !== null)) {
			against = [];
			continue;
		}
		against.push(sample);
		if (against.length < IN_A_ROW) continue;
		since = red ? (against[0]?.at ?? sample.at) : null;
		against = [];
	}
	return since;
}
