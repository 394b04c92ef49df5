/** When a room was outside its limits without a pause, how far, and its worst hours. */
import { causeOf, type Cause } from './cause.ts';
import type { JudgedQuantity } from './judgement.ts';
import { SLOT_MS, type ServiceSlots } from './service-slots.ts';
import type { Metric } from '../metrics.ts';

export interface Excursion {
	cause: Cause;
	metric: Metric;
	/** Epoch ms UTC, half-open; within one day of service. */
	from: number;
	to: number;
	/** The value furthest beyond the limit, as shown. */
	extreme: number;
	/** How far that is beyond the limit, in the metric's unit. */
	beyond: number;
	/** Beyond the watch band at any time. */
	act: boolean;
}

/**
 * All excursions of a quantity in order of time. One ends with a quarter within limits, with one
 * that nobody knows, with a break in service, and where too hot turns to too cold.
 */
export function excursionsOf(slots: ServiceSlots, quantity: JudgedQuantity): Excursion[] {
	const { metric, states, values, beyond, limits } = quantity;
	const found: Excursion[] = [];
	let open: Excursion | null = null;
	for (let n = 0; n < states.length; n++) {
		const state = states[n] ?? 0;
		const limit = limits[slots.day[n] ?? 0];
		const start = slots.starts[n] ?? 0;
		const value = values[n] ?? NaN;
		const side = limit?.max != null && value > limit.max ? 'above' : 'below';
		const cause = state > 1 ? causeOf(metric, side) : null;
		if (open !== null && (cause !== open.cause || start !== open.to)) open = null;
		if (cause === null) continue;
		const by = beyond[n] ?? 0;
		if (open === null) {
			open = { cause, metric, from: start, to: start, extreme: value, beyond: by, act: false };
			found.push(open);
		}
		open.to = start + SLOT_MS;
		open.act ||= state === 3;
		if (by > open.beyond) [open.extreme, open.beyond] = [value, by];
	}
	return found;
}

/** The longest first; of two alike the later. */
export function longest(excursions: readonly Excursion[], most: number): Excursion[] {
	return excursions
		.toSorted((a, b) => b.to - b.from - (a.to - a.from) || b.from - a.from)
		.slice(0, most);
}

export interface WorstHour {
	cause: Cause;
	metric: Metric;
	/** The beginning of the clock hour, epoch ms UTC. */
	from: number;
	/** Mean over the hour's quarters outside, in steps of the limit's watch band. */
	severity: number;
	/** The value furthest beyond the limit, as shown. */
	extreme: number;
}

/** The clock hours that were furthest outside, the worst first. */
export function worstHours(
	slots: ServiceSlots,
	quantities: readonly JudgedQuantity[],
	most: number
): WorstHour[] {
	return quantities
		.flatMap((quantity) => hoursOutside(slots, quantity))
		.toSorted((a, b) => b.severity - a.severity || b.from - a.from)
		.slice(0, most);
}

/** The hours of one quantity in which any quarter was outside, in order of time. */
function hoursOutside(
	slots: ServiceSlots,
	{ metric, states, values, beyond, limits }: JudgedQuantity
): WorstHour[] {
	const hours: WorstHour[] = [];
	let [sum, count, most] = [0, 0, 0];
	for (let n = 0; n < states.length; n++) {
		if ((states[n] ?? 0) < 2) continue;
		const day = slots.day[n] ?? 0;
		const limit = limits[day];
		const value = values[n] ?? NaN;
		const cause = causeOf(metric, limit?.max != null && value > limit.max ? 'above' : 'below');
		if (cause === null || !limit) continue;
		const from = (slots.days[day]?.from ?? 0) + (slots.hour[n] ?? 0) * 4 * SLOT_MS;
		let hour = hours.at(-1);
		if (hour?.from !== from || hour.cause !== cause) {
			hour = { cause, metric, from, severity: 0, extreme: value };
			hours.push(hour);
			[sum, count, most] = [0, 0, 0];
		}
		const by = beyond[n] ?? 0;
		[sum, count] = [sum + by / Math.max(limit.watch, 1e-6), count + 1];
		hour.severity = sum / count;
		if (by > most) [most, hour.extreme] = [by, value];
	}
	return hours;
}
