/** marks.db: which days of which series have changed since they were summed up. Durable, so that a kill loses none. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { isMetric } from '../../domain/metrics.ts';
import type { Reading, SeriesKey } from '../../domain/reading.ts';
import { seriesId } from '../../domain/reading.ts';
import { QUARTER_MS } from '../../domain/rollups/summary.ts';

/** Quarters of a UTC day; days of UTC are counted from the epoch, whatever the building's zone. */
export const QUARTERS_A_DAY = 96;

/** Quarters of one series that have changed, all within one UTC day. */
export interface Mark {
	series: SeriesKey;
	/** Days since the epoch, UTC. */
	day: number;
	/** First and last quarter of the day that changed, 0 to 95; those between may have. */
	first: number;
	last: number;
}

/**
 * `taken` is what makes it safe: the one that sums up takes a mark before it reads, and lets go
 * of it afterwards only if nobody has marked anew since. So a writer need not write where a
 * mark stands that is not taken yet, which is why live readings cost nothing here.
 */
const SCHEMA = `
	CREATE TABLE IF NOT EXISTS mark (
		device TEXT NOT NULL,
		channel TEXT NOT NULL,
		metric TEXT NOT NULL,
		day INTEGER NOT NULL,
		first INTEGER NOT NULL,
		last INTEGER NOT NULL,
		taken INTEGER NOT NULL,
		PRIMARY KEY (device, channel, metric, day)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX IF NOT EXISTS mark_by_day ON mark (day);
	CREATE TABLE IF NOT EXISTS removed (id INTEGER PRIMARY KEY, device TEXT NOT NULL, channel TEXT) STRICT;
	CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const OF = 'device = ? AND channel = ? AND metric = ? AND day = ?';
/** The end of a mark's first quarter, epoch ms. */
const CLOSES = `(day * ${QUARTERS_A_DAY} + first + 1) * ${QUARTER_MS}`;

const SQL = {
	known: `SELECT first, last, taken FROM mark WHERE ${OF}`,
	put: `INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET
		first = min(first, excluded.first), last = max(last, excluded.last), taken = 0`,
	ready: `SELECT device, channel, metric, day, first, last FROM mark
		WHERE ${CLOSES} <= ? ORDER BY day DESC LIMIT ?`,
	take: `UPDATE mark SET taken = 1 WHERE ${OF}`,
	drop: `DELETE FROM mark WHERE taken = 1 AND ${OF}`,
	shorten: `UPDATE mark SET first = ?, taken = 0 WHERE taken = 1 AND ${OF}`,
	letGo: 'UPDATE mark SET taken = 0 WHERE taken = 1',
	waiting: `SELECT count(*) AS n, min(day * ${QUARTERS_A_DAY} + first) AS earliest
		FROM mark WHERE ${CLOSES} <= ?`,
	of: `SELECT day, first, last FROM mark
		WHERE device = ? AND channel = ? AND metric = ? AND day >= ? AND day <= ? ORDER BY day`,
	channels: 'SELECT DISTINCT channel FROM mark WHERE device = ? AND metric = ?',
	before: 'SELECT 1 FROM mark WHERE day < ? LIMIT 1',
	addRemoved: 'INSERT INTO removed (device, channel) VALUES (?, ?)',
	removed: 'SELECT id, device, channel FROM removed ORDER BY id',
	forgetRemoved: 'DELETE FROM removed WHERE id <= ?',
	meta: 'SELECT value FROM meta WHERE name = ?',
	setMeta: 'INSERT OR REPLACE INTO meta VALUES (?, ?)'
} as const;

/** Several processes write here, each for a moment. */
const BUSY_MS = 5_000;

export class Marks {
	readonly #db: DatabaseSync;
	readonly #sql: Record<keyof typeof SQL, StatementSync>;

	/** @throws where the file cannot be opened. */
	constructor(dataDir: string) {
		mkdirSync(dataDir, { recursive: true });
		this.#db = new DatabaseSync(join(dataDir, 'marks.db'), { timeout: BUSY_MS });
		this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
		this.#db.exec(SCHEMA);
		const prepared = Object.entries(SQL).map(([name, sql]) => [name, this.#db.prepare(sql)]);
		this.#sql = Object.fromEntries(prepared);
	}

	/** Marks what readings touch. They must be in the store already, and not settled before this returns. */
	add(readings: Iterable<Pick<Reading, 'device' | 'channel' | 'metric' | 'at'>>): void {
		const touched = new Map<string, Mark>();
		for (const { device, channel, metric, at } of readings) {
			const quarter = Math.floor(at / QUARTER_MS);
			const day = Math.floor(quarter / QUARTERS_A_DAY);
			const place = quarter - day * QUARTERS_A_DAY;
			const series = { device, channel, metric };
			const id = `${seriesId(series)}\u001f${day}`;
			const mark = touched.get(id);
			if (mark === undefined) touched.set(id, { series, day, first: place, last: place });
			else {
				mark.first = Math.min(mark.first, place);
				mark.last = Math.max(mark.last, place);
			}
		}
		this.put([...touched.values()].filter((mark) => !this.#stands(mark)));
	}

	#stands(mark: Mark): boolean {
		const known = this.#sql.known.get(...keyOf(mark));
		if (known === undefined || known.taken === 1) return false;
		return Number(known.first) <= mark.first && mark.last <= Number(known.last);
	}

	/** All of them, or none where it throws. */
	put(marks: readonly Mark[]): void {
		if (marks.length === 0) return;
		this.#transaction(() => {
			for (const mark of marks) this.#sql.put.run(...keyOf(mark), mark.first, mark.last);
		});
	}

	/**
	 * The newest marks whose first quarter has ended before `closedBefore`, epoch ms; taken, so
	 * that what is read of the store from now on is not missed.
	 */
	take(closedBefore: number, limit: number): Mark[] {
		const marks = this.#sql.ready.all(closedBefore, limit).flatMap(toMark);
		this.#transaction(() => {
			for (const mark of marks) this.#sql.take.run(...keyOf(mark));
		});
		return marks;
	}

	/** Lets go of marks whose quarters before `upTo`, of their day, are summed up; marked anew meanwhile, they stay. */
	done(marks: readonly (Mark & { upTo: number })[]): void {
		this.#transaction(() => {
			for (const mark of marks) {
				if (mark.upTo > mark.last) this.#sql.drop.run(...keyOf(mark));
				else this.#sql.shorten.run(mark.upTo, ...keyOf(mark));
			}
		});
	}

	/** Marks that were taken when a process died are there to be taken again. */
	letGo(): void {
		this.#sql.letGo.run();
	}

	/** How many marks are ready to be taken, and the quarter that the earliest begins with, epoch ms. */
	waiting(closedBefore: number): { marks: number; earliest: number | null } {
		const row = this.#sql.waiting.get(closedBefore);
		const earliest = row?.earliest;
		return {
			marks: Number(row?.n ?? 0),
			earliest: earliest === null || earliest === undefined ? null : Number(earliest) * QUARTER_MS
		};
	}

	/** The marks of a series between two UTC days, both inclusive, in order. */
	of({ device, channel, metric }: SeriesKey, from: number, to: number): Omit<Mark, 'series'>[] {
		return this.#sql.of.all(device, channel, metric, from, to).map((row) => ({
			day: Number(row.day),
			first: Number(row.first),
			last: Number(row.last)
		}));
	}

	/** Channels of a device that are marked with the quantity. */
	channels(device: string, metric: string): string[] {
		return this.#sql.channels.all(device, metric).map(({ channel }) => String(channel));
	}

	/** Whether anything of before a UTC day waits to be summed up. */
	anyBefore(day: number): boolean {
		return this.#sql.before.get(day) !== undefined;
	}

	/** Notes that a device's readings are gone from the store. */
	addRemoved(device: string, channel: string | null): void {
		this.#sql.addRemoved.run(device, channel);
	}

	removed(): { id: number; device: string; channel: string | null }[] {
		return this.#sql.removed.all().map(({ id, device, channel }) => ({
			id: Number(id),
			device: String(device),
			channel: channel === null ? null : String(channel)
		}));
	}

	forgetRemoved(upTo: number): void {
		this.#sql.forgetRemoved.run(upTo);
	}

	/** Since when raw readings are whole, epoch ms: older ones were removed, and what is summed up of them stays. */
	get rawFrom(): number {
		return Number(this.#sql.meta.get('raw-from')?.value ?? -Infinity);
	}

	set rawFrom(at: number) {
		this.#sql.setMeta.run('raw-from', Math.ceil(Math.max(at, this.rawFrom)));
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}

	#transaction(work: () => void): void {
		this.#db.exec('BEGIN IMMEDIATE');
		try {
			work();
			this.#db.exec('COMMIT');
		} catch (error) {
			if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
			throw error;
		}
	}
}

function keyOf({ series: { device, channel, metric }, day }: Mark) {
	return [device, channel, metric, day] as const;
}

function toMark(row: Record<string, unknown>): Mark[] {
	const { device, channel, metric, day, first, last } = row;
	if (typeof metric !== 'string' || !isMetric(metric)) return [];
	return [
		{
			series: { device: String(device), channel: String(channel), metric },
			...{ day: Number(day), first: Number(first), last: Number(last) }
		}
	];
}
