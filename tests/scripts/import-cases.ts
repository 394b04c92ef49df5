/** Stores, files and runs for the tests of import, export, backup and migration. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import type { Reading, SeriesKey } from '#lib/domain/reading.ts';
import type { Store } from '#lib/server/store/store.ts';
import { perform as performCommand } from '../../scripts/command.ts';
import type { Command } from '../../scripts/command.ts';
import { ROOT, startNode } from '../support/process.ts';

const parent = mkdtempSync(join(tmpdir(), 'nyaman-inout-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
let folders = 0;

/** An empty folder that goes with the tests. */
export function folder(): string {
	return mkdtempSync(join(parent, `${(folders += 1)}-`));
}

export function file(name: string, text: string): string {
	const path = join(folder(), name);
	writeFileSync(path, text);
	return path;
}

/** The shared file of that name, where it is there. */
export function shared(name: string): string {
	return join(ROOT, '..', 'shared', 'realdata', 'series', name);
}

/** What a store is configured by. */
export function environment(dataDir: string, influxUrl = '', database = 'nyaman') {
	return {
		DATA_DIR: dataDir,
		INFLUX_URL: influxUrl,
		INFLUX_DATABASE: influxUrl && database,
		LOG_LEVEL: 'silent'
	};
}

export type Environment = ReturnType<typeof environment>;

/** The store of an environment, open for as long as `work` takes. */
export async function withStore<T>(
	{ DATA_DIR, INFLUX_URL, INFLUX_DATABASE }: Environment,
	work: (store: Store) => Promise<T>
): Promise<T> {
	const influx = INFLUX_URL
		? { url: INFLUX_URL, database: INFLUX_DATABASE, username: '', token: '' }
		: null;
	const store = await openStore({ influx, dataDir: DATA_DIR });
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}

/** Runs a command to its end, in this process. */
export async function perform(
	{ command, usage }: { command: Command; usage: string },
	args: readonly string[],
	env: NodeJS.ProcessEnv
) {
	const [out, told] = [new Kept(), new Kept()];
	const { signal } = new AbortController();
	const code = await performCommand(usage, command, args, { env, out, told, signal });
	return { code, out: out.text, told: told.text };
}

class Kept extends Writable {
	text = '';
	override _write(chunk: Buffer | string, _encoding: string, done: () => void): void {
		this.text += String(chunk);
		done();
	}
}

/** Starts a command as a process, as `npm run` does. */
export function start(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
	return startNode('scripts/run.js', [`scripts/${script}.ts`, ...args], { env });
}

const EVER = { from: -Infinity, to: Infinity };

/** A series as [ISO time, value]. */
export async function points(store: Store, series: SeriesKey): Promise<[string, number][]> {
	const all: [string, number][] = [];
	for await (const { at, value } of store.range(series, EVER)) {
		all.push([new Date(at).toISOString(), value]);
	}
	return all;
}

/** Everything in a store, a line a reading, in an order of its own. */
export async function everything(store: Store): Promise<string[]> {
	const series = await store.series();
	const lines: string[] = [];
	for await (const page of store.ranges(
		series.map((one) => ({ series: one, span: { from: one.from, to: one.to + 1 } }))
	)) {
		const one = series[page.index];
		for (const { at, value } of page.points) {
			lines.push(`${one?.device}|${one?.channel}|${one?.metric}|${at}|${value}`);
		}
	}
	return lines.sort();
}

const START = Date.UTC(2026, 2, 2);

/** Readings of several kinds, names that need care among them. */
export function sampleReadings(minutes: number): Reading[] {
	const of: (SeriesKey & Pick<Reading, 'origin' | 'maybeRepeated'>)[] = [
		{ device: 'a84041ffff1a2b3c', channel: '', metric: 'temperature', origin: 'device' },
		{ device: 'a84041ffff1a2b3c', channel: '', metric: 'humidity', origin: 'device' },
		{ device: 'pintu, utara', channel: 'garis 1', metric: 'count_in_total', origin: 'import' },
		{
			device: 'petak "7"=\\%',
			channel: 'a,b',
			metric: 'occupied',
			origin: 'device',
			maybeRepeated: true
		}
	];
	return Array.from({ length: minutes }, (_, n) =>
		of.map((one, i): Reading => {
			const at = START + n * 60_000 + i;
			const value = one.metric === 'occupied' ? n % 2 : 20 + ((n * 7919) % 1000) / 97;
			return { ...one, value, at, receivedAt: at + 250 };
		})
	).flat();
}
