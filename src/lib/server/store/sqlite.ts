/** The store without a server: one SQLite file, `readings.db`, in the data directory. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { METRICS, isMetric } from '../../domain/metrics.ts';
import type { Metric } from '../../domain/metrics.ts';
import { seriesId } from '../../domain/reading.ts';
import type { Reading, SeriesKey } from '../../domain/reading.ts';
import { ok } from '../../domain/result.ts';
import { checkPercentiles, stretchesOf } from './grid.ts';
import type { Stretch } from './grid.ts';
import { ORIGINS, SCHEMA, SQL } from './sqlite-schema.ts';
import { sqliteUnavailable } from './sqlite-faults.ts';
import { removeReadings } from './sqlite-remove.ts';
import { toBucket, toExtent, toReading } from './sqlite-rows.ts';
import { NOT_STORABLE, isStorable, spanSince, wholeSpan } from './storable.ts';
import type {
	Bucket,
	Extent,
	Grid,
	Page,
	Point,
	Removal,
	Removed,
	SeriesSpan,
	Span,
	Store,
	WriteResult
} from './store.ts';

export interface SqliteOptions {
	dataDir: string;
	/** How long to wait for another process's write before saying so. */
	busyTimeoutMs?: number;
}

/** Rows fetched at once: a page is a few ms, and the thread is free between two. */
const PAGE = 5_000;

/**
 * Opens or creates `readings.db`.
 * @throws {StoreUnavailable} the folder or file cannot be made, opened or read as a database.
 */
export function openSqlite(options: SqliteOptions): Store {
	try {
		mkdirSync(options.dataDir, { recursive: true });
		const db = new DatabaseSync(join(options.dataDir, 'readings.db'), {
			timeout: options.busyTimeoutMs ?? 5_000
		});
		db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
		db.exec(SCHEMA);
		return new SqliteStore(db);
	} catch (error) {
		throw sqliteUnavailable('readings.db could not be opened', error);
	}
}

class SqliteStore implements Store {
	readonly name = 'sqlite';
	readonly #db: DatabaseSync;
	readonly #statements: Record<keyof typeof SQL, StatementSync>;
	readonly #ids = new Map<string, number>();

