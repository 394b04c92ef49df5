import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInflux } from '../support/influx.ts';
import type { Influx } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import type { Mosquitto } from '../support/mosquitto.ts';
import { startNode } from '../support/process.ts';
import {
	expectWhole,
	openPublisher,
	riverEnv,
	startRiverProcess,
	untilStored
} from './influx-messages.ts';

const MESSAGES = 4_000;
const SHARE = MESSAGES / 8;

let broker: Mosquitto;
let influx: Influx;
beforeAll(async () => {
	broker = await startMosquitto();
	influx = await startInflux();
});
afterAll(async () => {
	await broker.close();
	await influx.close();
});

/** A point of the river, how many times it is passed before the process dies, and the database then. */
const KILLS = [
	{ at: 'spooled:2', database: 'up' },
	{ at: 'acknowledged:2', database: 'up' },
	{ at: 'stored:1', database: 'up' },
	{ at: 'settled:1', database: 'up' },
	{ at: 'acknowledged:2', database: 'down' },
	{ at: 'stored:1', database: 'up' },
	{ at: 'spooled:2', database: 'hung' }
] as const;

test('killed seven times in mid-stream before InfluxDB, ingest loses nothing and doubles nothing', async () => {
	const env = riverEnv(broker, influx.url);
	// The session must exist before the first message, or the broker has no one to keep it for.
	await (await startRiverProcess(env)).stop();
	const publisher = openPublisher(broker.url);
	for (const [i, { at, database }] of KILLS.entries()) {
		if (database === 'down') await influx.stop();
		if (database === 'hung') influx.pause();
		const river = startNode('tests/support/river-process.ts', [], {
			env: { ...env, CRASH_AT: at }
		});
		// Sent to a process that runs, or all of it would come in one batch and pass each point once.
		await Promise.race([river.line(/^ready/).catch(() => {}), river.ended]);
		await publisher.send(i * SHARE, (i + 1) * SHARE);
		expect(await river.ended, river.stderr()).toMatchObject({ signal: 'SIGKILL' });
		if (database === 'down') await influx.start();
		if (database === 'hung') influx.resume();
	}
	const river = await startRiverProcess(env);
	await publisher.send(KILLS.length * SHARE, MESSAGES);
	await publisher.acknowledged();
	await untilStored(influx, MESSAGES);
	await pause(500);
	expect((await river.stop()).code, river.stderr()).toBe(0);
	await publisher.close();
	const totals = await expectWhole(influx, env.DATA_DIR, MESSAGES);
	// What came in twice is one row under its key, and is booked each time it was handed over.
	expect(totals['readings.stored']).toBeGreaterThanOrEqual(MESSAGES);
}, 150_000);
