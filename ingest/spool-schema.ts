/** The tables of spool.db: what was acknowledged and is not yet in the store, and what is known now. */

/**
 * `batch` holds encoded readings, a row a commit; `seen` the recognition keys of the same
 * commit; `last` the newest value of each series that is in no batch any more; `ledger` what became of everything, a row
 * a minute and term; `quarantine` what could not be read, newest kept. Of each device:
 * `activity` counts by the hour, `rhythm` the pauses between its messages, `refusal` what was
 * not read of it, a row a reason.
 */
export const SPOOL_SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	n INTEGER NOT NULL,
	body TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS seen (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	n INTEGER NOT NULL,
	keys TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS last (
	device TEXT NOT NULL,
	channel TEXT NOT NULL,
	metric TEXT NOT NULL,
	value REAL NOT NULL,
	at INTEGER NOT NULL,
	received_at INTEGER NOT NULL,
	origin TEXT NOT NULL,
	PRIMARY KEY (device, channel, metric)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (
	minute INTEGER NOT NULL,
	term TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (minute, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	received_at INTEGER NOT NULL,
	topic TEXT NOT NULL,
	reason TEXT NOT NULL,
	detail TEXT NOT NULL,
	size INTEGER NOT NULL,
	payload TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS activity (
	device TEXT NOT NULL,
	hour INTEGER NOT NULL,
	readings INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	PRIMARY KEY (device, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rhythm (
	device TEXT PRIMARY KEY,
	heard_at INTEGER NOT NULL,
	pauses TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusal (
	device TEXT NOT NULL,
	reason TEXT NOT NULL,
	n INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	detail TEXT NOT NULL,
	PRIMARY KEY (device, reason)
) STRICT, WITHOUT ROWID;
`;
