/** Officers' presses and held places in app.db: written once, taken back visibly, never deleted. */
import type { EntryKind, LedgerEntry } from '../../domain/parking/ledger.ts';
import type { AppDb } from '../app-db/app-db.ts';

export interface NotedEntry extends LedgerEntry {
	note: string;
	undoneBy: string | null;
}

/** A place out of service, or kept for someone. */
export interface Hold {
	id: number;
	/** Key of a bay or of an area. */
	place: string;
	/** How many: 1 for a bay. */
	places: number;
	kind: 'closed' | 'reserved';
	reason: string;
	person: string;
	from: number;
	to: number | null;
}

/** More are not read back: an officer would press for weeks to make them. */
const MOST = 20_000;

export class ParkingLedger {
	readonly #db: AppDb;

	constructor(db: AppDb) {
		this.#db = db;
	}

	/** Keeps a press; one whose id is known already changes nothing. @returns whether it was new */
	add(entry: NotedEntry): boolean {
		const { changes } = this.#db
			.prepare(
				`INSERT INTO parking_entry
				 (id, pool, kind, change, counted, note, person, pressed_at, received_at)
				 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
			)
			.run(
				...[entry.id, entry.pool, entry.kind, entry.change, entry.counted, entry.note],
				...[entry.person, entry.pressedAt, entry.receivedAt]
			);
		return Number(changes) === 1;
	}

	has(id: string): boolean {
		return this.#db.prepare('SELECT 1 FROM parking_entry WHERE id = ?').get(id) !== undefined;
	}

	/** Takes a press back. @returns false: there is none, or it was taken back before */
	undo(id: string, person: string, now: number): boolean {
		const { changes } = this.#db
			.prepare(
				'UPDATE parking_entry SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL'
			)
			.run(now, person, id);
		return Number(changes) === 1;
	}

	/** Pressed since then, the oldest first. */
	since(from: number): NotedEntry[] {
		return this.#db
			.prepare('SELECT * FROM parking_entry WHERE pressed_at >= ? ORDER BY pressed_at LIMIT ?')
			.all(from, MOST)
			.map((row) => ({
				id: String(row.id),
				pool: String(row.pool),
				kind: String(row.kind) as EntryKind,
				change: Number(row.change),
				counted: row.counted === null ? null : Number(row.counted),
				note: String(row.note),
				person: String(row.person),
				pressedAt: Number(row.pressed_at),
				receivedAt: Number(row.received_at),
				undoneAt: row.undone_at === null ? null : Number(row.undone_at),
				undoneBy: row.undone_by === null ? null : String(row.undone_by)
			}));
	}

	hold(hold: Omit<Hold, 'id' | 'to'>): void {
		this.#db
			.prepare(
				`INSERT INTO parking_hold (place, places, kind, reason, person, from_at)
				 VALUES (?, ?, ?, ?, ?, ?)`
			)
			.run(hold.place, hold.places, hold.kind, hold.reason, hold.person, hold.from);
	}

	/** @returns false: there is none that lasts */
	release(id: number, person: string, now: number): boolean {
		const { changes } = this.#db
			.prepare('UPDATE parking_hold SET to_at = ?, ended_by = ? WHERE id = ? AND to_at IS NULL')
			.run(now, person, id);
		return Number(changes) === 1;
	}

	/** Those that last. */
	holds(): Hold[] {
		return this.#db
			.prepare('SELECT * FROM parking_hold WHERE to_at IS NULL ORDER BY id')
			.all()
			.map((row) => ({
				id: Number(row.id),
				place: String(row.place),
				places: Number(row.places),
				kind: row.kind === 'reserved' ? 'reserved' : 'closed',
				reason: String(row.reason),
				person: String(row.person),
				from: Number(row.from_at),
				to: null
			}));
	}
}
