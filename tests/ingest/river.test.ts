import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import type { IClientPublishOptions, MqttClient } from 'mqtt';
import { afterEach, expect, test } from 'vitest';
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import { readConfig } from '#lib/server/config.ts';
import { imbalance } from '#ingest/ledger.ts';
import { startRiver } from '#ingest/river.ts';
import type { River } from '#ingest/river.ts';
import { Spool } from '#ingest/spool.ts';
import { freePort } from '../support/free-port.ts';
import { startInflux } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import type { Mosquitto } from '../support/mosquitto.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

async function until(what: string, holds: () => boolean, withinMs = 10_000): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
		await new Promise((done) => setTimeout(done, 10));
	}
}

async function openRiver(env: Record<string, string>) {
	const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'nyaman-river-'));
	const live: LiveRow[] = [];
	let health: Health | null = null;
	const river: River = await startRiver({
		config: readConfig({ LOG_LEVEL: 'error', ...env, DATA_DIR: dataDir }),
		building: { timeZone: 'Asia/Jakarta', profiles: {} },
		onLive: (rows) => void live.push(...rows),
		onHealth: (now) => (health = now)
	});
	let running = true;
	const stop = async () => {
		if (running) await river.stop();
		running = false;
	};
	closing.push(stop);
	return {
		live,
		dataDir,
		stop,
		health: () => health ?? river.health(),
		report: () => river.report(),
		ready: () => until('the broker is connected', () => river.health().broker.state === 'running'),
		/** Stops the river and reads what it left. */
		async books() {
			await stop();
			const spool = new Spool(join(dataDir, 'spool.db'));
			const books = {
				totals: spool.totals(),
				open: imbalance(spool.totals(), spool.waiting().readings),
				quarantined: spool.quarantined(100)
			};
			spool.close();
			return books;
		}
	};
}

async function sender(url: string, options = {}): Promise<MqttClient> {
	const client = await connectAsync(url, { protocolVersion: 4, ...options });
	closing.push(() => client.endAsync(true));
	return client;
}

const brokers = [
	{
		name: 'Mosquitto',
		async open() {
			const broker: Mosquitto = await startMosquitto();
			closing.push(() => broker.close());
			return { env: { MQTT_URL: broker.url }, url: broker.url };
		}
	},
	{
		name: 'the embedded broker',
		async open() {
			const port = await freePort();
			return { env: { BROKER_PORT: String(port) }, url: `mqtt://127.0.0.1:${port}` };
		}
	}
];

const good = (value: number) => JSON.stringify({ values: { temperature: value } });
const qos1: IClientPublishOptions = { qos: 1 };

test.each(brokers)(
	'behind $name, each bad message is refused with its reason and the next flows',
	async ({ open }) => {
		const { env, url } = await open();
		const river = await openRiver(env);
		await river.ready();
		const client = await sender(url);
		const bad: [topic: string, payload: string | Buffer, reason: string][] = [
			['nyaman/a', '{"values":', 'not-json'],
			['nyaman/a', '{"values":{"temperature":"warm"}}', 'not-a-number'],
			['nyaman/a', '{"values":{"temperature":400}}', 'out-of-range'],
			['nyaman/a', '{"values":{"tempreature":25}}', 'unknown-metric'],
			['nyaman/a', '[[[1]]]', 'wrong-shape'],
			['nyaman/a', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3]), 'not-utf8'],
			['nyaman/a', Buffer.alloc(1_000_000, 'x'), 'too-large'],
			['garage/door', '{"open":true}', 'unknown-topic'],
			[
				'v3/app@ttn/devices/x/up',
				JSON.stringify({
					end_device_ids: { dev_eui: '24E124725C140001' },
					uplink_message: { f_port: 1, frm_payload: 'gkHe' }
				}),
				'no-decoded-object'
			]
		];
		for (const [i, [topic, payload]] of bad.entries()) {
			await client.publishAsync(topic, payload, qos1);
			await client.publishAsync('nyaman/probe', good(20 + i), qos1);
			await until(`a reading after ${bad[i]?.[2]}`, () =>
				river.live.some((row) => row[3] === 20 + i)
			);
		}
		const { totals, open: imbalanced, quarantined } = await river.books();
		expect(quarantined.map(({ reason }) => reason).reverse()).toEqual(
			bad.map(([, , reason]) => reason)
		);
		for (const [, , reason] of bad) expect(totals[`refused.${reason}`]).toBe(1);
		expect(totals).toMatchObject({
			received: 2 * bad.length,
			decoded: bad.length,
			quarantined: bad.length
		});
		expect(imbalanced).toBeNull();
	}
);

