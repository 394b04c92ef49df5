/** What every engine can keep: the bounds of names, values and times that all of them share. */
import { isMetric } from '../../domain/metrics.ts';
import type { Origin, Reading } from '../../domain/reading.ts';
import type { Span } from './store.ts';

/** InfluxDB counts nanoseconds in 64 bits, which ends in the years 1677 and 2262. */
const TIME_MAX_MS = 9_223_372_036_854;

const ORIGINS: readonly Origin[] = ['device', 'import', 'simulation'];

// Separators of ours and of line protocols are control characters; no network names a device so.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What a write's answer says of a reading that no engine can keep. */
export const NOT_STORABLE = 'a name, value or time that no store can keep';

/** Readings of one message stand together: the name that was good last is known. */
let lastName = '';

function isName(name: unknown): name is string {
	if (name === '' || name === lastName) return true;
	if (typeof name !== 'string' || !name.isWellFormed() || CONTROL.test(name)) return false;
	lastName = name;
	return true;
}

function isTime(at: number): boolean {
	return Number.isInteger(at) && Math.abs(at) < TIME_MAX_MS;
}

/**
 * True for a reading that every engine returns as it was written. False, for good: no device,
 * a control character or half a surrogate pair in a name, a quantity that is not in METRICS,
 * a value that is not finite, a time that is no whole millisecond or outside 1677–2262,
 * an origin of no known word.
 */
export function isStorable(reading: Reading): boolean {
	return (
		isName(reading.device) &&
		reading.device !== '' &&
		isName(reading.channel) &&
		isMetric(reading.metric) &&
		Number.isFinite(reading.value) &&
		isTime(reading.at) &&
		isTime(reading.receivedAt) &&
		ORIGINS.includes(reading.origin)
	);
}

/**
 * The same readings as a span of whole milliseconds that every engine can compare with;
 * null where no reading can lie in it.
 */
export function wholeSpan({ from, to }: Span): Span | null {
	const whole = {
		from: Math.ceil(Math.max(from, -TIME_MAX_MS)),
		to: Math.ceil(Math.min(to, TIME_MAX_MS))
	};
	return whole.from < whole.to ? whole : null;
}

/** From `since` to the end of storable time; null where `since` is no time at all. */
export function spanSince(since: number): Span | null {
	return wholeSpan({ from: since, to: TIME_MAX_MS });
}

/**
 * The interval and its phase as whole milliseconds, the phase in 0 ≤ phase < every.
 * @throws {RangeError} for an interval that is no positive whole number, or a broken offset.
 */
export function wholeInterval(everyMs: number, offsetMs: number): { every: number; phase: number } {
	if (!Number.isSafeInteger(everyMs) || everyMs <= 0 || !Number.isSafeInteger(offsetMs)) {
		throw new RangeError(`no interval: every ${everyMs} ms, offset ${offsetMs} ms`);
	}
	return { every: everyMs, phase: ((offsetMs % everyMs) + everyMs) % everyMs };
}
