/** Means over the longer time that some limits ask for: particles by the day. */
import { LEAST_COVERAGE } from './tally.ts';
import { SLOT_MS } from './service-slots.ts';

/**
 * The mean over the time that ends with each quarter, of quarters without a gap in the columns
 * (NaN where there is none).
 * @returns NaN where less than three quarters of that time are known.
 */
export function trailingMean(values: Float64Array, averagingMs: number): Float64Array {
	const width = Math.round(averagingMs / SLOT_MS);
	const means = new Float64Array(values.length).fill(NaN);
	let [sum, n] = [0, 0];
	for (let end = 0; end < values.length; end++) {
		const comes = values[end] ?? NaN;
		if (!Number.isNaN(comes)) [sum, n] = [sum + comes, n + 1];
		const goes = values[end - width] ?? NaN;
		if (!Number.isNaN(goes)) [sum, n] = [sum - goes, n - 1];
		if (n >= width * LEAST_COVERAGE) means[end] = sum / n;
	}
	return means;
}