	constructor(db: DatabaseSync) {
		this.#db = db;
		const prepared = Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)]);
		this.#statements = Object.fromEntries(prepared);
	}

	async write(batch: readonly Reading[]): Promise<WriteResult> {
		const rejected: number[] = [];
		const count = { added: 0, repeated: 0, conflicts: 0 };
		// Ids given in a transaction that fails are given again, to other series.
		const fresh = new Map<string, number>();
		try {
			this.#db.exec('BEGIN IMMEDIATE');
			for (const [index, reading] of batch.entries()) {
				if (isStorable(reading)) count[this.#put(reading, fresh)]++;
				else rejected.push(index);
			}
			this.#db.exec('COMMIT');
		} catch (error) {
			this.#rollback();
			throw sqliteUnavailable('the batch was not written', error);
		}
		for (const [key, id] of fresh) this.#ids.set(key, id);
		const { repeated, conflicts } = count;
		const detail = rejected.length > 0 ? { detail: NOT_STORABLE } : {};
		return { rejected, repeated, conflicts, ...detail };
	}

	async *range(series: SeriesKey, span: Span, limit = Infinity): AsyncGenerator<Point> {
		const whole = wholeSpan(span);
		let left = limit;
		let from = whole?.from ?? 0;
		while (whole !== null && left > 0) {
			const page = this.#page(series, from, whole.to, Math.min(left, PAGE));
			yield* page;
			const last = page.at(-1);
			if (last === undefined || page.length < PAGE) return;
			left -= page.length;
			from = last.at + 1;
			await turn();
		}
	}

	async *ranges(asked: readonly SeriesSpan[]): AsyncGenerator<Page> {
		for (const [index, { series, span }] of asked.entries()) {
			const whole = wholeSpan(span);
			let from = whole?.from ?? 0;
			while (whole !== null) {
				const points = this.#page(series, from, whole.to, PAGE);
				if (points.length > 0) yield { index, points };
				if (points.length < PAGE) break;
				from = (points.at(-1)?.at ?? whole.to) + 1;
				await turn();
			}
		}
	}

	async aggregate(series: SeriesKey, span: Span, everyMs: number, offsetMs = 0): Promise<Bucket[]> {
		const [stretch] = stretchesOf(span, { everyMs, offsetMs });
		return this.#read('the series was not summarised', () => {
			const id = this.#id(series);
			return stretch === undefined || id === undefined ? [] : this.#buckets(id, stretch, []);
		});
	}

	async summarise(
		series: readonly SeriesKey[],
		span: Span,
		grid: Grid,
		percentiles: readonly number[] = []
	): Promise<Bucket[][]> {
		checkPercentiles(percentiles);
		const stretches = stretchesOf(span, grid);
		const all: Bucket[][] = [];
		for (const key of series) {
			const own = this.#read('the series were not summarised', () => {
				const id = this.#id(key);
				if (id === undefined) return [];
				return stretches.flatMap((stretch) => this.#buckets(id, stretch, percentiles));
			});
			all.push(own);
			await turn();
		}
		return all;
	}

	async series(): Promise<Extent[]> {
		return this.#read('the series were not read', () =>
			this.#statements.extents.all().flatMap(toExtent)
		);
	}

	async remove(what: Removal): Promise<Removed> {
		return ok({
			readings: await removeReadings(this.#statements, what, (work) =>
				this.#read('the readings were not removed', work)
			)
		});
	}

	async last(
		since: number,
		metrics: readonly Metric[] = Object.keys(METRICS).filter(isMetric)
	): Promise<Reading[]> {
		const span = spanSince(since);
		if (span === null) return [];
		return this.#read('the last values were not read', () =>
			this.#statements.last.all(span.from, JSON.stringify(metrics)).flatMap(toReading)
		);
	}

	async ping(): Promise<{ ok: true } | { ok: false; detail: string }> {
		try {
			this.#read('the file does not answer', () => this.#statements.ping.get());
			return { ok: true };
		} catch (error) {
			return { ok: false, detail: error instanceof Error ? error.message : String(error) };
		}
	}

	async close(): Promise<void> {
		if (this.#db.isOpen) this.#db.close();
	}

	#put(reading: Reading, fresh: Map<string, number>): 'added' | 'repeated' | 'conflicts' {
		const key = seriesId(reading);
		const id = fresh.get(key) ?? this.#id(reading) ?? this.#add(reading);
		if (!this.#ids.has(key)) fresh.set(key, id);
		const values = [
			id,
			reading.at,
			reading.value,
			reading.receivedAt,
			ORIGINS.indexOf(reading.origin),
			reading.maybeRepeated === true ? 1 : 0
		];
		if (this.#statements.insert.run(...values).changes !== 0) return 'added';
		return this.#statements.replace.run(...values).changes !== 0 ? 'conflicts' : 'repeated';
	}

	#buckets(series: number, stretch: Stretch, percentiles: readonly number[]): Bucket[] {
		const { span, every, phase } = stretch;
		const parameters = { series, ...span, every, phase };
		const buckets = this.#statements.aggregate.all(parameters).map(toBucket);
		if (percentiles.length === 0) return buckets;
		const byStart = new Map(
			buckets.map((bucket) => [bucket.start, (bucket.percentiles = percentiles.map(() => NaN))])
		);
		const wanted = { ...parameters, percentiles: JSON.stringify(percentiles) };
		for (const { start, place, value } of this.#statements.percentiles.all(wanted)) {
			const own = byStart.get(Number(start));
			if (own !== undefined) own[Number(place)] = Number(value);
		}
		return buckets;
	}

	/** The number of a series that has readings. */
	#id(series: SeriesKey): number | undefined {
		const known = this.#ids.get(seriesId(series));
		if (known !== undefined) return known;
		const row = this.#statements.findSeries.get(series.device, series.channel, series.metric);
		return row === undefined ? undefined : Number(row.id);
	}

	#add({ device, channel, metric }: SeriesKey): number {
		return Number(this.#statements.addSeries.get(device, channel, metric)?.id);
	}

	#page(series: SeriesKey, from: number, to: number, limit: number): Point[] {
		return this.#read('the series was not read', () => {
			const id = this.#id(series);
			if (id === undefined) return [];
			const rows = this.#statements.page.all(id, from, to, limit);
			return rows.map((row) => ({ at: Number(row.at), value: Number(row.value) }));
		});
	}

	#read<T>(failure: string, read: () => T): T {
		try {
			return read();
		} catch (error) {
			throw sqliteUnavailable(failure, error);
		}
	}

	#rollback(): void {
		try {
			if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
		} catch {
			// The failure before this one is the one to tell; SQLite undoes the rest when reopened.
		}
	}
}
