import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { EVER, HOUR, SERIES, T0, stored } from './sample.ts';
import { against } from './stand-in.ts';
import type { Answer } from './stand-in.ts';

describe('a question', () => {
	const ANSWERS: { what: string; answer: Answer; says: RegExp }[] = [
		{
			what: 'an error inside a 200',
			answer: { status: 200, body: { results: [{ statement_id: 0, error: 'query interrupted' }] } },
			says: /answered: query interrupted/
		},
		{
			what: 'an error beside the results',
			answer: { status: 200, body: { error: 'error parsing query' } },
			says: /answered: error parsing query/
		},
		{
			what: 'an answer that was cut short',
			answer: {
				status: 200,
				body: {
					results: [{ series: [{ columns: ['time', 'value'], values: [[1, 2]], partial: true }] }]
				}
			},
			says: /cut short: max-row-limit/
		},
		{ what: 'JSON of something else', answer: { status: 200, body: [1] }, says: /not InfluxDB’s/ },
		{ what: 'no JSON', answer: { status: 200, body: 'ok' }, says: /cannot be reached|JSON/ },
		{ what: '500', answer: { status: 500, body: { error: 'panic' } }, says: /answered 500: panic/ }
	];
	test.each(ANSWERS)('that meets $what is never taken for an empty series', ({ answer, says }) =>
		against(
			() => answer,
			async (store) => {
				for (const ask of [
					() => stored(store, SERIES),
					() => store.aggregate(SERIES, EVER, HOUR),
					() => store.last(T0, ['co2'])
				]) {
					await expect(ask()).rejects.toThrow(StoreUnavailable);
					await expect(ask()).rejects.toThrow(says);
				}
			}
		)
	);

	test('is bound on both sides, and sends names apart from the statement', () =>
		against(
			() => ({ status: 200, body: { results: [{ statement_id: 0 }] } }),
			async (store, received) => {
				const series = { device: `o'hare\\`, channel: '"x"', metric: 'co2' } as const;
				await stored(store, series);
				await store.aggregate(series, EVER, HOUR, -HOUR / 2);
				await store.last(T0, ['co2']);
				expect(received).toHaveLength(3);
				for (const { path, body, headers } of received) {
					expect(path).toBe('/query');
					expect(headers['content-type']).toContain('application/x-www-form-urlencoded');
					const form = new URLSearchParams(body);
					expect(form.get('db')).toBe('raw');
					expect(form.get('epoch')).toBe('ms');
					expect(form.get('q')).toMatch(/time >= -?\d+ms AND time < \d+ms/);
					expect(form.get('q')).not.toContain('hare');
				}
				const params = new URLSearchParams(received[0]?.body).get('params');
				expect(JSON.parse(params ?? '')).toEqual({ device: `o'hare%5C`, channel: '"x"' });
			}
		));
});
