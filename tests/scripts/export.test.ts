import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { USAGE as EXPORT, exportReadings } from '../../scripts/export-command.ts';
import { USAGE as IMPORT, importFile } from '../../scripts/import-command.ts';
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

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let influx: Influx;
beforeAll(async () => {
	influx = await startInflux();
});
afterAll(() => influx.close());

const exported = (args: readonly string[], env: NodeJS.ProcessEnv) =>
	perform({ command: exportReadings, usage: EXPORT }, args, env);

/** Longer than a page of the store. */
const MINUTES = 6_000;
const ENGINES = ['sqlite', 'influxdb'] as const;
let databases = 0;

function fresh(engine: (typeof ENGINES)[number]) {
	return engine === 'sqlite'
		? environment(folder())
		: environment(folder(), influx.url, `export-${(databases += 1)}`);
}

async function filled(engine: (typeof ENGINES)[number], minutes = MINUTES) {
	const env = fresh(engine);
	await withStore(env, (store) => store.write(sampleReadings(minutes)));
	return env;
}

describe.each(ENGINES)('from %s', (engine) => {
	test('as CSV, and imported again, it is the same', async () => {
		const env = await filled(engine);
		const out = join(folder(), 'all.csv.gz');
		const { code, told } = await exported(['--out', out, '--zone', 'Asia/Jakarta'], env);
		expect(code, told).toBe(0);
		const text = gunzipSync(readFileSync(out)).toString();
		const lines = text.trimEnd().split('\n');
		expect(lines).toHaveLength(1 + 4 * MINUTES);
		expect(lines[0]).toBe('time,device,channel,metric,value,unit,origin');
		const origin = engine === 'sqlite' ? 'device' : '';
		// 2026-03-02T00:00:00Z
		expect(lines[1]).toMatch(
			new RegExp(`^2026-03-02T07:00:00\\.001\\+07:00,a84041ffff1a2b3c,,humidity,20,%,${origin}$`)
		);
		expect(text).toContain('"pintu, utara",garis 1,count_in_total,');

		const other = fresh('sqlite');
		const plain = join(folder(), 'all.csv');
		await exported(['--out', plain, '--zone', 'UTC'], env);
		const back = await perform(
			{ command: importFile, usage: IMPORT },
			[plain, '--map', 'docs/import/nyaman-export.json'],
			other
		);
		expect(back.code, back.told).toBe(0);
		expect(await withStore(other, everything)).toEqual(await withStore(env, everything));
	});

	test('as line protocol, which InfluxDB takes as it is', async () => {
		const env = await filled(engine, 50);
		const { code, out } = await exported(['--format', 'line'], env);
		expect(code).toBe(0);
		const database = `taken-${engine}`;
		await influx.query(`CREATE DATABASE "${database}"`);
		await influx.writeLines(database, out);
		const taken = environment(folder(), influx.url, database);
		expect(await withStore(taken, everything)).toEqual(await withStore(env, everything));
		expect(out).toContain('occupied_maybe_repeated=1');
	});

	test('by device, quantity and span: a day is the zone’s', async () => {
		const env = await filled(engine);
		const { out } = await exported(
			[
				...['--device', 'a84041ffff1a2b3c', '--metric', 'temperature'],
				...['--from', '2026-03-03', '--to', '2026-03-03', '--zone', 'Asia/Jakarta']
			],
			env
		);
		const lines = out.trimEnd().split('\n').slice(1);
		expect(lines).toHaveLength(1440);
		expect(lines[0]).toMatch(/^2026-03-03T00:00:00\.000\+07:00,/);
		expect(lines.at(-1)).toMatch(/^2026-03-03T23:59:00\.000\+07:00,/);
		const none = await exported(['--device', 'nobody'], env);
		expect(none.out.trimEnd().split('\n')).toHaveLength(1);
		expect(none.told).toContain('0 readings of 0 series');
	});
});

test('simulated readings bear their mark, and are not imported as measurements', async () => {
	const env = fresh('sqlite');
	await withStore(env, (store) =>
		store.write(sampleReadings(3).map((one) => ({ ...one, origin: 'simulation' })))
	);
	const out = join(folder(), 'demo.csv');
	await exported(['--out', out], env);
	expect(readFileSync(out, 'utf8')).toMatch(/,simulation\n/);
	const other = fresh('sqlite');
	const back = await perform(
		{ command: importFile, usage: IMPORT },
		[out, '--map', 'docs/import/nyaman-export.json'],
		other
	);
	expect(back.out).toContain('12 rows are left out by the mapping\'s "only"');
	expect(await withStore(other, everything)).toEqual([]);
});

test.each([
	{ args: ['--format', 'xml'], code: 2, says: '--format is csv or line' },
	{ args: ['--metric', 'suhu'], code: 2, says: '--metric suhu is no quantity' },
	{ args: ['--from', 'kemarin'], code: 2, says: '--from kemarin is no time' },
	{ args: ['--zone', 'WIB+7'], code: 2, says: 'WIB+7 is no zone' },
	{ args: ['--from', '2026-03-02', '--to', '2026-03-01'], code: 2, says: '--from lies after --to' },
	{ args: ['--out', 'package.json'], code: 1, says: 'package.json is there already' }
])('$args is refused in words', async ({ args, code, says }) => {
	const ended = await exported(args, await filled('sqlite', 1));
	expect(ended.code).toBe(code);
	expect(ended.told).toContain(says);
});

test('a folder without readings is told, and none is made', async () => {
	const dataDir = join(folder(), 'none');
	const { code, told } = await exported([], environment(dataDir));
	expect(code).toBe(1);
	expect(told).toContain('has no readings.db');
	expect(existsSync(dataDir)).toBe(false);
});

test('it is streamed: memory does not grow with what is written', async () => {
	const env = fresh('sqlite');
	const hour = sampleReadings(60);
	await withStore(env, async (store) => {
		for (let n = 0; n < 200; n++) {
			const later = hour.map((one) => ({ ...one, at: one.at + n * 3_600_000 }));
			await store.write(later);
		}
	});
	const child = start('export', ['--out', join(folder(), 'much.csv')], {
		...env,
		NODE_OPTIONS: '--max-old-space-size=48'
	});
	expect((await child.ended).code, child.stderr()).toBe(0);
	expect(child.stderr()).toContain(`${200 * 240} readings`);
});
