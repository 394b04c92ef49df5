/** How far a day's counts can be trusted: one figure a cause, in shares, and a verdict. */
import type { CountLine } from './count-line.ts';
import type { Gap } from './silence.ts';
import type { Suspect } from './suspects.ts';

export interface DayQuality {
	/** `2026-11-24` */
	date: string;
	/** Persons counted. */
	in: number;
	out: number;
	/** |in − out| against their mean, before any correction; 0 where nobody came. */
	imbalance: number;
	/** Share of the passages that counters in order counted: the rest is filled in. */
	coverage: number;
	suspects: readonly Suspect[];
	/** Poor days are marked wherever their numbers appear. */
	poor: boolean;
}

/** Beyond this a day's in and out are too far apart to be chance. */
export const IMBALANCE_LIMIT = 0.05;
/** Below this too much of a day is filled in. */
export const COVERAGE_LIMIT = 0.9;
/** Persons; fewer say nothing of a counter. */
const TELLING = 50;

/**
 * @param lines of the day as they were counted
 * @param gaps that were filled in
 * @param whole the day is over: before, whoever is inside has only come in
 */
export function dayQuality(
	date: string,
	lines: readonly CountLine[],
	gaps: readonly Gap[],
	suspects: readonly Suspect[],
	whole = true
): DayQuality {
	const sum = { in: 0, out: 0 };
	for (const line of lines) {
		sum.in += line.in;
		sum.out += line.out;
	}
	const counted = sum.in + sum.out;
	const filled = gaps.reduce((all, gap) => all + gap.in + gap.out, 0);
	const imbalance = counted === 0 ? 0 : Math.abs(sum.in - sum.out) / (counted / 2);
	const coverage = counted + filled === 0 ? 1 : counted / (counted + filled);
	const poor =
		(whole && counted >= TELLING && imbalance > IMBALANCE_LIMIT) ||
		coverage < COVERAGE_LIMIT ||
		suspects.length > 0;
	return { date, ...sum, imbalance, coverage, suspects, poor };
}
