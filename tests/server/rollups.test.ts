import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Reading, SeriesKey } from '#lib/domain/reading.ts';
import { selfCheck } from '#lib/server/rollups/self-check.ts';
import { rebuild } from '#lib/server/rollups/rebuild.ts';
import type { Store } from '#lib/server/store/store.ts';
import { dice, shuffled } from '../store/sample.ts';
import { openFreshInflux, openFreshSqlite } from '../store/open-fresh.ts';
import { startInflux } from '../support/influx.ts';
import {
	CLIMATE,
	DAY,
	HOUR,
	MINUTE,
	everything,
	openPast,
	reading,
	writeAll,
	type TestPast
} from './rollup-past.ts';

const influx = await startInflux();
afterAll(() => influx.close());
const ENGINES: { engine: string; open(): Promise<Store> }[] = [
	{ engine: 'sqlite', open: openFreshSqlite },
	{ engine: 'influxdb', open: () => openFreshInflux(influx) }
];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** A Tuesday noon, WIB. */
const NOW = Date.parse('2026-11-24T12:00+07:00');

async function past(open: () => Promise<Store>, timeZone = 'Asia/Jakarta'): Promise<TestPast> {
	const opened = await openPast({ engine: await open(), timeZone, now: NOW });
	closing.push(() => opened.close());
	return opened;
}

const SERIES: SeriesKey[] = [
	CLIMATE,
	{ ...CLIMATE, channel: 'b' },
	{ ...CLIMATE, metric: 'co2' },
	{ device: 'door', channel: 'line 1', metric: 'count_in_total' },
	{ device: 'door', channel: 'line 1', metric: 'count_in' },
	{ device: 'bay-7', channel: '', metric: 'occupied' }
];

/** A value as such a sensor tells it. */
function valueOf({ metric }: SeriesKey, n: number, draw: number): number {
	if (metric === 'count_in_total') return n * 3;
	if (metric === 'count_in') return Math.floor(draw * 5);
	return metric === 'occupied' ? Math.round(draw) : 400 + draw * 100;
}

/** Irregular readings of every series in 35 days, gaps of half a day among them. */
function month(): Reading[] {
	const random = dice(5);
	return SERIES.flatMap((key) => {
		const readings: Reading[] = [];
		for (let at = NOW - 35 * DAY; at < NOW;) {
			const value = valueOf(key, readings.length, random.next().value);
			readings.push({ ...key, value, at, receivedAt: at, origin: 'device' });
			const pause = random.next().value < 0.01 ? 12 * HOUR : 12 * MINUTE;
			at += 1 + Math.floor(random.next().value * pause);
		}
		return readings;
	});
}

describe.each(ENGINES)('the rollups of $engine', ({ open }) => {
	test('a thousand late readings of last month leave every rollup as a full rebuild has it', async () => {
		const own = await past(open);
		await writeAll(own.store, month());
		await own.sumUp();
		expect(everything(own.db)).toEqual(everything(await own.rebuilt()));

		const random = dice(9);
		const late = Array.from({ length: 1_000 }, (_, n): Reading => {
			const key = SERIES[Math.floor(random.next().value * SERIES.length)] ?? CLIMATE;
			const at = NOW - 30 * DAY + Math.floor(random.next().value * 29 * DAY);
			// Some stand on the edges of quarters and of days.
			const edge = n % 4 === 0 ? Math.floor(at / DAY) * DAY - 7 * HOUR - (n % 8 === 0 ? 1 : 0) : at;
			const value = valueOf(key, n, random.next().value);
			const device = n % 50 === 0 ? 'never seen before' : key.device;
			return { ...key, device, value, at: edge, receivedAt: NOW, origin: 'import' };
		});
		await writeAll(own.store, shuffled(late));
		expect(await own.sumUp()).toBeGreaterThan(100);
		const wanted = everything(await own.rebuilt());
		expect(everything(own.db)).toEqual(wanted);
		expect(wanted.some(({ series }) => series.startsWith('never seen before'))).toBe(true);
	});

	test('a device that was removed leaves nothing behind', async () => {
		const own = await past(open);
		await writeAll(own.store, month());
		await own.sumUp();
		expect(await own.store.remove({ device: 'door' })).toMatchObject({ ok: true });
		await own.store.write([reading(NOW - DAY, 20)]);
		await own.sumUp();
		expect(everything(own.db).filter(({ series }) => series.startsWith('door'))).toEqual([]);
		expect(everything(own.db)).toEqual(everything(await own.rebuilt()));
	});

	test('what is summed up outlives its raw readings, also when a straggler comes', async () => {
		const own = await past(open);
		const at = NOW - 20 * DAY;
		await writeAll(
			own.store,
			[at, at + MINUTE, at + 2 * MINUTE, NOW - DAY].map((t) => reading(t, 20))
		);
		await own.sumUp();
		const before = everything(own.db);
		await own.store.remove({ before: NOW - 10 * DAY });
		await own.store.write([reading(at + 3 * MINUTE, 50)]);
		await own.sumUp();
		expect(everything(own.db)).toEqual(before);
		const { store, db, marks, timeZone } = own;
		await rebuild({ store, db, marks, timeZone, closedBefore: () => NOW });
		expect(everything(db)).toEqual(before);
	});
});

