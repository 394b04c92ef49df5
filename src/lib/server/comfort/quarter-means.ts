/** A sensor's means by quarter of an hour, read from rollups.db in bulk: only the columns that comfort asks for. */
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Metric } from '../../domain/metrics.ts';
import { QUARTER_BYTES } from '../rollups/chunk.ts';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** As rollup-db.ts keys its rows. */
const DAYS = 2 ** 20;
/** As chunk.ts lays a row out: seven columns of floats, then three of words. */
const FLOATS = 7;
const MAX = 2;
const FIRST = 3;
const LAST = 4;
const VALUE_SECONDS = 5;
const RISE = 6;
const PLACE = 2 ** 20;
/** As in domain/rollups/summary.ts: a total that falls below this share has begun anew. */
const RESTARTED_BELOW = 0.5;
const BUSY_MS = 5_000;
/** Half a quarter, s: a mean over less is no mean of it. */
const LEAST_KNOWN_S = QUARTER_MS / 2_000;

/** A stretch in which a sensor hung somewhere, epoch ms UTC, half-open. */
export interface Stay {
	from: number;
	to: number;
}

export class QuarterMeans {
	readonly #db: DatabaseSync;
	readonly #series: StatementSync;
	readonly #rows: StatementSync;
	readonly #whole: StatementSync;

