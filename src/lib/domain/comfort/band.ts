/** Where a value lies against a limit: inside, a little beyond, or beyond what can wait. */
import { metricSpec, type Metric } from '../metrics.ts';

export type Band = 'within' | 'watch' | 'act';

/** The numbers of one limit, in the metric's unit; null: open on that side. */
export interface Bounds {
	min: number | null;
	max: number | null;
	/** How far beyond the limit is still `watch`. */
	watch: number;
}

/** Sums of decimal fractions miss by a hair: 26 + 0.3 is not the 26.3 a sensor sends. */
const HAIR = 1e-9;

/**
 * How far a value lies beyond the limit, in the metric's unit: positive outside, zero on the
 * limit itself, negative inside (the distance to the nearer side); −Infinity where there is
 * no bound at all.
 */
export function excess({ min, max }: Bounds, value: number): number {
	const below = min === null ? -Infinity : min - value;
	const above = max === null ? -Infinity : value - max;
	return Math.max(below, above);
}

/**
 * Judges a value. Both edges belong to the milder side: a value on the limit is `within`,
 * a value exactly `watch` beyond it is `watch`, and anything further is `act`.
 */
export function judge(limit: Bounds, value: number): Band {
	const beyond = excess(limit, value);
	if (beyond <= HAIR) return 'within';
	return beyond <= limit.watch + HAIR ? 'watch' : 'act';
}

/**
 * The value with as many decimals as the product shows of its metric. What is judged is what
 * is printed, so that no page says "26,0 °C is over the limit of 26 °C".
 */
export function asShown(metric: Metric, value: number): number {
	const scale = 10 ** metricSpec(metric).decimals;
	return Math.round(value * scale) / scale;
}
