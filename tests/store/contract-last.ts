/** The contract of a store: the newest reading of each series. */
import { expect } from 'vitest';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { Check } from './contract.ts';
import { HOUR, T0, reading } from './sample.ts';

/** As [device, channel, metric, value, at], in an order of our own. */
async function newest(store: Store, since: number, metrics?: readonly Metric[]) {
	const rows = await store.last(since, metrics);
	return rows
		.map((row) => [row.device, row.channel, row.metric, row.value, row.at])
		.sort((a, b) => a.join().localeCompare(b.join(), 'en'));
}

export const LAST_CHECKS: readonly Check[] = [
	{
		name: 'an empty store has no last readings',
		async run(store) {
			expect(await store.last(0)).toEqual([]);
			expect(await store.last(-Infinity)).toEqual([]);
		}
	},
	{
		name: 'the last reading is the newest by measuring time, whatever came last',
		async run(store) {
			await store.write([reading({ at: T0 + 2, value: 2 }), reading({ at: T0 + 1, value: 1 })]);
			await store.write([reading({ at: T0, value: 0, receivedAt: T0 + HOUR })]);
			expect(await newest(store, T0)).toEqual([['a84041ffff1a2b3c', '', 'temperature', 2, T0 + 2]]);
		}
	},
	{
		name: 'every device, channel and metric has a last reading of its own',
		async run(store) {
			await store.write([
				reading({ device: 'a', value: 1 }),
				reading({ device: 'a', channel: 'line 1', value: 2, at: T0 + 5 }),
				reading({ device: 'a', metric: 'co2', value: 400, at: T0 + 7 }),
				reading({ device: 'b', value: -3.25 }),
				reading({ device: 'b', metric: 'count_in_total', value: 4_294_967_295 })
			]);
			expect(await newest(store, T0)).toEqual([
				['a', '', 'co2', 400, T0 + 7],
				['a', '', 'temperature', 1, T0],
				['a', 'line 1', 'temperature', 2, T0 + 5],
				['b', '', 'count_in_total', 4_294_967_295, T0],
				['b', '', 'temperature', -3.25, T0]
			]);
		}
	},
	{
		name: 'series that are older than `since` are left out; one exactly as old is not',
		async run(store) {
			await store.write([
				reading({ device: 'older', at: T0 - 1 }),
				reading({ device: 'as old', at: T0 }),
				reading({ device: 'both', at: T0 - 1, value: 1 }),
				reading({ device: 'both', at: T0 + 1, value: 2 })
			]);
			expect(await newest(store, T0)).toEqual([
				['as old', '', 'temperature', 20, T0],
				['both', '', 'temperature', 2, T0 + 1]
			]);
			expect(await store.last(T0 + 2)).toEqual([]);
			expect(await store.last(-Infinity)).toHaveLength(3);
		}
	},
	{
		name: 'only the metrics that were asked for are answered',
		async run(store) {
			const metrics = ['temperature', 'co2', 'co2_estimate', 'battery'] as const;
			await store.write(metrics.map((metric, value) => reading({ metric, value })));
			const asked = await store.last(T0, ['battery', 'co2']);
			expect(asked.map(({ metric, value }) => `${metric} ${value}`).sort()).toEqual([
				'battery 3',
				'co2 1'
			]);
			expect(await store.last(T0, ['humidity'])).toEqual([]);
			expect(await store.last(T0, [])).toEqual([]);
		}
	},
	{
		name: 'a reading that may stand twice is still marked when it is read',
		async run(store) {
			await store.write([
				reading({ device: 'certain' }),
				reading({ device: 'doubtful', maybeRepeated: true })
			]);
			const marked = (await store.last(T0)).map(({ device, maybeRepeated }) => [
				device,
				maybeRepeated
			]);
			expect(Object.fromEntries(marked)).toEqual({ certain: undefined, doubtful: true });
		}
	},
	{
		name: 'a reading from the future is the last one all the same',
		async run(store) {
			const inTenYears = Date.now() + 10 * 365 * 24 * HOUR;
			await store.write([reading(), reading({ at: inTenYears, value: 1 })]);
			expect((await newest(store, T0)).map((row) => row[4])).toEqual([inTenYears]);
		}
	}
];
