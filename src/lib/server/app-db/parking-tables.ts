/** The tables of the parking officers' notes: presses and recounts as they were made, and places out of use. */

/** `id` is made by the phone, so that a press sent twice is one. Nothing is ever deleted: what is taken back says when. */
export const PARKING = `
CREATE TABLE parking_entry (
	id TEXT PRIMARY KEY,
	pool TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('step', 'recount', 'full', 'open')),
	change INTEGER NOT NULL,
	counted INTEGER,
	note TEXT NOT NULL,
	person TEXT NOT NULL,
	pressed_at INTEGER NOT NULL,
	received_at INTEGER NOT NULL,
	undone_at INTEGER,
	undone_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX parking_entry_pressed ON parking_entry (pressed_at);
CREATE TABLE parking_hold (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	place TEXT NOT NULL,
	places INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('closed', 'reserved')),
	reason TEXT NOT NULL,
	person TEXT NOT NULL,
	from_at INTEGER NOT NULL,
	to_at INTEGER,
	ended_by TEXT
) STRICT;
`;
