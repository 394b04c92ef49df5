/** A generated past for `bench:history`: the same readings in SQLite, in InfluxDB, and summed up. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Marks } from '../../../src/lib/server/rollups/marks.ts';
import { rebuild } from '../../../src/lib/server/rollups/rebuild.ts';
import { RollupDb } from '../../../src/lib/server/rollups/rollup-db.ts';
import { openStore } from '../../../src/lib/server/store/open.ts';
import type { Metric } from '../../../src/lib/domain/metrics.ts';
import type { Influx } from '../../support/influx.ts';

export interface PastShape {
	devices: number;
	/** One reading a minute of each. */
	metrics: readonly Metric[];
	/** Epoch ms UTC, half-open, on a minute. */
	from: number;
	to: number;
}

export const QUANTITIES = [
	...(['temperature', 'humidity', 'co2', 'illuminance', 'sound', 'pressure'] as const)
] satisfies Metric[];

const MINUTE = 60_000;

export function deviceName(n: number): string {
	return `bench-${String(n).padStart(5, '0')}`;
}

/** A day's course and a scatter of one decimal, the same for both engines: 20 to 42, say. */
function valueOf(minute: number, device: number, metric: number): number {
	const scatter = (minute * 37 + device * 101 + metric * 53) % 101;
	return (200 + scatter + Math.floor(Math.abs((minute % 1_440) - 720) / 6)) / 10;
}

const VALUE =
	'(200 + (m * 37 + :device * 101 + :metric * 53) % 101 + abs(m % 1440 - 720) / 6) / 10.0';

/** Fills readings.db by statements of its own: filling is not what is measured. */
export async function fillSqlite(dataDir: string, shape: PastShape): Promise<void> {
	const store = await openStore({ influx: null, dataDir });
	await store.close();
	const db = new DatabaseSync(join(dataDir, 'readings.db'));
	db.exec(
		'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TEMP TABLE minute (m INTEGER)'
	);
	db.prepare(
		`WITH RECURSIVE n(m) AS (SELECT ? UNION ALL SELECT m + 1 FROM n WHERE m + 1 < ?)
		INSERT INTO minute SELECT m FROM n`
	).run(shape.from / MINUTE, shape.to / MINUTE);
	const add = db.prepare(
		'INSERT INTO series (device, channel, metric) VALUES (?, ?, ?) RETURNING id'
	);
	const fill = db.prepare(
		`INSERT INTO reading SELECT :series, m * ${MINUTE}, ${VALUE}, m * ${MINUTE}, 0, 0 FROM minute`
	);
	for (let device = 0; device < shape.devices; device++) {
		db.exec('BEGIN');
		for (const [metric, name] of shape.metrics.entries()) {
			const series = Number(add.get(deviceName(device), '', name)?.id);
			fill.run({ series, device, metric });
		}
		db.exec('COMMIT');
		tell('readings.db', device + 1, shape.devices);
	}
	db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	db.close();
}

const LINES = 20_000;

export async function fillInflux(
	influx: Influx,
	database: string,
	shape: PastShape
): Promise<void> {
	await influx.query(`CREATE DATABASE "${database}"`);
	for (let device = 0; device < shape.devices; device++) {
		const name = deviceName(device);
		let lines: string[] = [];
		for (let at = shape.from; at < shape.to; at += MINUTE) {
			const fields = shape.metrics.map((one, n) => `${one}=${valueOf(at / MINUTE, device, n)}`);
			lines.push(`climate,device=${name} ${fields.join(',')} ${at}`);
			if (lines.length < LINES) continue;
			await influx.writeLines(database, lines.join('\n'));
			lines = [];
		}
		if (lines.length > 0) await influx.writeLines(database, lines.join('\n'));
		tell('InfluxDB', device + 1, shape.devices);
	}
}

/** @returns seconds that it took. */
export async function sumUpAll(dataDir: string, timeZone: string): Promise<number> {
	const store = await openStore({ influx: null, dataDir });
	const [db, marks] = [new RollupDb(dataDir), new Marks(dataDir)];
	const begun = performance.now();
	await rebuild({
		...{ store, db, marks, timeZone, closedBefore: () => Infinity },
		onProgress: ({ done, all }) => tell('rollups', done, all)
	});
	marks.close();
	db.close();
	await store.close();
	return (performance.now() - begun) / 1_000;
}

function tell(what: string, done: number, all: number): void {
	if (done === all || done % Math.ceil(all / 20) === 0) console.error(`${what}: ${done} of ${all}`);
}

/** Bytes of a file, or of all files of a folder. */
export function bytesOf(path: string): number {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (stat === undefined) return 0;
	if (!stat.isDirectory()) return stat.size;
	return readdirSync(path, { recursive: true, encoding: 'utf8' })
		.map((name) => statSync(join(path, name)))
		.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
}