describe('summing up', () => {
	const open = openFreshSqlite;

	test('a quarter is summed up once it has closed and its grace is over', async () => {
		const own = await past(open);
		const quarter = NOW - 15 * MINUTE;
		await own.store.write([reading(quarter, 20), reading(NOW, 21)]);
		own.clock.now = NOW + MINUTE;
		expect(await own.sumUp()).toBe(0);
		expect(own.db.everySeries()).toEqual([]);
		own.clock.now = NOW + 2 * MINUTE;
		expect(await own.sumUp()).toBe(1);
		expect(everything(own.db)[0]?.quarters.map(({ start, n }) => [start, n])).toEqual([
			[quarter, 1]
		]);
		own.clock.now = NOW + 17 * MINUTE;
		expect(await own.sumUp()).toBe(1);
		expect(everything(own.db)[0]?.quarters).toHaveLength(2);
		expect(await own.sumUp()).toBe(0);
	});

	test('a reading that comes between the reading and the letting go is not forgotten', async () => {
		const own = await past(open);
		await own.store.write([reading(NOW - DAY, 20)]);
		const [mark] = own.marks.take(NOW, 10);
		if (mark === undefined) throw new Error('nothing was marked');
		await own.store.write([reading(NOW - DAY + 1, 30)]);
		own.marks.done([{ ...mark, upTo: 96 }]);
		expect(await own.sumUp()).toBe(1);
		expect(everything(own.db)[0]?.quarters[0]).toMatchObject({ n: 2, max: 30 });
	});

	test('what a killed process had begun is taken up again', async () => {
		const own = await past(open);
		await own.store.write([reading(NOW - DAY, 20)]);
		expect(own.marks.take(NOW, 10)).toHaveLength(1);
		own.marks.letGo();
		expect(await own.sumUp()).toBe(1);
	});

	test('a store from before there were rollups is summed up as a whole', async () => {
		const engine = await open();
		await writeAll(engine, month());
		const own = await openPast({ engine, timeZone: 'Asia/Jakarta', now: NOW });
		closing.push(() => own.close());
		expect(await own.sumUp()).toBeGreaterThan(200);
		expect(everything(own.db)).toEqual(everything(await own.rebuilt()));
	});

	test('days of another zone are made anew', async () => {
		const own = await past(open, 'Asia/Kolkata');
		await writeAll(own.store, month());
		await own.sumUp();
		const first = everything(own.db);
		const { SumUp } = await import('#lib/server/rollups/sum-up.ts');
		const { store, db, marks } = own;
		const timeZone = 'Europe/Paris';
		await new SumUp({ store, db, marks, timeZone, now: () => NOW }).prepare();
		const second = everything(db);
		expect(second.map(({ quarters }) => quarters)).toEqual(first.map(({ quarters }) => quarters));
		expect(second[0]?.days).not.toEqual(first[0]?.days);
		await new SumUp({ store, db, marks, timeZone: 'Asia/Kolkata', now: () => NOW }).prepare();
		expect(everything(db)).toEqual(first);
	});

	test('a rebuild finds and mends what is wrong, and says how much', async () => {
		const own = await past(open);
		await writeAll(own.store, month());
		await own.sumUp();
		const wanted = everything(own.db);
		const { store, db, marks, timeZone } = own;
		const [first] = db.everySeries();
		db.putQuarters(first?.id ?? 0, Math.floor(NOW / DAY) - 9, []);
		const ghost = wanted[0]?.quarters.slice(0, 1) ?? [];
		const day = Math.floor((ghost[0]?.start ?? 0) / DAY);
		db.putQuarters(db.findOrAdd({ ...CLIMATE, device: 'ghost' }), day, ghost);
		const said: number[] = [];
		const done = await rebuild({
			...{ store, db, marks, timeZone, closedBefore: () => NOW - 2 * MINUTE },
			onProgress: ({ done }) => void said.push(done)
		});
		expect(done).toMatchObject({ changed: 2, done: done.all });
		expect(said.at(-1)).toBe(done.all);
		expect(everything(db)).toEqual(wanted);
	});
});

describe('the check against raw readings', () => {
	test('agrees with what was summed up, and finds and mends what differs', async () => {
		const own = await past(openFreshSqlite);
		await writeAll(own.store, month());
		await own.sumUp();
		const random = dice(3);
		const deps = { ...own, now: () => own.clock.now, dice: () => random.next().value };
		expect(await selfCheck(deps, 60)).toMatchObject({ differing: 0, differingEver: 0 });

		const wanted = everything(own.db);
		for (const { id } of own.db.everySeries()) {
			for (const day of own.db.daysWithQuarters(id)) {
				if (day % 2 === 0) own.db.putQuarters(id, day, own.db.quarters(id, day, day).slice(1));
			}
		}
		let found = 0;
		for (let n = 0; n < 40; n++) {
			found += (await selfCheck(deps, 60)).differing;
			await own.sumUp();
		}
		expect(found).toBeGreaterThan(80);
		const last = await selfCheck(deps, 60);
		expect(last).toMatchObject({ differingEver: found + last.differing });
		const left = everything(own.db).filter((series, n) => {
			return JSON.stringify(series) !== JSON.stringify(wanted[n]);
		});
		expect(left.length).toBeLessThan(wanted.length);
	});
});
