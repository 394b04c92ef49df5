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

/** Resolves with the topics of the next messages. */
async function nextTopics(count: number): Promise<Set<string>> {
	const client = await mqtt.connectAsync(broker.url);
	const topics = new Set<string>();
	let seen = 0;
	const enough = new Promise<void>((resolve) => {
		client.on('message', (topic) => {
			topics.add(topic.split('/')[0]!);
			if (++seen === count) resolve();
		});
	});
	await client.subscribeAsync('#', { qos: 1 });
	await enough;
	await client.endAsync();
	return topics;
}

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
	expect(await nextTopics(40)).toEqual(new Set(['v3', 'application', 'nyaman']));

	await broker.kill();
	await broker.start();
	await nextTopics(5);

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
	{ args: ['--building', 'tests/simulator'], says: 'building.json: is missing' }
])('it refuses $args and says why', async ({ args, says }) => {
	const simulator = startNode('simulator/main.ts', ['--url', broker.url, ...args]);
	expect(await simulator.ended).toEqual({ code: 2, signal: null });
	expect(simulator.stderr()).toContain(says);
});
