/** How wrong forecasts have been, as a range that holds nine in ten, and corrects itself where it does not. */

/** Share of the actual values that may lie below, and the same above. */
const TAIL = 0.05;
/** How fast a side that misses too often, or too seldom, is moved. */
const CORRECTS = 0.004;
const TAIL_LIMITS = [0.005, 0.15] as const;
/** With fewer, nothing is promised. */
const LEAST_ERRORS = 20;
const MOST_ERRORS = 500;
/** Errors that the whole day's scale counts for beside a time of day's own. */
const SHARED_COUNTS = 8;
const FADES = 0.97;
/** Share of the capacity; keeps a quiet hour's scale from vanishing. */
const LEAST_SCALE = 0.002;

interface Scale {
	weight: number;
	sum: number;
}

/** Errors of one horizon, in shares of the capacity: actual less forecast. */
export class ErrorRange {
	#scaled: number[] = [];
	#sorted: number[] | null = null;
	#scales = new Map<number, Scale>();
	#shared: Scale = { weight: 0, sum: 0 };
	#below = TAIL;
	#above = TAIL;

	/** What to add to a forecast for a time of day; null: too few errors are known. */
	around(hour: number): readonly [number, number] | null {
		const errors = this.#scaled;
		if (errors.length < LEAST_ERRORS) return null;
		this.#sorted ??= errors.toSorted((a, b) => a - b);
		const scale = this.#scaleOf(hour);
		return [
			quantile(this.#sorted, this.#below) * scale,
			quantile(this.#sorted, 1 - this.#above) * scale
		];
	}

	/** @param range that was promised with the forecast, as `around` gave it. */
	learn(hour: number, error: number, range: readonly [number, number] | null): void {
		if (range !== null) {
			this.#below = corrected(this.#below, error < range[0] - 1e-9);
			this.#above = corrected(this.#above, error > range[1] + 1e-9);
		}
		this.#scaled.push(error / this.#scaleOf(hour));
		if (this.#scaled.length > MOST_ERRORS) this.#scaled.shift();
		this.#sorted = null;
		const own = this.#scales.get(hour) ?? { weight: 0, sum: 0 };
		this.#scales.set(hour, added(own, error, FADES));
		this.#shared = added(this.#shared, error, 1 - (1 - FADES) / 10);
	}

	#scaleOf(hour: number): number {
		const shared = this.#shared.weight === 0 ? LEAST_SCALE : this.#shared.sum / this.#shared.weight;
		const own = this.#scales.get(hour) ?? { weight: 0, sum: 0 };
		const mean = (own.sum + SHARED_COUNTS * shared) / (own.weight + SHARED_COUNTS);
		return Math.max(LEAST_SCALE, mean);
	}
}

/** Adaptive conformal inference (Gibbs and Candès 2021): a miss widens the side, a hit narrows it. */
function corrected(tail: number, missed: boolean): number {
	const moved = tail + CORRECTS * (TAIL - (missed ? 1 : 0));
	return Math.min(TAIL_LIMITS[1], Math.max(TAIL_LIMITS[0], moved));
}

function added({ weight, sum }: Scale, error: number, fades: number): Scale {
	return { weight: fades * weight + 1, sum: fades * sum + Math.abs(error) };
}

/** By the nearest rank outward, so that few errors promise more width, not less. */
function quantile(sorted: readonly number[], p: number): number {
	const place = p * (sorted.length - 1);
	return sorted[p < 0.5 ? Math.floor(place) : Math.ceil(place)] ?? 0;
}
