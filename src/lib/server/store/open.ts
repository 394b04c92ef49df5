/** Which engine keeps the readings: a line each. */
import { openInflux } from './influx.ts';
import type { InfluxOptions } from './influx.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
	/** Null: SQLite in `dataDir`. */
	influx: Pick<InfluxOptions, 'url' | 'database' | 'username' | 'token'> | null;
	dataDir: string;
}

/**
 * Opens the store. A database server that is down is no failure here: the calls say so, and
 * succeed once it is up.
 * @throws {StoreUnavailable} SQLite's file cannot be opened.
 */
export async function openStore({ influx, dataDir }: StoreOptions): Promise<Store> {
	if (influx !== null) return openInflux(influx);
	return openSqlite({ dataDir });
}
