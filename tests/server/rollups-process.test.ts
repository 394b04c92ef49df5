import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openHistory } from '#lib/server/history/history.ts';
import { openLog } from '#lib/server/log.ts';
import { Marks } from '#lib/server/rollups/marks.ts';
import { RollupDb } from '#lib/server/rollups/rollup-db.ts';
import { startRollups } from '#lib/server/rollups/rollups.ts';
import { openStore } from '#lib/server/store/open.ts';
import { keptFrom, removeAged } from '#lib/server/store/retention.ts';
import { startNode } from '../support/process.ts';
import { CLIMATE, DAY, HOUR, MINUTE, reading, writeAll } from './rollup-past.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

function folder(): string {
	const dir = mkdtempSync(join(tmpdir(), 'nyaman-rollups-'));
	closing.push(() => rmSync(dir, { recursive: true, force: true }));
	return dir;
}

async function opened(dataDir: string) {
	const store = await openStore({ influx: null, dataDir });
	closing.push(() => store.close());
	return store;
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
	for (const end = Date.now() + 15_000; !(await what()); await wait(20)) {
		if (Date.now() > end) throw new Error('it did not come to be');
	}
}

const QUIET = openLog('silent', 'test');

test('a process that is killed right after a write has marked it', async () => {
	const dataDir = folder();
	const script = `
		import { openStore } from ${JSON.stringify(new URL('../../src/lib/server/store/open.ts', import.meta.url).href)};
		const store = await openStore({ influx: null, dataDir: ${JSON.stringify(dataDir)} });
		const at = Date.parse('2026-11-01T03:00Z');
		await store.write([{ device: 'd', channel: '', metric: 'co2', value: 500, at, receivedAt: at, origin: 'import' }]);
		process.kill(process.pid, 'SIGKILL');
	`;
	const node = startNode('--input-type=module', ['-e', script]);
	expect(await node.ended).toEqual({ code: null, signal: 'SIGKILL' });
	const marks = new Marks(dataDir);
	closing.push(() => marks.close());
	expect(marks.of({ device: 'd', channel: '', metric: 'co2' }, 0, 100_000)).toEqual([
		{ day: Date.parse('2026-11-01') / DAY, first: 12, last: 12 }
	]);
});

test('the thread sums up what is there and what comes, and history tells how far it is', async () => {
	const dataDir = folder();
	const store = await opened(dataDir);
	const now = Date.now();
	const readings = Array.from({ length: 3 * 1_440 }, (_, n) => reading(now - n * MINUTE, n % 7));
	await writeAll(store, readings);
	const history = openHistory({ influx: null, dataDir });
	closing.push(() => history.close());
	expect((await history.status()).computedTo).toBeNull();
	const start = { store: { influx: null, dataDir }, timeZone: 'UTC', clockOffsetMs: 0 };
	const rollups = startRollups({ ...start, lookEveryMs: 20, checkEveryMs: 50 }, QUIET);
	closing.push(() => rollups.stop());
	await until(async () => (await history.status()).check !== null);
	const status = await history.status();
	expect(status).toMatchObject({ waiting: 0, fault: null, check: { differing: 0 } });
	expect(now - (status.computedTo ?? 0)).toBeLessThan(20 * MINUTE);
	expect(status.check?.days).toBeGreaterThan(0);

	const query = { metric: 'temperature', devices: [CLIMATE], every: 'day' } as const;
	const day = Math.floor((now - 2 * DAY) / DAY) * DAY;
	const ask = () => history.series({ ...query, from: day, to: day + DAY });
	const before = await ask();
	await store.write([reading(day + HOUR + 1, 41)]);
	await until(async () => (await history.status()).waiting === 0);
	const after = await ask();
	if (!before.ok || !after.ok) throw new Error('refused');
	expect(after.value.series[0]?.n).toEqual([(before.value.series[0]?.n[0] ?? 0) + 1]);
	expect(after.value.series[0]?.max).toEqual([41]);
});

test('a question whose reader leaves ends, and the thread answers the next one', async () => {
	const dataDir = folder();
	const store = await opened(dataDir);
	const from = Date.UTC(2026, 0, 1);
	const keys = Array.from({ length: 40 }, (_, n) => ({ ...CLIMATE, device: `d${n}` }));
	for (const key of keys) {
		await writeAll(
			store,
			Array.from({ length: 1_000 }, (_, n) => reading(from + n * MINUTE, n, key))
		);
	}
	const history = openHistory({ influx: null, dataDir });
	closing.push(() => history.close());
	const query = { metric: 'temperature', from, to: from + DAY, every: MINUTE } as const;
	const leaving = new AbortController();
	const long = history.series({ ...query, devices: keys }, leaving.signal);
	leaving.abort(new Error('left'));
	await expect(long).rejects.toThrow('left');
	const next = await history.series({ ...query, devices: [CLIMATE] });
	expect(next).toMatchObject({ ok: true, value: { source: 'raw' } });
	expect(await history.series({ ...query, to: from, devices: [CLIMATE] })).toMatchObject({
		reason: 'not-valid'
	});
});

test('raw readings past their age go when all of them are summed up, and not before', async () => {
	const dataDir = folder();
	const store = await opened(dataDir);
	const now = Date.parse('2026-11-24T12:00Z');
	const before = keptFrom(now, 400);
	expect(new Date(before).toISOString()).toBe('2025-10-20T00:00:00.000Z');
	await store.write([reading(before - 1, 1), reading(before, 2)]);
	const marks = new Marks(dataDir);
	closing.push(() => marks.close());
	const log = { info: () => undefined, warn: () => undefined };
	expect(await removeAged({ store, log }, marks, before)).toBe('waits');
	marks.done(marks.take(now, 10).map((mark) => ({ ...mark, upTo: 96 })));
	expect(await removeAged({ store, log }, marks, before)).toBe('done');
	expect((await store.series()).map(({ from, to }) => [from, to])).toEqual([[before, before]]);
	expect(marks.rawFrom).toBe(before);
});

test('npm run rollups:rebuild builds what is not there, and says so', async () => {
	const dataDir = folder();
	const store = await opened(dataDir);
	await writeAll(
		store,
		Array.from({ length: 3_000 }, (_, n) => reading(Date.UTC(2026, 9, 1) + n * MINUTE, n))
	);
	const node = startNode('scripts/rollups-rebuild.ts', [], { env: { DATA_DIR: dataDir } });
	expect(await node.ended).toEqual({ code: 0, signal: null });
	expect(node.stdout()).toMatch(/3 sensor-days from 3000 readings in \d+ s, 3 of them/);
	expect(node.stderr()).toMatch(/^█{30} 100 % {2}3 of 3/m);
	const db = new RollupDb(dataDir);
	closing.push(() => db.close());
	const [series] = db.everySeries();
	expect(db.quarters(series?.id ?? 0, 0, 100_000).reduce((sum, { n }) => sum + n, 0)).toBe(3_000);
	expect(db.days(series?.id ?? 0, 0, Infinity)).toHaveLength(3);
});
