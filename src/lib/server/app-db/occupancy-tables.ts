/** Tables of app.db for what people do about the count of people: recounts, what was undone, doors turned, zones set. */

/**
 * `zone` is `building` or the key of a zone. A correction is named by its id in the ledger,
 * which is computed from the counts; only that it is undone is kept.
 */
export const OCCUPANCY = `
CREATE TABLE occupancy_recount (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	zone TEXT NOT NULL,
	people INTEGER NOT NULL,
	margin INTEGER NOT NULL,
	person TEXT NOT NULL,
	undone_at INTEGER,
	undone_by TEXT
) STRICT;
CREATE INDEX occupancy_recount_at ON occupancy_recount (at);
CREATE TABLE occupancy_undone (
	zone TEXT NOT NULL,
	correction TEXT NOT NULL,
	at INTEGER NOT NULL,
	person TEXT NOT NULL,
	PRIMARY KEY (zone, correction)
) STRICT, WITHOUT ROWID;
CREATE TABLE occupancy_turned (
	device TEXT NOT NULL,
	channel TEXT NOT NULL,
	at INTEGER NOT NULL,
	person TEXT NOT NULL,
	PRIMARY KEY (device, channel)
) STRICT, WITHOUT ROWID;
CREATE TABLE occupancy_zone (
	zone TEXT PRIMARY KEY,
	capacity INTEGER,
	staff INTEGER NOT NULL,
	at INTEGER NOT NULL,
	person TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
