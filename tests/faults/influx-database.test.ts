import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInflux } from '../support/influx.ts';
import type { Influx } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import type { Mosquitto } from '../support/mosquitto.ts';
import {
	DATABASE,
	expectWhole,
	live,
	openPublisher,
	riverEnv,
	startRiverProcess,
	untilStored
} from './influx-messages.ts';
import type { Publisher } from './influx-messages.ts';
import { startGate } from './influx-gate.ts';
import type { NodeScript } from '../support/process.ts';

/** NYAMAN_LONG=1 takes the lengths that operators fear; otherwise what each fault needs to show. */
const LONG = process.env.NYAMAN_LONG === '1';
const STOPPED_MS = LONG ? 60_000 : 3_000;
/** Longer than a write is waited for (10 s), so that its being given up is part of it. */
const HUNG_MS = LONG ? 30_000 : 11_000;
const REFUSING_MS = LONG ? 30_000 : 2_000;

const MESSAGES = 3_000;
const BEFORE = 1_000;
const MEANWHILE = 2_000;

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

/**
 * A third of the messages, the fault with a third, and after it the rest. Live values must have
 * come while the fault lasted.
 */
async function runThrough(
	influxUrl: string,
	fault: { begin(): unknown; lastsMs: number; end(): unknown },
	more?: (n: number) => Record<string, number>
): Promise<{ totals: Record<string, number>; river: NodeScript }> {
	await influx.query(`DROP DATABASE "${DATABASE}"`);
	const env = riverEnv(broker, influxUrl);
	const publisher: Publisher = openPublisher(broker.url);
	const river = await startRiverProcess(env);
	await publisher.send(0, BEFORE, more);
	await fault.begin();
	const lasts = pause(fault.lastsMs);
	await publisher.send(BEFORE, MEANWHILE, more);
	await live(river, MEANWHILE - 1);
	await lasts;
	await fault.end();
	await publisher.send(MEANWHILE, MESSAGES, more);
	await publisher.acknowledged();
	await untilStored(influx, MESSAGES);
	expect((await river.stop()).code, river.stderr()).toBe(0);
	await publisher.close();
	return { totals: await expectWhole(influx, env.DATA_DIR, MESSAGES), river };
}

test(
	`stopped for ${STOPPED_MS / 1000} s, the database lacks nothing and holds nothing twice; the map stays live`,
	async () => {
		const { totals, river } = await runThrough(influx.url, {
			begin: () => influx.stop(),
			lastsMs: STOPPED_MS,
			end: () => influx.start()
		});
		expect(totals).toMatchObject({ received: MESSAGES, 'readings.stored': MESSAGES });
		expect(river.stdout()).toMatch(/^health store waiting/m);
	},
	STOPPED_MS + 90_000
);

test(
	`hung for ${HUNG_MS / 1000} s, the database lacks nothing and holds nothing twice; the map stays live`,
	async () => {
		const { totals, river } = await runThrough(influx.url, {
			begin: () => influx.pause(),
			lastsMs: HUNG_MS,
			end: () => influx.resume()
		});
		expect(totals).toMatchObject({ received: MESSAGES, 'readings.stored': MESSAGES });
		expect(river.stdout()).toMatch(/^health store waiting .*did not answer within/m);
	},
	HUNG_MS + 90_000
);

test.each([
	{ answer: 'answering 500', mode: 'refuse' },
	{ answer: 'storing and then answering 500', mode: 'forward-and-refuse' },
	{ answer: 'cutting the answer off', mode: 'forward-and-cut' }
] as const)(
	'$answer, the database lacks nothing and holds nothing twice; the map stays live',
	async ({ mode }) => {
		const gate = await startGate(influx.url);
		const { totals } = await runThrough(gate.url, {
			begin: () => gate.set(mode),
			lastsMs: REFUSING_MS,
			end: () => gate.set('forward')
		});
		expect(totals).toMatchObject({ received: MESSAGES, 'readings.stored': MESSAGES });
		expect(gate.spoilt()).toBeGreaterThan(0);
		await gate.close();
	},
	REFUSING_MS + 90_000
);

test('refusing one point of a batch, the database has all the others, and the one is counted', async () => {
	const refused = 1_234;
	const { totals } = await runThrough(
		influx.url,
		{
			async begin() {
				// A text under the same name in the same shard: InfluxDB then refuses numbers there.
				await influx.writeLines(
					DATABASE,
					`climate,device=other co2="much" ${Date.UTC(2025, 10, 24, 2)}`
				);
			},
			lastsMs: 0,
			end() {}
		},
		(n): Record<string, number> => (n === refused ? { co2: 600 } : {})
	);
	expect(totals).toMatchObject({
		received: MESSAGES,
		'readings.decoded': MESSAGES + 1,
		'readings.stored': MESSAGES,
		'readings.rejected': 1
	});
	const kept = await influx.query('SELECT count("co2") FROM "climate"', DATABASE);
	expect(JSON.stringify(kept)).toContain(',1]');
}, 90_000);
