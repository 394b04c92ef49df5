/** The service day as the building's calendar has it: when doors open, how many come, and in which half hour. */
import type { Building } from '#floorplan/building.ts';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { HOUR, MINUTE, weekdayOf, type BuildingClock } from './building-clock.ts';
import { keepLast } from './day-cache.ts';
import { drawFor } from './random.ts';

/** ms after local midnight. */
export interface Part {
	from: number;
	to: number;
}

export interface ServiceDay {
	opens: number;
	closes: number;
	/** Nobody is served, and most who work there are out: on Fridays, for prayer. */
	breaks: readonly Part[];
}

/** The day's service; null while closed all day. */
export type ServiceDays = (day: number) => ServiceDay | null;

/** Doors are unlocked, and the first queue, this long before service. */
export const UNLOCKED_BEFORE = 30 * MINUTE;
/** Air-conditioning and ventilation start before service, and stop after it. */
const PLANT_BEFORE = 90 * MINUTE;
const PLANT_AFTER = 45 * MINUTE;

const USUAL_VISITS = 500;
/** From Monday on: it catches up with the weekend, and Friday is short. */
const WEEKDAYS = [1.12, 1.06, 1, 0.96, 0.78, 0.6, 0.5];
/** Relative number of arrivals in each sixteenth of the day, half an hour: two peaks and a lunch hour. */
const ARRIVALS = [4, 9, 12, 14, 14, 12, 10, 8, 5, 4, 6, 10, 10, 8, 5, 2];
/** Nobody comes in the last half hour before the counters close. */
const TOO_LATE = 30 * MINUTE;

export function serviceDays({ calendar, timeZone }: Building, clock: BuildingClock): ServiceDays {
	const service = new ServiceClock(calendar, timeZone);
	return keepLast(16, (day: number) => {
		const start = clock.startOf(day);
		const spans = service.spansOf(service.dayOf(start + 12 * HOUR));
		const parts = spans.map(({ from, to }) => ({ from: from - start, to: to - start }));
		const [first, last] = [parts[0], parts.at(-1)];
		if (!first || !last) return null;
		const breaks = parts
			.slice(1)
			.map(({ from }, index) => ({ from: parts[index]?.to ?? from, to: from }));
		return { opens: first.from, closes: last.to, breaks };
	});
}

/** Whether the plant runs at the time, ms after local midnight. */
export function plantRuns(service: ServiceDay | null, time: number): boolean {
	if (!service) return false;
	return time >= service.opens - PLANT_BEFORE && time < service.closes + PLANT_AFTER;
}

/** Visits of a service day. No two days are alike. */
export function visitsOf(seed: number, day: number): number {
	const luck = 0.9 + 0.2 * drawFor(seed, 'visits', day);
	return Math.round(USUAL_VISITS * (WEEKDAYS[weekdayOf(day)] ?? 1) * luck);
}

/** When the visits begin, ms after local midnight in order, one for each draw in [0, 1). */
export function arrivalTimes(service: ServiceDay, draws: readonly number[]): number[] {
	const opens = service.opens - UNLOCKED_BEFORE;
	const length = (service.closes - TOO_LATE - opens) / ARRIVALS.length;
	const served = ARRIVALS.map((part, index) => ({ part, from: opens + index * length })).filter(
		({ from }) => !service.breaks.some((pause) => from >= pause.from && from < pause.to)
	);
	const all = served.reduce((sum, { part }) => sum + part, 0);
	return draws
		.map((draw) => {
			let left = draw * all;
			for (const { part, from } of served) {
				if (left < part) return from + (left / part) * length;
				left -= part;
			}
			return opens;
		})
		.sort((a, b) => a - b);
}

/** When a visitor who came at `arrives` must have left; the `draw` spreads the queue at the door. */
export function leavesBy({ closes, breaks }: ServiceDay, arrives: number, draw: number): number {
	const pause = breaks.find(({ from }) => arrives < from);
	return pause ? pause.from + draw * 10 * MINUTE : closes + draw * 20 * MINUTE;
}
