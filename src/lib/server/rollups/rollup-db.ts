/** rollups.db: quarters of an hour, a row a series and UTC day, and the days of the building made from them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { SeriesKey } from '../../domain/reading.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import { decodeQuarters, encodeQuarters } from './chunk.ts';

/**
 * `quarters` is in order of series and day, which is how it is read; its key is the series'
 * number times DAYS plus the day. `day` is a day by the zone in `meta`, from `start` to `end`.
 */
const SCHEMA = `
	CREATE TABLE IF NOT EXISTS series (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		device TEXT NOT NULL,
		channel TEXT NOT NULL,
		metric TEXT NOT NULL,
		UNIQUE (device, channel, metric)
	) STRICT;
	CREATE TABLE IF NOT EXISTS quarters (key INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS day (
		series INTEGER NOT NULL,
		start INTEGER NOT NULL,
		end INTEGER NOT NULL,
		n INTEGER NOT NULL,
		sum REAL NOT NULL,
		min REAL NOT NULL,
		max REAL NOT NULL,
		first REAL NOT NULL,
		first_at INTEGER NOT NULL,
		last REAL NOT NULL,
		last_at INTEGER NOT NULL,
		value_seconds REAL NOT NULL,
		held_seconds REAL NOT NULL,
		rise REAL NOT NULL,
		PRIMARY KEY (series, start)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

const SQL = {
	findSeries: 'SELECT id FROM series WHERE device = ? AND channel = ? AND metric = ?',
	addSeries: 'INSERT INTO series (device, channel, metric) VALUES (?, ?, ?) RETURNING id',
	everySeries: 'SELECT id, device, channel, metric FROM series',
	channels: 'SELECT channel FROM series WHERE device = ? AND metric = ?',
	seriesOf: 'SELECT id FROM series WHERE device = ?1 AND (?2 IS NULL OR channel = ?2)',
	dropSeries: 'DELETE FROM series WHERE id = ?',
	quarters: 'SELECT key, body FROM quarters WHERE key >= ? AND key <= ?',
	keys: 'SELECT key FROM quarters WHERE key >= ? AND key <= ?',
	putQuarters: 'INSERT OR REPLACE INTO quarters VALUES (?, ?)',
	dropQuarters: 'DELETE FROM quarters WHERE key >= ? AND key <= ?',
	days: `SELECT start, end, n, sum, min, max, first, first_at, last, last_at, value_seconds,
		held_seconds, rise FROM day WHERE series = ? AND start >= ? AND start < ? ORDER BY start`,
	putDay: 'INSERT OR REPLACE INTO day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
	dropDays: 'DELETE FROM day WHERE series = ? AND start >= ? AND start < ?',
	dropEveryDay: 'DELETE FROM day',
	meta: 'SELECT value FROM meta WHERE name = ?',
	setMeta: 'INSERT OR REPLACE INTO meta VALUES (?, ?)'
} as const;

/** More days than storable time has on either side of the epoch. */
const DAYS = 2 ** 20;
const BUSY_MS = 5_000;

export class RollupDb {
	readonly #db: DatabaseSync;
	readonly #sql: Record<keyof typeof SQL, StatementSync>;

	/** @throws where the file cannot be opened. */
	constructor(dataDir: string) {
		mkdirSync(dataDir, { recursive: true });
		this.#db = new DatabaseSync(join(dataDir, 'rollups.db'), { timeout: BUSY_MS });
		// A row of a whole day fits a page. All of it can be computed again, so NORMAL is safe enough.
		this.#db.exec(
			'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;'
		);
		this.#db.exec(SCHEMA);
		const prepared = Object.entries(SQL).map(([name, sql]) => [name, this.#db.prepare(sql)]);
		this.#sql = Object.fromEntries(prepared);
		this.#sql.days.setReturnArrays(true);
		this.#sql.quarters.setReturnArrays(true);
	}

	/** The number of a series; null where nothing is summed up of it. */
	find({ device, channel, metric }: SeriesKey): number | null {
		const row = this.#sql.findSeries.get(device, channel, metric);
		return row === undefined ? null : Number(row.id);
	}

	/** The number of a series, given now where it had none. */
	findOrAdd(key: SeriesKey): number {
		const { device, channel, metric } = key;
		return this.find(key) ?? Number(this.#sql.addSeries.get(device, channel, metric)?.id);
	}

	/** Channels of a device of which the quantity is summed up. */
	channels(device: string, metric: string): string[] {
		return this.#sql.channels.all(device, metric).map(({ channel }) => String(channel));
	}

	everySeries(): { id: number; device: string; channel: string; metric: string }[] {
		return this.#sql.everySeries.all().map(({ id, device, channel, metric }) => ({
			id: Number(id),
			...{ device: String(device), channel: String(channel), metric: String(metric) }
		}));
	}

	/** Quarters of a series between two UTC days, both inclusive, in order of time. */
	quarters(series: number, from: number, to: number): Summary[] {
		const rows = this.#sql.quarters.all(keyOf(series, from), keyOf(series, to));
		return rows.flatMap((row) => {
			const [key, body] = Object.values(row);
			return body instanceof Uint8Array ? decodeQuarters(dayOfKey(Number(key)), body) : [];
		});
	}

	/** The UTC days of a series of which there are quarters. */
	daysWithQuarters(series: number): number[] {
		const rows = this.#sql.keys.all(keyOf(series, -DAYS / 2), keyOf(series, DAYS / 2 - 1));
		return rows.map(({ key }) => dayOfKey(Number(key)));
	}

	/** Replaces all quarters of a UTC day; none: the row goes. */
	putQuarters(series: number, day: number, quarters: readonly Summary[]): void {
		const key = keyOf(series, day);
		if (quarters.length === 0) this.#sql.dropQuarters.run(key, key);
		else this.#sql.putQuarters.run(key, encodeQuarters(day, quarters));
	}

	/** Days of a series that start within a span of epoch ms, in order. */
	days(series: number, from: number, to: number): Summary[] {
		return this.#sql.days.all(series, from, to).map((row) => toDay(Object.values(row)));
	}

	/** Replaces the day that starts then; null: the row goes. */
	putDay(series: number, start: number, whole: Summary | null): void {
		if (whole === null) {
			this.#sql.dropDays.run(series, start, start + 1);
			return;
		}
		const { end, n, sum, min, max, first, firstAt, last, lastAt } = whole;
		const { valueSeconds, heldSeconds, rise } = whole;
		this.#sql.putDay.run(
			...[series, start, end, n, sum, min, max, first, firstAt, last, lastAt],
			...[valueSeconds, heldSeconds, rise]
		);
	}

	dropEveryDay(): void {
		this.#sql.dropEveryDay.run();
	}

	/** Removes what is summed up of a device, or of one channel of it. */
	remove(device: string, channel: string | null): void {
		this.transaction(() => {
			for (const { id } of this.#sql.seriesOf.all(device, channel)) {
				const series = Number(id);
				this.#sql.dropQuarters.run(keyOf(series, -DAYS / 2), keyOf(series, DAYS / 2 - 1));
				this.#sql.dropDays.run(series, -Infinity, Infinity);
				this.#sql.dropSeries.run(series);
			}
		});
	}

	meta(name: string): string | null {
		const value = this.#sql.meta.get(name)?.value;
		return typeof value === 'string' ? value : null;
	}

	setMeta(name: string, value: string): void {
		this.#sql.setMeta.run(name, value);
	}

	/** All of `work`, or none of it where it throws. */
	transaction(work: () => void): void {
		this.#db.exec('BEGIN IMMEDIATE');
		try {
			work();
			this.#db.exec('COMMIT');
		} catch (error) {
			if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
			throw error;
		}
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}
}

function keyOf(series: number, day: number): number {
	return series * DAYS + day + DAYS / 2;
}

function dayOfKey(key: number): number {
	return (key % DAYS) - DAYS / 2;
}

function toDay(row: readonly unknown[]): Summary {
	const number = (column: number): number => Number(row[column]);
	return {
		...{ start: number(0), end: number(1), n: number(2), sum: number(3) },
		...{ min: number(4), max: number(5), first: number(6), firstAt: number(7) },
		...{ last: number(8), lastAt: number(9) },
		...{ valueSeconds: number(10), heldSeconds: number(11), rise: number(12) }
	};
}
