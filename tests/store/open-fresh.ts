/** Empty stores for tests: a folder or a database each, removed with the tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { Influx } from '../support/influx.ts';

const parent = mkdtempSync(join(tmpdir(), 'nyaman-store-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** An empty folder, removed after the file's tests. */
export function freshDir(): string {
	return mkdtempSync(join(parent, 'data-'));
}

export function openFreshSqlite(): Promise<Store> {
	return openStore({ influx: null, dataDir: freshDir() });
}

let databases = 0;

/** A store on a database that the server does not have yet. */
export function openFreshInflux({ url }: Influx): Promise<Store> {
	const influx = { url, database: `test-${++databases}`, username: '', token: '' };
	return openStore({ influx, dataDir: freshDir() });
}
