/** What a forecast is made of: the usual change as its base, and signs by which today may differ from it. */
import type { DayCurve } from './day-curve.ts';
import { changeOfLikeDays, usualChange, type Change } from './usual-change.ts';

export const FEATURES = 11;

/** Days of a kind after which one counts half. */
const HALF_LIFE = 2.5;
const HALF_LIFE_ALL = 4;
const NEWEST_ONLY = 0.4;
/** A car park fills up to what it has lately held, which is seldom its capacity. */
const CEILING_DAYS = 30;
/** The regression's constant is small, so that it is learned slowly. */
const CONSTANT = 0.05;
/** A ratio to an all but empty car park says nothing. */
const LEAST_USUAL = 0.1;

export interface Outlook {
	/** The present share and the usual change. */
	base: number;
	features: readonly number[];
}

/**
 * The outlook from one slot of a day to a later one; null where the slot has no value, or no
 * earlier day of any kind knows both.
 */
export function featuresOf(
	past: readonly DayCurve[],
	day: DayCurve,
	slot: number,
	target: number,
	vehicle: number
): Outlook | null {
	const present = day.at(slot);
	if (present === null) return null;
	const change = (from: number, to: number, kind: string, halfLife: number) =>
		usualChange(past, day, kind, [from, to], halfLife);
	const own = day.kinds[0] ?? '';
	const broad = day.kinds.at(-1) ?? own;
	const usualOf = (from: number, to: number): Change | null => {
		for (const kind of day.kinds) {
			const found = change(from, to, kind, HALF_LIFE);
			if (found !== null) return found;
		}
		return null;
	};
	const usual = usualOf(slot, target);
	if (usual === null) return null;
	const expected = usual.to - usual.from;
	const beside = (other: Change | null) => (other === null ? 0 : other.to - other.from - expected);
	const climbs = [1, 2].map((back) => {
		const [before, after] = [day.at(slot - back), day.at(slot - back + 1)];
		const found = usualOf(slot - back, slot - back + 1);
		if (before === null || after === null || found === null) return 0;
		return after - before - (found.to - found.from);
	});
	const deviation = present - usual.from;
	const ratio = clampUnit(deviation / Math.max(LEAST_USUAL, usual.from));
	const ceiling = past
		.slice(-CEILING_DAYS)
		.reduce((most, { peak }) => Math.max(most, peak), usual.to);
	const like = changeOfLikeDays(past, day, [slot, target], vehicle);
	return {
		base: present + expected,
		features: [
			deviation,
			...climbs,
			beside(change(slot, target, own, NEWEST_ONLY)),
			beside(change(slot, target, broad, HALF_LIFE_ALL)),
			beside(change(slot, target, broad, NEWEST_ONLY)),
			ratio * expected,
			like === null ? 0 : like - expected,
			Math.max(0, deviation) * usual.to,
			Math.min(0, ceiling - present - expected),
			CONSTANT
		]
	};
}

/** Mean share of the newest days of a kind in a slot; null where none knows it. */
export function usualLevel(
	past: readonly DayCurve[],
	day: DayCurve,
	kind: string,
	slot: number
): number | null {
	return usualChange(past, day, kind, [slot, slot], HALF_LIFE)?.from ?? null;
}

function clampUnit(value: number): number {
	return Math.max(-1, Math.min(1, value));
}
