/** Chance that can be repeated: every draw is a function of the seed and of what it is drawn for. */

/**
 * FNV-1a over the parts, 32 bits: turns a seed and names into the seed of a generator.
 * (Fowler, Noll, Vo; the separator keeps `ab`,`c` apart from `a`,`bc`.)
 */
export function hashOf(...parts: readonly (string | number)[]): number {
	let hash = 0x811c9dc5;
	for (const character of parts.join('\u001f')) {
		hash ^= character.codePointAt(0) ?? 0;
		hash = Math.imul(hash, 0x01000193);
	}
	return hash >>> 0;
}

/** Mulberry32 (Tommy Ettinger, public domain): a generator of 32 bits of state, values in [0, 1). */
export function mulberry32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One draw in [0, 1) for a purpose, the same whenever it is asked for. */
export function drawFor(...parts: readonly (string | number)[]): number {
	return mulberry32(hashOf(...parts))();
}

/** A time with the given mean between events that do not know of each other. */
export function exponential(draw: number, mean: number): number {
	return -Math.log(1 - draw) * mean;
}

/**
 * A slow wander in [-1, 1] without a jump: random values every `periodMs`, joined by a
 * smooth curve, so that any moment can be asked for without the moments before it.
 */
export function wander(atMs: number, periodMs: number, ...parts: readonly (string | number)[]) {
	const step = Math.floor(atMs / periodMs);
	const part = atMs / periodMs - step;
	const from = drawFor(...parts, step) * 2 - 1;
	const to = drawFor(...parts, step + 1) * 2 - 1;
	return from + (to - from) * part * part * (3 - 2 * part);
}
