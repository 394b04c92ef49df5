/** The pauses between a device's messages as a histogram: enough to tell how long it is usually silent. */

/** Eight steps an octave: a pause is known to 9 %. */
const STEPS = 8;
/** 2²¹ s is 24 days. */
const LAST = 21 * STEPS;
/** Fewer pauses tell nothing of the rare long one. */
const ENOUGH = 20;
/** Then all are halved, so that what a device does now outweighs what it did last month. */
const MANY = 4_000;
const SHARE = 0.99;
const FORGET_MS = 30 * 86_400_000;

export class Pauses {
	readonly #counts = new Map<number, number>();
	#total = 0;
	/** In this run of the program: the time it was not running is no pause of the device's. */
	#lastAt: number | null = null;
	readonly #keptAt: number | null;
	#new = false;

	/** @param text what `text` gave before. @param keptAt when the device was last heard then. */
	constructor(text = '[]', keptAt: number | null = null) {
		this.#keptAt = keptAt;
		for (const [step, n] of JSON.parse(text) as [number, number][]) {
			this.#counts.set(step, n);
			this.#total += n;
		}
	}

	/** @param at time of receipt, epoch ms UTC. */
	heard(at: number): void {
		const pause = this.#lastAt === null ? 0 : at - this.#lastAt;
		this.#lastAt = Math.max(at, this.#lastAt ?? at);
		if (pause <= 0) return;
		const step = Math.min(LAST, Math.max(0, Math.floor(STEPS * Math.log2(pause / 1_000))));
		this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
		this.#total += 1;
		this.#new = true;
		if (this.#total > MANY) this.#halve();
	}

	/** What 99 of 100 pauses do not exceed, ms; null: too few are known. */
	longest(): number | null {
		if (this.#total < ENOUGH) return null;
		let n = 0;
		for (const [step, count] of [...this.#counts].sort(([a], [b]) => a - b)) {
			n += count;
			if (n >= SHARE * this.#total) return Math.round(1_000 * 2 ** ((step + 1) / STEPS));
		}
		return null;
	}

	/** Whether pauses came since the text was last taken. */
	isNew(): boolean {
		return this.#new;
	}

	/** When the device was last heard, epoch ms UTC; null: never. */
	heardAt(): number | null {
		return this.#lastAt ?? this.#keptAt;
	}

	isForgotten(now: number): boolean {
		const heardAt = this.heardAt();
		return heardAt !== null && now - heardAt > FORGET_MS;
	}

	/** For keeping. */
	text(): string {
		this.#new = false;
		return JSON.stringify([...this.#counts]);
	}

	#halve(): void {
		this.#total = 0;
		for (const [step, n] of this.#counts) {
			const half = Math.floor(n / 2);
			if (half === 0) this.#counts.delete(step);
			else this.#counts.set(step, half);
			this.#total += half;
		}
	}
}
