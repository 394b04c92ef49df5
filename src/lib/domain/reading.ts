/** One value of one quantity from one device at one time: what travels down the river. */
import type { Metric } from './metrics.ts';

/** Where a value came from; a simulated one must never be taken for the building's. */
export type Origin = 'device' | 'import' | 'simulation';

export interface Reading {
	/** The network's id of the device (an EUI in lower-case hex), at most 128 characters. */
	device: string;
	/** One of several lines, regions or probes of the device; `''` when it has one. */
	channel: string;
	metric: Metric;
	/** In the unit of METRICS; states are 0 or 1. */
	value: number;
	/** When it was measured, epoch ms UTC. */
	at: number;
	/** When ingest received it, epoch ms UTC. */
	receivedAt: number;
	origin: Origin;
	/**
	 * Set where the message had no time of its own and may be a redelivery of one that
	 * is already stored: its value holds, but it may stand twice.
	 */
	maybeRepeated?: true;
}

/** What names a reading: the same key twice is one reading. */
export type ReadingKey = Pick<Reading, 'device' | 'channel' | 'metric' | 'at'>;

/** What names a series of readings. */
export type SeriesKey = Pick<Reading, 'device' | 'channel' | 'metric'>;

/** A string for maps: unambiguous, because no part may contain the separator. */
export function seriesId({ device, channel, metric }: SeriesKey): string {
	return `${device}\u001f${channel}\u001f${metric}`;
}
