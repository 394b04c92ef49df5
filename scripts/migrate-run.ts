/** One store's readings into another, series by series: what is there already is left alone, and all is compared at the end. */
import { createHash } from 'node:crypto';
import type { Reading, SeriesKey } from '../src/lib/domain/reading.ts';
import type { Extent, Point, Span, Store } from '../src/lib/server/store/store.ts';
import type { WholeReadings } from './store-readings.ts';

export interface Copied {
	/** Readings that were written. */
	written: number;
	/** Of these, such as replaced another value. */
	replaced: number;
	/** Readings that the target does not take. */
	rejected: number;
	detail: string;
}

/**
 * Writes what the target lacks of a series, or has with another value. Both are read in order of
 * time side by side, so that a run that was ended goes on where it was, and a second writes nothing.
 * @param onPage called for each page of the source, with how many readings it has
 * @throws {StoreUnavailable}
 */
export async function copySeries(
	from: WholeReadings,
	to: Store,
	series: Extent,
	batchSize: number,
	onPage: (readings: number) => void,
	signal: AbortSignal
): Promise<Copied> {
	const copied: Copied = { written: 0, replaced: 0, rejected: 0, detail: '' };
	const span = { from: series.from, to: series.to + 1 };
	const there = to.range(series, span)[Symbol.asyncIterator]();
	let next = await there.next();
	let batch: Reading[] = [];
	const write = async () => {
		if (batch.length === 0) return;
		const { rejected, detail } = await to.write(batch);
		copied.written += batch.length - rejected.length;
		copied.rejected += rejected.length;
		copied.detail ||= detail ?? '';
		batch = [];
	};
	try {
		for await (const page of from.pages(series, span)) {
			for (const reading of page) {
				while (!next.done && next.value.at < reading.at) next = await there.next();
				const other = !next.done && next.value.at === reading.at ? next.value.value : undefined;
				if (other === reading.value) continue;
				if (other !== undefined) copied.replaced += 1;
				if (batch.push(reading) >= batchSize) await write();
			}
			onPage(page.length);
			if (signal.aborted) break;
		}
		await write();
	} finally {
		await there.return?.();
	}
	return copied;
}

/** What a series comes to: two stores that agree have the same. */
export interface Sum {
	n: number;
	/** SHA-256 of times and values in order, hex. */
	sha256: string;
}

export interface Comparison {
	source: Sum;
	target: Sum;
	/** Of the source, at no such time in the target. */
	missing: number;
	/** At the same time with another value. */
	different: number;
	/** Of the target, at no such time in the source. */
	more: number;
}

/**
 * @param span that has all of the series on both sides
 * @throws {StoreUnavailable}
 */
export async function compareSeries(
	a: Store,
	b: Store,
	series: SeriesKey,
	span: Span
): Promise<Comparison> {
	const [source, target] = [new Summing(a, series, span), new Summing(b, series, span)];
	const found = { missing: 0, different: 0, more: 0 };
	let [left, right] = [await source.next(), await target.next()];
	while (left !== null || right !== null) {
		if (right === null || (left !== null && left.at < right.at)) {
			found.missing += 1;
			left = await source.next();
		} else if (left === null || right.at < left.at) {
			found.more += 1;
			right = await target.next();
		} else {
			if (left.value !== right.value) found.different += 1;
			[left, right] = [await source.next(), await target.next()];
		}
	}
	return { source: source.sum(), target: target.sum(), ...found };
}

/** Points one by one, adding up what passed. */
class Summing {
	readonly #points: AsyncIterator<Point>;
	readonly #hash = createHash('sha256');
	readonly #bytes = Buffer.alloc(16);
	#n = 0;

	constructor(store: Store, series: SeriesKey, span: Span) {
		this.#points = store.range(series, span)[Symbol.asyncIterator]();
	}

	async next(): Promise<Point | null> {
		const { done, value } = await this.#points.next();
		if (done) return null;
		this.#n += 1;
		this.#bytes.writeDoubleLE(value.at, 0);
		this.#bytes.writeDoubleLE(value.value, 8);
		this.#hash.update(this.#bytes);
		return value;
	}

	sum(): Sum {
		return { n: this.#n, sha256: this.#hash.digest('hex') };
	}
}