test.each(brokers)(
	'behind $name, a restart shows the last values before any message',
	async ({ open }) => {
		const { env, url } = await open();
		const first = await openRiver(env);
		await first.ready();
		await (await sender(url)).publishAsync('nyaman/a', good(25.5), qos1);
		await until('the reading', () => first.live.length > 0);
		await first.stop();
		const second = await openRiver({ ...env, DATA_DIR: first.dataDir });
		expect(second.live.map((row) => row[3])).toEqual([25.5]);
	}
);

test('what the broker had kept from before is neither live nor stored', async () => {
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const client = await sender(broker.url);
	await client.publishAsync('nyaman/old', good(19), { qos: 1, retain: true });
	const river = await openRiver({ MQTT_URL: broker.url });
	await river.ready();
	await client.publishAsync('nyaman/new', good(25), { qos: 1, retain: true });
	await until('the new reading', () => river.live.length > 0);
	expect(river.live.map(([device]) => device)).toEqual(['new']);
});

test('a broker that speaks only MQTT 3.1.1 is served as well', async () => {
	const port = await freePort();
	const other = await openRiver({ BROKER_PORT: String(port) });
	const url = `mqtt://127.0.0.1:${port}`;
	const river = await openRiver({ MQTT_URL: url });
	await river.ready();
	expect(river.health().broker.detail).toContain('3.1.1');
	await (await sender(url)).publishAsync('nyaman/a', good(25), qos1);
	await until('both have it', () => river.live.length === 1 && other.live.length === 1);
});

test('a broker that dies and comes back is told, and what was sent meanwhile arrives', async () => {
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const river = await openRiver({ MQTT_URL: broker.url });
	await river.ready();
	await broker.stop();
	await until('the state is told', () => river.health().broker.state === 'waiting');
	expect(river.health().broker.detail).toContain(broker.url);
	await broker.start();
	const client = await sender(broker.url);
	await client.publishAsync('nyaman/a', good(25), qos1);
	await until('the reading', () => river.live.length === 1);
	await river.ready();
});

test('the embedded broker lets nobody in without the user it was given', async () => {
	const port = await freePort();
	await openRiver({
		BROKER_PORT: String(port),
		MQTT_USERNAME: 'gateway',
		MQTT_PASSWORD: 'rahasia-1'
	});
	const url = `mqtt://127.0.0.1:${port}`;
	for (const options of [
		{},
		{ username: 'gateway', password: 'wrong' },
		{ username: 'x', password: 'rahasia-1' }
	]) {
		await expect(
			connectAsync(url, { protocolVersion: 4, reconnectPeriod: 0, ...options })
		).rejects.toThrow(/[Nn]ot authorized|[Bb]ad user/);
	}
	const client = await sender(url, { username: 'gateway', password: 'rahasia-1' });
	await client.publishAsync('nyaman/a', good(25), qos1);
});

test('a port in use is a sentence that names the variable', async () => {
	const port = await freePort();
	await openRiver({ BROKER_PORT: String(port) });
	await expect(openRiver({ BROKER_PORT: String(port) })).rejects.toThrow(
		`BROKER_PORT ${port} is in use`
	);
});

