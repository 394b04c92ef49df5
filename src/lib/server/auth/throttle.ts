/** Slows down who guesses: after a few tries each further one must wait twice as long. */

export interface ThrottleRule {
	/** Tries that cost nothing. */
	free: number;
	/** Wait after the last free one, ms; doubled with each try up to `longestMs`. */
	firstMs: number;
	longestMs: number;
	/** Tries are forgotten after this long without another, ms. */
	forgetMs: number;
	/** Names or addresses remembered at most; the one that has been quiet longest makes room. */
	keys: number;
}

export class Throttle {
	readonly #rule: ThrottleRule;
	readonly #tries = new Map<string, { n: number; at: number }>();

	constructor(rule: ThrottleRule) {
		this.#rule = rule;
	}

	/** How long until this key may try again, ms; 0: now. @param now epoch ms UTC. */
	wait(key: string, now: number): number {
		const { free, firstMs, longestMs } = this.#rule;
		const { n, at } = this.#known(key, now);
		if (n < free) return 0;
		const pause = Math.min(longestMs, firstMs * 2 ** Math.min(n - free, 30));
		return Math.max(0, at + pause - now);
	}

	/** Counts a try, before its outcome is known: many at once must not all be free. */
	count(key: string, now: number): void {
		const { n } = this.#known(key, now);
		this.#tries.delete(key);
		this.#tries.set(key, { n: n + 1, at: now });
		const oldest = this.#tries.keys().next();
		if (this.#tries.size > this.#rule.keys && !oldest.done) this.#tries.delete(oldest.value);
	}

	/** Takes a try back that was right. */
	discount(key: string, now: number): void {
		const { n, at } = this.#known(key, now);
		if (n > 1) this.#tries.set(key, { n: n - 1, at });
		else this.#tries.delete(key);
	}

	forget(key: string): void {
		this.#tries.delete(key);
	}

	size(): number {
		return this.#tries.size;
	}

	#known(key: string, now: number): { n: number; at: number } {
		const known = this.#tries.get(key);
		return known && now - known.at < this.#rule.forgetMs ? known : { n: 0, at: now };
	}
}
