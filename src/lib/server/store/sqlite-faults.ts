/** SQLite's result codes in words that tell a person what to do. */
import { StoreUnavailable } from './store.ts';

/** Primary result codes, https://sqlite.org/rescode.html. */
const CAUSES: Record<number, string> = {
	5: 'another process holds the file (SQLITE_BUSY)',
	6: 'another connection holds a table (SQLITE_LOCKED)',
	7: 'out of memory (SQLITE_NOMEM)',
	8: 'the file or its folder cannot be written (SQLITE_READONLY)',
	10: 'the disk failed to read or write (SQLITE_IOERR)',
	11: 'the file is damaged (SQLITE_CORRUPT)',
	13: 'the disk is full (SQLITE_FULL)',
	14: 'the file cannot be opened (SQLITE_CANTOPEN)',
	26: 'the file is not a SQLite database (SQLITE_NOTADB)'
};

/** The StoreUnavailable that says what SQLite met while it was `doing`; the cause is attached. */
export function sqliteUnavailable(doing: string, error: unknown): StoreUnavailable {
	const message = error instanceof Error ? error.message : String(error);
	const cause = error instanceof Error && 'errcode' in error ? primary(error.errcode) : undefined;
	return new StoreUnavailable(`${doing}: ${cause ? `${cause}: ${message}` : message}`, {
		cause: error
	});
}

function primary(errcode: unknown): string | undefined {
	return typeof errcode === 'number' ? CAUSES[errcode & 0xff] : undefined;
}
