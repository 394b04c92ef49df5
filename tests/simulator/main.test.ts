import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { startNode } from '../support/process.ts';

/** Other tests share the machine; a start of Node can take seconds. */
vi.setConfig({ testTimeout: 60_000 });

let broker: Mosquitto;
beforeAll(async () => {
	broker = await startMosquitto();
});
afterAll(() => broker.close());

/** Every message's topic, from now until there are `enough` of them. */
async function topicsUntil(enough: (topics: readonly string[]) => boolean): Promise<void> {
	const client = await mqtt.connectAsync(broker.url);
	const topics: string[] = [];
	const done = new Promise<void>((resolve) => {
		client.on('message', (topic) => {
			topics.push(topic.split('/')[0]!);
			if (enough(topics)) resolve();
		});
	});
	await client.subscribeAsync('#', { qos: 1 });
	await done;
	await client.endAsync();
}

/** The first part of the topics of six networks. */
const NETWORKS = ['v3', 'application', 'zigbee2mqtt', 'tele', 'xovis', 'nyaman'];

test('a real broker gets its messages, before and after it dies, until SIGTERM ends it', async () => {
	const simulator = startNode('simulator/main.ts', [
		'--url',
		broker.url,
		'--speed',
		'60',
		'--rate',
		'200'
	]);
	expect(await simulator.line(/simulating/)).toMatch(/^simulating \d+ devices of .*127\.0\.0\.1/);
	await topicsUntil((topics) => NETWORKS.every((network) => topics.includes(network)));

	await broker.kill();
	await broker.start();
	await topicsUntil(({ length }) => length === 5);

	const asked = Date.now();
	expect(await simulator.stop()).toEqual({ code: 0, signal: null });
	expect(Date.now() - asked).toBeLessThan(1_000);
	expect(simulator.stderr()).not.toContain('not simulated');
});

test('it ends within a second although the broker has stopped answering', async () => {
	const simulator = startNode('simulator/main.ts', ['--url', broker.url]);
	await simulator.line(/simulating/);
	broker.pause();
	const asked = Date.now();
	expect(await simulator.stop()).toEqual({ code: 0, signal: null });
	expect(Date.now() - asked).toBeLessThan(1_000);
	broker.resume();
});

test.each([
	{ args: ['--speed', 'fast'], says: '--speed must be a number above 0' },
	{ args: ['--origin', 'Tuesday'], says: '--origin must be an instant like' },
	{ args: ['--building', 'tests/simulator'], says: 'building.json: is missing' }
])('it refuses $args and says why', async ({ args, says }) => {
	const simulator = startNode('simulator/main.ts', ['--url', broker.url, ...args]);
	expect(await simulator.ended).toEqual({ code: 2, signal: null });
	expect(simulator.stderr()).toContain(says);
});
