/** Zones that agree with the building they lie in. */

/** Persons, and the variance of their number. */
export interface ZoneEstimate {
	people: number;
	variance: number;
}

/**
 * The zones moved, by their own doubt, so that together they hold no more than the building;
 * where they are all of it (`whole`), exactly as many. None falls below zero.
 * @returns people of each zone in the order given, and of the rest of the building
 */
export function reconcile(
	building: number,
	zones: readonly ZoneEstimate[],
	whole: boolean
): { zones: number[]; rest: number } {
	const people = zones.map((zone) => Math.max(0, zone.people));
	const fixed = new Set<number>();
	for (let round = 0; round <= zones.length; round++) {
		const over = people.reduce((sum, one) => sum + one, 0) - building;
		if (Math.abs(over) < 1e-9 || (over < 0 && !whole)) break;
		const free = zones.flatMap((zone, n) => (fixed.has(n) ? [] : [{ n, weight: zone.variance }]));
		const weights = free.reduce((sum, { weight }) => sum + weight, 0);
		if (free.length === 0) break;
		for (const { n, weight } of free) {
			const share = weights > 0 ? weight / weights : 1 / free.length;
			people[n] = (people[n] ?? 0) - over * share;
		}
		// What would fall below zero stays there, and the others bear its part.
		for (const { n } of free) {
			if ((people[n] ?? 0) > 0) continue;
			people[n] = 0;
			fixed.add(n);
		}
	}
	const sum = people.reduce((all, one) => all + one, 0);
	return { zones: people, rest: Math.max(0, building - sum) };
}
