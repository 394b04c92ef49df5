/** A stretch between two certain moments: how its number runs, how sure it is, and what it was once the end is known. */
import { chanceOf, changeOf, slopeOf, type Counted, type Detection } from './detection.ts';

/** Persons; the true number lies between `low` and `high` nine times of ten. */
export interface Estimate {
	/** Epoch ms UTC. */
	at: number;
	people: number;
	low: number;
	high: number;
}

/** A certain moment, or one that is taken to be. */
export interface Anchor {
	/** Epoch ms UTC. */
	at: number;
	people: number;
	/** Of that number, persons². */
	variance: number;
}

/** An instant of a stretch, with all that had been counted since its begin. */
export interface Instant {
	at: number;
	counted: Counted;
}

/** Nine of ten, of a normal distribution. */
export const BAND = 1.645;
/** Of the share that both directions are taken to miss, as a standard deviation. */
const MISSED_SD = 0.01;

/** The number by the counts alone, persons; it may be below zero. */
export function runOf(start: Anchor, counted: Counted, detection: Detection): number {
	return start.people + changeOf(counted, detection);
}

/** Variance of a number of `people` reached from `start`, persons². */
export function doubtOf(
	start: Anchor,
	counted: Counted,
	detection: Detection,
	people: number
): number {
	return doubtOfRun(start, counted, detection) + (MISSED_SD * people) ** 2;
}

function doubtOfRun(start: Anchor, counted: Counted, detection: Detection): number {
	const slope = slopeOf(counted, detection);
	return start.variance + chanceOf(counted, detection) + slope ** 2 * detection.variance;
}

/**
 * The course once its end is certain: each instant moves by its share of what is left over,
 * as far as its doubt is part of the end's (a Brownian bridge).
 */
export function bridge(
	start: Anchor,
	end: Anchor,
	whole: Counted,
	instants: readonly Instant[],
	detection: Detection
): Estimate[] {
	const left = runOf(start, whole, detection) - end.people;
	const slope = slopeOf(whole, detection);
	const doubt = doubtOfRun(start, whole, detection) + end.variance;
	return instants.map(({ at, counted }) => {
		const run = runOf(start, counted, detection);
		const shared =
			start.variance +
			chanceOf(counted, detection) +
			slopeOf(counted, detection) * slope * detection.variance;
		const gain = doubt > 0 ? shared / doubt : 0;
		const rest = Math.max(0, doubtOf(start, counted, detection, run) - gain * shared);
		return banded(at, run - gain * left, BAND * Math.sqrt(rest));
	});
}

/** Never below zero: fewer than none cannot be inside. */
export function banded(at: number, people: number, half: number): Estimate {
	return {
		at,
		people: Math.max(0, people),
		low: Math.max(0, people - half),
		high: Math.max(0, people + half)
	};
}
