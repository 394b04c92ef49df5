import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Spool } from '#ingest/spool.ts';
import { findProgram } from '../../scripts/debian-packages.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import type { Mosquitto } from '../support/mosquitto.ts';
import { ROOT, startNode } from '../support/process.ts';
import type { NodeScript } from '../support/process.ts';

const DEPLOY = join(ROOT, 'deploy');
const PASSWORDS = { nyaman: 'rahasia-satu', gateway: 'rahasia-dua' };
type User = keyof typeof PASSWORDS;

const dir = mkdtempSync(join(tmpdir(), 'nyaman-deploy-'));
const dataDir = join(dir, 'data');
let broker: Mosquitto;
const closing: (() => Promise<unknown>)[] = [];

/** Every line of the file; only its places are moved, and its log is read here. */
function shippedConfig(persistence: string): string[] {
	return readFileSync(join(DEPLOY, 'mosquitto.conf'), 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '' && !line.startsWith('#') && !line.startsWith('log_dest'))
		.map((line) => line.replace('/etc/mosquitto/nyaman.passwd', join(dir, 'passwd')))
		.map((line) => line.replace('/etc/mosquitto/nyaman.acl', join(DEPLOY, 'mosquitto.acl')))
		.map((line) => line.replace('/var/lib/mosquitto/', persistence));
}

beforeAll(async () => {
	const program = findProgram('mosquitto_passwd');
	if (program === undefined) throw new Error('mosquitto_passwd is not installed');
	for (const [user, password] of Object.entries(PASSWORDS)) {
		const create = user === 'nyaman' ? ['-c'] : [];
		execFileSync(program, [...create, '-b', join(dir, 'passwd'), user, password]);
	}
	broker = await startMosquitto({ config: shippedConfig(`${dir}/`) });
	closing.push(() => broker.close());
});
afterAll(async () => {
	for (const close of closing.reverse()) await close();
});

async function clientOf(user: User): Promise<MqttClient> {
	const client = await connectAsync(broker.url, { username: user, password: PASSWORDS[user] });
	closing.push(() => client.endAsync(true));
	return client;
}

async function startRiver(): Promise<NodeScript> {
	const river = startNode('tests/support/river-process.ts', [], {
		env: {
			...{ MQTT_URL: broker.url, MQTT_USERNAME: 'nyaman', MQTT_PASSWORD: PASSWORDS.nyaman },
			...{ DATA_DIR: dataDir, LOG_LEVEL: 'warn', TELL_LIVE: '1' }
		}
	});
	await river.line(/^health broker running/);
	return river;
}

const reading = (n: number) => JSON.stringify({ at: 1_700_000_000_000 + n, values: { co2: 600 } });

test('nobody comes in without a password', async () => {
	for (const options of [{}, { username: 'nyaman' }, { username: 'nyaman', password: 'nyaman' }]) {
		await expect(connectAsync(broker.url, { reconnectPeriod: 0, ...options })).rejects.toThrow(
			/[Nn]ot authorized/
		);
	}
});

test('a gateway speaks and hears nothing, and cannot speak for Nyaman’s workers', async () => {
	const [nyaman, gateway] = [await clientOf('nyaman'), await clientOf('gateway')];
	const heard: string[] = [];
	const overheard: string[] = [];
	nyaman.on('message', (topic) => heard.push(topic));
	gateway.on('message', (topic) => overheard.push(topic));
	await nyaman.subscribeAsync(['#', '$nyaman/#', '$share/nyaman/probe/#'], { qos: 1 });
	await gateway.subscribeAsync('#', { qos: 1 }).catch(() => {});
	await gateway.publishAsync('$nyaman/live/x', '[]', { qos: 1 });
	await nyaman.publishAsync('$nyaman/live/y', '[]', { qos: 1 });
	await gateway.publishAsync('picture', Buffer.alloc(262_145), { qos: 1 }).catch(() => {});
	await gateway.publishAsync('v3/a/devices/b/up', '{}', { qos: 1 });
	for (const until = Date.now() + 5_000; heard.length < 2 && Date.now() < until;) await pause(20);
	await pause(200);
	expect(heard.sort()).toEqual(['$nyaman/live/y', 'v3/a/devices/b/up']);
	expect(overheard).toEqual([]);
});

test('what is sent while Nyaman is away, and over a restart of the broker, is kept', async () => {
	await (await startRiver()).stop();
	const gateway = await clientOf('gateway');
	const [acknowledged, fleeting] = [3_000, 50];
	await Promise.all(
		Array.from({ length: acknowledged }, (_, n) =>
			gateway.publishAsync('nyaman/a', reading(n), { qos: 1 })
		)
	);
	for (let n = 0; n < fleeting; n++) await gateway.publishAsync('nyaman/b', reading(n), { qos: 0 });
	// Answered after all that was sent before it.
	await gateway.publishAsync('nyaman/c', reading(0), { qos: 1 });
	await gateway.endAsync();
	await broker.stop();
	await broker.start();
	const river = await startRiver();
	await river.line(/^live c /);
	await pause(500);
	expect((await river.stop()).code, river.stderr()).toBe(0);
	const spool = new Spool(join(dataDir, 'spool.db'));
	expect(spool.totals()).toMatchObject({ received: acknowledged + fleeting + 1 });
	spool.close();
}, 60_000);
