/** The newest values as they travel with a page: what one message brought shares its device and times. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Origin } from '#lib/domain/reading.ts';
import type { LiveRow } from './wire.ts';

/** device, channel, at, receivedAt (epoch ms UTC), origin, then metric and value in turn. */
export type PackedRows = readonly [
	string,
	string,
	number,
	number,
	Origin,
	...(readonly (Metric | number)[])
];

/** A third of the rows' length, so that a page is read and hydrated sooner. */
export function packRows(rows: readonly LiveRow[]): PackedRows[] {
	const packed = new Map<
		string,
		[string, string, number, number, Origin, ...(Metric | number)[]]
	>();
	for (const [device, channel, metric, value, at, receivedAt, origin] of rows) {
		const id = [device, channel, at, receivedAt, origin].join('\u001f');
		const own = packed.get(id);
		if (own === undefined) packed.set(id, [device, channel, at, receivedAt, origin, metric, value]);
		else own.push(metric, value);
	}
	return [...packed.values()];
}

/** The rows again, those of one message together. */
export function unpackRows(packed: readonly PackedRows[]): LiveRow[] {
	return packed.flatMap(([device, channel, at, receivedAt, origin, ...values]) => {
		const rows: LiveRow[] = [];
		for (let n = 0; n + 1 < values.length; n += 2) {
			const [metric, value] = [values[n], values[n + 1]];
			if (typeof metric !== 'string' || typeof value !== 'number') continue;
			rows.push([device, channel, metric, value, at, receivedAt, origin]);
		}
		return rows;
	});
}
