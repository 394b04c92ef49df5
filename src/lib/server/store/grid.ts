/** Intervals as engines can compute them: of one length and one phase, a stretch of time each. */
import { intervalsOf } from '../../domain/rollups/intervals.ts';
import { wholeInterval, wholeSpan } from './storable.ts';
import type { Grid, Span } from './store.ts';

export interface Stretch {
	span: Span;
	every: number;
	phase: number;
}

const CENTURY_MS = 100 * 366 * 86_400_000;

/**
 * The stretches of a span in order. Where clocks change, a day is longer or shorter, and a
 * stretch of its own: no engine's own time zones are needed, of which two get such days wrong.
 * @throws {RangeError} no intervals, more than a century of them, or an unknown zone.
 */
export function stretchesOf(span: Span, grid: Grid): Stretch[] {
	if ('everyMs' in grid) {
		const interval = wholeInterval(grid.everyMs, grid.offsetMs ?? 0);
		const whole = wholeSpan(span);
		return whole === null ? [] : [{ span: whole, ...interval }];
	}
	const whole = wholeSpan(span);
	if (whole === null) return [];
	if (whole.to - whole.from > CENTURY_MS) {
		throw new RangeError('calendar days of more than a century: say from when to when');
	}
	const stretches: Stretch[] = [];
	for (const { from, to } of intervalsOf(whole, grid.every, grid.timeZone)) {
		const every = to - from;
		const before = stretches.at(-1);
		const end = Math.min(to, whole.to);
		if (before?.every === every) before.span.to = end;
		else {
			const { phase } = wholeInterval(every, from);
			stretches.push({ span: { from: Math.max(from, whole.from), to: end }, every, phase });
		}
	}
	return stretches;
}

/** @throws {RangeError} for what is no percentile. */
export function checkPercentiles(percentiles: readonly number[]): void {
	for (const p of percentiles) {
		if (!(p >= 0 && p <= 100)) throw new RangeError(`${p} is no percentile from 0 to 100`);
	}
}
