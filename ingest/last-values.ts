/** The newest reading of each series, beside the spool's batches: what is known after a restart. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Metric } from '#lib/domain/metrics.ts';
import { seriesId } from '#lib/domain/reading.ts';
import type { Origin, Reading } from '#lib/domain/reading.ts';

/**
 * The table is written when batches leave the spool, not with each that enters: until then the
 * batches themselves hold the values, and a busy series would be written with every commit.
 */
export class LastValues {
	readonly #upsert: StatementSync;
	readonly #newest = new Map<string, Reading>();
	/** Of these, what the table does not know yet. */
	readonly #unwritten = new Map<string, Reading>();

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
			this.#newest.set(seriesId(reading), reading);
		}
	}

	/** Which of the readings are the newest of their series by measuring time; of equals the later. */
	moved(readings: readonly Reading[]): Map<string, Reading> {
		const moved = new Map<string, Reading>();
		for (const reading of readings) {
			const id = seriesId(reading);
			const other = moved.get(id) ?? this.#newest.get(id);
			if (!other || reading.at >= other.at) moved.set(id, reading);
		}
		return moved;
	}

	/** After the transaction that made them durable. */
	take(moved: ReadonlyMap<string, Reading>): void {
		for (const [id, reading] of moved) {
			this.#newest.set(id, reading);
			this.#unwritten.set(id, reading);
		}
	}

	/** Inside the spool's transaction; `written` follows when it has succeeded. */
	write(): void {
		for (const r of this.#unwritten.values()) {
			this.#upsert.run(r.device, r.channel, r.metric, r.value, r.at, r.receivedAt, r.origin);
		}
	}

	written(): void {
		this.#unwritten.clear();
	}

	all(): Reading[] {
		return [...this.#newest.values()];
	}
}
