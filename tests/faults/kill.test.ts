import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'mqtt';
import { afterAll, expect, test } from 'vitest';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';
import { openStore } from '#lib/server/store/open.ts';
import { freePort } from '../support/free-port.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { startNode } from '../support/process.ts';

const MESSAGES = 4_000;
const DEVICES = 20;
const START = Date.UTC(2026, 10, 24, 3, 0, 0);

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
	for (const close of closing.reverse()) await close();
});

/** The n-th message: stamped by its sender, so that a second copy is the same reading. */
function stamped(n: number) {
	const device = `gauge-${n % DEVICES}`;
	const at = START + Math.floor(n / DEVICES) * 1_000;
	return { device, at, value: 20 + (n % 1000) / 100 };
}

/** A sender that keeps what was not acknowledged and sends it again when it is connected. */
function openPublisher(url: string) {
	const client = connect(url, {
		clientId: 'publisher',
		clean: false,
		protocolVersion: 4,
		reconnectPeriod: 50
	});
	client.on('error', () => {});
	closing.push(() => client.endAsync(true));
	const sent: Promise<unknown>[] = [];
	/** mqtt.js gives up on what it was sending again when the connection broke a second time. */
	async function untilAcknowledged(topic: string, body: string): Promise<void> {
		for (;;) {
			try {
				await client.publishAsync(topic, body, { qos: 1 });
				return;
			} catch {
				await new Promise((done) => setTimeout(done, 100));
			}
		}
	}
	return {
		/** Sends the messages `from` ≤ n < `to`, spread over a good second. */
		async send(from: number, to: number): Promise<void> {
			for (let n = from; n < to; n++) {
				const { device, at, value } = stamped(n);
				const body = { at: new Date(at).toISOString(), values: { temperature: value } };
				sent.push(untilAcknowledged(`nyaman/${device}`, JSON.stringify(body)));
				if (n % 25 === 24) await new Promise((done) => setTimeout(done, 50));
			}
		},
		acknowledged: () => Promise.all(sent)
	};
}

async function untilDelivered(dataDir: string): Promise<void> {
	// The spool is the process's own while it runs, so the store is what can be watched.
	const store = await openStore({ influx: null, dataDir });
	const deadline = Date.now() + 30_000;
	for (;;) {
		const { device, at } = stamped(MESSAGES - 1);
		const last = (await store.last(0)).find((reading) => reading.device === device);
		if (last?.at === at || Date.now() > deadline) break;
		await new Promise((done) => setTimeout(done, 100));
	}
	await new Promise((done) => setTimeout(done, 500));
	await store.close();
}

/** Every message is in the store once, with its value; the ledger closes; the spool is empty. */
async function expectWhole(dataDir: string): Promise<void> {
	const store = await openStore({ influx: null, dataDir });
	const missing: string[] = [];
	let points = 0;
	for (let d = 0; d < DEVICES; d++) {
		const series = { device: `gauge-${d}`, channel: '', metric: 'temperature' as const };
		const stored = new Map<number, number>();
		for await (const { at, value } of store.range(series, { from: 0, to: START + 86_400_000 })) {
			points += 1;
			stored.set(at, value);
		}
		for (let n = d; n < MESSAGES; n += DEVICES) {
			const { at, value } = stamped(n);
			if (stored.get(at) !== value) missing.push(`${series.device} ${n}`);
		}
	}
	await store.close();
	expect(missing).toEqual([]);
	expect(points).toBe(MESSAGES);
	const spool = new Spool(join(dataDir, 'spool.db'));
	expect(spool.waiting()).toEqual({ batches: 0, readings: 0 });
	expect(imbalance(spool.totals(), 0)).toBeNull();
	spool.close();
}

/** A point of the river, and how many times it is passed before the process dies there. */
const KILLS = ['spooled:5', 'acknowledged:7', 'stored:3', 'settled:3', 'stored:1', 'spooled:1'];
const SHARE = MESSAGES / (KILLS.length + 2);

/** Sends an eighth of the messages to each process that dies, and the rest to the one that lives. */
async function runThroughKills(url: string, env: NodeJS.ProcessEnv): Promise<void> {
	const publisher = openPublisher(url);
	for (const [i, CRASH_AT] of KILLS.entries()) {
		const river = startNode('tests/support/river-process.ts', [], { env: { ...env, CRASH_AT } });
		// Sent to a process that runs, or all of it would come in one batch and pass each point once.
		await Promise.race([river.line(/ready/).catch(() => {}), river.ended]);
		await publisher.send(i * SHARE, (i + 1) * SHARE);
		expect(await river.ended, river.stderr()).toMatchObject({ signal: 'SIGKILL' });
	}
	const river = startNode('tests/support/river-process.ts', [], { env });
	await publisher.send(KILLS.length * SHARE, MESSAGES);
	await publisher.acknowledged();
	await untilDelivered(env.DATA_DIR ?? '');
	expect((await river.stop()).code, river.stderr()).toBe(0);
}

test('killed six times behind Mosquitto, ingest loses nothing and doubles nothing', async () => {
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-kill-'));
	const env = { DATA_DIR: dataDir, MQTT_URL: broker.url, LOG_LEVEL: 'warn' };
	// The session must exist before the first message, or the broker has no one to keep it for.
	const first = startNode('tests/support/river-process.ts', [], { env });
	await first.line(/ready/);
	await new Promise((done) => setTimeout(done, 500));
	await first.stop();
	await runThroughKills(broker.url, env);
	await expectWhole(dataDir);
}, 120_000);

test('killed six times with the embedded broker, it loses nothing and doubles nothing', async () => {
	const port = await freePort();
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-kill-'));
	const env = { DATA_DIR: dataDir, BROKER_PORT: String(port), LOG_LEVEL: 'warn' };
	await runThroughKills(`mqtt://127.0.0.1:${port}`, env);
	await expectWhole(dataDir);
}, 120_000);
