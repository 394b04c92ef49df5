/** How a batch of readings is written in the spool: JSON rows, an eighth of the size of objects. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Origin, Reading } from '#lib/domain/reading.ts';

type Row = [
	device: string,
	channel: string,
	metric: Metric,
	value: number,
	at: number,
	receivedAt: number,
	origin: Origin,
	maybeRepeated?: 1
];

export function encodeBatch(readings: readonly Reading[]): string {
	return JSON.stringify(
		readings.map((r): Row => {
			const row: Row = [r.device, r.channel, r.metric, r.value, r.at, r.receivedAt, r.origin];
			if (r.maybeRepeated) row.push(1);
			return row;
		})
	);
}

/** The inverse of `encodeBatch`; the text is our own, so a fault in it is thrown as such. */
export function decodeBatch(body: string): Reading[] {
	const rows: Row[] = JSON.parse(body);
	return rows.map(([device, channel, metric, value, at, receivedAt, origin, maybeRepeated]) => ({
		device,
		channel,
		metric,
		value,
		at,
		receivedAt,
		origin,
		...(maybeRepeated ? { maybeRepeated: true as const } : {})
	}));
}
