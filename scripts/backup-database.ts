/** Copies of SQLite files that are in use: one moment for all of them, while others go on writing. */
import { createHash } from 'node:crypto';
import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readFileSync,
	readSync,
	rmSync,
	statSync
} from 'node:fs';
import { DatabaseSync, backup } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFault } from './command.ts';

/** A file as it was at one moment; closing it lets go of the moment. */
export interface Snapshot {
	path: string;
	bytes: number;
	/** @param onShare 0 to 1 */
	copyTo(target: string, onShare: (share: number) => void): Promise<void>;
	close(): void;
}

const PAGES_AT_ONCE = 2_000;
const BUSY_MS = 5_000;

/**
 * Holds the moment of opening: a read transaction, which writers in WAL mode do not mind.
 * @returns null where another process keeps the file to itself, as the river does its spool
 */
export function openSnapshot(path: string): Snapshot | null {
	let db: DatabaseSync | undefined;
	try {
		db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
		// Until something is read there is no snapshot.
		db.exec('BEGIN');
		db.prepare('SELECT count(*) FROM sqlite_schema').get();
	} catch (error) {
		db?.close();
		if (isLocked(error)) return null;
		const cause = error instanceof Error ? error.message : String(error);
		throw new CommandFault(`${path} cannot be read: ${cause}`);
	}
	const held = db;
	return {
		path,
		bytes: statSync(path).size,
		async copyTo(target, onShare) {
			await backup(held, target, {
				rate: PAGES_AT_ONCE,
				progress: ({ totalPages, remainingPages }) =>
					onShare(totalPages === 0 ? 1 : 1 - remainingPages / totalPages)
			});
		},
		close: () => held.close()
	};
}

function isLocked(error: unknown): boolean {
	const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
	return code === 5 || code === 6;
}

const TRIES = 200;
const PAUSE_MS = 25;
const WAL_HEADER_BYTES = 32;

/**
 * A copy of a file that another process keeps to itself. File and log are what a crash at that
 * moment would have left, from which SQLite recovers every commit: in between the file must not
 * have changed (it does at checkpoints only), nor the log have been begun anew.
 * @throws {CommandFault} it never stood still for as long as a copy takes
 */
export async function copyHeld(path: string, target: string): Promise<void> {
	const log = `${path}-wal`;
	for (let tries = 0; tries < TRIES; tries++) {
		const before = header(log);
		copyFileSync(path, target);
		if (before === null) rmSync(`${target}-wal`, { force: true });
		else copyFileSync(log, `${target}-wal`);
		if (header(log) === before && contentHash(path) === contentHash(target)) {
			settle(target);
			return;
		}
		await wait(PAUSE_MS);
	}
	throw new CommandFault(`${path} is written so fast that it cannot be copied: try again later`);
}

/** Takes the log into the file. */
function settle(path: string): void {
	const db = new DatabaseSync(path);
	try {
		db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_checkpoint(TRUNCATE)');
	} finally {
		db.close();
	}
}

function header(log: string): string | null {
	if (!existsSync(log)) return null;
	const file = openSync(log, 'r');
	try {
		const bytes = Buffer.alloc(WAL_HEADER_BYTES);
		return readSync(file, bytes) < WAL_HEADER_BYTES ? null : bytes.toString('hex');
	} finally {
		closeSync(file);
	}
}

function contentHash(path: string): string {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** @throws {CommandFault} the file is damaged */
export function checkDatabase(path: string): void {
	const db = new DatabaseSync(path);
	try {
		// Without the sidecar files, which would stay behind in the backup.
		db.exec('PRAGMA locking_mode = EXCLUSIVE');
		const found = db
			.prepare('PRAGMA quick_check')
			.all()
			.map((row) => String(row.quick_check));
		if (found.join() !== 'ok') throw new Error(found.slice(0, 3).join('; '));
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new CommandFault(`${path} is damaged: ${cause}`);
	} finally {
		db.close();
	}
}

/** Whether any process has the file open. */
export function isInUse(path: string): boolean {
	const db = new DatabaseSync(path, { timeout: 0 });
	try {
		db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
		return false;
	} catch (error) {
		if (isLocked(error)) return true;
		// Damaged, or no database: nobody works with it.
		return false;
	} finally {
		db.close();
	}
}
