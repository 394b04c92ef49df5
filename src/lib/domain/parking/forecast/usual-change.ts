/** What other days did between the same two moments: the mean of the like ones, and of those that went as today has gone. */
import type { DayCurve } from './day-curve.ts';

/** Shares of the capacity at the two moments. */
export interface Change {
	from: number;
	to: number;
}

/** Older days than these tell nothing that the newer do not. */
const MOST_DAYS = 12;

/**
 * Mean of the newest days of a kind, each older one counting less by half every `halfLife` days
 * of that kind; null where no such day knows both moments.
 * @param days in order of time, today not among them.
 */
export function usualChange(
	days: readonly DayCurve[],
	today: DayCurve,
	kind: string,
	slots: readonly [number, number],
	halfLife: number
): Change | null {
	let [weights, from, to, age] = [0, 0, 0, 0];
	for (let i = days.length - 1; i >= 0 && age < MOST_DAYS; i--) {
		const day = days[i];
		if (day === undefined || !day.kinds.includes(kind)) continue;
		const [a, b] = [day.atSlotOf(today, slots[0]), day.atSlotOf(today, slots[1])];
		if (a === null || b === null) continue;
		const weight = 0.5 ** (age / halfLife);
		weights += weight;
		from += weight * a;
		to += weight * b;
		age++;
	}
	return weights === 0 ? null : { from: from / weights, to: to / weights };
}

/** Slots before now whose climb is compared, and how much each counts beside the level. */
const CLIMBS = [
	[1, 1],
	[2, 1],
	[4, 0.5]
] as const;
/** Share of the capacity by which a day may differ and still be like this one; a vehicle at least. */
const LIKENESS = 0.02;
const SAME_KIND_COUNTS = 3;
const FADES_BY_HALF_DAYS = 20;
/** Where no day is like this one, the kind and the age alone decide. */
const LEAST_LIKENESS = 1e-9;

/**
 * How the share changed between two slots on days that went like today up to the first, the
 * likest counting most; null where no day knows both moments.
 */
export function changeOfLikeDays(
	days: readonly DayCurve[],
	today: DayCurve,
	[slot, target]: readonly [number, number],
	vehicle: number
): number | null {
	const now = today.at(slot);
	const [own = '', broad = own] = [today.kinds[0], today.kinds.at(-1)];
	if (now === null) return null;
	const climbs = CLIMBS.map(([back, counts]) => {
		const past = today.at(slot - back);
		return { back, counts, climb: past === null ? null : now - past };
	});
	const breadth = 2 * Math.max(LIKENESS, vehicle) ** 2;
	let [weights, sum] = [0, 0];
	for (const day of days) {
		if (!day.kinds.includes(broad)) continue;
		const [a, b] = [day.atSlotOf(today, slot), day.atSlotOf(today, target)];
		if (a === null || b === null) continue;
		let distance = (a - now) ** 2;
		for (const { back, counts, climb } of climbs) {
			const past = climb === null ? null : day.atSlotOf(today, slot - back);
			if (climb !== null && past !== null) distance += counts * (a - past - climb) ** 2;
		}
		const weight =
			(Math.exp(-distance / breadth) + LEAST_LIKENESS) *
			(day.kinds[0] === own ? SAME_KIND_COUNTS : 1) *
			0.5 ** ((today.day - day.day) / FADES_BY_HALF_DAYS);
		weights += weight;
		sum += weight * (b - a);
	}
	return weights > 0 ? sum / weights : null;
}
