/** What the store has already of a batch: new, the same, or another value. */
import { seriesId } from '../src/lib/domain/reading.ts';
import type { Reading } from '../src/lib/domain/reading.ts';
import type { SeriesSpan, Span, Store } from '../src/lib/server/store/store.ts';

export type Verdict = { is: 'new' | 'same' } | { is: 'differs'; stored: number };

/** Readings further apart are asked for apart, so that what lies between is not read for nothing. */
const APART_MS = 3_600_000;
const NEW: Verdict = { is: 'new' };
const SAME: Verdict = { is: 'same' };

/** A store and how far its series reach, so that what lies beyond costs no question. */
export class Compared {
	readonly store: Store;
	readonly #known: Map<string, Span>;

	private constructor(store: Store, known: Map<string, Span>) {
		this.store = store;
		this.#known = known;
	}

	/** With the series that there are now. @throws {StoreUnavailable} */
	static async open(store: Store): Promise<Compared> {
		const known = (await store.series()).map((one): [string, Span] => [
			seriesId(one),
			{ from: one.from, to: one.to + 1 }
		]);
		return new Compared(store, new Map(known));
	}

	/**
	 * A verdict a reading, in their order; of two readings of the batch under one key the
	 * second is judged by the first.
	 * @throws {StoreUnavailable}
	 */
	async judge(batch: readonly Reading[]): Promise<Verdict[]> {
		const stored = await this.#stored(batch);
		return batch.map((reading) => {
			const key = keyOf(reading);
			const value = stored.get(key);
			if (value === undefined) stored.set(key, reading.value);
			if (value === undefined) return NEW;
			return value === reading.value ? SAME : { is: 'differs', stored: value };
		});
	}

	/** Tells of what was written. */
	wrote(batch: readonly Reading[]): void {
		for (const reading of batch) {
			const { at } = reading;
			const span = this.#known.get(seriesId(reading));
			if (span === undefined) this.#known.set(seriesId(reading), { from: at, to: at + 1 });
			else {
				span.from = Math.min(span.from, at);
				span.to = Math.max(span.to, at + 1);
			}
		}
	}

	/** The stored values under the keys of the batch. */
	async #stored(batch: readonly Reading[]): Promise<Map<string, number>> {
		const asked: SeriesSpan[] = [];
		for (const [series, group] of Map.groupBy(batch, seriesId)) {
			const known = this.#known.get(series);
			const [first] = group;
			if (known === undefined || first === undefined) continue;
			for (const span of stretches(
				group.map(({ at }) => at),
				known
			)) {
				asked.push({ series: first, span });
			}
		}
		const wanted = new Set(batch.map(keyOf));
		const values = new Map<string, number>();
		for await (const { index, points } of this.store.ranges(asked)) {
			const series = asked[index]?.series;
			if (series === undefined) continue;
			for (const { at, value } of points) {
				const key = keyOf({ ...series, at });
				if (wanted.has(key)) values.set(key, value);
			}
		}
		return values;
	}
}

function keyOf(reading: Pick<Reading, 'device' | 'channel' | 'metric' | 'at'>): string {
	return `${seriesId(reading)}\u001f${reading.at}`;
}

/** The times within the known span, those near each other together. */
function stretches(times: readonly number[], { from, to }: Span): Span[] {
	const spans: Span[] = [];
	const within = times.filter((at) => at >= from && at < to).sort((a, b) => a - b);
	for (const at of within) {
		const last = spans.at(-1);
		if (last !== undefined && at - last.to < APART_MS) last.to = at + 1;
		else spans.push({ from: at, to: at + 1 });
	}
	return spans;
}
