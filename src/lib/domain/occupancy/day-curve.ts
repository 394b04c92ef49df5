/** A day's course from many series that each hold their value until the next. */

export interface Step {
	/** Epoch ms UTC: from then on the value holds. */
	start: number;
	value: number;
}

/**
 * The sum of all series at each of the times, which are in order; a series counts nothing
 * before its first step.
 */
export function sumOfSteps(
	series: readonly (readonly Step[])[],
	times: readonly number[]
): number[] {
	const places = series.map(() => 0);
	return times.map((time) => {
		let sum = 0;
		for (const [n, steps] of series.entries()) {
			let place = places[n] ?? 0;
			while ((steps[place]?.start ?? Infinity) <= time) place += 1;
			places[n] = place;
			sum += steps[place - 1]?.value ?? 0;
		}
		return sum;
	});
}

/** The mean of days at each time of the day; empty where there is no day. */
export function meanOfDays(days: readonly (readonly number[])[]): number[] {
	const [first] = days;
	if (first === undefined) return [];
	return first.map((_, n) => days.reduce((sum, day) => sum + (day[n] ?? 0), 0) / days.length);
}
