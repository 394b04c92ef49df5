/** Where readings are kept, in words, and the building's register beside them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Config } from '../src/lib/server/config.ts';
import { CommandFault } from './command.ts';
import { openInfluxReadings, openSqliteReadings } from './store-readings.ts';
import type { WholeReadings } from './store-readings.ts';

const Devices = v.array(v.object({ device: v.string() }));
const Head = v.object({ timeZone: v.string() });

/** As a person would say it, without secrets: it also tells two stores apart. */
export function placeOf({ influx, dataDir }: Pick<Config, 'influx' | 'dataDir'>): string {
	return influx === null
		? `SQLite in ${dataDir}`
		: `InfluxDB at ${influx.url}, database ${influx.database}`;
}

/** @throws {CommandFault} SQLite is meant, and there is no such file to read */
export function requireReadings({ influx, dataDir }: Pick<Config, 'influx' | 'dataDir'>): void {
	if (influx === null && !existsSync(join(dataDir, 'readings.db'))) {
		throw new CommandFault(`${dataDir} has no readings.db: is DATA_DIR the right folder?`);
	}
}

/** The readings of the store that is configured. */
export function openReadings(config: Config): WholeReadings {
	return config.influx === null
		? openSqliteReadings(config.dataDir)
		: openInfluxReadings(config.influx, isSimulated(config) ? 'simulation' : 'device');
}

/** Whether the folder is a demo's: by the environment, by what the demo left there, by its spool. */
export function isSimulated({
	dataDir,
	simulated
}: Pick<Config, 'dataDir' | 'simulated'>): boolean {
	if (simulated || existsSync(join(dataDir, 'seeded.json'))) return true;
	const spool = join(dataDir, 'spool.db');
	if (!existsSync(spool)) return false;
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(spool, { readOnly: true });
		return db.prepare(`SELECT value FROM meta WHERE name = 'simulated'`).get()?.value === '1';
	} catch {
		// A running server holds its spool for itself; a demo's has the note beside it.
		return false;
	} finally {
		db?.close();
	}
}

/** Ids of the building's register; null where there is none that can be read. */
export function registeredDevices(dataDir: string): ReadonlySet<string> | null {
	const devices = read(dataDir, 'devices.json', Devices);
	return devices && new Set(devices.map(({ device }) => device));
}

/** The building's zone, an IANA name; null where there is no building in the folder. */
export function buildingZone(dataDir: string): string | null {
	return read(dataDir, 'building.json', Head)?.timeZone ?? null;
}

function read<Schema extends v.GenericSchema>(
	dataDir: string,
	file: string,
	schema: Schema
): v.InferOutput<Schema> | null {
	try {
		const parsed = v.safeParse(
			schema,
			JSON.parse(readFileSync(join(dataDir, 'building', file), 'utf8'))
		);
		return parsed.success ? parsed.output : null;
	} catch {
		// No building, or one that only the server's own reader can judge: the commands do without.
		return null;
	}
}
