import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { USAGE, migrateStore } from '../../scripts/migrate-store-command.ts';
import { openSqliteReadings } from '../../scripts/store-readings.ts';
import { startInflux } from '../support/influx.ts';
import type { Influx } from '../support/influx.ts';
import {
	environment,
	everything,
	folder,
	perform,
	sampleReadings,
	start,
	withStore
} from './import-cases.ts';
import type { Environment } from './import-cases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let influx: Influx;
beforeAll(async () => {
	influx = await startInflux();
});
afterAll(() => influx.close());

const migrated = (args: readonly string[], env: NodeJS.ProcessEnv) =>
	perform({ command: migrateStore, usage: USAGE }, args, env);

let databases = 0;

/** The environment names both; `sqlite` is the same folder without the server. */
function both(): { env: Environment; sqlite: Environment } {
	const dataDir = folder();
	const env = environment(dataDir, influx.url, `migrate-${(databases += 1)}`);
	return { env, sqlite: environment(dataDir) };
}

const MINUTES = 6_000;

test('SQLite to InfluxDB and back: the same readings, by count and checksum', async () => {
	const { env, sqlite } = both();
	await withStore(sqlite, (store) => store.write(sampleReadings(MINUTES)));
	const report = join(folder(), 'report.csv');
	const there = await migrated(['--to', 'influx', '--report', report], env);
	expect(there.code, there.told).toBe(0);
	expect(there.out).toContain('4 of 4 series are the same on both sides');
	expect(await withStore(env, everything)).toEqual(await withStore(sqlite, everything));
	const rows = readFileSync(report, 'utf8').trimEnd().split('\n').slice(1);
	expect(rows).toHaveLength(4);
	for (const row of rows) expect(row).toMatch(/,6000,([0-9a-f]{64}),6000,\1$/);

	const other = { env: { ...env, DATA_DIR: folder() }, sqlite: environment(folder()) };
	other.sqlite = environment(other.env.DATA_DIR);
	const back = await migrated(['--to', 'sqlite'], other.env);
	expect(back.code, back.told).toBe(0);
	expect(await withStore(other.sqlite, everything)).toEqual(await withStore(sqlite, everything));

	// The mark of a possible repetition goes both ways; the origin is not InfluxDB's to keep.
	const whole = openSqliteReadings(other.env.DATA_DIR);
	const bay = { device: 'petak "7"=\\%', channel: 'a,b', metric: 'occupied' } as const;
	for await (const [first] of whole.pages(bay, { from: -Infinity, to: Infinity })) {
		expect(first).toMatchObject({ maybeRepeated: true, origin: 'device' });
		break;
	}
	whole.close();
});

test('ended half-way, the same command goes on; then it writes nothing more', async () => {
	const { env, sqlite } = both();
	await withStore(sqlite, async (store) => {
		const part = sampleReadings(15_000);
		for (let n = 0; n < part.length; n += 5_000) await store.write(part.slice(n, n + 5_000));
	});
	const first = start('migrate-store', ['--to', 'influx'], env);
	await first.line(/^[23]\d % /);
	await first.stop('SIGKILL');
	const half = (await withStore(env, everything)).length;
	expect(half).toBeGreaterThan(0);
	const second = await migrated(['--to', 'influx'], env);
	expect(second.code, second.told).toBe(0);
	const [, read, written] = /(\d+) readings: (\d+) written/.exec(second.told) ?? [];
	expect(Number(read)).toBe(60_000);
	expect(Number(written)).toBeLessThanOrEqual(60_000 - half);
	const third = await migrated(['--to', 'influx'], env);
	expect(third.told).toContain('60000 readings: 0 written (0 in the place of another value)');
	expect(await withStore(env, everything)).toEqual(await withStore(sqlite, everything));
});

test('what differs, lacks or is more is found, and mended by copying', async () => {
	const { env, sqlite } = both();
	const readings = sampleReadings(100);
	await withStore(sqlite, (store) => store.write(readings));
	await migrated(['--to', 'influx'], env);
	const [first, , , bay] = readings;
	if (first === undefined || bay === undefined) throw new Error('the sample is empty');
	await withStore(env, (store) =>
		store.write([
			{ ...first, value: 12.5 },
			{ ...first, at: first.at + 500 }
		])
	);
	await withStore(sqlite, (store) => store.write([{ ...bay, at: bay.at + 30_000 }]));
	const found = await migrated(['--to', 'influx', '--compare'], env);
	expect(found.code).toBe(3);
	expect(found.out).toContain('2 of 4 series are the same on both sides');
	expect(found.out).toContain('1 missing, 1 with another value, 1 that only the target has');
	const mended = await migrated(['--to', 'influx'], env);
	expect(mended.code).toBe(0);
	expect(mended.told).toContain('2 written (1 in the place of another value)');
	expect(mended.out).toContain('0 missing, 0 with another value, 1 that only the target has');
});

test('a demo’s readings and a building’s are not mixed', async () => {
	const { env, sqlite } = both();
	await withStore(sqlite, (store) => store.write(sampleReadings(1)));
	const asDemo = await migrated(['--to', 'influx'], { ...env, INFLUX_DATABASE: 'nyaman_demo' });
	expect(asDemo.code).toBe(1);
	expect(asDemo.told).toContain('nyaman_demo is the demo’s database');
	writeFileSync(join(env.DATA_DIR, 'seeded.json'), '{}');
	const asBuilding = await migrated(['--to', 'influx'], env);
	expect(asBuilding.code).toBe(1);
	expect(asBuilding.told).toContain('is a demo’s folder');
	expect(await withStore(env, everything)).toEqual([]);
});

test.each([
	{ args: [], env: {}, code: 2, says: '--to is influx or sqlite' },
	{ args: ['--to', 'influx'], env: { INFLUX_URL: '' }, code: 1, says: 'INFLUX_URL is not set' },
	{ args: ['--to', 'influx'], env: {}, code: 1, says: 'has no readings.db' },
	{
		args: ['--to', 'sqlite'],
		env: { INFLUX_URL: 'http://127.0.0.1:1' },
		code: 1,
		says: 'cannot be reached'
	}
])('$args with $env is refused in words', async ({ args, env, code, says }) => {
	const ended = await migrated(args, { ...both().env, ...env });
	expect(ended.code).toBe(code);
	expect(ended.told).toContain(says);
});
