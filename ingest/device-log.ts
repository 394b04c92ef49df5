/** How each device speaks, beside the spool's batches: readings by the hour, pauses, and what was refused of it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeviceActivity, DeviceRefusal } from '#lib/domain/river-report.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { Pauses } from './pauses.ts';

/** A value or message that was not read, and of which device it was. */
export interface DeviceRefused {
	device: string;
	reason: string;
	detail: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The hours of a day and the one that it began in. */
const ACTIVITY_KEPT_MS = DAY_MS + HOUR_MS;
const REFUSALS_KEPT_MS = 7 * DAY_MS;
/** Whoever may publish may invent devices: beyond these the ones that were quiet longest go. */
const MAX_REFUSALS = 5_000;
const MAX_DETAIL = 500;

export class DeviceLog {
	readonly #db: DatabaseSync;
	readonly #addActivity: StatementSync;
	readonly #addRefusal: StatementSync;
	readonly #pauses = new Map<string, Pauses>();

	constructor(db: DatabaseSync) {
		this.#db = db;
		this.#addActivity = db.prepare(
			`INSERT INTO activity (device, hour, readings, refused) VALUES (?, ?, ?, ?)
			 ON CONFLICT DO UPDATE SET readings = readings + excluded.readings,
			 	refused = refused + excluded.refused`
		);
		this.#addRefusal = db.prepare(
			`INSERT INTO refusal (device, reason, n, last_at, detail) VALUES (?, ?, 1, ?, ?)
			 ON CONFLICT DO UPDATE SET n = n + 1, last_at = excluded.last_at, detail = excluded.detail`
		);
		for (const row of db.prepare('SELECT device, heard_at, pauses FROM rhythm').iterate()) {
			this.#pauses.set(String(row.device), new Pauses(String(row.pauses), Number(row.heard_at)));
		}
	}

	/** Inside the spool's transaction: one row a device, however much it said. */
	write(readings: readonly Reading[], refused: readonly DeviceRefused[], now: number): void {
		const hour = now - (now % HOUR_MS);
		const counts = new Map<string, { readings: number; refused: number }>();
		const of = (device: string) => {
			let count = counts.get(device);
			if (count === undefined) counts.set(device, (count = { readings: 0, refused: 0 }));
			return count;
		};
		for (const { device } of readings) of(device).readings += 1;
		for (const { device, reason, detail } of refused) {
			of(device).refused += 1;
			this.#addRefusal.run(device, reason, now, detail.slice(0, MAX_DETAIL));
		}
		for (const [device, count] of counts) {
			this.#addActivity.run(device, hour, count.readings, count.refused);
		}
	}

	/** After the transaction: the pauses are a statistic, and wait in memory for `tidy`. */
	heard(readings: Iterable<Reading>): void {
		const newest = new Map<string, number>();
		for (const { device, receivedAt } of readings) {
			if (receivedAt > (newest.get(device) ?? 0)) newest.set(device, receivedAt);
		}
		for (const [device, receivedAt] of newest) {
			let pauses = this.#pauses.get(device);
			if (pauses === undefined) this.#pauses.set(device, (pauses = new Pauses()));
			pauses.heard(receivedAt);
		}
	}

	/** Every device of the last 24 hours; the hour in which they began counts for the part in them. */
	activity(now: number): DeviceActivity[] {
		const from = now - DAY_MS;
		const partial = from - (from % HOUR_MS);
		const share = 1 - (from - partial) / HOUR_MS;
		return this.#db
			.prepare(
				`SELECT device,
				 	sum(CASE WHEN hour = ?1 THEN readings * ?2 ELSE readings END) AS readings,
				 	sum(CASE WHEN hour = ?1 THEN refused * ?2 ELSE refused END) AS refused
				 FROM activity WHERE hour >= ?1 GROUP BY device`
			)
			.all(partial, share)
			.map((row) => ({
				device: String(row.device),
				readings: Math.round(Number(row.readings)),
				refused: Math.round(Number(row.refused)),
				learnedMs: this.#pauses.get(String(row.device))?.longest() ?? null
			}));
	}

	/** What was refused in the last days, the newest first. */
	refusals(): DeviceRefusal[] {
		return this.#db
			.prepare('SELECT device, reason, n, last_at, detail FROM refusal ORDER BY last_at DESC')
			.all()
			.map((row) => ({
				device: String(row.device),
				reason: String(row.reason),
				n: Number(row.n),
				lastAt: Number(row.last_at),
				detail: String(row.detail)
			}));
	}

	/** Forgets what is too old to be shown, and keeps the pauses that are new. */
	tidy(now: number): void {
		this.#db.prepare('DELETE FROM activity WHERE hour < ?').run(now - ACTIVITY_KEPT_MS);
		this.#db
			.prepare(
				`DELETE FROM refusal WHERE last_at < ? OR (device, reason) IN (
					SELECT device, reason FROM refusal ORDER BY last_at DESC LIMIT -1 OFFSET ?)`
			)
			.run(now - REFUSALS_KEPT_MS, MAX_REFUSALS);
		const keep = this.#db.prepare(
			`INSERT INTO rhythm (device, heard_at, pauses) VALUES (?, ?, ?)
			 ON CONFLICT DO UPDATE SET heard_at = excluded.heard_at, pauses = excluded.pauses`
		);
		const forget = this.#db.prepare('DELETE FROM rhythm WHERE device = ?');
		for (const [device, pauses] of this.#pauses) {
			if (pauses.isForgotten(now)) {
				this.#pauses.delete(device);
				forget.run(device);
			} else if (pauses.isNew()) {
				keep.run(device, pauses.heardAt(), pauses.text());
			}
		}
	}
}
