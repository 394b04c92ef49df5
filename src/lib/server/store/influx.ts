/** The store on an InfluxDB server, 1.x, 2.x or 3.x: a measurement a family, a field a metric. */
import { METRICS, isMetric } from '../../domain/metrics.ts';
import type { Metric } from '../../domain/metrics.ts';
import type { Reading, SeriesKey } from '../../domain/reading.ts';
import { DatabaseMissing, InfluxConnection, LinesRefused } from './influx/connection.ts';
import type { ConnectionOptions } from './influx/connection.ts';
import {
	aggregateQuestion,
	lastQuestion,
	quoteIdentifier,
	rangeQuestion
} from './influx/influxql.ts';
import { ok, refuse } from '../../domain/result.ts';
import { checkPercentiles, stretchesOf } from './grid.ts';
import type { Question, Row } from './influx/influxql.ts';
import {
	extentsOf,
	neverDeletes,
	rangesByRequest,
	removalQuestion,
	summariseMany
} from './influx/many.ts';
import { nameOfTag } from './influx/line-protocol.ts';
import { byMetric, isOneMetric, lineText, toLines } from './influx/lines.ts';
import type { Line } from './influx/lines.ts';
import { NOT_STORABLE, spanSince, wholeInterval, wholeSpan } from './storable.ts';
import { StoreUnavailable } from './store.ts';
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

export type InfluxOptions = ConnectionOptions;

/** Rows fetched at once; below the 10,000 that some servers are told to stop at. */
const PAGE = 5_000;

/**
 * Opens the store; a server that hangs is waited for, 4 s at most, only to learn its version.
 * Origin and time of receipt are not kept there; a mark of possible repetition, once set, stays.
 * @throws {TypeError} the url cannot be parsed.
 */
export async function openInflux(options: InfluxOptions): Promise<Store> {
	const store = new InfluxStore(options);
	await store.ping();
	return store;
}

class InfluxStore implements Store {
	readonly #connection: InfluxConnection;
	readonly #database: string;

	constructor(options: InfluxOptions) {
		this.#connection = new InfluxConnection(options);
		this.#database = options.database;
	}

	get name(): string {
		const { version, place } = this.#connection;
		return version === '' ? `influxdb at ${place}` : `influxdb ${version} at ${place}`;
	}

	async write(batch: readonly Reading[]): Promise<WriteResult> {
		const { lines, unfit } = toLines(batch);
		const refused = await this.#send(lines, batch);
		const rejected = [...unfit, ...refused.indexes].sort((a, b) => a - b);
		const detail = unfit.length > 0 ? NOT_STORABLE : refused.detail;
		return { rejected, repeated: 0, conflicts: 0, ...(rejected.length > 0 && { detail }) };
	}

