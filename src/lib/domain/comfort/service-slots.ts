/** The service hours of a span in quarters of an hour: what comfort is judged by. */
import type { ServiceClock } from '../calendar-day.ts';
import { localDay, type LocalDay } from '../calendar.ts';

export const SLOT_MS = 900_000;
const HOUR_MS = 3_600_000;

/** Columns of equal length, one value a quarter of an hour that has any service in it. */
export interface ServiceSlots {
	/** Epoch ms UTC, on the quarter hour. */
	starts: Float64Array;
	/** How much of the quarter is service, ms: less than a whole one at an opening at 07.40. */
	serviceMs: Float64Array;
	/** Index into `days`. */
	day: Uint16Array;
	/** Whole hours since the day began. */
	hour: Uint8Array;
	/** The days of the span on which the building serves. */
	days: readonly LocalDay[];
}

/** The quarters of service between two instants, epoch ms UTC, half-open. */
export function serviceSlots(service: ServiceClock, from: number, to: number): ServiceSlots {
	const days: LocalDay[] = [];
	const rows: [start: number, serviceMs: number, day: number, hour: number][] = [];
	for (
		let day = localDay(from, service.timeZone);
		day.from < to;
		day = localDay(day.to, service.timeZone)
	) {
		const known = rows.length;
		for (const span of service.spansOf(day)) {
			const [begin, end] = [Math.max(span.from, from), Math.min(span.to, to)];
			let start = Math.floor(begin / SLOT_MS) * SLOT_MS;
			for (; start < end; start += SLOT_MS) {
				const ms = Math.min(end, start + SLOT_MS) - Math.max(begin, start);
				const last = rows.at(-1);
				// Two spans may meet within one quarter.
				if (last?.[0] === start) last[1] += ms;
				else rows.push([start, ms, days.length, Math.floor((start - day.from) / HOUR_MS)]);
			}
		}
		if (rows.length > known) days.push(day);
	}
	return {
		starts: Float64Array.from(rows, ([start]) => start),
		serviceMs: Float64Array.from(rows, ([, ms]) => ms),
		day: Uint16Array.from(rows, ([, , day]) => day),
		hour: Uint8Array.from(rows, ([, , , hour]) => Math.max(0, hour)),
		days
	};
}

/** All service time of the slots, ms. */
export function totalService({ serviceMs }: ServiceSlots): number {
	return serviceMs.reduce((sum, ms) => sum + ms, 0);
}

/**
 * The instant up to which a span has as much service time as asked, epoch ms UTC; its end where
 * it has less. For a month beside another on equal service hours.
 */
export function endAfterService(
	service: ServiceClock,
	from: number,
	to: number,
	serviceMs: number
): number {
	let left = serviceMs;
	for (
		let day = localDay(from, service.timeZone);
		day.from < to;
		day = localDay(day.to, service.timeZone)
	) {
		for (const span of service.spansOf(day)) {
			const [begin, end] = [Math.max(span.from, from), Math.min(span.to, to)];
			if (end <= begin) continue;
			if (end - begin >= left) return begin + left;
			left -= end - begin;
		}
	}
	return to;
}
