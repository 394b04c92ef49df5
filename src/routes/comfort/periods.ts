/** The stretches of time that comfort is judged over, as an address names them. */
import { daysAfter, localDay, monthOf } from '#lib/domain/calendar.ts';

export const PERIODS = ['month', 'last-month', '75', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface Span {
	/** Epoch ms UTC, half-open. */
	from: number;
	to: number;
}

export function readPeriod(text: string | null): Period {
	return PERIODS.find((period) => period === text) ?? 'month';
}

/** The stretch, up to now at most. */
export function spanOf(period: Period, now: number, timeZone: string): Span {
	const today = localDay(now, timeZone);
	const month = monthOf(today, timeZone);
	switch (period) {
		case 'month':
			return { from: month.from, to: now };
		case 'last-month':
			return lastMonth(now, timeZone);
		case '75':
			return { from: daysAfter(today, -74, timeZone).from, to: now };
		case 'year':
			return { from: daysAfter(today, -364, timeZone).from, to: now };
	}
}

/** The whole month before the one of an instant. */
export function lastMonth(now: number, timeZone: string): Span {
	const { from } = monthOf(localDay(now, timeZone), timeZone);
	return monthOf(localDay(from - 1, timeZone), timeZone);
}
