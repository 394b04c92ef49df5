/**
 * Fills a demo's store with a past that never was, the newest day first, so that the pages
 * have something to show at once. Started by `npm run demo`; may be ended and started again.
 *
 *   node scripts/seed-history.ts --origin 2026-11-24T10:00:00+07:00 [--seed 1] [--days 75]
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readBuilding } from '../floorplan/read-building.ts';
import { createSimulation } from '../simulator/simulator.ts';
import { parseInstant } from '../src/lib/domain/calendar.ts';
import type { Reading } from '../src/lib/domain/reading.ts';
import { ConfigError, readConfig } from '../src/lib/server/config.ts';
import { openLog } from '../src/lib/server/log.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import { StoreUnavailable, type Store } from '../src/lib/server/store/store.ts';
import { main } from './serve.ts';

const BATCH = 1_000;
const STEP_MS = 10 * 60_000;
const RETRY_MS = 2_000;
/** The store is the live readings' first: between two batches it is left alone as long as one took. */
const LEAST_PAUSE_MS = 5;

/** What is done: every reading from `from` to `origin` is in the store. */
const Done = v.object({ origin: v.number(), seed: v.number(), from: v.number() });

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
process.once('disconnect', () => ending.abort());

await main(async () => {
	setPriority(constants.priority.PRIORITY_LOW);
	const { values } = parseArgs({
		options: {
			origin: { type: 'string' },
			seed: { type: 'string', default: '1' },
			days: { type: 'string', default: '75' }
		}
	});
	const origin = parseInstant(values.origin ?? '');
	const [seed, days] = [Number(values.seed), Number(values.days)];
	if (origin === null || !(seed > 0) || !(days > 0)) {
		throw new ConfigError(['--origin must be an instant; --seed and --days numbers above 0']);
	}
	const config = readConfig(process.env);
	if (!config.simulated) throw new ConfigError(['history is made up for a demo only']);
	const log = openLog(config.logLevel, 'history');
	const simulation = createSimulation(readBuilding(join(config.dataDir, 'building')), {
		seed,
		origin
	});
	const path = join(config.dataDir, 'seeded.json');
	const done = read(path);
	const { clock } = simulation.world;
	const today = clock.dayOf(origin);
	let to = done?.origin === origin && done.seed === seed ? done.from : origin;
	const store = await opened(config);
	const started = performance.now();
	let written = 0;
	for (let day = today; day > today - days - 1 && !ending.signal.aborted; day--) {
		const from = clock.startOf(day);
		if (from >= to) continue;
		written += await writeAll(store, simulation.history(from, to, STEP_MS));
		if (ending.signal.aborted) break;
		to = from;
		keep(path, { origin, seed, from });
		log.info({ day: clock.shows(from).slice(0, 10), written }, 'history of a day is stored');
	}
	const seconds = Math.round((performance.now() - started) / 1_000);
	log.info({ written, seconds, from: clock.shows(to) }, 'history ends here');
	await store.close();
	if (process.connected) process.disconnect?.();
});

/** @returns how many were written; fewer than all where the process is to end. */
async function writeAll(store: Store, readings: Iterable<Reading>): Promise<number> {
	let written = 0;
	let batch: Reading[] = [];
	const write = async () => {
		const before = performance.now();
		await writeOnce(store, batch);
		written += batch.length;
		batch = [];
		await pause(Math.max(LEAST_PAUSE_MS, performance.now() - before));
	};
	for (const reading of readings) {
		if (ending.signal.aborted) return written;
		if (batch.push(reading) === BATCH) await write();
	}
	if (batch.length > 0) await write();
	return written;
}

/** A store that is away is waited for. */
async function writeOnce(store: Store, batch: readonly Reading[]): Promise<void> {
	while (!ending.signal.aborted) {
		try {
			await store.write(batch);
			return;
		} catch (error) {
			if (!(error instanceof StoreUnavailable)) throw error;
			await pause(RETRY_MS);
		}
	}
}

async function opened(options: Parameters<typeof openStore>[0]): Promise<Store> {
	for (;;) {
		try {
			return await openStore(options);
		} catch (error) {
			if (!(error instanceof StoreUnavailable) || ending.signal.aborted) throw error;
			await pause(RETRY_MS);
		}
	}
}

/** Ends early when the process is to end. */
async function pause(ms: number): Promise<void> {
	await wait(ms, undefined, { signal: ending.signal }).catch(() => undefined);
}

function read(path: string): v.InferOutput<typeof Done> | null {
	try {
		return v.parse(Done, JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		// Missing or broken: what is stored already is stored again, as the same rows.
		return null;
	}
}

function keep(path: string, done: v.InferOutput<typeof Done>): void {
	mkdirSync(join(path, '..'), { recursive: true });
	writeFileSync(`${path}.tmp`, `${JSON.stringify(done)}\n`);
	renameSync(`${path}.tmp`, path);
}
