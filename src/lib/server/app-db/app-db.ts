/** app.db: who may write and what they changed; small and seldom written, so the web thread opens it itself. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../config.ts';
import { MIGRATIONS } from './migrations.ts';

export type AppDb = DatabaseSync;

/** The launcher and the web process both open the file, each for a moment. */
const BUSY_MS = 2_000;

/**
 * Opens or creates `app.db` in the folder and brings its tables up to date.
 * @throws {ConfigError} where the file cannot be opened, or a newer version wrote it
 */
export function openAppDb(dataDir: string): AppDb {
	const path = join(dataDir, 'app.db');
	try {
		mkdirSync(dataDir, { recursive: true });
		const db = new DatabaseSync(path);
		db.exec(
			`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`
		);
		// Hashes of PINs: nobody else of the machine needs to read them.
		chmodSync(path, 0o600);
		migrate(db);
		return db;
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new ConfigError([`cannot open ${path}: ${cause}`]);
	}
}

/** One transaction: all of `work`, or none of it where it throws. */
export function transaction<T>(db: AppDb, work: () => T): T {
	db.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		db.exec('COMMIT');
		return result;
	} catch (error) {
		if (db.isTransaction) db.exec('ROLLBACK');
		throw error;
	}
}

function migrate(db: AppDb): void {
	transaction(db, () => {
		const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
		if (version > MIGRATIONS.length) throw new Error('a newer version of the program wrote it');
		for (const statements of MIGRATIONS.slice(version)) db.exec(statements);
		db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
	});
}
