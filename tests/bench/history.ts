/**
 * `npm run bench:history`: a generated past of one reading a minute, asked for through the history
 * on SQLite and on InfluxDB, beside the InfluxQL that a Grafana panel would send. A month of 100
 * devices × 6 quantities; `--year` for a whole year; `--devices`, `--quantities`, `--seconds` (of
 * live ingest) for other shapes; `--json` prints one object. `--keep DIR` keeps what is generated.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Building } from '../../floorplan/building.ts';
import type { HistoryQuery } from '../../src/lib/domain/rollups/history-answer.ts';
import { openHistory } from '../../src/lib/server/history/history.ts';
import type { HistoryOptions } from '../../src/lib/server/history/history.ts';
import { Hub } from '../../src/lib/server/hub/hub.ts';
import { openLog } from '../../src/lib/server/log.ts';
import { startRollups } from '../../src/lib/server/rollups/rollups.ts';
import { startInflux } from '../support/influx.ts';
import {
	QUANTITIES,
	bytesOf,
	deviceName,
	fillInflux,
	fillSqlite,
	sumUpAll
} from './support/generated-past.ts';
import { liveLatency } from './support/live-latency.ts';

const { values: options } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		year: { type: 'boolean', default: false },
		devices: { type: 'string', default: '100' },
		quantities: { type: 'string', default: '6' },
		seconds: { type: 'string', default: '15' },
		keep: { type: 'string' }
	}
});
const DAY = 86_400_000;
const TIME_ZONE = 'Asia/Jakarta';
const devices = Number(options.devices);
const days = options.year ? 365 : 30;
/** Midnight WIB. */
const to = Date.parse('2026-11-01T00:00+07:00');
const from = to - days * DAY;
const metrics = QUANTITIES.slice(0, Number(options.quantities));
const shape = { devices, metrics, from, to };
const readings = devices * metrics.length * days * 1_440;

const REPEATS = 5;
/** Of live ingest, alone and beside by turns: what else the machine does is in both. */
const ROUNDS = 3;
/** A raw question may take a minute. */
const RAW_REPEATS = 3;

async function median(times: number, ask: () => Promise<unknown>): Promise<number> {
	await ask();
	const taken: number[] = [];
	for (let n = 0; n < times; n++) {
		const begun = performance.now();
		await ask();
		taken.push(performance.now() - begun);
	}
	return round(taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? NaN);
}

function round(ms: number): number {
	return Math.round(ms * 10) / 10;
}

/** A room a device, so that a room's series goes the whole way over placements. */
function building(): Pick<Building, 'timeZone' | 'levels' | 'devices' | 'placements' | 'calendar'> {
	const names = Array.from({ length: devices }, (_, n) => deviceName(n));
	const words = { id: '-', en: '-' };
	const rooms = names.map((key) => ({
		...{ id: key, key, name: words, type: 'work' as const, category: 'room', polygon: [] },
		...{ labelAt: [0, 0] as const, area: 1, occupants: [] }
	}));
	const level = {
		...{ id: 'one', key: 'one', name: words, ordinal: 0, outdoor: false, outline: [], rooms },
		...{ walls: [], openings: [], fixtures: [], bays: [], areas: [], site: [] }
	};
	return {
		timeZone: TIME_ZONE,
		levels: [level],
		devices: names.map((device) => ({
			...{ device, name: device, network: 'plain', brand: '-', model: '-', intervalMs: 60_000 }
		})),
		placements: names.map((device) => ({
			...{ device, channel: '', level: 'one', room: device, at: [0, 0] as const },
			...{ from: from - DAY, to: null }
		})),
		calendar: { weekly: { 1: [['08:00', '16:00']], 3: [['08:00', '16:00']] }, exceptions: [] }
	};
}

