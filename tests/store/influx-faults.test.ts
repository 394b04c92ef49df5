import { afterAll, describe, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import { openInflux } from '#lib/server/store/influx.ts';
import type { InfluxOptions } from '#lib/server/store/influx.ts';
import { openStore } from '#lib/server/store/open.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { Store } from '#lib/server/store/store.ts';
import { startInflux } from '../support/influx.ts';
import { freshDir } from './open-fresh.ts';
import { EVER, HOUR, SERIES, T0, reading, readings, stored } from './sample.ts';

const influx = await startInflux();
afterAll(() => influx.close());

/** Short, for the tests of a server that hangs; elsewhere a busy machine needs longer. */
const HASTY = { write: 400, query: 400, ping: 400 };
let databases = 0;

function options(but: Partial<InfluxOptions> = {}): InfluxOptions {
	const database = `faults-${++databases}`;
	return { url: influx.url, database, username: '', token: '', ...but };
}

/** Writes until it succeeds, as a spool does. @returns how often it had to try again. */
async function writeAgain(store: Store, batch: readonly Reading[]): Promise<number> {
	for (let refusals = 0; ; refusals++) {
		try {
			expect((await store.write(batch)).rejected).toEqual([]);
			return refusals;
		} catch (error) {
			if (!(error instanceof StoreUnavailable) || refusals > 100) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

/** Writes 40 batches while `disturb` goes on; every reading must be there, once. */
async function writesThrough(disturb: () => Promise<void>): Promise<void> {
	const chosen = options({ timeoutMs: { write: HASTY.write } });
	const store = await openInflux(chosen);
	const all = readings(8_000);
	await writeAgain(store, all.slice(0, 200));
	let refusals = 0;
	let disturbed: Promise<void> | undefined;
	for (let i = 200; i < all.length; i += 200) {
		if (i === 2_000) disturbed = disturb();
		refusals += await writeAgain(store, all.slice(i, i + 200));
	}
	await disturbed;
	expect(refusals).toBeGreaterThan(0);
	expect(await stored(store, SERIES)).toEqual(all.map((r) => [r.at, r.value]));
	const count = await influx.query('SELECT count(*) FROM climate', chosen.database);
	expect(JSON.stringify(count)).toContain('[[0,8000]]');
	await store.close();
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('no reading is missing and none doubled, when the server', () => {
	test('is killed and started again', () =>
		writesThrough(async () => {
			await influx.kill();
			await pause(700);
			await influx.start();
		}));

	test('is stopped and started again', () =>
		writesThrough(async () => {
			await influx.stop();
			await pause(700);
			await influx.start();
		}));

	test('hangs, and goes on', () =>
		writesThrough(async () => {
			influx.pause();
			await pause(2_500);
			influx.resume();
		}));
});

describe('a server that is not there', () => {
	test('is no failure at the start; calls say so, and work once it is up', async () => {
		await influx.stop();
		const { url, database, username, token } = options();
		const influxOptions = { url, database, username, token };
		const store = await openStore({ influx: influxOptions, dataDir: freshDir() });
		expect(store.name).toBe(`influxdb at ${url}`);
		await expect(store.write([reading()])).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
		expect(await store.ping()).toMatchObject({
			ok: false,
			detail: expect.stringMatching(/cannot be reached/)
		});
		await influx.start();
		expect(await store.write([reading()])).toMatchObject({ rejected: [] });
		expect(await stored(store, SERIES)).toEqual([[T0, 20]]);
		expect(await store.ping()).toEqual({ ok: true });
		expect(store.name).toMatch(/^influxdb 1\.\d+\.\d+\S* at http:\/\/127/);
		await store.close();
	});

	test('and one that hangs are both told of by every call, in time', async () => {
		const store = await openInflux(options({ timeoutMs: HASTY }));
		await writeAgain(store, [reading()]);
		const calls = [
			() => store.write([reading()]),
			() => stored(store, SERIES),
			() => store.aggregate(SERIES, EVER, HOUR),
			() => store.last(T0)
		];
		influx.pause();
		try {
			const began = Date.now();
			for (const call of calls)
				await expect(call()).rejects.toThrow(/did not answer within 400 ms/);
			expect(await store.ping()).toMatchObject({ ok: false });
			expect(Date.now() - began).toBeLessThan(5_000);
		} finally {
			influx.resume();
		}
		await influx.stop();
		for (const call of calls) await expect(call()).rejects.toThrow(StoreUnavailable);
		await influx.start();
		expect(await stored(store, SERIES)).toEqual([[T0, 20]]);
		await store.close();
	});
});

describe('a real server', () => {
	test('refuses a point that conflicts with another program’s field: it alone is rejected', async () => {
		const chosen = options();
		await influx.query(`CREATE DATABASE "${chosen.database}"`);
		await influx.writeLines(chosen.database, `climate,device=other humidity="wet" ${T0}`);
		await influx.writeLines(chosen.database, `climate,device=other pressure=1i ${T0}`);
		const store = await openInflux(chosen);
		const batch = readings(1_000);
		batch[137] = reading({ metric: 'humidity', value: 50 });
		batch[138] = reading({ metric: 'pressure', value: 1_001.5 });
		batch[999] = reading({ metric: 'humidity', value: 51 });
		const result = await store.write([...batch, reading({ value: NaN, at: T0 - 1 })]);
		// 137 and 999 have one key: the line that carried both was refused.
		expect(result.rejected).toEqual([137, 138, 999, 1_000]);
		const good = batch.filter(({ metric }) => metric === 'temperature');
		expect(await stored(store, SERIES)).toEqual(good.map((r) => [r.at, r.value]));
		const alone = await store.write([reading({ metric: 'humidity', value: 50 })]);
		expect(alone).toMatchObject({
			rejected: [0],
			detail: expect.stringMatching(/field type conflict/)
		});
		// Another program's text is no reading; its numbers are read as they are.
		expect(
			(await store.last(T0)).map(({ device, metric }) => `${device} ${metric}`).sort()
		).toEqual([`${SERIES.device} temperature`, 'other pressure']);
		await store.close();
	});

	test('holds what architecture says: a measurement a family, tags, float fields, a mark', async () => {
		const chosen = options();
		const store = await openInflux(chosen);
		await store.write([
			reading({ device: 'a', value: 20 }),
			reading({ device: 'a', metric: 'occupied', value: 1, maybeRepeated: true }),
			reading({ device: 'b', channel: 'line 1', metric: 'count_in_total', value: 7 }),
			reading({ device: 'b', metric: 'battery', value: 99 })
		]);
		const ask = (q: string) => influx.query(q, chosen.database);
		const fields = JSON.stringify(await ask('SHOW FIELD KEYS'));
		for (const [measurement, field] of [
			['climate', 'temperature'],
			['parking', 'occupied'],
			['visitors', 'count_in_total'],
			['device', 'battery']
		] as const) {
			expect(fields).toContain(`"name":"${measurement}"`);
			expect(fields).toContain(`["${field}","float"]`);
		}
		expect(fields).toContain('["occupied_maybe_repeated","float"]');
		expect(fields).not.toMatch(/integer|string|boolean/);
		expect(JSON.stringify(await ask('SHOW SERIES'))).toContain(
			'["climate,device=a"],["device,device=b"],["parking,device=a"],["visitors,channel=line\\\\ 1,device=b"]'
		);
		await store.close();
	});

	test('creates a database of any name', async () => {
		const database = 'ny"a; DROP ‘é’';
		const store = await openInflux(options({ database }));
		expect(await store.last(0)).toEqual([]);
		expect(await store.write([reading()])).toMatchObject({ rejected: [] });
		expect(await stored(store, SERIES)).toEqual([[T0, 20]]);
		await store.close();
	});

	test('with users: a wrong password, no right to create, and all well', async () => {
		const guarded = await startInflux({ env: { INFLUXDB_HTTP_AUTH_ENABLED: 'true' } });
		const root = { u: 'root', p: 'pass word' };
		const ask = async (q: string) => {
			const query = new URLSearchParams({ ...root, q });
			const response = await fetch(`${guarded.url}/query?${query}`, { method: 'POST' });
			// The head arrives before the statement has been executed.
			expect(await response.text()).not.toContain('error');
		};
		await ask(`CREATE USER root WITH PASSWORD 'pass word' WITH ALL PRIVILEGES`);
		await ask(`CREATE USER nyaman WITH PASSWORD 's:cret é'`);
		const chosen = { ...options({ url: guarded.url }), username: 'nyaman', token: 's:cret é' };

		const wrong = await openInflux({ ...chosen, token: 'wr0ng-token' });
		const refusal = wrong.write([reading()]);
		await expect(refusal).rejects.toThrow(StoreUnavailable);
		await expect(refusal).rejects.toThrow(/refuses the user \(401\): check INFLUX_USERNAME/);
		await expect(refusal).rejects.not.toThrow(/wr0ng-token/);
		expect(await wrong.ping()).toMatchObject({
			ok: false,
			detail: expect.stringMatching(/refuses the user/)
		});

		const store = await openInflux(chosen);
		const missing = store.write([reading()]);
		await expect(missing).rejects.toThrow(StoreUnavailable);
		await expect(missing).rejects.toThrow(`CREATE DATABASE "${chosen.database}"`);
		await ask(`CREATE DATABASE "${chosen.database}"`);
		await ask(`GRANT ALL ON "${chosen.database}" TO nyaman`);
		expect(await store.write([reading()])).toMatchObject({ rejected: [] });
		expect(await stored(store, SERIES)).toEqual([[T0, 20]]);
		await Promise.all([store.close(), wrong.close()]);
		await guarded.close();
	});
});
