/** Stores that keep something else than what they were given. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading, SeriesKey } from '#lib/domain/reading.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { Break, Broken } from './breaks.ts';
import { collect } from './sample.ts';

const rewrite =
	(change: (one: Reading) => Reading) =>
	(good: Store): Broken => ({ write: (batch) => good.write(batch.map(change)) });

const reseries =
	(change: <K extends SeriesKey>(key: K) => K) =>
	(good: Store): Broken => ({
		write: (batch) => good.write(batch.map((one) => change(one))),
		range: (series, ...rest) => good.range(change(series), ...rest),
		aggregate: (series, ...rest) => good.aggregate(change(series), ...rest)
	});

export const WRITE_BREAKS: readonly Break[] = [
	{
		name: 'drops the last reading of a full batch',
		caughtBy: 'a batch of 5,000 over many series is all there',
		of: (good) => ({
			write: (batch) => good.write(batch.length >= 1_000 ? batch.slice(0, -1) : batch)
		})
	},
	{
		name: 'ignores the channel',
		caughtBy: 'a device’s channels, the empty one too, are different series',
		of: reseries((key) => ({ ...key, channel: '' }))
	},
	{
		name: 'takes two metrics for one',
		caughtBy: 'metrics of one device at one time are different series',
		of: reseries((key) =>
			key.metric === 'co2_estimate' ? { ...key, metric: 'co2' satisfies Metric } : key
		)
	},
	{
		name: 'trims names',
		caughtBy: 'devices and channels of any spelling are kept, apart from each other',
		of: rewrite((one) => ({ ...one, device: one.device.trim(), channel: one.channel.trim() }))
	},
	{
		name: 'takes upper and lower case for the same',
		caughtBy: 'a device’s channels, the empty one too, are different series',
		of: reseries((key) => ({ ...key, channel: key.channel.toLowerCase() }))
	},
	{
		name: 'forgets that a reading may stand twice',
		caughtBy: 'a reading that may stand twice is still marked when it is read',
		of: rewrite(({ maybeRepeated: _, ...one }) => one)
	},
	{
		name: 'rounds values to whole numbers',
		caughtBy: 'values come back bit for bit',
		of: rewrite((one) => ({ ...one, value: Math.round(one.value) }))
	},
	{
		name: 'keeps values in 32 bits',
		caughtBy: 'values come back bit for bit',
		of: rewrite((one) =>
			Number.isInteger(one.value) && one.value > 2 ** 31 ? { ...one, value: one.value | 0 } : one
		)
	},
	{
		name: 'keeps values in single precision',
		caughtBy: 'values come back bit for bit',
		of: rewrite((one) => ({ ...one, value: Math.fround(one.value) }))
	},
	{
		name: 'keeps times in seconds',
		caughtBy: 'times come back to the millisecond, before 1970 too',
		of: rewrite((one) => ({ ...one, at: Math.trunc(one.at / 1_000) * 1_000 }))
	},
	{
		name: 'drops a bad reading without a word',
		caughtBy: 'a reading that no engine can keep is refused alone, by its index',
		of: (good) => ({ write: async (batch) => ({ ...(await good.write(batch)), rejected: [] }) })
	},
	{
		name: 'gives the wrong index of a bad reading',
		caughtBy: 'a reading that no engine can keep is refused alone, by its index',
		of: (good) => ({
			async write(batch) {
				const result = await good.write(batch);
				return { ...result, rejected: result.rejected.map((index) => index + 1) };
			}
		})
	},
	{
		name: 'throws a batch away for one bad reading',
		caughtBy: 'a reading that no engine can keep is refused alone, by its index',
		of: (good) => ({
			async write(batch) {
				if (batch.every(({ value }) => Number.isFinite(value))) return good.write(batch);
				return { rejected: batch.map((_, i) => i), repeated: 0, conflicts: 0 };
			}
		})
	},
	{
		name: 'keeps the first of two values',
		caughtBy: 'of two values under one key the later written wins, higher or lower',
		of: (good) => ({
			async write(batch) {
				const fresh: Reading[] = [];
				for (const one of batch) {
					const span = { from: one.at, to: one.at + 1 };
					const known = await collect(good.range(one, span));
					if (known.length === 0) fresh.push(one);
				}
				return good.write(fresh);
			}
		})
	},
	{
		name: 'keeps the greater of two values',
		caughtBy: 'of two values under one key the later written wins, higher or lower',
		of: (good) => ({
			async write(batch) {
				if (batch.length > 2) return good.write(batch);
				const greater: Reading[] = [];
				for (const one of batch) {
					const [known] = await collect(good.range(one, { from: one.at, to: one.at + 1 }));
					greater.push({ ...one, value: Math.max(one.value, known?.value ?? -Infinity) });
				}
				return good.write(greater);
			}
		})
	},
	{
		name: 'writes late, after it has said that it wrote',
		caughtBy: 'values come back bit for bit',
		of(good) {
			let waiting: readonly Reading[] = [];
			return {
				async write(batch) {
					const result = await good.write(waiting);
					waiting = batch;
					return { ...result, rejected: [] };
				}
			};
		}
	}
];
