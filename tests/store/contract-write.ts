/** The contract of a store: what is written is there, once, unchanged. */
import { expect } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import type { Check } from './contract.ts';
import { SERIES, T0, reading, readings, stored } from './sample.ts';

const NAMES = [
	'a84041ffff1a2b3c',
	'Pintu Utara – lantai 1',
	'シネマ 😀 é e\u0301',
	'a,b',
	'a=b',
	' leading and trailing ',
	'double " quote',
	"single ' quote",
	"' OR 1=1; --",
	'ends with a backslash\\',
	'two\\\\',
	'backslash\\ space',
	'backslash\\,comma',
	'\\',
	'100 %',
	'%5C',
	'#comment',
	'$device',
	'null',
	'0x'.padEnd(128, 'f')
];

const VALUES = [
	0,
	1,
	-1,
	-12.5,
	21.37,
	0.1 + 0.2,
	1e-7,
	-5e-324,
	1e21,
	4_294_967_295,
	123_456_789.123_456_78,
	Number.MAX_SAFE_INTEGER,
	Number.MAX_VALUE
];

const TIMES = [-9_000_000_000_000, -1, 0, 1, T0 - 1, T0, T0 + 1, T0 + 999, 9_000_000_000_000];

const BAD: Partial<Reading>[] = [
	{ value: NaN },
	{ value: Infinity },
	{ value: -Infinity },
	{ at: NaN },
	{ at: T0 + 0.5 },
	{ at: 1e16 },
	{ receivedAt: NaN },
	{ device: '' },
	{ device: 'two\nlines' },
	{ channel: 'a\u0000b' },
	{ channel: 'half a pair \ud83d' }
];

export const WRITE_CHECKS: readonly Check[] = [
	{
		name: 'an empty batch is written, and nothing is in it',
		async run(store) {
			expect(await store.write([])).toEqual({ rejected: [], repeated: 0, conflicts: 0 });
			expect(await stored(store, SERIES)).toEqual([]);
		}
	},
	{
		name: 'values come back bit for bit',
		async run(store) {
			const batch = VALUES.map((value, i) => reading({ value, at: T0 + i }));
			expect((await store.write(batch)).rejected).toEqual([]);
			expect(await stored(store, SERIES)).toEqual(VALUES.map((value, i) => [T0 + i, value]));
		}
	},
	{
		name: 'times come back to the millisecond, before 1970 too',
		async run(store) {
			await store.write(TIMES.map((at, value) => reading({ at, value })));
			expect(await stored(store, SERIES)).toEqual(TIMES.map((at, value) => [at, value]));
		}
	},
	{
		name: 'devices and channels of any spelling are kept, apart from each other',
		async run(store) {
			const batch = NAMES.map((device, i) =>
				reading({ device, channel: NAMES[(i + 5) % NAMES.length], value: i })
			);
			expect((await store.write(batch)).rejected).toEqual([]);
			for (const { device, channel, metric, value } of batch) {
				expect(await stored(store, { device, channel, metric })).toEqual([[T0, value]]);
			}
			const named = (await store.last(T0)).map(({ device, channel, value }) => [
				value,
				device,
				channel
			]);
			expect(named.sort(([a], [b]) => Number(a) - Number(b))).toEqual(
				batch.map(({ device, channel, value }) => [value, device, channel])
			);
		}
	},
	{
		name: 'a device’s channels, the empty one too, are different series',
		async run(store) {
			await store.write([
				reading({ channel: '', value: 1 }),
				reading({ channel: 'line 1', value: 2 }),
				reading({ channel: 'Line 1', value: 3 })
			]);
			expect(await stored(store, { ...SERIES, channel: '' })).toEqual([[T0, 1]]);
			expect(await stored(store, { ...SERIES, channel: 'line 1' })).toEqual([[T0, 2]]);
			expect(await stored(store, { ...SERIES, channel: 'Line 1' })).toEqual([[T0, 3]]);
			expect(await stored(store, { ...SERIES, channel: 'line' })).toEqual([]);
		}
	},
	{
		name: 'metrics of one device at one time are different series',
		async run(store) {
			const metrics = ['co2', 'co2_estimate', 'count_in', 'count_in_total', 'battery'] as const;
			await store.write(metrics.map((metric, value) => reading({ metric, value })));
			for (const [value, metric] of metrics.entries()) {
				expect(await stored(store, { ...SERIES, metric })).toEqual([[T0, value]]);
			}
		}
	},
	{
		name: 'the same reading written again is one row',
		async run(store) {
			await store.write(readings(10));
			expect((await store.write(readings(10))).rejected).toEqual([]);
			await store.write(readings(10, { receivedAt: T0 + 99_999, origin: 'import' }));
			expect(await stored(store, SERIES)).toEqual(readings(10).map((r) => [r.at, r.value]));
		}
	},
	{
		name: 'of two values under one key the later written wins, higher or lower',
		async run(store) {
			await store.write([reading({ value: 5 }), reading({ value: 5, at: T0 + 1 })]);
			await store.write([reading({ value: 9 }), reading({ value: 2, at: T0 + 1 })]);
			expect(await stored(store, SERIES)).toEqual([
				[T0, 9],
				[T0 + 1, 2]
			]);
		}
	},
	{
		name: 'the same key twice in one batch is one row, with the later value',
		async run(store) {
			const batch = [
				reading({ value: 5 }),
				...readings(3, { channel: 'x' }),
				reading({ value: 4 })
			];
			expect((await store.write(batch)).rejected).toEqual([]);
			expect(await stored(store, SERIES)).toEqual([[T0, 4]]);
		}
	},
	{
		name: 'a reading that no engine can keep is refused alone, by its index',
		async run(store) {
			const good = readings(BAD.length + 1, {}, 60_000);
			const batch = good.flatMap((one, i) => (i === 0 ? [one] : [reading(BAD[i - 1]), one]));
			const bad = batch.flatMap((one, i) => (good.includes(one) ? [] : [i]));
			await expect(store.write(batch)).resolves.toMatchObject({
				rejected: bad,
				detail: expect.stringMatching(/./)
			});
			expect(await stored(store, SERIES)).toEqual(good.map((r) => [r.at, r.value]));
		}
	},
	{
		name: 'a batch of 5,000 over many series is all there',
		async run(store) {
			const devices = Array.from({ length: 50 }, (_, i) => `device ${i}`);
			const batch = devices.flatMap((device) => readings(100, { device }));
			expect((await store.write(batch)).rejected).toEqual([]);
			for (const device of devices) {
				const rows = await stored(store, { ...SERIES, device });
				expect(rows).toEqual(readings(100).map((r) => [r.at, r.value]));
			}
		}
	}
];
