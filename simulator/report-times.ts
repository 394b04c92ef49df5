/** When a device reports: on a grid of its own that no restart moves, and once after being switched on. */
import { drawFor } from './random.ts';

/** A device says something within this time of being switched on, as after a join. */
const FIRST_REPORT_MS = 10_000;

export interface Beat {
	device: string;
	/** ms between its reports. */
	everyMs: number;
}

/** Moments of the interval after `from` and up to `to`, epoch ms UTC, in order. */
export function reportTimes({ device, everyMs }: Beat, seed: number, from: number, to: number) {
	const phase = drawFor(seed, device, 'phase') * everyMs;
	const times: number[] = [];
	for (let k = Math.ceil((from - phase) / everyMs); ; k++) {
		const at = Math.round(phase + k * everyMs);
		if (at > to) return times;
		if (at > from) times.push(at);
	}
}

/** The first report after being switched on at `start`. */
export function firstReport({ device, everyMs }: Beat, seed: number, start: number): number {
	const spread = Math.min(everyMs, FIRST_REPORT_MS);
	return Math.round(start + drawFor(seed, device, 'switched on') * spread);
}
