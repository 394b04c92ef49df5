/** How many went through a line, from counters that report a running total or an increment. */

/** One interval of a counter's readings, as the store sums them up. */
export interface CountInterval {
	/** Epoch ms UTC. */
	start: number;
	sum: number;
	first: number;
	last: number;
	max: number;
}

/** A running count: at each interval's start, how many have passed up to the interval's end. */
export interface Counted {
	start: number;
	count: number;
}

/** A total that falls below this share of what it was has started again from zero. */
const RESTARTED_BELOW = 0.5;

/**
 * What was counted since the first of the intervals, which are in order of time.
 *
 * A total is differenced: one that falls back has restarted and counts on from zero; one that
 * falls a little is a late message and changes nothing. Increments are added.
 * @param before a total's last value before the first interval; null: not known, and what was
 * counted up to the first reading is left out.
 */
export function countUp(
	intervals: readonly CountInterval[],
	kind: 'total' | 'increment',
	before: number | null = null
): Counted[] {
	let count = 0;
	let known = before;
	const take = (total: number): void => {
		const restarted = known !== null && total < known * RESTARTED_BELOW;
		if (known !== null) count += restarted ? total : Math.max(0, total - known);
		known = known === null || restarted ? total : Math.max(known, total);
	};
	return intervals.map(({ start, sum, first, last, max }) => {
		if (kind === 'increment') return { start, count: (count += sum) };
		take(first);
		// A total that ends lower than it began went up to its highest before it fell.
		if (last < first) take(max);
		take(last);
		return { start, count };
	});
}
