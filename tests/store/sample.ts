/** Readings for the store's tests, and the plain way to read a store. */
import type { Reading, SeriesKey } from '#lib/domain/reading.ts';
import type { Bucket, Point, Span, Store } from '#lib/server/store/store.ts';

/** A Monday, 00:00 UTC. */
export const T0 = Date.UTC(2025, 0, 6);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const EVER: Span = { from: -Infinity, to: Infinity };

export const SERIES: SeriesKey = { device: 'a84041ffff1a2b3c', channel: '', metric: 'temperature' };

/** A reading of SERIES at T0, but for what is given. */
export function reading(but: Partial<Reading> = {}): Reading {
	const at = but.at ?? T0;
	return { ...SERIES, value: 20, at, receivedAt: at + 250, origin: 'device', ...but };
}

/** `n` readings of SERIES, `stepMs` apart, whose value is their number. */
export function readings(n: number, but: Partial<Reading> = {}, stepMs = 1_000): Reading[] {
	return Array.from({ length: n }, (_, i) => reading({ value: i, at: T0 + i * stepMs, ...but }));
}

export async function collect(points: AsyncIterable<Point>): Promise<Point[]> {
	const all: Point[] = [];
	for await (const point of points) all.push(point);
	return all;
}

/** Everything of a series, as [at, value]. */
export async function stored(store: Store, series: SeriesKey, span = EVER, limit?: number) {
	const points = await collect(store.range(series, span, limit));
	return points.map(({ at, value }) => [at, value] as const);
}

/** Numbers from 0 to 1, the same in every run. */
export function* dice(seed: number): Generator<number, never> {
	for (;;) {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		yield seed / 2 ** 32;
	}
}

/** The same readings in another order. */
export function shuffled<T>(items: readonly T[], seed = 7): T[] {
	const random = dice(seed);
	return items
		.map((item) => ({ item, order: random.next().value }))
		.sort((a, b) => a.order - b.order)
		.map(({ item }) => item);
}

/** What `aggregate` should answer, from the points in order of time, one by one. */
export function summarise(points: readonly Point[], everyMs: number, offsetMs = 0): Bucket[] {
	const buckets: Bucket[] = [];
	for (const { at, value } of points) {
		const start = Math.floor((at - offsetMs) / everyMs) * everyMs + offsetMs;
		let bucket = buckets.at(-1);
		if (bucket?.start !== start) {
			bucket = { start, n: 0, sum: 0, min: value, max: value, mean: 0, first: value, last: value };
			buckets.push(bucket);
		}
		bucket.n += 1;
		bucket.sum += value;
		bucket.min = Math.min(bucket.min, value);
		bucket.max = Math.max(bucket.max, value);
		bucket.mean = bucket.sum / bucket.n;
		bucket.last = value;
	}
	return buckets;
}
