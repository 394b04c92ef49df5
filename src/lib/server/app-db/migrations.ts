/** The tables of app.db as a list of steps: a new one is added at the end, and none is ever changed. */
import { PARKING } from './parking-tables.ts';
import { OCCUPANCY } from './occupancy-tables.ts';

/** `name_key` is the name as it is compared: lower case. Only hashes of PINs, sessions and links are kept. */
const PEOPLE = `
CREATE TABLE person (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL UNIQUE,
	pin_hash TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
	token_hash TEXT PRIMARY KEY,
	person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person);
CREATE TABLE setup_link (
	token_hash TEXT PRIMARY KEY,
	expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/**
 * The person's name as text: it stands beside the change after the person has gone. `previous`
 * names the folder that keeps the files as they were, `fingerprint` the files as they became.
 */
const CHANGES = `
CREATE TABLE audit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	person TEXT NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	before TEXT,
	after TEXT
) STRICT;
CREATE TABLE registry_change (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	person TEXT NOT NULL,
	old_device TEXT NOT NULL,
	new_device TEXT NOT NULL,
	previous TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	undone_at INTEGER
) STRICT;
`;

export const MIGRATIONS: readonly string[] = [PEOPLE, CHANGES, PARKING, OCCUPANCY];
