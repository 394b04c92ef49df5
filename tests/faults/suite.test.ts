import { randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { afterEach, expect, test } from 'vitest';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';
import { openStore } from '#lib/server/store/open.ts';
import { startInflux } from '../support/influx.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { ROOT, startNode } from '../support/process.ts';
import {
	DATABASE,
	expectWhole,
	live,
	openPublisher,
	stamped,
	startRiverProcess,
	untilStored
} from './influx-messages.ts';

/** `npm run test:faults` sets it: the lengths that operators fear; else what each fault needs to show. */
const LONG = process.env.NYAMAN_LONG === '1';
const MINUTES = 60_000;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** A line of the table that `npm run test:faults` prints. */
function report(fault: string, sent: number, totals: Record<string, number>): void {
	const folder = join(ROOT, 'test-results');
	mkdirSync(folder, { recursive: true });
	const of = (term: string) => totals[term] ?? 0;
	const row = {
		...{ fault, sent, received: of('received'), duplicate: of('duplicate') },
		...{ quarantined: of('quarantined'), stored: of('readings.stored') },
		...{ repeated: of('readings.repeated'), lost: 0, doubled: 0, ledger: 'closed' }
	};
	appendFileSync(join(folder, 'faults.jsonl'), `${JSON.stringify(row)}\n`);
}

async function openCourse(config: readonly string[] = []) {
	const broker = await startMosquitto({ config });
	closing.push(() => broker.close());
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-fault-'));
	const env = {
		...{ DATA_DIR: dataDir, MQTT_URL: broker.url, MQTT_TOPICS: 'nyaman/#' },
		...{ LOG_LEVEL: 'silent', TELL_LIVE: '1' }
	};
	// The session must exist before the first message, or the broker has no one to keep it for.
	await (await startRiverProcess(env)).stop();
	return { broker, dataDir, env };
}

/** Waits until the store has what the n-th message says. */
async function untilLast(dataDir: string, n: number, withinMs = MINUTES): Promise<void> {
	const store = await openStore({ influx: null, dataDir });
	const { device, at } = stamped(n);
	for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(200)) {
		const newest = await store.last(0);
		if (newest.find((reading) => reading.device === device)?.at === at) break;
	}
	await store.close();
	await pause(500);
}

function books(dataDir: string, file = 'spool.db') {
	const spool = new Spool(join(dataDir, file));
	const waiting = spool.waiting().readings;
	const totals = spool.totals();
	spool.close();
	return { totals, waiting, open: imbalance(totals, waiting) };
}

test(
	'killed at moments of chance, ingest loses nothing and doubles nothing',
	async () => {
		const kills = LONG ? 50 : 6;
		const share = 200;
		const { broker, dataDir, env } = await openCourse();
		const publisher = openPublisher(broker.url);
		closing.push(() => publisher.close());
		for (let kill = 0; kill < kills; kill++) {
			const river = startNode('tests/support/river-process.ts', [], { env });
			const sending = publisher.send(kill * share, (kill + 1) * share);
			await river.line(/^ready/);
			await pause(randomInt(0, 400));
			await river.stop('SIGKILL');
			await sending;
		}
		const messages = (kills + 1) * share;
		const river = await startRiverProcess(env);
		await publisher.send(kills * share, messages);
		await publisher.acknowledged();
		await untilLast(dataDir, messages - 1);
		await river.stop();
		report(`SIGKILL at ${kills} moments`, messages, await expectWhole(null, dataDir, messages));
	},
	LONG ? 10 * MINUTES : 2 * MINUTES
);

