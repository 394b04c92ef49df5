/** The days before put together: the usual day, the week by hours, and how long visits are. */
import { daysAfter, type LocalDay } from '#lib/domain/calendar.ts';
import type { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import type { DayQuality } from '#lib/domain/occupancy/quality.ts';
import type { Estimate } from '#lib/domain/occupancy/stretch.ts';
import { lengthOfVisit } from '#lib/domain/occupancy/visits.ts';
import type { HourOfWeek, LengthOfDay, OccupancyReport } from '#lib/live/occupancy-report.ts';
import type { CurvePoint } from '#lib/live/today.ts';

const HOUR_MS = 3_600_000;
/** The same weekday of so many weeks. */
const USUAL_WEEKS = 4;

/** Everything of the building's past that the report tells. */
export type Past = Pick<OccupancyReport, 'usual' | 'usualDays' | 'week' | 'weekDays' | 'lengths'>;

/**
 * @param estimates of the building, in order of time, as known now
 * @param entered lines of the building's doors, turned so that in leads into it
 * @param days their quality, by date
 */
export function pastOf(
	estimates: readonly Estimate[],
	entered: readonly CountLine[],
	days: readonly DayQuality[],
	service: ServiceClock,
	today: LocalDay
): Past {
	const byDay = Map.groupBy(estimates, ({ at }) => service.dayOf(at).date);
	const cameBy = Map.groupBy(entered, ({ at }) => service.dayOf(at - 1).date);
	const quality = new Map(days.map((day) => [day.date, day]));
	const served = [...byDay.keys()].filter((date) => {
		return service.spansOf(daysAfter({ date }, 0, service.timeZone)).length > 0;
	});
	const lengths = served.map((date): LengthOfDay => {
		const day = quality.get(date);
		const came = (cameBy.get(date) ?? []).reduce((sum, line) => sum + line.in, 0);
		const state = { closed: day !== undefined, poor: day?.poor ?? false };
		return { date, length: lengthOfVisit(byDay.get(date) ?? [], came, state) };
	});
	return {
		...usualOf(byDay, service, today),
		...weekOf(served, byDay, cameBy, service),
		lengths: lengths.toReversed()
	};
}

function usualOf(
	byDay: ReadonlyMap<string, Estimate[]>,
	service: ServiceClock,
	today: LocalDay
): { usual: CurvePoint[]; usualDays: number } {
	const sums = new Map<number, { sum: number; days: number }>();
	let usualDays = 0;
	for (let week = 1; week <= USUAL_WEEKS; week++) {
		const day = daysAfter(today, -7 * week, service.timeZone);
		const own = byDay.get(day.date);
		if (own === undefined || service.spansOf(day).length === 0) continue;
		usualDays += 1;
		for (const { at, people } of own) {
			const time = at - day.from;
			const known = sums.get(time) ?? { sum: 0, days: 0 };
			sums.set(time, { sum: known.sum + people, days: known.days + 1 });
		}
	}
	const usual = [...sums]
		.filter(([, { days }]) => days === usualDays)
		.map(([time, { sum, days }]) => [today.from + time, sum / days] as const)
		.sort((a, b) => a[0] - b[0]);
	return { usual, usualDays };
}

function weekOf(
	served: readonly string[],
	byDay: ReadonlyMap<string, Estimate[]>,
	cameBy: ReadonlyMap<string, CountLine[]>,
	service: ServiceClock
): { week: HourOfWeek[][]; weekDays: number } {
	const cells = Array.from({ length: 7 }, () =>
		Array.from({ length: 24 }, () => ({ people: 0, estimates: 0, came: 0, days: 0 }))
	);
	for (const date of served) {
		const day = daysAfter({ date }, 0, service.timeZone);
		const hours = cells[day.weekday - 1];
		if (hours === undefined) continue;
		for (const hour of hours) hour.days += 1;
		const cell = (at: number) => hours[Math.min(23, Math.floor((at - day.from) / HOUR_MS))];
		for (const { at, people } of byDay.get(date) ?? []) {
			const own = cell(at);
			if (own === undefined) continue;
			own.people += people;
			own.estimates += 1;
		}
		for (const { at, in: into } of cameBy.get(date) ?? []) {
			const own = cell(at - 1);
			if (own !== undefined) own.came += into;
		}
	}
	const week = cells.map((hours) =>
		hours.map(({ people, estimates, came, days }) => ({
			people: estimates === 0 ? null : people / estimates,
			came: days === 0 ? 0 : came / days
		}))
	);
	return { week, weekDays: served.length };
}
