/** The contract of a store: what is removed is gone, and nothing else is. */
import { expect } from 'vitest';
import type { Store } from '#lib/server/store/store.ts';
import type { Check } from './contract.ts';
import { DAY, EVER, HOUR, SERIES, T0, reading, readings, stored } from './sample.ts';

const OTHER = { ...SERIES, device: `it's 50% \\`, channel: 'a' };

async function counts(store: Store, ...channels: (typeof SERIES)[]): Promise<number[]> {
	const all: number[] = [];
	for (const key of channels) all.push((await stored(store, key, EVER)).length);
	return all;
}

export const REMOVE_CHECKS: readonly Check[] = [
	{
		name: 'a device is removed with all its quantities and channels, and no other',
		async run(store) {
			const second = { ...OTHER, channel: 'b' };
			const count = { ...OTHER, metric: 'count_in' as const };
			for (const key of [SERIES, OTHER, second, count]) await store.write(readings(2_100, key));
			expect(await store.remove({ device: OTHER.device, channel: 'a' })).toMatchObject({
				ok: true
			});
			expect(await counts(store, SERIES, OTHER, second, count)).toEqual([2_100, 0, 2_100, 0]);
			expect(await store.remove({ device: OTHER.device })).toMatchObject({ ok: true });
			expect(await counts(store, SERIES, second)).toEqual([2_100, 0]);
			expect((await store.series()).map(({ device }) => device)).toEqual([SERIES.device]);
			expect(await store.remove({ device: 'never was' })).toMatchObject({ ok: true });
			await store.write([reading(OTHER)]);
			expect(await counts(store, OTHER)).toEqual([1]);
		}
	},
	{
		name: 'what is older than a time is removed, of every series, to the millisecond',
		async run(store) {
			await store.write([...readings(48, {}, HOUR), ...readings(48, OTHER, HOUR)]);
			await store.write([reading({ at: T0 + DAY - 1, value: -1 })]);
			expect(await store.remove({ before: T0 + DAY })).toMatchObject({ ok: true });
			for (const key of [SERIES, OTHER]) {
				const left = await stored(store, key);
				expect(left).toHaveLength(24);
				expect(left[0]).toEqual([T0 + DAY, 24]);
			}
			expect(await store.remove({ before: T0 })).toMatchObject({ ok: true });
			expect(await counts(store, SERIES, OTHER)).toEqual([24, 24]);
		}
	}
];
