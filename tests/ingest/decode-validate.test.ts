import { describe, expect, test } from 'vitest';
import type { Metric } from '#lib/domain/metrics.ts';
import { METRICS, metricSpec } from '#lib/domain/metrics.ts';
import { validate, validateTime, validateValue } from '#ingest/validate.ts';

const NOW = Date.UTC(2026, 10, 24, 4);

describe.each(Object.keys(METRICS) as Metric[])('%s', (metric) => {
	const { kind, range } = metricSpec(metric);
	test('holds both ends of its range and nothing beyond', () => {
		for (const edge of range)
			expect(validateValue(metric, edge)).toEqual({ ok: true, value: edge });
		const [low, high] = range;
		expect(validateValue(metric, low - 1e-6)).toMatchObject({ reason: 'out-of-range' });
		expect(validateValue(metric, high + 1e-3)).toMatchObject({ reason: 'out-of-range' });
		expect(validateValue(metric, NaN)).toMatchObject({ reason: 'not-a-number' });
		expect(validateValue(metric, Infinity)).toMatchObject({ reason: 'not-a-number' });
	});

	test(`takes a boolean only as a state (it is a ${kind})`, () => {
		const answer = validateValue(metric, true);
		if (kind === 'state') expect(answer).toEqual({ ok: true, value: 1 });
		else expect(answer).toMatchObject({ reason: 'not-a-number' });
	});
});

describe('a measuring time', () => {
	test.each([
		['five minutes ahead', NOW + 300_000, NOW + 300_000],
		['a year late', NOW - 365 * 86_400_000, NOW - 365 * 86_400_000],
		['the first of 2001', Date.UTC(2001, 0, 1), Date.UTC(2001, 0, 1)],
		['a fraction of a millisecond', NOW - 0.4, NOW - 1]
	])('may be %s', (_case, at, value) => {
		expect(validateTime(at, NOW)).toEqual({ ok: true, value });
	});

	test.each([
		['more than five minutes ahead', NOW + 300_001, 'from-the-future'],
		['beyond every calendar', 8.64e15 + 1, 'from-the-future'],
		['the last ms of 2000', Date.UTC(2001, 0, 1) - 1, 'before-any-clock'],
		['before every calendar', -1e300, 'before-any-clock'],
		['no number', NaN, 'before-any-clock']
	])('may not be %s', (_case, at, reason) => {
		expect(validateTime(at, NOW)).toMatchObject({ reason });
	});
});

test('a draft may speak for another device and a channel', () => {
	const base = { device: 'a', at: NOW, receivedAt: NOW, origin: 'import' } as const;
	expect(
		validate({ metric: 'co2', value: 600, device: 'b', channel: 'c', at: NOW - 5 }, base)
	).toEqual({
		ok: true,
		value: {
			device: 'b',
			channel: 'c',
			metric: 'co2',
			value: 600,
			at: NOW - 5,
			receivedAt: NOW,
			origin: 'import'
		}
	});
	expect(validate({ metric: 'co2', value: 600, device: '' }, base)).toMatchObject({
		reason: 'invalid-device'
	});
	expect(validate({ metric: 'co2', value: 600, channel: 'a\u001fb' }, base)).toMatchObject({
		reason: 'invalid-device'
	});
});
