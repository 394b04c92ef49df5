/** Rows of `readings.db` as the store's contract names things. */
import type { SQLOutputValue } from 'node:sqlite';
import { isMetric } from '../../domain/metrics.ts';
import type { Reading } from '../../domain/reading.ts';
import { ORIGINS } from './sqlite-schema.ts';
import type { Bucket, Extent } from './store.ts';

type Row = Record<string, SQLOutputValue>;

/** A row of `SQL.last`; none for a quantity that there is no more. */
export function toReading(row: Row): Reading[] {
	const metric = String(row.metric);
	if (!isMetric(metric)) return [];
	const reading: Reading = {
		device: String(row.device),
		channel: String(row.channel),
		metric,
		value: Number(row.value),
		at: Number(row.at),
		receivedAt: Number(row.received_at),
		origin: ORIGINS[Number(row.origin)] ?? 'device'
	};
	return [row.maybe_repeated ? { ...reading, maybeRepeated: true } : reading];
}

/** A row of `SQL.aggregate`. */
export function toBucket(row: Row): Bucket {
	const [n, sum] = [Number(row.n), Number(row.sum)];
	return {
		start: Number(row.start),
		...{ n, sum, min: Number(row.min), max: Number(row.max), mean: sum / n },
		...{ first: Number(row.first), last: Number(row.last) }
	};
}

/** A row of `SQL.extents`; none for a series whose readings were all removed. */
export function toExtent({ device, channel, metric, earliest, latest }: Row): Extent[] {
	if (earliest === null || typeof metric !== 'string' || !isMetric(metric)) return [];
	return [
		{
			...{ device: String(device), channel: String(channel), metric },
			...{ from: Number(earliest), to: Number(latest) }
		}
	];
}
