/** The newest reading of each series, beside the spool's batches: what is known after a restart. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Origin, Reading, SeriesKey } from '#lib/domain/reading.ts';

/** One series: what is durable, and what the commit under way would make of it. */
export interface LastValue {
	newest: Reading | null;
	moving: Reading | null;
	/** Whether the table knows the newest. */
	written: boolean;
}

/**
 * The table is written when batches leave the spool, not with each that enters: until then the
 * batches themselves hold the values, and a busy series would be written with every commit.
 */
export class LastValues {
	readonly #upsert: StatementSync;
	/** By device and then by metric and channel: a joined name of all three would be made and hashed per reading. */
	readonly #devices = new Map<string, Map<string, LastValue>>();
	#unwritten: LastValue[] = [];

	/** Reads the table; what waits in batches is for the caller to take. */
	constructor(db: DatabaseSync) {
		this.#upsert = db.prepare(
			`INSERT INTO last (device, channel, metric, value, at, received_at, origin)
			 VALUES (?, ?, ?, ?, ?, ?, ?)
			 ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at,
			 	received_at = excluded.received_at, origin = excluded.origin`
		);
		const rows = db.prepare(
			'SELECT device, channel, metric, value, at, received_at AS receivedAt, origin FROM last'
		);
		for (const row of rows.iterate()) {
			const reading: Reading = {
				device: String(row.device),
				channel: String(row.channel),
				metric: String(row.metric) as Metric,
				value: Number(row.value),
				at: Number(row.at),
				receivedAt: Number(row.receivedAt),
				origin: String(row.origin) as Origin
			};
			Object.assign(this.#series(reading), { newest: reading, written: true });
		}
	}

	/**
	 * The series that these readings move forward: the newest of each by measuring time, of equals
	 * the later. Either `take` or `leave` must follow.
	 */
	moved(readings: readonly Reading[]): LastValue[] {
		const moved: LastValue[] = [];
		for (const reading of readings) {
			const series = this.#series(reading);
			const other = series.moving ?? series.newest;
			if (other !== null && reading.at < other.at) continue;
			if (series.moving === null) moved.push(series);
			series.moving = reading;
		}
		return moved;
	}

	/** After the transaction that made them durable. @returns their newest readings */
	take(moved: readonly LastValue[]): Reading[] {
		const newest: Reading[] = [];
		for (const series of moved) {
			if (series.moving === null) continue;
			newest.push((series.newest = series.moving));
			series.moving = null;
			if (series.written) this.#unwritten.push(series);
			series.written = false;
		}
		return newest;
	}

	/** After the transaction that failed. */
	leave(moved: readonly LastValue[]): void {
		for (const series of moved) series.moving = null;
	}

	/** Inside the spool's transaction; `written` follows when it has succeeded. */
	write(): void {
		for (const { newest: r } of this.#unwritten) {
			if (r === null) continue;
			this.#upsert.run(r.device, r.channel, r.metric, r.value, r.at, r.receivedAt, r.origin);
		}
	}

	written(): void {
		for (const series of this.#unwritten) series.written = true;
		this.#unwritten = [];
	}

	all(): Reading[] {
		return [...this.#devices.values()].flatMap((ofDevice) =>
			[...ofDevice.values()].flatMap(({ newest }) => newest ?? [])
		);
	}

	#series({ device, channel, metric }: SeriesKey): LastValue {
		let ofDevice = this.#devices.get(device);
		if (ofDevice === undefined) this.#devices.set(device, (ofDevice = new Map()));
		// No part may contain the separator.
		const name = channel === '' ? metric : `${metric}\u001f${channel}`;
		let series = ofDevice.get(name);
		// `written` until it has moved: then it stands in the list of the unwritten once.
		if (series === undefined)
			ofDevice.set(name, (series = { newest: null, moving: null, written: true }));
		return series;
	}
}
