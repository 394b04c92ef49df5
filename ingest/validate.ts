/** What a reading must be before it may travel on: a number in its metric's range, at a time that can be. */
import { metricSpec } from '#lib/domain/metrics.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Draft, RefusalReason } from './message.ts';
import { MAX_CLOCK_SKEW_MS, STATED_FLOOR_MS } from './networks/clock.ts';
import { readName } from './networks/device-id.ts';

/**
 * A value in the metric's unit: a finite number in its range; 0 or 1, or a boolean, for a state.
 * Refused: `not-a-number` (a boolean for a quantity among it), `out-of-range`.
 */
export function validateValue(
	metric: Metric,
	value: number | boolean
): Result<number, 'not-a-number' | 'out-of-range'> {
	const { kind, range, unit } = metricSpec(metric);
	if (typeof value === 'boolean' && kind === 'state') return ok(value ? 1 : 0);
	if (typeof value !== 'number' || !Number.isFinite(value)) {
		return refuse('not-a-number', `${metric} is not a finite number`);
	}
	const [low, high] = range;
	if (kind === 'state' && value !== 0 && value !== 1) {
		return refuse('out-of-range', `${metric} ${value} is neither 0 nor 1`);
	}
	if (value < low || value > high) {
		return refuse('out-of-range', `${metric} ${value} is outside ${low} to ${high} ${unit}`);
	}
	// JSON knows -0, which no database tells from 0 in the same way.
	return ok(value === 0 ? 0 : value);
}

/**
 * A measuring time, whole ms. Late is no fault: history is stored under its own time.
 * Refused: `from-the-future`, more than five minutes ahead of `receivedAt`;
 * `before-any-clock`, before 2001, where epoch seconds sent as milliseconds end up.
 */
export function validateTime(
	at: number,
	receivedAt: number
): Result<number, 'from-the-future' | 'before-any-clock'> {
	if (at > receivedAt + MAX_CLOCK_SKEW_MS) {
		return refuse('from-the-future', `${iso(at)} is ahead of our clock, ${iso(receivedAt)}`);
	}
	return at >= STATED_FLOOR_MS
		? ok(Math.floor(at))
		: refuse('before-any-clock', `${iso(at)} is before 2001: seconds where milliseconds belong?`);
}

/** A draft as a reading; `base` is what the message knows, `at` its time or the time of receipt. */
export function validate(
	draft: Draft,
	base: Pick<Reading, 'device' | 'at' | 'receivedAt' | 'origin'>
): Result<Reading, RefusalReason> {
	const { device = base.device, channel = '' } = draft;
	if (readName(device) === null || (channel !== '' && readName(channel) === null)) {
		return refuse('invalid-device', `${draft.metric} comes from no printable device or channel`);
	}
	const value = validateValue(draft.metric, draft.value);
	if (!value.ok) return value;
	const at = validateTime(draft.at ?? base.at, base.receivedAt);
	if (!at.ok) return at;
	const { receivedAt, origin } = base;
	const { metric } = draft;
	return ok({ device, channel, metric, value: value.value, at: at.value, receivedAt, origin });
}

/** Beyond what a Date can hold there is only the number. */
function iso(at: number): string {
	return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}
