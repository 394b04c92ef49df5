/** The point of truth: what is committed here may be acknowledged, and nothing else may. */
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { Reading } from '#lib/domain/reading.ts';
import { DeviceLog } from './device-log.ts';
import type { DeviceRefused } from './device-log.ts';
import { LastValues } from './last-values.ts';
import type { Tally } from './ledger.ts';
import type { RefusalReason } from './message.ts';
import type { QuarantineRecord } from './quarantine.ts';
import { SPOOL_SCHEMA } from './spool-schema.ts';
import { decodeBatch, encodeBatch } from './spool-code.ts';

/** What one transaction makes durable. */
export interface Commit {
	readings: Reading[];
	quarantined: QuarantineRecord[];
	/** Recognition keys of the messages, against redelivery. */
	keys: string[];
	/** What was not read, where it is known of which device. */
	refused?: DeviceRefused[];
	tally: Tally;
}

/** Readings that wait for the store, oldest first. */
export interface Waiting {
	seqs: number[];
	readings: Reading[];
}

/** Kept until a reader has had the chance to see them; then the newest are worth more. */
const MAX_QUARANTINED = 10_000;
/** A broker redelivers on reconnect what it had in flight: at most 65,535 messages, hours old at worst. */
const SEEN_FOR_MS = 6 * 3_600_000;
const MAX_SEEN = 500_000;
/** A commit that failed left no page behind; none of them writes more than this. */
const MAX_COMMIT_BYTES = 8 * 1024 * 1024;
/** Readings of committed batches that stay in memory until they are delivered, some 10 MB. */
const MAX_FRESH = 50_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Minutes older than this are folded into days, so that the ledger stays small for years. */
const MINUTES_KEPT_MS = 2 * DAY_MS;

export class Spool {
	/** How each device speaks. */
	readonly devices: DeviceLog;
	readonly #db: DatabaseSync;
	readonly #insertBatch: StatementSync;
	readonly #insertSeen: StatementSync;
	readonly #addLedger: StatementSync;
	readonly #insertQuarantined: StatementSync;
	readonly #listBatches: StatementSync;
	readonly #readBatch: StatementSync;
	/** Batches that were just committed, by seq: most are delivered before they need be read again. */
	readonly #fresh = new Map<number, Reading[]>();
	#freshReadings = 0;
	readonly #seen = new Map<string, number>();
	readonly #last: LastValues;
	#quarantined: number;
	#waiting: { batches: number; readings: number };

