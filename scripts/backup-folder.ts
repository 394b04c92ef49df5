/** What of a data folder belongs into a backup, and in which order it is taken. */
import { closeSync, openSync, readSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

export interface DataFile {
	/** Below the folder, with `/`. */
	path: string;
	kind: 'database' | 'file';
	bytes: number;
}

/** Sidecars of databases, files half written, a request to the next start, earlier backups. */
const PASSING = /(-wal|-shm|-journal|\.tmp|\.part)$|^new-setup-link$|^nyaman-backup-/;
const SQLITE = 'SQLite format 3\0';

/**
 * Readings lie in the spool before they are stored, are marked before they are summed up, and
 * summed up last: taken in this order a copy has everything once at least, and repeats are one.
 */
const ORDER = [/^spool.*\.db$/, /^readings\.db$/, /^marks\.db$/, /^rollups\.db$/];

/** Every file of the folder, in the order in which they are to be taken; what lies in `without` is not. */
export function dataFiles(folder: string, without: string): DataFile[] {
	const files: DataFile[] = [];
	const walk = (dir: string) => {
		for (const name of readdirSync(dir).sort()) {
			const path = join(dir, name);
			if (PASSING.test(name) || resolve(path) === resolve(without)) continue;
			const found = statSync(path, { throwIfNoEntry: false });
			if (found?.isDirectory()) walk(path);
			else if (found?.isFile()) {
				files.push({
					path: relative(folder, path).replaceAll('\\', '/'),
					kind: isDatabase(path) ? 'database' : 'file',
					bytes: found.size
				});
			}
		}
	};
	walk(folder);
	const rank = ({ path }: DataFile) => {
		const place = ORDER.findIndex((pattern) => pattern.test(path));
		return place < 0 ? ORDER.length : place;
	};
	return files.sort((a, b) => rank(a) - rank(b));
}

function isDatabase(path: string): boolean {
	if (!path.endsWith('.db')) return false;
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(SQLITE.length);
		// Empty where it was just made: SQLite opens it all the same.
		return readSync(file, bytes) === 0 || bytes.toString('latin1') === SQLITE;
	} finally {
		closeSync(file);
	}
}