const rooms = Array.from({ length: devices }, (_, n) => deviceName(n));
const month = { from: to - 30 * DAY, to };
interface Case {
	id: string;
	what: string;
	query: Omit<HistoryQuery, 'metric'>;
	/** What a panel asks: `$where` is the span. */
	influxql: string;
	targetMs: number | null;
	/** How much faster than the raw question it is to be. */
	targetTimes: number | null;
}
const ONE = `SELECT mean("temperature") FROM "climate" WHERE "device" = '${deviceName(devices >> 1)}' AND $where GROUP BY time(1h) fill(null)`;
const DAILY = `SELECT mean("temperature") FROM "climate" WHERE $where GROUP BY time(1d), "device" fill(null) tz('${TIME_ZONE}')`;
const HOURLY = `SELECT mean("temperature") FROM "climate" WHERE $where GROUP BY time(1h), "device" fill(null)`;
const CASES: Case[] = [
	{
		...{ id: 'a', what: `one room, ${days} days, hourly` },
		...{ query: { rooms: [deviceName(devices >> 1)], from, to, every: 3_600_000 }, influxql: ONE },
		...{ targetMs: 150, targetTimes: null }
	},
	{
		...{ id: 'b', what: `${devices} rooms, ${days} days, daily` },
		...{ query: { rooms, from, to, every: 'day' }, influxql: DAILY },
		...{ targetMs: 500, targetTimes: 20 }
	},
	{
		...{ id: 'c', what: `${devices} rooms, 30 days, hourly` },
		...{ query: { rooms, ...month, every: 3_600_000 }, influxql: HOURLY },
		...{ targetMs: 500, targetTimes: null }
	},
	{
		...{ id: 'b+', what: `${devices} rooms, ${days} days, daily in service hours` },
		...{ query: { rooms, from, to, every: 'day', serviceOnly: true }, influxql: '' },
		...{ targetMs: null, targetTimes: null }
	}
];

const house = { building, now: () => to };
const dir = options.keep ?? mkdtempSync(join(tmpdir(), 'nyaman-bench-'));
const [sqliteDir, influxDir] = [join(dir, 'sqlite'), join(dir, 'influx')];
for (const one of [sqliteDir, influxDir]) mkdirSync(one, { recursive: true });
const influx = await startInflux();
const log = openLog('silent', 'bench');
try {
	console.error(`generating ${(readings / 1e6).toFixed(1)} million readings, twice`);
	await fillSqlite(sqliteDir, shape);
	await fillInflux(influx, 'bench', shape);
	const rollupSeconds = await sumUpAll(sqliteDir, TIME_ZONE);
	// By the contract the readings are the same, and so are their rollups.
	symlinkSync(join(sqliteDir, 'rollups.db'), join(influxDir, 'rollups.db'));

	const connection = { url: influx.url, database: 'bench', username: '', token: '' };
	const engines: { engine: string; options: HistoryOptions }[] = [
		{ engine: 'sqlite', options: { influx: null, dataDir: sqliteDir, ...house } },
		{ engine: 'influxdb', options: { influx: connection, dataDir: influxDir, ...house } }
	];
	const results = [];
	for (const one of CASES) {
		const { query, influxql, targetMs, targetTimes } = one;
		const where = `time >= ${query.from}ms AND time < ${query.to}ms`;
		const took: Record<string, number> = {};
		for (const { engine, options: opened } of engines) {
			const history = openHistory(opened);
			took[engine] = await median(REPEATS, async () => {
				const found = await history.series({ ...query, metric: 'temperature' });
				if (!found.ok) throw new Error(found.detail);
				const measured = found.value.series.filter(({ n }) => n.some((readings) => readings > 0));
				if (measured.length !== query.rooms?.length) throw new Error('rooms without readings');
			});
			await history.close();
		}
		const raw =
			influxql === ''
				? null
				: await median(RAW_REPEATS, () => influx.query(influxql.replace('$where', where), 'bench'));
		const slower = Math.max(...Object.values(took));
		const times = raw === null ? null : round(raw / slower);
		results.push({
			...{ id: one.id, what: one.what, sqliteMs: took.sqlite, influxdbMs: took.influxdb },
			...{ rawInfluxqlMs: raw, times, targetMs, targetTimes },
			met:
				targetMs === null
					? null
					: slower <= targetMs && (targetTimes === null || (times ?? 0) >= targetTimes)
		});
	}

	const last = await lastValues();
	const bytes = {
		readings,
		sqlite: round(bytesOf(join(sqliteDir, 'readings.db')) / readings),
		influxdb: round(
			(bytesOf(join(influx.dir, 'data')) + bytesOf(join(influx.dir, 'wal'))) / readings
		),
		rollups: round(bytesOf(join(sqliteDir, 'rollups.db')) / readings),
		rollupSeconds: round(rollupSeconds)
	};
	const live = await liveBeside();

	if (options.json) {
		const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
		const form = { devices, quantities: metrics.length, days };
		console.log(JSON.stringify({ bench: 'history', ...form, machine, results, last, bytes, live }));
	} else {
		console.table(Object.fromEntries(results.map(({ id, ...rest }) => [`(${id})`, rest])));
		console.log(
			`(d) last values of 10,000 devices: ${last.hubMs} ms from the hub (target ≤ 10), ${last.rawInfluxqlMs} ms by InfluxQL`
		);
		console.log(
			`(e) bytes a reading of ${(readings / 1e6).toFixed(1)} million: SQLite ${bytes.sqlite}, InfluxDB ${bytes.influxdb}, rollups ${bytes.rollups} more (built in ${bytes.rollupSeconds} s)`
		);
		console.log(
			`(f) live p95 at 200 messages/s: ${live.aloneP95Ms} ms, ${live.besideP95Ms} ms while (b) runs in a loop (${live.asked} times; target ≤ twice): ${live.met ? 'met' : 'missed'}`
		);
	}
} finally {
	await influx.close();
	if (options.keep === undefined) rmSync(dir, { recursive: true, force: true });
}