test.each([
	{ fault: 'restarted', end: (broker: Mosquitto) => broker.stop() },
	{ fault: 'killed', end: (broker: Mosquitto) => broker.kill() }
])(
	'a broker that is $fault sends again what it still holds, and each is stored once',
	async ({ fault, end }) => {
		const times = LONG ? 6 : 2;
		const share = 500;
		// A broker that is killed knows no session that it had not saved, and keeps nothing for it.
		const { broker, dataDir, env } = await openCourse([
			'autosave_on_changes true',
			'autosave_interval 1'
		]);
		const publisher = openPublisher(broker.url);
		closing.push(() => publisher.close());
		const river = await startRiverProcess(env);
		for (let n = 0; n < times; n++) {
			await publisher.send(n * share, (n + 1) * share);
			await publisher.acknowledged();
			// Mosquitto keeps its queue in memory: what it has not handed over when it is killed is gone with it.
			if (fault === 'killed') await live(river, (n + 1) * share - 1);
			await end(broker);
			await pause(LONG ? 5_000 : 500);
			await broker.start();
		}
		const messages = (times + 1) * share;
		await publisher.send(times * share, messages);
		await publisher.acknowledged();
		await untilLast(dataDir, messages - 1);
		await river.stop();
		report(`broker ${fault} ${times} times`, messages, await expectWhole(null, dataDir, messages));
	},
	3 * MINUTES
);

test(
	'one in ten sent twice and one in ten out of order, each is stored once',
	async () => {
		const messages = LONG ? 50_000 : 4_000;
		const { broker, dataDir, env } = await openCourse();
		const river = await startRiverProcess(env);
		const client = await connectAsync(broker.url, { protocolVersion: 5 });
		closing.push(() => client.endAsync(true));
		const order = Array.from({ length: messages }, (_, n) => n);
		for (let n = 0; n + 40 < messages; n += 10) {
			const other = n + 1 + (n % 37);
			[order[n], order[other]] = [order[other]!, order[n]!];
		}
		const again = order.filter((n) => n % 10 === 3);
		const sending = [...order, ...again].map((n) => {
			const { device, at, value } = stamped(n);
			const body = { at: new Date(at).toISOString(), values: { temperature: value } };
			return client.publishAsync(`nyaman/${device}`, JSON.stringify(body), { qos: 1 });
		});
		await Promise.all(sending);
		await untilLast(dataDir, messages - 1);
		await pause(1_000);
		await river.stop();
		const totals = await expectWhole(null, dataDir, messages);
		expect(totals.received).toBe(messages + again.length);
		expect(totals['readings.repeated']).toBe(again.length);
		report('10 % duplicates, 10 % out of order', messages + again.length, totals);
	},
	3 * MINUTES
);

test(
	'malformed messages are each refused with a reason, and every good one among them is stored',
	async () => {
		const malformed = LONG ? 100_000 : 5_000;
		const good = 500;
		const { broker, dataDir, env } = await openCourse();
		const river = await startRiverProcess(env);
		const client = await connectAsync(broker.url, { protocolVersion: 5 });
		closing.push(() => client.endAsync(true));
		const bad = [
			Buffer.from('{"values":'),
			Buffer.from([0xff, 0xfe, 0x00, 0x80]),
			Buffer.from('[]'),
			Buffer.from('{"values":{"temperature":"hot"}}'),
			Buffer.from('{"values":{"temperature":1e9}}'),
			Buffer.from(`{"values":${'['.repeat(200)}${']'.repeat(200)}}`),
			Buffer.from('{"values":{"constructor":1,"__proto__":{"temperature":3}}}'),
			Buffer.from('42')
		];
		let sending: Promise<unknown>[] = [];
		for (let n = 0; n < malformed; n++) {
			sending.push(client.publishAsync(`nyaman/bad-${n % 50}`, bad[n % bad.length]!, { qos: 1 }));
			if (n % (malformed / good) === 0) {
				const { device, at, value } = stamped(n / (malformed / good));
				const body = { at: new Date(at).toISOString(), values: { temperature: value } };
				sending.push(client.publishAsync(`nyaman/${device}`, JSON.stringify(body), { qos: 1 }));
			}
			if (sending.length >= 2_000) {
				await Promise.all(sending);
				sending = [];
			}
		}
		await Promise.all(sending);
		await untilLast(dataDir, good - 1);
		await pause(1_000);
		await river.stop();
		const totals = await expectWhole(null, dataDir, good);
		expect(totals.received).toBe(malformed + good);
		expect((totals.quarantined ?? 0) + (totals.nothing ?? 0)).toBe(malformed);
		report(`${malformed} malformed`, malformed + good, totals);
	},
	5 * MINUTES
);

