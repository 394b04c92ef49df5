/** Which engine keeps the readings: a line each. */
import { openInflux } from './influx.ts';
import type { InfluxOptions } from './influx.ts';
import { markWrites } from '../rollups/marking-store.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
	/** Null: SQLite in `dataDir`. */
	influx: Pick<InfluxOptions, 'url' | 'database' | 'username' | 'token'> | null;
	/** Where `readings.db` lies, and whatever the engine, what its writes have touched: `marks.db`. */
	dataDir: string;
}

/**
 * Opens the store. A database server that is down is no failure here: the calls say so, and
 * succeed once it is up. Writes mark what they touch, for the rollups.
 * @throws {StoreUnavailable} SQLite's file cannot be opened.
 */
export async function openStore({ influx, dataDir }: StoreOptions): Promise<Store> {
	const engine = influx === null ? openSqlite({ dataDir }) : await openInflux(influx);
	return markWrites(engine, dataDir);
}
