/** A quantity's course through today, and through the same weekday of the weeks before. */
import { daysAfter, type LocalDay } from '#lib/domain/calendar.ts';
import { meanOfDays, sumOfSteps, type Step } from '#lib/domain/occupancy/day-curve.ts';
import { halfBand } from '#lib/domain/occupancy/people-now.ts';
import type { Curve, CurvePoint, DoubtfulPoint } from '#lib/live/today.ts';
import type { Inquiry } from './today.server.ts';

/** Each series' steps within a span; null: nothing was measured there at all. */
export type StepsOf = (
	inquiry: Inquiry,
	span: { from: number; to: number }
) => Promise<Step[][] | null>;

/** Fine enough for a line of 160 px, coarse enough for a database far away. */
export const EVERY_MS = 10 * 60_000;
/** How many of the same weekday a mean is of, where all of them are known and served. */
export const WEEKS = 4;

/** Up to now; the last point is the present's. Empty where nothing has been measured. */
export async function todaysCurve(inquiry: Inquiry, stepsOf: StepsOf): Promise<DoubtfulPoint[]> {
	const { now, service } = inquiry;
	const { from } = service.dayOf(now);
	const steps = await stepsOf(inquiry, { from, to: now });
	if (steps === null) return [];
	const times = timesOf(from, now);
	const passed = sumOfSteps(absolute(steps), times);
	return pair(times, sumOfSteps(steps, times)).map(([at, value], n) => {
		return [at, value, halfBand(passed[n] ?? 0)] as const;
	});
}

/** What came and what went, added up: the doubt of their difference follows from it. */
function absolute(steps: readonly Step[][]): Step[][] {
	return steps.map((own) => own.map(({ start, value }) => ({ start, value: Math.abs(value) })));
}

/** The mean of the last four service days of the same weekday, on today's times. */
export async function usualCurve(
	inquiry: Inquiry,
	stepsOf: StepsOf
): Promise<Pick<Curve, 'usual' | 'days'>> {
	const { now, service } = inquiry;
	const today = service.dayOf(now);
	const courses: number[][] = [];
	for (let week = 1; week <= WEEKS; week++) {
		const day: LocalDay = daysAfter(today, -7 * week, service.timeZone);
		if (service.spansOf(day).length === 0) continue;
		const steps = await stepsOf(inquiry, day);
		if (steps === null) continue;
		courses.push(sumOfSteps(steps, timesOf(day.from, day.to)));
	}
	const times = timesOf(today.from, today.to);
	return { usual: pair(times, meanOfDays(courses)), days: courses.length };
}

/** The starts of the intervals from midnight. */
function timesOf(from: number, to: number): number[] {
	return Array.from(
		{ length: Math.floor((to - from) / EVERY_MS) + 1 },
		(_, n) => from + n * EVERY_MS
	);
}

function pair(times: readonly number[], values: readonly number[]): CurvePoint[] {
	return values.map((value, n) => [times[n] ?? 0, Math.max(0, value)] as const);
}
