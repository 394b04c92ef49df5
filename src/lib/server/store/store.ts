/** Where readings live. Implementations: sqlite, influx; both pass tests/store/contract.ts. */
import type { Metric } from '../../domain/metrics.ts';
import type { Reading, SeriesKey } from '../../domain/reading.ts';
import type { Result } from '../../domain/result.ts';

/** Half-open span of measuring time, epoch ms UTC: `from` ≤ at < `to`. */
export interface Span {
	from: number;
	to: number;
}

export interface Point {
	at: number;
	value: number;
}

/** One interval of a series; intervals without a reading are left out. */
export interface Bucket {
	/** Start of the interval, epoch ms UTC. */
	start: number;
	n: number;
	sum: number;
	min: number;
	max: number;
	/** sum / n. */
	mean: number;
	/** Value of the earliest reading of the interval. */
	first: number;
	/** Value of the latest reading of the interval. */
	last: number;
	/** Where asked for: a value for each, in the order asked. */
	percentiles?: number[];
}

/**
 * Intervals: of so many ms, aligned to the epoch plus an offset; or the days, the weeks from
 * Monday, the months of a zone's calendar, an IANA name, however long they are.
 */
export type Grid =
	{ everyMs: number; offsetMs?: number } | { every: 'day' | 'week' | 'month'; timeZone: string };

/** One series and what of it is wanted. */
export interface SeriesSpan {
	series: SeriesKey;
	span: Span;
}

/** Some of the readings of one of several series, in order of time. */
export interface Page {
	/** Which of those asked for, from 0. */
	index: number;
	points: Point[];
}

/** A series that has readings: when the first and the last were measured, epoch ms UTC. */
export interface Extent extends SeriesKey {
	from: number;
	to: number;
}

/** A device's readings, of one channel where it is named; or everything before a time, epoch ms UTC. */
export type Removal = { device: string; channel?: string } | { before: number };

/** How many were removed; null where the engine does not say. */
export type Removed = Result<{ readings: number | null }, 'engine-cannot'>;

export interface WriteResult {
	/** Indexes refused for good. Everything else is durable on return. */
	rejected: readonly number[];
	/** How many were there already with the same value; 0 where the engine cannot tell. */
	repeated: number;
	/** How many were there with another value, which this write replaced; 0 where the engine cannot tell. */
	conflicts: number;
	/** Why one of the rejected was refused, in the engine's words; absent when none was. */
	detail?: string;
}

export interface Store {
	/** `sqlite` or `influxdb 1.6.7 at http://…`: what a page's footer says. */
	readonly name: string;

	/**
	 * Writes a batch; the same reading twice is one row (key: device, channel, metric, at),
	 * and of two values under one key the later written wins.
	 * @throws {StoreUnavailable} nothing can be said of the batch; keep it and try again.
	 */
	write(batch: readonly Reading[]): Promise<WriteResult>;

	/**
	 * Readings of one series in order of time, at most `limit`, streamed in pages.
	 * @throws {StoreUnavailable}
	 */
	range(series: SeriesKey, span: Span, limit?: number): AsyncIterable<Point>;

	/**
	 * The series summarised in intervals of `everyMs`, aligned to the epoch plus `offsetMs`
	 * (7 h east of UTC: days of WIB with `everyMs` a day and `offsetMs` −7 h).
	 * The first interval may start before the span; only readings of the span are in it.
	 * @throws {StoreUnavailable}
	 * @throws {RangeError} `everyMs` is no positive whole number, or `offsetMs` no whole one.
	 */
	aggregate(series: SeriesKey, span: Span, everyMs: number, offsetMs?: number): Promise<Bucket[]>;

	/**
	 * Readings of many series, each within its own span: page after page in the order asked, the
	 * points of a series in order of time, nothing for one that has none.
	 * @throws {StoreUnavailable}
	 */
	ranges(asked: readonly SeriesSpan[]): AsyncIterable<Page>;

	/**
	 * Many series summarised, in the order asked; as `aggregate`, and with percentiles where
	 * asked for: the value at rank n·p/100 + ½, rounded down, at least 1, of the interval's
	 * readings in order of value (as InfluxQL counts; no value is made up between two).
	 * @throws {StoreUnavailable}
	 * @throws {RangeError} no intervals, more than a century of calendar days, an unknown zone, or
	 * a percentile outside 0 to 100.
	 */
	summarise(
		series: readonly SeriesKey[],
		span: Span,
		grid: Grid,
		percentiles?: readonly number[]
	): Promise<Bucket[][]>;

	/**
	 * Every series that has readings, in order of device, channel and metric.
	 * @throws {StoreUnavailable}
	 */
	series(): Promise<Extent[]>;

	/**
	 * Removes readings for good. Refused with `engine-cannot`, and a sentence that says what to do
	 * instead, by a server that deletes nothing.
	 * @throws {StoreUnavailable} some may be gone: ask again.
	 */
	remove(what: Removal): Promise<Removed>;

	/**
	 * The newest reading of each series by measuring time, no older than `since`.
	 * `origin` is 'device', and `receivedAt` is `at`, where the engine does not keep them.
	 * @throws {StoreUnavailable}
	 */
	last(since: number, metrics?: readonly Metric[]): Promise<Reading[]>;

	/** Whether the engine answers now. Never throws: the word says what is wrong. */
	ping(): Promise<{ ok: true } | { ok: false; detail: string }>;

	/** Lets go of everything; calls after it throw StoreUnavailable. Twice is once. */
	close(): Promise<void>;
}

/** Nothing can be said of the last call: the engine did not answer, or answered that it cannot. */
export class StoreUnavailable extends Error {
	override name = 'StoreUnavailable';
}