	/** Reads only. @throws where the file is not there or cannot be opened. */
	constructor(dataDir: string) {
		this.#db = new DatabaseSync(join(dataDir, 'rollups.db'), {
			readOnly: true,
			timeout: BUSY_MS
		});
		this.#series = this.#db.prepare(
			'SELECT id, channel FROM series WHERE device = ? AND metric = ?'
		);
		// From the column of last values on: what comes before it is more than half of a row.
		this.#rows = this.#db.prepare(
			`SELECT key, length(body) / ${QUARTER_BYTES}, substr(body, 1 + length(body) / ${QUARTER_BYTES} * ${LAST * 8})
			FROM quarters WHERE key >= ? AND key <= ?`
		);
		this.#whole = this.#db.prepare('SELECT key, body FROM quarters WHERE key >= ? AND key <= ?');
		this.#whole.setReturnArrays(true);
		this.#rows.setReturnArrays(true);
	}

	/** Channels of a device that measured a quantity, with the number of their series. */
	channels(device: string, metric: Metric): { id: number; channel: string }[] {
		return this.#series.all(device, metric).map(({ id, channel }) => ({
			id: Number(id),
			channel: String(channel)
		}));
	}

	/**
	 * Writes a series' means over time into the quarters of a grid that begins at `begin` (on a
	 * quarter hour); quarters without one are left as they are. Between readings a value holds,
	 * but no longer than `holdMs`; a quarter of which less than half is known has no mean.
	 * @param spans only these are read, in order and apart: the night between two is left out.
	 */
	into(
		grid: Float64Array,
		begin: number,
		series: number,
		spans: readonly Stay[],
		holdMs: number
	): void {
		const end = begin + grid.length * QUARTER_MS;
		for (const span of spans) {
			const [from, to] = [Math.max(begin, span.from), Math.min(end, span.to)];
			if (from >= to) continue;
			let before: { last: number; until: number } | null = null;
			/** The next quarter to be written. */
			let next = from;
			const hold = (upTo: number) => {
				for (; next + QUARTER_MS <= upTo; next += QUARTER_MS) {
					if (before === null || before.until < next + QUARTER_MS / 2) continue;
					put(grid, begin, next, before.last);
				}
			};
			const rows = this.#rows.iterate(
				keyOf(series, Math.floor((from - holdMs) / DAY_MS)),
				keyOf(series, Math.floor((to - 1) / DAY_MS))
			);
			for (const row of rows) {
				const [key, count, body] = Object.values(row);
				if (!(body instanceof Uint8Array)) continue;
				const n = Number(count);
				const day = (Number(key) % DAYS) - DAYS / 2;
				const { floats, words } = columns(body, n, FLOATS - LAST);
				for (let i = 0; i < n; i++) {
					const word = words[n + i] ?? 0;
					const start = day * DAY_MS + Math.floor(word / PLACE) * QUARTER_MS;
					if (start >= to) break;
					if (start + QUARTER_MS + holdMs <= from) continue;
					const lastAt = start + (words[2 * n + i] ?? 0);
					const last = floats[i] ?? NaN;
					if (start >= from) {
						if (start > next) hold(start);
						const firstAt = start + (word % PLACE);
						let known = (start + QUARTER_MS - firstAt) / 1_000;
						let sum = floats[(VALUE_SECONDS - LAST) * n + i] ?? NaN;
						if (before !== null) {
							const held = Math.max(0, Math.min(firstAt, before.until) - start) / 1_000;
							[known, sum] = [known + held, sum + held * before.last];
						}
						if (known >= LEAST_KNOWN_S) put(grid, begin, start, sum / known);
						next = start + QUARTER_MS;
					}
					before ??= { last, until: 0 };
					before.last = last;
					before.until = lastAt + holdMs;
				}
			}
			hold(to);
		}
	}

	/**
	 * Adds what a counter counted in each quarter of a grid: increments as they came, of totals
	 * the rise within a quarter and from the quarter before it. A restart counts from zero.
	 */
	countInto(
		grid: Float64Array,
		begin: number,
		series: number,
		stays: readonly Stay[],
		kind: 'increment' | 'total'
	): void {
		const end = begin + grid.length * QUARTER_MS;
		for (const stay of stays) {
			const [from, to] = [Math.max(begin, stay.from), Math.min(end, stay.to)];
			if (from >= to) continue;
			/** Of a total, the most since its last restart. */
			let known = NaN;
			const rows = this.#whole.iterate(
				keyOf(series, Math.floor(from / DAY_MS) - 1),
				keyOf(series, Math.floor((to - 1) / DAY_MS))
			);
			for (const row of rows) {
				const [key, body] = Object.values(row);
				if (!(body instanceof Uint8Array)) continue;
				const day = (Number(key) % DAYS) - DAYS / 2;
				const n = Math.floor(body.byteLength / QUARTER_BYTES);
				const { floats, words } = columns(body, n, FLOATS);
				for (let i = 0; i < n; i++) {
					const start = day * DAY_MS + Math.floor((words[n + i] ?? 0) / PLACE) * QUARTER_MS;
					if (start >= to) break;
					let count = floats[i] ?? 0;
					if (kind === 'total') {
						const [first, last] = [floats[FIRST * n + i] ?? NaN, floats[LAST * n + i] ?? NaN];
						const [max, rise] = [floats[MAX * n + i] ?? NaN, floats[RISE * n + i] ?? NaN];
						const gained = first < known * RESTARTED_BELOW ? first : Math.max(0, first - known);
						count = rise + (Number.isNaN(known) ? 0 : gained);
						// A total that fell and did not come back has restarted.
						known = rise === max - first ? max : last;
					}
					if (start < from) continue;
					const index = (start - begin) / QUARTER_MS;
					const counted = grid[index] ?? NaN;
					grid[index] = (Number.isNaN(counted) ? 0 : counted) + count;
				}
			}
		}
	}

	close(): void {
		if (this.#db.isOpen) this.#db.close();
	}
}

/** Whether there is anything summed up yet. */
export function hasRollups(dataDir: string): boolean {
	return existsSync(join(dataDir, 'rollups.db'));
}

function put(grid: Float64Array, begin: number, start: number, value: number): void {
	const index = (start - begin) / QUARTER_MS;
	if (index >= 0 && index < grid.length) grid[index] = value;
}

/** The columns of a row, from the one on that leaves so many columns of floats. */
function columns(
	body: Uint8Array,
	n: number,
	floats: number
): { floats: Float64Array; words: Uint32Array } {
	// A view of numbers must begin on a multiple of their size.
	const bytes = body.byteOffset % 8 === 0 ? body : body.slice();
	return {
		floats: new Float64Array(bytes.buffer, bytes.byteOffset, n * floats),
		words: new Uint32Array(bytes.buffer, bytes.byteOffset + n * floats * 8, n * 3)
	};
}

function keyOf(series: number, day: number): number {
	return series * DAYS + day + DAYS / 2;
}
