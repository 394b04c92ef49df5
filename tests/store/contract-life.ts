/** The contract of a store: that it answers, and that it ends. */
import { expect } from 'vitest';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { Check } from './contract.ts';
import { EVER, HOUR, SERIES, reading, stored } from './sample.ts';

export const LIFE_CHECKS: readonly Check[] = [
	{
		name: 'a store that answers says so, and has a name',
		async run(store) {
			expect(await store.ping()).toEqual({ ok: true });
			expect(store.name).toMatch(/^(sqlite|influxdb \d\S* at http\S+)$/);
		}
	},
	{
		name: 'a closed store takes nothing, answers nothing and says so',
		async run(store) {
			await store.write([reading()]);
			await store.close();
			await store.close();
			const calls = [
				() => store.write([reading()]),
				() => stored(store, SERIES),
				() => store.aggregate(SERIES, EVER, HOUR),
				() => store.last(0),
				() => store.summarise([SERIES], EVER, { everyMs: HOUR }),
				() => store.series(),
				() => store.remove({ before: 0 })
			];
			for (const call of calls) await expect(call()).rejects.toBeInstanceOf(StoreUnavailable);
			expect(await store.ping()).toMatchObject({ ok: false });
		}
	}
];