	/**
	 * Opens or creates the file, and reads the recognition keys of the last hours.
	 * @throws where the file cannot be opened, is no spool, or another process has it open
	 */
	constructor(path: string) {
		const db = new DatabaseSync(path);
		this.#db = db;
		// Exclusive: two processes on one spool would acknowledge for each other; the second is refused.
		db.exec(
			'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'
		);
		db.exec(SPOOL_SCHEMA);
		this.devices = new DeviceLog(db);
		this.#insertBatch = db.prepare('INSERT INTO batch (n, body) VALUES (?, ?)');
		this.#listBatches = db.prepare('SELECT seq, n FROM batch ORDER BY seq');
		this.#readBatch = db.prepare('SELECT body FROM batch WHERE seq = ?');
		this.#insertSeen = db.prepare('INSERT INTO seen (at, n, keys) VALUES (?, ?, ?)');
		this.#addLedger = db.prepare(
			`INSERT INTO ledger (minute, term, n) VALUES (?, ?, ?)
			 ON CONFLICT DO UPDATE SET n = n + excluded.n`
		);
		this.#insertQuarantined = db.prepare(
			`INSERT INTO quarantine (received_at, topic, reason, detail, size, payload)
			 VALUES (?, ?, ?, ?, ?, ?)`
		);
		this.#quarantined = this.#count('SELECT count(*) AS n FROM quarantine');
		this.#waiting = {
			batches: this.#count('SELECT count(*) AS n FROM batch'),
			readings: this.#count('SELECT coalesce(sum(n), 0) AS n FROM batch')
		};
		this.#last = new LastValues(db);
		for (const { body } of db.prepare('SELECT body FROM batch ORDER BY seq').iterate()) {
			this.#last.take(this.#last.moved(decodeBatch(String(body))));
		}
		for (const row of db.prepare('SELECT at, keys FROM seen ORDER BY seq').iterate()) {
			for (const key of String(row.keys).split('\n')) this.#seen.set(key, Number(row.at));
		}
	}

	/** When a message with this recognition key was committed, epoch ms; undefined: not in the last hours. */
	seenAt(key: string): number | undefined {
		return this.#seen.get(key);
	}

	/**
	 * One transaction: all of it is durable on return, or none of it.
	 * @returns the newest reading of each series that it moved forward
	 * @throws what node:sqlite throws: a full disk, a lost file
	 */
	commit({ readings, quarantined, keys, refused = [], tally }: Commit, now: number): Reading[] {
		const moved = this.#last.moved(readings);
		let seq = 0;
		const evicted = Math.max(0, this.#quarantined + quarantined.length - MAX_QUARANTINED);
		tally.add('quarantine.evicted', evicted);
		const write = () => {
			if (readings.length > 0) {
				const { lastInsertRowid } = this.#insertBatch.run(readings.length, encodeBatch(readings));
				seq = Number(lastInsertRowid);
			}
			if (keys.length > 0) this.#insertSeen.run(now, keys.length, keys.join('\n'));
			for (const q of quarantined) {
				this.#insertQuarantined.run(q.receivedAt, q.topic, q.reason, q.detail, q.size, q.payload);
			}
			if (evicted > 0) {
				this.#db
					.prepare(
						'DELETE FROM quarantine WHERE seq IN (SELECT seq FROM quarantine ORDER BY seq LIMIT ?)'
					)
					.run(evicted);
			}
			this.#book(tally, now);
			this.devices.write(readings, refused, now);
		};
		try {
			this.#transaction(write);
		} catch (error) {
			this.#last.leave(moved);
			throw error;
		}
		const newest = this.#last.take(moved);
		this.#quarantined += quarantined.length - evicted;
		if (readings.length > 0) {
			this.#waiting.batches += 1;
			this.#waiting.readings += readings.length;
			this.#keepFresh(seq, readings);
		}
		for (const key of keys) this.#seen.set(key, now);
		this.devices.heard(readings);
		return newest;
	}

	/** The oldest batches, together at most `limit` readings, but always one batch. */
	peek(limit: number): Waiting {
		const waiting: Waiting = { seqs: [], readings: [] };
		for (const row of this.#listBatches.iterate()) {
			if (waiting.seqs.length > 0 && waiting.readings.length + Number(row.n) > limit) break;
			const seq = Number(row.seq);
			waiting.seqs.push(seq);
			const batch =
				this.#fresh.get(seq) ?? decodeBatch(String(this.#readBatch.get(seq)?.body ?? '[]'));
			for (const reading of batch) waiting.readings.push(reading);
		}
		return waiting;
	}

	#keepFresh(seq: number, readings: Reading[]): void {
		if (this.#freshReadings + readings.length > MAX_FRESH) return;
		this.#fresh.set(seq, readings);
		this.#freshReadings += readings.length;
	}

	#forgetFresh(seq: number): void {
		this.#freshReadings -= this.#fresh.get(seq)?.length ?? 0;
		this.#fresh.delete(seq);
	}

	/** The store has answered for these batches: forgets them and books what became of them. */
	settle(waiting: Waiting, tally: Tally, now: number): void {
		const remove = this.#db.prepare('DELETE FROM batch WHERE seq = ?');
		this.#transaction(() => {
			for (const seq of waiting.seqs) remove.run(seq);
			this.#last.write();
			this.#book(tally, now);
		});
		this.#last.written();
		for (const seq of waiting.seqs) this.#forgetFresh(seq);
		this.#waiting.batches -= waiting.seqs.length;
		this.#waiting.readings -= waiting.readings.length;
	}

	/** What is known now: the newest reading of each series by measuring time. */
	lastValues(): Reading[] {
		return this.#last.all();
	}

	/** Sums of the ledger by term; over all time, or since a minute (epoch ms UTC) of the last two days. */
	totals(since = 0): Record<string, number> {
		const rows = this.#db
			.prepare('SELECT term, sum(n) AS n FROM ledger WHERE minute >= ? GROUP BY term')
			.all(since);
		return Object.fromEntries(rows.map((row) => [String(row.term), Number(row.n)]));
	}

	/** What waits for the store. */
	waiting(): { batches: number; readings: number } {
		return { ...this.#waiting };
	}

	/** The newest quarantined messages first. */
	quarantined(limit: number): QuarantineRecord[] {
		return this.#db
			.prepare(
				`SELECT received_at AS receivedAt, topic, reason, detail, size, payload
				 FROM quarantine ORDER BY seq DESC LIMIT ?`
			)
			.all(limit)
			.map((row) => ({
				receivedAt: Number(row.receivedAt),
				topic: String(row.topic),
				reason: String(row.reason) as RefusalReason,
				detail: String(row.detail),
				size: Number(row.size),
				payload: row.payload === null ? null : String(row.payload)
			}));
	}

	/** Books terms that belong to no message and no reading of ours. */
	book(tally: Tally, now: number): void {
		this.#transaction(() => this.#book(tally, now));
	}

	meta(name: string): string | null {
		const row = this.#db.prepare('SELECT value FROM meta WHERE name = ?').get(name);
		return row ? String(row.value) : null;
	}

	setMeta(name: string, value: string): void {
		this.#db
			.prepare(
				'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
			)
			.run(name, value);
	}

	/**
	 * Bounds the file, in pages of 4 KiB; below what it holds already, it cannot grow. A commit
	 * beyond the bound fails as on a full disk.
	 */
	limitPages(pages: number): void {
		this.#db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.trunc(pages))}`);
	}

	/** Whether the bound, and not the disk, is what a commit fails of. */
	atLimit(): boolean {
		const { bytes, maxBytes } = this.size();
		return maxBytes - bytes < MAX_COMMIT_BYTES;
	}

	/** The file and its bound. */
	size(): { bytes: number; maxBytes: number } {
		const pragma = (name: string) => Number(this.#db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
		const page = pragma('page_size');
		return { bytes: pragma('page_count') * page, maxBytes: pragma('max_page_count') * page };
	}

	/** Forgets recognition keys that no redelivery can still need, and folds old minutes into days. */
	tidy(now: number): void {
		const before = now - SEEN_FOR_MS;
		this.#db
			.prepare(
				`DELETE FROM seen WHERE at < ? OR seq <= (
					SELECT max(seq) FROM (SELECT seq, sum(n) OVER (ORDER BY seq DESC) AS newer FROM seen)
					WHERE newer > ?)`
			)
			.run(before, MAX_SEEN);
		for (const [key, at] of this.#seen) {
			if (at >= before && this.#seen.size <= MAX_SEEN) break;
			this.#seen.delete(key);
		}
		this.#transaction(() => this.devices.tidy(now));
		this.#foldLedger(now);
	}

	close(): void {
		this.#db.close();
	}

	#book(tally: Tally, now: number): void {
		const minute = now - (now % MINUTE_MS);
		for (const [term, n] of tally.terms) this.#addLedger.run(minute, term, n);
	}

	#foldLedger(now: number): void {
		const before = now - MINUTES_KEPT_MS;
		this.#transaction(() => {
			this.#db
				.prepare(
					`INSERT INTO ledger (minute, term, n)
					 SELECT minute / ${DAY_MS} * ${DAY_MS}, term, sum(n) FROM ledger
					 WHERE minute < ? AND minute % ${DAY_MS} <> 0 GROUP BY 1, 2
					 ON CONFLICT DO UPDATE SET n = n + excluded.n`
				)
				.run(before);
			this.#db
				.prepare(`DELETE FROM ledger WHERE minute < ? AND minute % ${DAY_MS} <> 0`)
				.run(before);
		});
	}

	#count(sql: string): number {
		return Number(this.#db.prepare(sql).get()?.n ?? 0);
	}

	#transaction<T>(work: () => T): T {
		this.#db.exec('BEGIN IMMEDIATE');
		try {
			const result = work();
			this.#db.exec('COMMIT');
			return result;
		} catch (error) {
			// SQLite has rolled back by itself after a full disk; a second rollback would hide the cause.
			if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
			throw error;
		}
	}
}
