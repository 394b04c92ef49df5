/** Did what we changed help? The difference of two stretches of days, and how sure it is. */

export interface Change {
	/** Means of the daily figures. */
	before: number;
	after: number;
	/** after − before, and its 95 % interval. */
	by: number;
	low: number;
	high: number;
	/** Days that went into each. */
	days: { before: number; after: number };
	/** The interval leaves zero out. */
	certain: boolean;
}

/** With fewer days on a side there is no saying. */
export const LEAST_DAYS = 5;

/** 97.5 % of the normal distribution. */
const Z = 1.959964;

/**
 * Welch's comparison of daily figures, in order of time. Days that resemble their neighbours
 * count for less: the number of days is cut by (1 − r)/(1 + r), r the correlation with the day
 * before, never below zero.
 * @returns null where either side has fewer than five days.
 */
export function changeOf(before: readonly number[], after: readonly number[]): Change | null {
	if (before.length < LEAST_DAYS || after.length < LEAST_DAYS) return null;
	const [a, b] = [describe(before), describe(after)];
	const by = b.mean - a.mean;
	const [errorA, errorB] = [a.variance / a.effective, b.variance / b.effective];
	const error = errorA + errorB;
	const freedom =
		error === 0
			? Infinity
			: error ** 2 / (errorA ** 2 / (a.effective - 1) + errorB ** 2 / (b.effective - 1));
	const half = studentT(Math.max(1, freedom)) * Math.sqrt(error);
	return {
		before: a.mean,
		after: b.mean,
		by,
		low: by - half,
		high: by + half,
		days: { before: before.length, after: after.length },
		certain: by - half > 0 || by + half < 0
	};
}

function describe(values: readonly number[]): {
	mean: number;
	variance: number;
	effective: number;
} {
	const n = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	const away = values.map((value) => value - mean);
	const squares = away.reduce((sum, d) => sum + d * d, 0);
	const neighbours = away.reduce((sum, d, i) => sum + (i === 0 ? 0 : d * (away[i - 1] ?? 0)), 0);
	const r = squares === 0 ? 0 : Math.min(0.9, Math.max(0, neighbours / squares));
	return { mean, variance: squares / (n - 1), effective: Math.max(2, (n * (1 - r)) / (1 + r)) };
}

/** The 97.5 % point of Student's t; Cornish-Fisher from 3 degrees up, exact at 1 and 2. */
function studentT(freedom: number): number {
	if (freedom === Infinity) return Z;
	if (freedom < 2) return 12.706 + (4.303 - 12.706) * (freedom - 1);
	if (freedom < 3) return 4.303 + (3.182 - 4.303) * (freedom - 2);
	const [z3, z5, z7] = [Z ** 3, Z ** 5, Z ** 7];
	return (
		Z +
		(z3 + Z) / (4 * freedom) +
		(5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom ** 2) +
		(3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom ** 3)
	);
}
