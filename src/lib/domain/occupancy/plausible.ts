/** Counts that cannot have passed a door: a running total sent as an increment, or a counter gone mad. */
import type { CountLine } from './count-line.ts';

/** Below this nothing is too much for a door. */
const ALWAYS_PLAUSIBLE = 100;
/** More than this many times the most a door has ever counted at once is no crowd. */
const TIMES_THE_MOST = 20;
/** The most of a door that has counted little, persons. */
const LEAST_MOST = 10;
/** How near to its running total a count is taken to be a repeat of it, relative. */
const NEAR_TOTAL = 0.02;

interface Known {
	most: number;
	total: { in: number; out: number };
}

export interface Taken {
	/** The line with what is plausible of it. */
	line: CountLine;
	/** What was left out; null: nothing. `total` 1: it was the running total. */
	left: { in: number; out: number; total: number } | null;
}

export class Plausible {
	readonly #doors = new Map<string, Known>();

	take(line: CountLine): Taken {
		const known = this.#doors.get(line.door) ?? { most: 0, total: { in: 0, out: 0 } };
		this.#doors.set(line.door, known);
		const repeated = ['in', 'out'].some((way) => isTotal(line, known, way === 'in' ? 'in' : 'out'));
		const left = { in: 0, out: 0, total: repeated ? 1 : 0 };
		const kept = { ...line };
		for (const way of ['in', 'out'] as const) {
			const limit = TIMES_THE_MOST * Math.max(known.most, LEAST_MOST);
			if (line[way] >= ALWAYS_PLAUSIBLE && (isTotal(line, known, way) || line[way] > limit)) {
				left[way] = line[way];
				kept[way] = 0;
			} else {
				known.total[way] += line[way];
				known.most = Math.max(known.most, line[way]);
			}
		}
		return { line: kept, left: left.in + left.out > 0 ? left : null };
	}

	/** The door has another counter. */
	forget(door: string): void {
		this.#doors.delete(door);
	}
}

/** As much as the counter has counted since it was first heard, and far more than ever at once. */
function isTotal(line: CountLine, { most, total }: Known, way: 'in' | 'out'): boolean {
	const far = line[way] > 5 * Math.max(most, LEAST_MOST);
	return far && Math.abs(line[way] - total[way]) <= NEAR_TOTAL * total[way];
}
