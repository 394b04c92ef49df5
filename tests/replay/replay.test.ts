import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Metric } from '#lib/domain/metrics.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/store.ts';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';
import { startInflux } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { ROOT, startNode } from '../support/process.ts';

const HOUR = 3_600_000;
const DEVICE = 'uci-occupancy';
/** UCI Occupancy Detection, datatraining (CC BY 4.0): 8,143 rows of an office. */
const RECORDED = join(ROOT, '..', 'shared', 'realdata', 'series', 'uci-occupancy-datatraining.csv');
const METRICS: { metric: Metric; cell: number }[] = [
	{ metric: 'temperature', cell: 2 },
	{ metric: 'humidity', cell: 3 },
	{ metric: 'illuminance', cell: 4 },
	{ metric: 'co2', cell: 5 },
	{ metric: 'presence', cell: 7 }
];

const dir = mkdtempSync(join(tmpdir(), 'nyaman-replay-'));
const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
	for (const close of closing.reverse()) await close();
});

/** Of the same shape, for where the recorded series is not there: row numbers, quotes, local time. */
function writeSmall(): string {
	const rows = Array.from({ length: 700 }, (_, n) => {
		const at = new Date(Date.UTC(2015, 1, 4, 17, 51) + n * 60_000 - (n % 2) * 1_000);
		const written = at.toISOString().slice(0, 19).replace('T', ' ');
		const values = [20 + (n % 37) / 9, 27 + (n % 53) / 7, n % 500, 420 + (n % 611) / 3];
		return `"${n + 1}","${written}",${values.join(',')},0.0047${n},${n % 3 === 0 ? 1 : 0}`;
	});
	const file = join(dir, 'small.csv');
	const header = '"date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"';
	writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
	return file;
}

/** Straight from the file: Brussels is an hour east of UTC in February. */
function straight(file: string): { at: number; cells: number[] }[] {
	const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
	return lines.map((line) => {
		const cells = line.replaceAll('"', '').split(',');
		return { at: Date.parse(`${cells[1]?.replace(' ', 'T')}+01:00`), cells: cells.map(Number) };
	});
}

async function expectHourlyMeans(store: Store, rows: ReturnType<typeof straight>): Promise<void> {
	for (const { metric, cell } of METRICS) {
		const hours = new Map<number, number[]>();
		for (const { at, cells } of rows) {
			const start = at - (at % HOUR);
			hours.set(start, [...(hours.get(start) ?? []), cells[cell] ?? NaN]);
		}
		const series = { device: DEVICE, channel: '', metric };
		const buckets = await store.aggregate(series, { from: 0, to: Date.now() }, HOUR);
		expect(buckets.map(({ start, n }) => [start, n])).toEqual(
			[...hours].sort(([a], [b]) => a - b).map(([start, values]) => [start, values.length])
		);
		for (const { start, mean } of buckets) {
			const values = hours.get(start) ?? [];
			const wanted = values.reduce((sum, value) => sum + value, 0) / values.length;
			expect(Math.abs(mean - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
		}
	}
}

async function startRiver(name: string, env: NodeJS.ProcessEnv) {
	const dataDir = join(dir, name);
	const river = startNode('tests/support/river-process.ts', [], {
		env: { ...env, DATA_DIR: dataDir, LOG_LEVEL: 'warn', TELL_LIVE: '1' }
	});
	await river.line(/^health broker running/);
	return { river, dataDir };
}

test('a recorded series goes whole through broker, river and both stores: hourly means are the file’s', async () => {
	const whole = existsSync(RECORDED);
	if (!whole) console.warn('left out: the recorded series of ../shared; a small one stands in');
	const file = whole ? RECORDED : writeSmall();
	const rows = straight(file);
	const broker = await startMosquitto();
	closing.push(() => broker.close());
	const influx = await startInflux();
	closing.push(() => influx.close());
	const inInflux = { url: influx.url, database: 'nyaman', username: '', token: '' };
	const rivers = [
		await startRiver('sqlite', { MQTT_URL: broker.url }),
		await startRiver('influx', { MQTT_URL: broker.url, INFLUX_URL: influx.url })
	];

	const replay = startNode('scripts/run.js', [
		'scripts/replay.ts',
		...[file, '--map', 'docs/replay/uci-occupancy.json', '--speed', 'max', '--url', broker.url]
	]);
	expect((await replay.ended).code, replay.stderr()).toBe(0);
	expect(replay.stderr()).toContain('zone Europe/Brussels');
	expect(replay.stderr()).toContain('Light: illuminance, lx');
	expect(replay.stderr()).toMatch(/^50 % · \d+ messages$/m);
	expect(replay.stdout()).toContain(`${rows.length} messages acknowledged`);
	expect(replay.stdout()).toContain('0 faults');

	const stores = [
		await openStore({ influx: null, dataDir: join(dir, 'sqlite') }),
		await openStore({ influx: inInflux, dataDir: join(dir, 'influx') })
	];
	closing.push(() => Promise.all(stores.map((store) => store.close())));
	const lastAt = Math.max(...rows.map(({ at }) => at));
	for (const store of stores) {
		// Delivered in the order received: with the last reading all others are there.
		const there = async () => (await store.last(0, ['presence']))[0]?.at === lastAt;
		for (const until = Date.now() + 30_000; !(await there()) && Date.now() < until;) {
			await pause(100);
		}
		await expectHourlyMeans(store, rows);
	}
	for (const { river, dataDir } of rivers) {
		expect((await river.stop()).code, river.stderr()).toBe(0);
		const spool = new Spool(join(dataDir, 'spool.db'));
		expect(spool.totals()).toMatchObject({
			received: rows.length,
			'readings.stored': rows.length * METRICS.length
		});
		expect(imbalance(spool.totals(), spool.waiting().readings)).toBeNull();
		spool.close();
	}
}, 120_000);

test.each([
	{ what: 'no mapping', args: ['x.csv'], code: 2, says: '--map MAPPING.json' },
	{
		what: 'a file that is not there',
		args: ['x.csv', '--map', 'docs/replay/nab-office.json'],
		code: 1,
		says: 'nyaman: x.csv is not there'
	},
	{
		what: 'a broker that is not there',
		args: ['docs/replay/nab-office.json', '--map', 'docs/replay/nab-office.json'],
		code: 1,
		says: 'nyaman: mqtt://127.0.0.1:1: '
	}
])('$what is told in a line', async ({ args, code, says }) => {
	const replay = startNode('scripts/run.js', [
		...['scripts/replay.ts', ...args, '--url', 'mqtt://127.0.0.1:1']
	]);
	expect((await replay.ended).code).toBe(code);
	expect(replay.stderr()).toContain(says);
	expect(replay.stderr()).not.toContain('    at ');
});
