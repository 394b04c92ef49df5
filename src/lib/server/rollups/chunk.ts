/** A UTC day's quarters of one series as bytes: what a row of rollups.db holds. */
import { QUARTER_MS } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import { QUARTERS_A_DAY } from './marks.ts';

/** Sum, min, max, first, last, value-seconds, rise. */
const FLOATS = 7;
/** Number of readings, place and time of the first, time of the last. */
const WORDS = 3;
/** Of one quarter. */
export const QUARTER_BYTES = FLOATS * 8 + WORDS * 4;
/** A quarter has fewer than 2^20 ms, a day fewer than 2^7 quarters: together they fit a word. */
const PLACE = 2 ** 20;

/** Start of a UTC day, epoch ms. */
export function startOfDay(day: number): number {
	return day * QUARTERS_A_DAY * QUARTER_MS;
}

/** The UTC day that an instant lies in, counted from the epoch. */
export function dayOf(at: number): number {
	return Math.floor(at / (QUARTERS_A_DAY * QUARTER_MS));
}

/** Quarters in order of time, all of the UTC day. Columns, the floats first, in this machine's order of bytes. */
export function encodeQuarters(day: number, quarters: readonly Summary[]): Uint8Array {
	const n = quarters.length;
	const body = new ArrayBuffer(n * QUARTER_BYTES);
	const floats = new Float64Array(body, 0, n * FLOATS);
	const words = new Uint32Array(body, n * FLOATS * 8, n * WORDS);
	const base = startOfDay(day);
	for (const [i, quarter] of quarters.entries()) {
		const { sum, min, max, first, last, valueSeconds, rise } = quarter;
		for (const [column, value] of [sum, min, max, first, last, valueSeconds, rise].entries()) {
			floats[column * n + i] = value;
		}
		const place = Math.round((quarter.start - base) / QUARTER_MS);
		words[i] = quarter.n;
		words[n + i] = place * PLACE + (quarter.firstAt - quarter.start);
		words[2 * n + i] = quarter.lastAt - quarter.start;
	}
	return new Uint8Array(body);
}

/** The inverse of `encodeQuarters`. */
export function decodeQuarters(day: number, bytes: Uint8Array): Summary[] {
	const n = Math.floor(bytes.byteLength / QUARTER_BYTES);
	// A view of numbers must begin on a multiple of their size.
	const body = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
	const floats = new Float64Array(body.buffer, body.byteOffset, n * FLOATS);
	const words = new Uint32Array(body.buffer, body.byteOffset + n * FLOATS * 8, n * WORDS);
	const base = startOfDay(day);
	const quarters: Summary[] = [];
	for (let i = 0; i < n; i++) {
		const word = words[n + i] ?? 0;
		const place = Math.floor(word / PLACE);
		const start = base + place * QUARTER_MS;
		const end = start + QUARTER_MS;
		const firstAt = start + (word - place * PLACE);
		quarters.push({
			start,
			end,
			n: words[i] ?? 0,
			sum: floats[i] ?? NaN,
			min: floats[n + i] ?? NaN,
			max: floats[2 * n + i] ?? NaN,
			first: floats[3 * n + i] ?? NaN,
			firstAt,
			last: floats[4 * n + i] ?? NaN,
			lastAt: start + (words[2 * n + i] ?? 0),
			valueSeconds: floats[5 * n + i] ?? NaN,
			heldSeconds: (end - firstAt) / 1_000,
			rise: floats[6 * n + i] ?? NaN
		});
	}
	return quarters;
}
