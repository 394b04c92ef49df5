/** The server's clock, told from its frames: ages are right on a phone whose own clock is wrong. */

/**
 * Runs on a monotonic clock (`performance.now`), so that setting the device's clock moves
 * nothing. A frame can only be late, never early: of all frames the least late one tells
 * the time best. A device that slept has a monotonic clock that lags, and the next frame
 * mends it by the same rule.
 */
export class ServerClock {
	#monotonic: () => number;
	#offset: number | null = null;

	constructor(monotonic: () => number) {
		this.#monotonic = monotonic;
	}

	/** Takes the server's time of a frame that arrived just now, epoch ms UTC. */
	hear(now: number): void {
		const offset = now - this.#monotonic();
		if (this.#offset === null || offset > this.#offset) this.#offset = offset;
	}

	/** Starts anew: another server may be speaking, whose clock may be behind the last one's. */
	forget(): void {
		this.#offset = null;
	}

	/** Epoch ms UTC; null until a frame has been heard. */
	now(): number | null {
		return this.#offset === null ? null : this.#monotonic() + this.#offset;
	}
}