	async *range(series: SeriesKey, span: Span, limit = Infinity): AsyncGenerator<Point> {
		const whole = wholeSpan(span);
		let left = limit;
		let from = whole?.from ?? 0;
		while (whole !== null && left > 0 && from < whole.to) {
			const page = await this.#ask(
				rangeQuestion(series, { from, to: whole.to }, Math.min(left, PAGE))
			);
			for (const { columns } of page) {
				if (columns.time === undefined || columns.value === undefined) continue;
				yield { at: columns.time, value: columns.value };
			}
			const last = page.at(-1)?.columns.time;
			if (last === undefined || page.length < PAGE) return;
			left -= page.length;
			from = last + 1;
		}
	}

	ranges(asked: readonly SeriesSpan[]): AsyncGenerator<Page> {
		const ask = (question: Question) => this.#ask(question);
		return rangesByRequest(asked, PAGE, ask, ({ series, span }) => this.range(series, span));
	}

	async summarise(
		series: readonly SeriesKey[],
		span: Span,
		grid: Grid,
		percentiles: readonly number[] = []
	): Promise<Bucket[][]> {
		checkPercentiles(percentiles);
		const stretches = stretchesOf(span, grid);
		return summariseMany(series, stretches, percentiles, (question) => this.#ask(question));
	}

	async series(): Promise<Extent[]> {
		const ever = wholeSpan({ from: -Infinity, to: Infinity });
		return ever === null ? [] : extentsOf(ever, (question) => this.#ask(question));
	}

	async remove(what: Removal): Promise<Removed> {
		try {
			await this.#ask(removalQuestion(what));
			return ok({ readings: null });
		} catch (error) {
			if (!(error instanceof StoreUnavailable) || !neverDeletes(error.message)) throw error;
			return refuse(
				'engine-cannot',
				`${this.name} deletes nothing on request: set how long the database keeps its data there, or delete with the server’s own tools. It said: ${error.message}`
			);
		}
	}

	async aggregate(series: SeriesKey, span: Span, everyMs: number, offsetMs = 0): Promise<Bucket[]> {
		const interval = wholeInterval(everyMs, offsetMs);
		const whole = wholeSpan(span);
		if (whole === null) return [];
		const rows = await this.#ask(aggregateQuestion(series, whole, interval));
		return rows.map(({ columns }) => {
			const { time = NaN, n = NaN, sum = NaN, min = NaN, max = NaN } = columns;
			const { first = NaN, last = NaN } = columns;
			return { start: time, n, sum, min, max, mean: sum / n, first, last };
		});
	}

	async last(
		since: number,
		metrics: readonly Metric[] = Object.keys(METRICS).filter(isMetric)
	): Promise<Reading[]> {
		const span = spanSince(since);
		if (span === null || metrics.length === 0) return [];
		const rows = await this.#ask(lastQuestion(metrics, span));
		return rows.flatMap((row) => toReading(row, metrics));
	}

	async ping(): Promise<{ ok: true } | { ok: false; detail: string }> {
		try {
			await this.#connection.ping();
			return { ok: true };
		} catch (error) {
			return { ok: false, detail: error instanceof Error ? error.message : String(error) };
		}
	}

	async close(): Promise<void> {
		this.#connection.close();
	}

	/** A database that is not there yet holds no readings. */
	async #ask(question: Question): Promise<Row[]> {
		try {
			return await this.#connection.query(question);
		} catch (error) {
			if (error instanceof DatabaseMissing) return [];
			throw error;
		}
	}

	/** Writes the lines; where the server refuses some, halves until they are found. */
	async #send(
		lines: readonly Line[],
		batch: readonly Reading[]
	): Promise<{ indexes: number[]; detail: string }> {
		if (lines.length === 0) return { indexes: [], detail: '' };
		try {
			await this.#sendToDatabase(lines.map(lineText).join('\n'));
			return { indexes: [], detail: '' };
		} catch (error) {
			if (!(error instanceof LinesRefused)) throw error;
			const [first] = lines;
			if (first && lines.length === 1 && isOneMetric(first, batch)) {
				return { indexes: first.indexes, detail: error.message };
			}
		}
		const parts = lines.length === 1 ? lines.flatMap((line) => byMetric(line, batch)) : lines;
		const half = Math.ceil(parts.length / 2);
		const left = await this.#send(parts.slice(0, half), batch);
		const right = await this.#send(parts.slice(half), batch);
		return {
			indexes: [...left.indexes, ...right.indexes],
			detail: left.detail || right.detail
		};
	}

	async #sendToDatabase(text: string): Promise<void> {
		try {
			await this.#connection.write(text);
		} catch (error) {
			if (!(error instanceof DatabaseMissing)) throw error;
			await this.#createAndSend(text);
		}
	}

	async #createAndSend(text: string): Promise<void> {
		const statement = `CREATE DATABASE ${quoteIdentifier(this.#database)}`;
		try {
			await this.#connection.query({ q: statement });
			await this.#connection.write(text);
		} catch (error) {
			if (error instanceof LinesRefused) throw error;
			const said = error instanceof Error ? error.message : String(error);
			throw new StoreUnavailable(
				`the database ${this.#database} is missing and was not created: ${said}. Create it: on InfluxDB 1.x with ${statement}; on 2.x as a bucket of that name, then influx v1 dbrp create --db ${this.#database} --rp autogen --default --bucket-id …`
			);
		}
	}
}

function toReading({ statement, tags, columns }: Row, metrics: readonly Metric[]): Reading[] {
	const metric = metrics[statement];
	const { time, value, mark } = columns;
	if (metric === undefined || time === undefined || value === undefined) return [];
	const reading: Reading = {
		device: nameOfTag(tags.device ?? ''),
		channel: nameOfTag(tags.channel ?? ''),
		metric,
		value,
		at: time,
		receivedAt: time,
		origin: 'device'
	};
	return [mark === 1 ? { ...reading, maybeRepeated: true } : reading];
}
