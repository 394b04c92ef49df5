/** The contract of a store: one series in order of time, however long. */
import { expect } from 'vitest';
import type { Check } from './contract.ts';
import { EVER, HOUR, SERIES, T0, collect, reading, readings, shuffled, stored } from './sample.ts';

/** More than several pages of any engine, and no multiple of a round page. */
const MANY = 25_001;

export const RANGE_CHECKS: readonly Check[] = [
	{
		name: 'a span holds its first millisecond and not its last',
		async run(store) {
			await store.write(readings(5, {}, 1));
			const times = async (from: number, to: number) =>
				(await stored(store, SERIES, { from, to })).map(([at]) => at - T0);
			expect(await times(T0 + 1, T0 + 3)).toEqual([1, 2]);
			expect(await times(T0 + 1, T0 + 2)).toEqual([1]);
			expect(await times(T0 + 0.5, T0 + 2.5)).toEqual([1, 2]);
			expect(await times(T0 + 1, T0 + 1)).toEqual([]);
			expect(await times(T0 + 3, T0 + 1)).toEqual([]);
			expect(await times(T0 + 5, Infinity)).toEqual([]);
			expect(await times(NaN, T0 + 3)).toEqual([]);
			expect(await times(-Infinity, T0 + 1)).toEqual([0]);
		}
	},
	{
		name: 'readings come in order of time, whatever order they came in',
		async run(store) {
			const wanted = readings(300).map((r) => [r.at, r.value]);
			const mixed = shuffled(readings(300));
			for (let i = 0; i < 300; i += 60) await store.write(mixed.slice(i, i + 60));
			expect(await stored(store, SERIES)).toEqual(wanted);
		}
	},
	{
		name: 'a limit takes the earliest',
		async run(store) {
			await store.write(shuffled(readings(20)));
			const values = async (limit: number) =>
				(await stored(store, SERIES, EVER, limit)).map(([, value]) => value);
			expect(await values(3)).toEqual([0, 1, 2]);
			expect(await values(20)).toHaveLength(20);
			expect(await values(21)).toHaveLength(20);
			expect(await values(0)).toEqual([]);
			const later = await stored(store, SERIES, { from: T0 + 5_000, to: T0 + HOUR }, 2);
			expect(later.map(([, value]) => value)).toEqual([5, 6]);
		}
	},
	{
		name: 'an unknown series is empty',
		async run(store) {
			await store.write(readings(3));
			expect(await stored(store, { ...SERIES, device: 'a84041ffff1a2b3d' })).toEqual([]);
			expect(await stored(store, { ...SERIES, channel: 'x' })).toEqual([]);
			expect(await stored(store, { ...SERIES, metric: 'battery' })).toEqual([]);
		}
	},
	{
		name: 'a series of 25,001 readings loses and doubles none, with a limit too',
		async run(store) {
			const all = readings(MANY);
			for (let i = 0; i < MANY; i += 5_000) await store.write(all.slice(i, i + 5_000));
			const wanted = all.map((r) => [r.at, r.value]);
			expect(await stored(store, SERIES)).toEqual(wanted);
			for (const limit of [5_000, 9_999, 10_000, 10_001, MANY]) {
				expect(await stored(store, SERIES, EVER, limit)).toEqual(wanted.slice(0, limit));
			}
		}
	},
	{
		name: 'an iteration that ends early holds nothing back',
		async run(store) {
			const all = readings(12_000);
			for (let i = 0; i < 12_000; i += 4_000) await store.write(all.slice(i, i + 4_000));
			const seen: number[] = [];
			for await (const { value } of store.range(SERIES, EVER)) {
				seen.push(value);
				if (seen.length === 3) break;
			}
			expect(seen).toEqual([0, 1, 2]);
			const iterator = store.range(SERIES, EVER)[Symbol.asyncIterator]();
			expect((await iterator.next()).value).toEqual({ at: T0, value: 0 });
			await iterator.return?.();
			expect(await iterator.next()).toEqual({ done: true, value: undefined });
			await store.write([reading({ at: T0 - 1, value: -1 })]);
			expect(await stored(store, SERIES, EVER, 2)).toEqual([
				[T0 - 1, -1],
				[T0, 0]
			]);
		}
	},
	{
		name: 'two iterations and a write may go on at once',
		async run(store) {
			await store.write(readings(6_000));
			const first = store.range(SERIES, EVER)[Symbol.asyncIterator]();
			await first.next();
			const second = collect(store.range(SERIES, EVER));
			await store.write([reading({ at: T0 + HOUR * 24, value: -7 })]);
			expect((await first.next()).value).toEqual({ at: T0 + 1_000, value: 1 });
			expect((await second).slice(0, 6_000)).toHaveLength(6_000);
			await first.return?.();
		}
	}
];