test('a folder with simulated readings is refused by the real building, and the reverse', async () => {
	const port = String(await freePort());
	const demo = await openRiver({ BROKER_PORT: port, NYAMAN_SIMULATED: '1' });
	await demo.stop();
	await expect(openRiver({ BROKER_PORT: port, DATA_DIR: demo.dataDir })).rejects.toThrow(
		'simulated'
	);
	const real = await openRiver({ BROKER_PORT: port });
	await real.stop();
	await expect(
		openRiver({ BROKER_PORT: port, DATA_DIR: real.dataDir, NYAMAN_SIMULATED: '1' })
	).rejects.toThrow('real building');
});

test('a second process in the same folder is refused with a sentence', async () => {
	const first = await openRiver({ BROKER_PORT: String(await freePort()) });
	await expect(
		openRiver({ BROKER_PORT: String(await freePort()), DATA_DIR: first.dataDir })
	).rejects.toThrow('in use by another process');
});

test('a spool at its quota stops acknowledging, says why, and takes in everything once the store is there', async () => {
	const MESSAGES = 30_000;
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const port = await freePort();
	const env = {
		MQTT_URL: broker.url,
		MQTT_TOPICS: 'nyaman/#',
		INFLUX_URL: `http://127.0.0.1:${port}`,
		SPOOL_MAX_MB: '1',
		LOG_LEVEL: 'silent'
	};
	const river = await openRiver(env);
	await river.ready();
	const client = await sender(broker.url, { protocolVersion: 5 });
	const start = Date.now() - MESSAGES * 10;
	const sending = Array.from({ length: MESSAGES }, (_, n) => {
		const at = new Date(start + n * 10).toISOString();
		const values = { temperature: 20 + (n % 100) / 10, humidity: 50, co2: 600 };
		return client.publishAsync(`nyaman/meter-${n % 50}`, JSON.stringify({ at, values }), {
			qos: 1
		});
	});
	await Promise.all(sending);
	await until('the spool is full', () => river.health().spool.state === 'stopped', 30_000);
	expect(river.health().spool.detail).toMatch(/SPOOL_MAX_MB/);
	// More than wait in memory have been turned away by then, and the broker keeps them.
	await new Promise((done) => setTimeout(done, 1_500));
	const influx = await startInflux({ port });
	closing.push(() => influx.close());
	const stored = async () => {
		const answer = JSON.stringify(await influx.query('SELECT count(co2) FROM climate', 'nyaman'));
		return Number(/,(\d+)\]\]/.exec(answer)?.[1] ?? 0);
	};
	const deadline = Date.now() + 60_000;
	while ((await stored()) < MESSAGES && Date.now() < deadline) {
		await new Promise((done) => setTimeout(done, 250));
	}
	expect(await stored()).toBe(MESSAGES);
	expect(river.health().spool.state).toBe('running');
	const { totals, open } = await river.books();
	expect(open).toBeNull();
	expect(totals['readings.stored']).toBeGreaterThanOrEqual(MESSAGES * 3);
}, 120_000);

test('what the broker itself dropped while we were away is in the ledger', async () => {
	const broker = await startMosquitto({ config: ['max_queued_messages 10', 'sys_interval 1'] });
	closing.push(() => broker.close());
	const env = { MQTT_URL: broker.url, MQTT_TOPICS: 'nyaman/#', LOG_LEVEL: 'silent' };
	const first = await openRiver(env);
	await first.ready();
	await first.stop();
	const client = await sender(broker.url, { protocolVersion: 5 });
	for (let n = 0; n < 200; n++) {
		await client.publishAsync('nyaman/meter', JSON.stringify({ values: { co2: 600 + n } }), {
			qos: 1
		});
	}
	const again = await openRiver({ ...env, DATA_DIR: first.dataDir });
	await again.ready();
	const dropped = () => again.report().totals['broker.dropped'] ?? 0;
	await until('the broker has told', () => dropped() > 100, 15_000);
	const { totals } = await again.books();
	expect((totals.received ?? 0) + (totals['broker.dropped'] ?? 0)).toBe(200);
}, 30_000);
