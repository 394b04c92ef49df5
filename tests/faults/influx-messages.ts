/** Stamped messages on their way through a real broker, river and store, and what must be true of them at the end. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'mqtt';
import { expect } from 'vitest';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Influx } from '../support/influx.ts';
import type { Mosquitto } from '../support/mosquitto.ts';
import { startNode } from '../support/process.ts';
import type { NodeScript } from '../support/process.ts';

export const DATABASE = 'nyaman';
const DEVICES = 20;
/** Within one shard of InfluxDB (a week), as a building's day is. */
const START = Date.UTC(2025, 10, 24, 3, 0, 0);

/** The n-th message: stamped by its sender, so that a second copy is the same reading. */
export function stamped(n: number): { device: string; at: number; value: number } {
	const at = START + Math.floor(n / DEVICES) * 1_000;
	return { device: `gauge-${n % DEVICES}`, at, value: 20 + (n % 1000) / 100 };
}

export interface Publisher {
	/** Sends the messages `from` ≤ n < `to`, 25 each 25 ms; `more` adds values to the n-th. */
	send(from: number, to: number, more?: (n: number) => Record<string, number>): Promise<void>;
	acknowledged(): Promise<unknown>;
	close(): Promise<unknown>;
}

/** A sender that keeps what was not acknowledged and sends it again when it is connected. */
export function openPublisher(url: string): Publisher {
	const client = connect(url, { clean: false, clientId: 'publisher', reconnectPeriod: 50 });
	client.on('error', () => {});
	const sent: Promise<unknown>[] = [];
	async function untilAcknowledged(topic: string, body: string): Promise<void> {
		// mqtt.js gives up on what it was sending again when the connection broke a second time.
		while (!(await client.publishAsync(topic, body, { qos: 1 }).catch(() => null))) {
			await pause(100);
		}
	}
	return {
		async send(from, to, more) {
			for (let n = from; n < to; n++) {
				const { device, at, value } = stamped(n);
				const values = { temperature: value, ...more?.(n) };
				const body = JSON.stringify({ at: new Date(at).toISOString(), values });
				sent.push(untilAcknowledged(`nyaman/${device}`, body));
				if (n % 25 === 24) await pause(25);
			}
		},
		acknowledged: () => Promise.all(sent),
		close: () => client.endAsync(true)
	};
}

export interface RiverEnv extends NodeJS.ProcessEnv {
	DATA_DIR: string;
}

/** The environment of a river between the two, with a data folder of its own. */
export function riverEnv(broker: Mosquitto, influxUrl: string): RiverEnv {
	return {
		DATA_DIR: mkdtempSync(join(tmpdir(), 'nyaman-influx-')),
		MQTT_URL: broker.url,
		INFLUX_URL: influxUrl,
		INFLUX_DATABASE: DATABASE,
		LOG_LEVEL: 'warn',
		TELL_LIVE: '1'
	};
}

/** A river that takes messages in: the session exists, so that the broker keeps what comes. */
export async function startRiverProcess(env: RiverEnv): Promise<NodeScript> {
	const river = startNode('tests/support/river-process.ts', [], { env });
	await river.line(/^health broker running/);
	return river;
}

/** Resolves when the n-th message was told as the newest of its device. */
export async function live(river: NodeScript, n: number): Promise<void> {
	const { device, at } = stamped(n);
	await river.line(new RegExp(`^live ${device} ${at}$`));
}

/** Resolves when InfluxDB counts that many temperatures, or after 40 s. */
export async function untilStored(influx: Influx, messages: number): Promise<void> {
	for (const deadline = Date.now() + 40_000; Date.now() < deadline; await pause(100)) {
		const answer = await influx.query('SELECT count("temperature") FROM "climate"', DATABASE);
		if (JSON.stringify(answer).includes(`,${messages}]`)) break;
	}
	// What the store has is settled in the spool a moment later.
	await pause(500);
}

/**
 * Every message is in the store once, with its value; the ledger closes; the spool is empty.
 * @param influx null: SQLite in the folder
 */
export async function expectWhole(
	influx: Influx | null,
	dataDir: string,
	messages: number
): Promise<Record<string, number>> {
	const options = influx && { url: influx.url, database: DATABASE, username: '', token: '' };
	const store = await openStore({ influx: options, dataDir });
	const wrong: string[] = [];
	let points = 0;
	for (let d = 0; d < DEVICES; d++) {
		const series = { device: `gauge-${d}`, channel: '', metric: 'temperature' as const };
		const stored = new Map<number, number>();
		for await (const { at, value } of store.range(series, { from: 0, to: START + 86_400_000 })) {
			points += 1;
			stored.set(at, value);
		}
		for (let n = d; n < messages; n += DEVICES) {
			const { at, value } = stamped(n);
			if (stored.get(at) !== value) wrong.push(`${series.device} ${n}: ${stored.get(at)}`);
		}
	}
	await store.close();
	expect(wrong).toEqual([]);
	expect(points).toBe(messages);
	const spool = new Spool(join(dataDir, 'spool.db'));
	const totals = spool.totals();
	expect(spool.waiting()).toEqual({ batches: 0, readings: 0 });
	expect(imbalance(totals, 0)).toBeNull();
	spool.close();
	return totals;
}
