/** Linear regression that learns one example at a time, holds to its prior until taught better, and slowly forgets. */

/** Strength of the prior, in squared shares of the capacity. */
const PRIOR = 0.05;
/** What an example still counts after the next one. */
const FADES = 0.9995;
/** Share of the capacity; an error beyond it pulls no harder, so that one odd day teaches little. */
const ROBUST = 0.02;

export class Ridge {
	readonly #size: number;
	readonly #products: Float64Array;
	readonly #targets: Float64Array;
	#weights: Float64Array | null;

	/** All weights begin at 0. */
	constructor(size: number) {
		this.#size = size;
		this.#products = new Float64Array(size * size);
		for (let i = 0; i < size; i++) this.#products[i * size + i] = PRIOR;
		this.#targets = new Float64Array(size);
		this.#weights = new Float64Array(size);
	}

	predict(features: readonly number[]): number {
		this.#weights ??= solve(this.#products, this.#targets, this.#size);
		let sum = 0;
		for (let i = 0; i < this.#size; i++) sum += (this.#weights[i] ?? 0) * (features[i] ?? 0);
		return Number.isFinite(sum) ? sum : 0;
	}

	learn(features: readonly number[], target: number): void {
		const error = Math.abs(target - this.predict(features));
		const counts = error > ROBUST ? ROBUST / error : 1;
		const size = this.#size;
		for (let i = 0; i < size; i++) {
			const scaled = counts * (features[i] ?? 0);
			this.#targets[i] = FADES * (this.#targets[i] ?? 0) + scaled * target;
			for (let j = 0; j <= i; j++) {
				// The prior does not fade: without news it is what remains.
				const kept = FADES * (this.#products[i * size + j] ?? 0);
				const prior = i === j ? (1 - FADES) * PRIOR : 0;
				this.#products[i * size + j] = kept + prior + scaled * (features[j] ?? 0);
			}
		}
		this.#weights = null;
	}
}

/** Solves A x = b by Cholesky, A positive definite and given by its lower triangle. */
function solve(a: Float64Array, b: Float64Array, size: number): Float64Array {
	const lower = new Float64Array(size * size);
	const x = new Float64Array(size);
	const of = (row: number, column: number) => lower[row * size + column] ?? 0;
	for (let i = 0; i < size; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = a[i * size + j] ?? 0;
			for (let k = 0; k < j; k++) sum -= of(i, k) * of(j, k);
			lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / of(j, j);
		}
	}
	for (let i = 0; i < size; i++) {
		let sum = b[i] ?? 0;
		for (let k = 0; k < i; k++) sum -= of(i, k) * (x[k] ?? 0);
		x[i] = sum / of(i, i);
	}
	for (let i = size - 1; i >= 0; i--) {
		let sum = x[i] ?? 0;
		for (let k = i + 1; k < size; k++) sum -= of(k, i) * (x[k] ?? 0);
		x[i] = sum / of(i, i);
	}
	return x;
}
