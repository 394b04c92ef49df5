/** The newest value of every series, as frames arrive in any order. */
import { seriesId } from '#lib/domain/reading.ts';
import type { LiveRow } from './wire.ts';

export class NewestValues {
	#rows = new Map<string, LiveRow>();
	#lastAt: number | null = null;
	#simulated = 0;

	/** In no order that means anything. */
	get rows(): ReadonlyMap<string, LiveRow> {
		return this.#rows;
	}

	/** Measuring time of the newest value of all, epoch ms UTC; null: there is none. */
	get lastAt(): number | null {
		return this.#lastAt;
	}

	/** Whether any value comes from a simulator. */
	get simulated(): boolean {
		return this.#simulated > 0;
	}

	/** Takes a snapshot: what it does not name is gone. */
	replace(rows: readonly LiveRow[]): void {
		this.#rows.clear();
		this.#lastAt = null;
		this.#simulated = 0;
		this.apply(rows);
	}

	/**
	 * Takes changed rows: of one series the newest by measuring time stands, and of two with
	 * the same time the one that came later.
	 */
	apply(rows: readonly LiveRow[]): void {
		for (const row of rows) {
			const [device, channel, metric, , at, , origin] = row;
			const id = seriesId({ device, channel, metric });
			const before = this.#rows.get(id);
			if (before !== undefined && before[4] > at) continue;
			if (before?.[6] === 'simulation') this.#simulated -= 1;
			if (origin === 'simulation') this.#simulated += 1;
			this.#rows.set(id, row);
			if (this.#lastAt === null || at > this.#lastAt) this.#lastAt = at;
		}
	}
}
