/** The record of changes: the name beside what it changed, from what, to what. */
import type { AppDb } from './app-db.ts';

/** What can be done to the product by a person. */
export type AuditAction =
	| 'set-up'
	| 'add-person'
	| 'change-pin'
	| 'remove-person'
	| 'replace-device'
	| 'undo-replace-device'
	| 'recount'
	| 'undo-recount'
	| 'undo-correction'
	| 'redo-correction'
	| 'turn-counter'
	| 'set-zone';

export interface AuditEntry {
	/** By the building's clock, epoch ms UTC. */
	at: number;
	/** Name of who did it. */
	person: string;
	action: AuditAction;
	/** What was changed: a person's name, a device's id. */
	subject: string;
	/** Plain data; null: there was nothing. */
	before: unknown;
	after: unknown;
}

export function record(db: AppDb, entry: AuditEntry): void {
	db.prepare(
		'INSERT INTO audit (at, person, action, subject, before, after) VALUES (?, ?, ?, ?, ?, ?)'
	).run(
		entry.at,
		entry.person,
		entry.action,
		entry.subject,
		entry.before === null ? null : JSON.stringify(entry.before),
		entry.after === null ? null : JSON.stringify(entry.after)
	);
}

/** The newest changes first. */
export function changes(db: AppDb, limit: number): AuditEntry[] {
	return db
		.prepare('SELECT * FROM audit ORDER BY id DESC LIMIT ?')
		.all(limit)
		.map((row) => ({
			at: Number(row.at),
			person: String(row.person),
			action: String(row.action) as AuditAction,
			subject: String(row.subject),
			before: row.before === null ? null : JSON.parse(String(row.before)),
			after: row.after === null ? null : JSON.parse(String(row.after))
		}));
}
