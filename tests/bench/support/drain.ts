/** One run: a queue filled beforehand, one contestant that drains it into a database, and what that took. */
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { startInflux } from '../../support/influx.ts';
import type { Influx } from '../../support/influx.ts';
import { startMosquitto } from '../../support/mosquitto.ts';
import type { Mosquitto } from '../../support/mosquitto.ts';
import type { Contestant, Course } from './contestants.ts';
import { cpuSeconds, peakMegabytes } from './process-cost.ts';
import { envelope, expectedCounts } from './tts-envelopes.ts';

export interface Run {
	/** From the contestant's connection to the last message being countable in the database. */
	seconds: number;
	messagesPerSecond: number;
	cpuSecondsPer1000: number;
	peakMegabytes: number;
	/** Values that never came, of all that the messages hold. */
	lost: number;
}

const DATABASE = 'bench';
const CLIENT_ID = 'bench';
const TOPIC = 'v3/+/devices/+/up';
/** Nothing more is to come when the count has stood still for this long. */
const STANDSTILL_MS = 20_000;
const POLL_MS = 100;
/** The points of one request become visible one after the other. */
const APPLIED_WITHIN_MS = 10_000;
/** What is left to do after the last write (settling a spool) is part of the cost. */
const AFTERWARDS_MS = 500;
/** Unacknowledged at most, while the queue is filled. */
const IN_FLIGHT = 500;

async function openSession(url: string): Promise<void> {
	const client = await connectAsync(url, {
		clientId: CLIENT_ID,
		clean: false,
		protocolVersion: 5,
		properties: { sessionExpiryInterval: 3_600 }
	});
	await client.subscribeAsync(TOPIC, { qos: 1 });
	await client.endAsync();
}

async function fill(url: string, messages: number): Promise<void> {
	const client = await connectAsync(url, { clientId: 'filler', protocolVersion: 5 });
	const startMs = Date.now() - 4 * 3_600_000;
	let next = 0;
	const lane = async () => {
		for (let n = next++; n < messages; n = next++) {
			const { topic, payload } = envelope(n, startMs);
			await client.publishAsync(topic, payload, { qos: 1 });
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
	await client.endAsync();
}

async function connected(broker: Mosquitto): Promise<void> {
	const before = (await broker.log()).split(` as ${CLIENT_ID} `).length;
	for (const until = Date.now() + 60_000; Date.now() < until; await pause(5)) {
		if ((await broker.log()).split(` as ${CLIENT_ID} `).length > before) return;
	}
	throw new Error('the contestant did not connect within 60 s');
}

async function counts(influx: Influx, q: string): Promise<Record<string, number>> {
	const answer = (await influx.query(q, DATABASE)) as {
		results: { series?: { name: string; columns: string[]; values: number[][] }[] }[];
	};
	return Object.fromEntries(
		answer.results.flatMap(({ series = [] }) =>
			series.flatMap(({ name, columns, values }) =>
				columns.map((c, i) => [`${name}.${c.replace('count_', '')}`, values[0]?.[i] ?? 0] as const)
			)
		)
	);
}

/** Every message has an rssi. @returns when all are there, or no more come */
async function stored(influx: Influx, messages: number): Promise<number> {
	let count = 0;
	let moved = performance.now();
	while (count < messages && performance.now() - moved < STANDSTILL_MS) {
		await pause(POLL_MS);
		const { 'device.count': now = 0 } = await counts(influx, 'SELECT count("rssi") FROM "device"');
		if (now !== count) moved = performance.now();
		count = now;
	}
	return moved;
}

/** What of all values is not there; a write that is being applied is waited for. */
async function lostValues(influx: Influx, messages: number): Promise<Record<string, number>> {
	const until = performance.now() + APPLIED_WITHIN_MS;
	for (;;) {
		const found = await counts(influx, 'SELECT count(*) FROM /.*/');
		const lost = Object.entries(expectedCounts(messages))
			.map(([name, wanted]) => [name, wanted - (found[name] ?? 0)] as const)
			.filter(([, missing]) => missing !== 0);
		if (lost.length === 0 || performance.now() > until) return Object.fromEntries(lost);
		await pause(POLL_MS);
	}
}

export async function drain(contestant: Contestant, messages: number): Promise<Run> {
	const broker = await startMosquitto({
		config: ['persistence false', 'log_type error', 'log_type warning', 'log_type notice']
	});
	const influx = await startInflux();
	try {
		await influx.query(`CREATE DATABASE "${DATABASE}"`);
		await openSession(broker.url);
		await fill(broker.url, messages);
		const course: Course = {
			...{ brokerPort: broker.port, influxPort: influx.port },
			...{ database: DATABASE, clientId: CLIENT_ID, topic: TOPIC }
		};
		const waiting = connected(broker);
		const process = contestant.start(course);
		await waiting;
		const [begin, cpuBefore] = [performance.now(), cpuSeconds(process.pid)];
		const end = await stored(influx, messages);
		await pause(AFTERWARDS_MS);
		const cpu = cpuSeconds(process.pid) - cpuBefore;
		const peak = peakMegabytes(process.pid);
		const lost = await lostValues(influx, messages);
		await process.stop();
		if (Object.keys(lost).length > 0) {
			console.error(contestant.name, 'lost', lost, process.stderr().slice(-2_000));
		}
		const seconds = (end - begin) / 1000;
		return {
			seconds,
			messagesPerSecond: messages / seconds,
			cpuSecondsPer1000: (cpu / messages) * 1000,
			peakMegabytes: peak,
			lost: Object.values(lost).reduce((sum, missing) => sum + missing, 0)
		};
	} finally {
		await broker.close();
		await influx.close();
	}
}
