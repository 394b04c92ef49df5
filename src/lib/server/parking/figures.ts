/** Figures of some days, from the courses and stays that the desk keeps. */
import type { Hub } from '../hub/hub.ts';
import { daysAfter, localDay, type LocalDay } from '../../domain/calendar.ts';
import { staysOf } from '../../domain/parking/bay-record.ts';
import { fillFigures, stayFigures, weekByHour } from '../../domain/parking/figures.ts';
import type { ClassFigures, ParkingFigures } from '../../domain/parking/figures-answer.ts';
import { EVERY_MS, type ClassCourse } from './course.ts';
import type { ParkingDesk } from './desk.ts';

/** Longer than a day's errand at the counters takes. */
export const OVERSTAY_MINUTES = 240;
const HEAT_DAYS = 56;
const WEEKS = 4;
const HOUR_MS = 3_600_000;

/** @param days that end with today; 1: today alone. */
export function parkingFigures(
	desk: ParkingDesk,
	hub: Hub,
	days: number,
	overstayMinutes = OVERSTAY_MINUTES
): ParkingFigures {
	const now = hub.now();
	const { service } = desk;
	const today = service.dayOf(now);
	const from = daysAfter(today, 1 - days, service.timeZone).from;
	const all = daysFrom(desk, from, now);
	const served = all.filter((day) => (service.spansOf(day)[0]?.from ?? Infinity) < now);
	const classes = [...desk.courses().values()].map((course) =>
		classFigures(desk, course, { from, now, served, overstayMinutes, today })
	);
	return {
		...{ from, to: now, overstayMinutes, classes },
		serviceDays: served.length,
		includesToday: served.some(({ date }) => date === today.date),
		ready: desk.past.loaded && desk.courses().size > 0
	};
}

function daysFrom({ service }: ParkingDesk, from: number, now: number): LocalDay[] {
	const days: LocalDay[] = [];
	for (let day = localDay(from, service.timeZone); day.from <= now;) {
		days.push(day);
		day = localDay(day.to, service.timeZone);
	}
	return days;
}

interface About {
	from: number;
	now: number;
	served: readonly LocalDay[];
	overstayMinutes: number;
	today: LocalDay;
}

function classFigures(
	desk: ParkingDesk,
	course: ClassCourse,
	{ from, now, served, overstayMinutes, today }: About
): ClassFigures {
	const { service } = desk;
	const spans = served
		.flatMap((day) => service.spansOf(day))
		.map((span) => ({ from: span.from, to: Math.min(span.to, now) }))
		.filter((span) => span.to > span.from);
	const { points, capacity } = course;
	const bays = desk
		.places()
		.bays.filter(({ bay, sensor }) => bay.class === course.class && sensor !== null);
	const stays = bays.flatMap((bay) => staysOf(desk.past.bay(bay)));
	const usual = usualDay(desk, course, today);
	return {
		class: course.class,
		places: capacity,
		fill: fillFigures(
			points.filter(({ at }) => at > from - EVERY_MS),
			EVERY_MS,
			capacity,
			spans
		),
		stays:
			bays.length === 0
				? null
				: stayFigures(stays, {
						...{ bays: bays.length, serviceDays: served.length, from, to: now },
						limitMs: overstayMinutes * 60_000,
						serviceTime: (a, b) => service.serviceTime(a, b)
					}),
		heat: heatOf(desk, course, now),
		today: points
			.filter(({ at }) => at >= today.from)
			.flatMap(({ at, taken }) =>
				taken === null ? [] : [[at, Math.round(taken)] as [number, number]]
			),
		...usual
	};
}

function heatOf({ service }: ParkingDesk, course: ClassCourse, now: number) {
	const since = now - HEAT_DAYS * 24 * HOUR_MS;
	return weekByHour(
		course.points.flatMap(({ at, taken }) => {
			if (taken === null || at < since || course.capacity === 0) return [];
			const day = service.dayOf(at);
			if (!service.spansOf(day).some((span) => span.from <= at && at < span.to)) return [];
			return {
				weekday: day.weekday,
				hour: Math.floor((at - day.from) / HOUR_MS),
				day: day.from,
				share: taken / course.capacity
			};
		})
	);
}

/** The mean of the last four service days of the same weekday, on today's times. */
function usualDay({ service }: ParkingDesk, course: ClassCourse, today: LocalDay) {
	const sums = new Map<number, { sum: number; n: number }>();
	let usualDays = 0;
	for (let week = 1; week <= WEEKS; week++) {
		const day = daysAfter(today, -7 * week, service.timeZone);
		if (service.spansOf(day).length === 0) continue;
		const own = course.points.filter(({ at, taken }) => {
			return taken !== null && at >= day.from && at < day.to;
		});
		if (own.length > 0) usualDays++;
		for (const { at, taken } of own) {
			const time = today.from + (at - day.from);
			const cell = sums.get(time) ?? { sum: 0, n: 0 };
			sums.set(time, { sum: cell.sum + (taken ?? 0), n: cell.n + 1 });
		}
	}
	const usual = [...sums]
		.toSorted(([a], [b]) => a - b)
		.map(([at, { sum, n }]): [number, number] => [at, Math.round((sum / n) * 10) / 10]);
	return { usual, usualDays };
}
