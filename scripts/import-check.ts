/** The readings of a row: what the river would let pass, under its rules, marked as imported. */
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';
import type { Reading } from '../src/lib/domain/reading.ts';
import type { CsvRow } from './csv-rows.ts';

/** A clock may run ahead of ours by so much; beyond it a time is wrong, not early. */
const MAX_AHEAD_MS = 5 * 60_000;
/** Before this lie seconds that were read as milliseconds, and clocks that were never set. */
const FLOOR_MS = Date.UTC(2001, 0, 1);
const MAX_NAME = 128;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]/u;

/**
 * The readings of a row; each that cannot be one is told in a sentence.
 * @param now of the building, epoch ms UTC
 */
export function toReadings(row: CsvRow, now: number, fault: (what: string) => void): Reading[] {
	const { device, at } = row;
	if (!isName(device)) {
		fault(`the device's name is empty, longer than ${MAX_NAME}, or cannot be printed`);
		return [];
	}
	if (at > now + MAX_AHEAD_MS) {
		fault(`${isoTime(at)} is in the future`);
		return [];
	}
	if (at < FLOOR_MS) {
		fault(`${isoTime(at)} is before 2001: a clock that was not set, or another unit of time`);
		return [];
	}
	const readings: Reading[] = [];
	for (const { channel, values } of row.parts) {
		if (channel !== '' && !isName(channel)) {
			fault(`the channel's name is longer than ${MAX_NAME}, or cannot be printed`);
			continue;
		}
		for (const [name, { value }] of entries(values)) {
			const wrong = outside(name, value);
			if (wrong !== null) fault(wrong);
			else {
				readings.push({
					device,
					channel,
					metric: name,
					// A file may hold -0, which no database tells from 0 in the same way.
					value: value === 0 ? 0 : value,
					at,
					receivedAt: now,
					origin: 'import'
				});
			}
		}
	}
	return readings;
}

type Values = CsvRow['parts'][number]['values'];

function entries(values: Values): [Metric, { value: number; unit: string }][] {
	return Object.entries(values) as [Metric, { value: number; unit: string }][];
}

function outside(metric: Metric, value: number): string | null {
	const { kind, range, unit } = metricSpec(metric);
	if (kind === 'state') {
		return value === 0 || value === 1 ? null : `${metric} ${value} is neither 0 nor 1`;
	}
	return value >= range[0] && value <= range[1]
		? null
		: `${metric} ${short(value)} is outside ${range[0]} to ${range[1]} ${unit}`;
}

function isName(name: string): boolean {
	return name.trim() !== '' && name.length <= MAX_NAME && !UNPRINTABLE.test(name);
}

/** A value for a sentence: no digits that come from the conversion alone. */
export function short(value: number): string {
	return String(Number(value.toPrecision(10)));
}

/** An instant for a sentence; beyond what a Date can hold there is only the number. */
export function isoTime(at: number): string {
	return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}
