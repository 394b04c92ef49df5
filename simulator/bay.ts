/** One parking bay through the simulated day: taken, left, taken again. */
import { exponential, hashOf, mulberry32 } from './random.ts';
import { DAY, HOUR, isServiceDay, MINUTE } from './service-day.ts';

const GATES_OPEN = 7 * HOUR;
const LAST_ARRIVAL = 15.5 * HOUR;

/** Times at which the bay changes on the day (building's clock, ms): taken, left, taken … */
function changesOf(seed: number, bay: string, day: number): number[] {
	if (!isServiceDay(day)) return [];
	const draw = mulberry32(hashOf(seed, bay, 'bay', day));
	// Every bay has its own place in the order in which drivers choose.
	const wait = (6 + 30 * draw()) * MINUTE;
	const stay = (18 + 30 * draw()) * MINUTE;
	const changes: number[] = [];
	let at = GATES_OPEN + exponential(draw(), 40 * MINUTE);
	while (at < LAST_ARRIVAL) {
		const leaves = at + 6 * MINUTE + exponential(draw(), stay);
		changes.push(day * DAY + at, day * DAY + leaves);
		at = leaves + MINUTE + exponential(draw(), wait);
	}
	return changes;
}

/** Whether the bay is taken, and since when it has been so (building's clock, ms). */
export function bayAt(seed: number, bay: string, clock: number) {
	const day = Math.floor(clock / DAY);
	const past = changesOf(seed, bay, day).filter((change) => change <= clock);
	return { occupied: past.length % 2 === 1, since: past.at(-1) ?? day * DAY };
}

/** The bay's changes in the time after `from` and up to `to`, in order. */
export function bayChanges(seed: number, bay: string, from: number, to: number) {
	const changes: number[] = [];
	for (let day = Math.floor(from / DAY); day <= Math.floor(to / DAY); day++) {
		changes.push(...changesOf(seed, bay, day));
	}
	return changes.filter((change) => change > from && change <= to);
}