/** What a page is given when it opens: the newest value of everything. */
async function lastValues() {
	const names = Array.from({ length: 10_000 }, (_, n) => deviceName(n));
	const hub = new Hub(() => to);
	hub.publish(
		names.map((name, n) => [name, '', 'temperature', 20 + (n % 90) / 10, to - n, to, 'device'])
	);
	const hubMs = await median(21, async () => {
		if (hub.rows().length !== names.length) throw new Error('a device is missing');
	});
	await influx.query('CREATE DATABASE "last"');
	const lines = names.map(
		(name, n) => `climate,device=${name} temperature=${20 + (n % 90) / 10} ${to - n}`
	);
	await influx.writeLines('last', lines.join('\n'));
	const where = `time >= ${to - DAY}ms AND time <= ${to}ms`;
	const question = `SELECT last("temperature") FROM "climate" WHERE ${where} GROUP BY "device"`;
	return { hubMs, rawInfluxqlMs: await median(RAW_REPEATS, () => influx.query(question, 'last')) };
}

/** Ingest into the same readings.db, with rollups being made; alone, and while (b) is asked on and on. */
async function liveBeside() {
	const seconds = Number(options.seconds);
	const start = {
		store: { influx: null, dataDir: sqliteDir },
		timeZone: TIME_ZONE,
		clockOffsetMs: 0
	};
	const rollups = startRollups(start, log);
	const p95 = (sorted: readonly number[]) => round(sorted[Math.floor(sorted.length * 0.95)] ?? NaN);
	const history = openHistory({ influx: null, dataDir: sqliteDir, ...house });
	const p95s: Record<'alone' | 'beside', number[]> = { alone: [], beside: [] };
	let asked = 0;
	let received = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const alone = await liveLatency(sqliteDir, seconds / ROUNDS);
		let going = true;
		const loop = (async () => {
			for (; going; asked++) {
				// As the endpoint asks.
				await history.seriesBody({ rooms, from, to, every: 'day', metric: 'temperature' });
			}
		})();
		const beside = await liveLatency(sqliteDir, seconds / ROUNDS);
		going = false;
		await loop;
		p95s.alone.push(p95(alone));
		p95s.beside.push(p95(beside));
		received += alone.length + beside.length;
	}
	await history.close();
	await rollups.stop();
	const middle = (values: readonly number[]) =>
		[...values].sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN;
	const [aloneP95Ms, besideP95Ms] = [middle(p95s.alone), middle(p95s.beside)];
	return {
		...{ seconds, aloneP95Ms, besideP95Ms, asked, received, p95s },
		met: besideP95Ms <= 2 * aloneP95Ms
	};
}
