import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { openLog } from '#lib/server/log.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import { startFollow } from '#ingest/follow.ts';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';
import { startInflux } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { startNode } from '../support/process.ts';
import type { NodeScript } from '../support/process.ts';

const MESSAGES = 1_000;
const DEVICES = 20;

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
	for (const close of closing.reverse()) await close();
});

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
	for (const deadline = Date.now() + 30_000; !(await holds()); await pause(50)) {
		if (Date.now() > deadline) throw new Error(`not within 30 s: ${what}`);
	}
}

function startWorker(env: NodeJS.ProcessEnv): NodeScript {
	return startNode('scripts/run.js', ['ingest/worker.ts'], { env });
}

/** Sums of the ledgers that the workers left. */
function readBooks(dataDir: string): { received: number[]; open: (string | null)[] } {
	const spools = [1, 2].map((n) => new Spool(join(dataDir, `spool-${n}.db`)));
	const books = {
		received: spools.map((spool) => spool.totals().received ?? 0),
		open: spools.map((spool) => imbalance(spool.totals(), spool.waiting().readings))
	};
	for (const spool of spools) spool.close();
	return books;
}

test('two workers share one broker’s messages: all are stored once, and are live in the web process', async () => {
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const influx = await startInflux();
	closing.push(() => influx.close());
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-workers-'));
	const env = {
		...{ INGEST: 'workers', MQTT_URL: broker.url, INFLUX_URL: influx.url, DATA_DIR: dataDir },
		...{ INFLUX_DATABASE: 'nyaman', MQTT_TOPICS: 'nyaman/#', LOG_LEVEL: 'warn' }
	};

	const live = new Map<string, LiveRow>();
	const healths: Health[] = [];
	const config = readConfig(env);
	const web = await startFollow({
		config,
		building: { timeZone: 'Asia/Jakarta', profiles: {} },
		onLive: (rows) => rows.forEach((row) => live.set(row[0], row)),
		onHealth: (health) => healths.push(health),
		log: openLog('error', 'test')
	});
	closing.push(() => web.stop());
	const workers = [startWorker(env), startWorker(env)];
	await Promise.all(workers.map((worker) => worker.line(/^Nyaman worker .*-[12] takes in/)));
	await until('both workers are heard', () => {
		const broker = healths.at(-1)?.broker;
		return broker?.state === 'running' && broker.detail.includes('(2 workers');
	});

	const start = Date.now() - 600_000;
	const client = await connectAsync(broker.url);
	closing.push(() => client.endAsync(true));
	await Promise.all(
		Array.from({ length: MESSAGES }, (_, n) => {
			const at = start + Math.floor(n / DEVICES) * 1_000;
			const body = JSON.stringify({ at, values: { temperature: 20 + n / 100 } });
			return client.publishAsync(`nyaman/gauge-${n % DEVICES}`, body, { qos: 1 });
		})
	);

	const store = await openStore({ influx: config.influx, dataDir });
	closing.push(() => store.close());
	const values: number[] = [];
	await until('everything is stored', async () => {
		values.length = 0;
		for (let d = 0; d < DEVICES; d++) {
			const series = { device: `gauge-${d}`, channel: '', metric: 'temperature' as const };
			for await (const { value } of store.range(series, { from: 0, to: Date.now() })) {
				values.push(value);
			}
		}
		return values.length >= MESSAGES;
	});
	expect(values.sort((a, b) => a - b)).toEqual(
		Array.from({ length: MESSAGES }, (_, n) => 20 + n / 100)
	);
	expect([...live.keys()].sort()).toEqual(
		Array.from({ length: DEVICES }, (_, d) => `gauge-${d}`).sort()
	);

	const endings = await Promise.all(workers.map((worker) => worker.stop()));
	expect(endings.map(({ code }) => code)).toEqual([0, 0]);
	const { received, open } = readBooks(dataDir);
	expect(received.reduce((a, b) => a + b)).toBe(MESSAGES);
	expect(Math.min(...received)).toBeGreaterThan(0);
	expect(open).toEqual([null, null]);
}, 90_000);