test(
	'devices that all speak at once are each heard',
	async () => {
		const devices = LONG ? 10_000 : 2_000;
		const { broker, dataDir, env } = await openCourse();
		const river = await startRiverProcess(env);
		const client = await connectAsync(broker.url, { protocolVersion: 5 });
		closing.push(() => client.endAsync(true));
		const at = new Date().toISOString();
		await Promise.all(
			Array.from({ length: devices }, (_, n) =>
				client.publishAsync(
					`nyaman/many-${n}`,
					JSON.stringify({ at, values: { co2: 400 + (n % 600), count_in_total: n } }),
					{ qos: 1 }
				)
			)
		);
		const store = await openStore({ influx: null, dataDir });
		const count = async () => (await store.last(0)).length;
		for (const deadline = Date.now() + MINUTES; Date.now() < deadline; await pause(250)) {
			if ((await count()) === devices * 2) break;
		}
		const totalsOf = (await store.last(0, ['count_in_total'])).map(({ value }) => value);
		await store.close();
		expect(totalsOf.sort((a, b) => a - b)).toEqual(Array.from({ length: devices }, (_, n) => n));
		await pause(500);
		await river.stop();
		const { totals, open, waiting } = books(dataDir);
		expect({ open, waiting }).toEqual({ open: null, waiting: 0 });
		report(`${devices} devices at once`, devices, totals);
	},
	3 * MINUTES
);

test(
	'a clock that jumps an hour back and forth misfiles nothing that has a time of its own',
	async () => {
		const share = LONG ? 2_000 : 500;
		const { broker, dataDir, env } = await openCourse();
		const publisher = openPublisher(broker.url);
		closing.push(() => publisher.close());
		const river = await startRiverProcess(env);
		for (let jump = 0; jump < 4; jump++) {
			await publisher.send(jump * share, (jump + 1) * share);
			process.kill(river.pid, 'SIGUSR2');
		}
		const messages = 5 * share;
		await publisher.send(4 * share, messages);
		await publisher.acknowledged();
		await untilLast(dataDir, messages - 1);
		await river.stop();
		report('clock an hour back and forth', messages, await expectWhole(null, dataDir, messages));
	},
	2 * MINUTES
);

test(
	'of three workers one is killed, and every reading is stored with its value',
	async () => {
		const messages = LONG ? 30_000 : 4_000;
		const broker = await startMosquitto();
		closing.push(() => broker.close());
		const influx = await startInflux();
		closing.push(() => influx.close());
		const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-three-'));
		const env = {
			...{ INGEST: 'workers', MQTT_URL: broker.url, INFLUX_URL: influx.url, DATA_DIR: dataDir },
			...{ INFLUX_DATABASE: DATABASE, MQTT_TOPICS: 'nyaman/#', LOG_LEVEL: 'silent' }
		};
		const start = () => startNode('scripts/run.js', ['ingest/worker.ts'], { env });
		const workers = [start(), start(), start()];
		await Promise.all(workers.map((worker) => worker.line(/^Nyaman worker/)));
		await pause(1_000);
		const publisher = openPublisher(broker.url);
		closing.push(() => publisher.close());
		await publisher.send(0, messages / 2);
		await workers[1]!.stop('SIGKILL');
		await publisher.send(messages / 2, messages);
		await publisher.acknowledged();
		// What the dead one left in its spool is delivered by the next that starts.
		const next = start();
		await next.line(/^Nyaman worker/);
		await untilStored(influx, messages);
		await pause(1_000);
		for (const worker of [workers[0]!, workers[2]!, next]) await worker.stop();
		const sum: Record<string, number> = {};
		for (const n of [1, 2, 3]) {
			const { totals, open, waiting } = books(dataDir, `spool-${n}.db`);
			expect({ n, open, waiting }).toEqual({ n, open: null, waiting: 0 });
			for (const [term, value] of Object.entries(totals)) sum[term] = (sum[term] ?? 0) + value;
		}
		await expectWhole(influx, dataDir, messages);
		report('one of three workers killed', messages, sum);
	},
	4 * MINUTES
);
