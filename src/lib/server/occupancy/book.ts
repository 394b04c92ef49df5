/** What people have said and undone about the count of people, kept in app.db with their names. */
import { ok, refuse, type Result } from '../../domain/result.ts';
import type { AppDb } from '../app-db/app-db.ts';
import { transaction } from '../app-db/app-db.ts';
import { record, type AuditAction } from '../app-db/audit.ts';
import type { Clock } from '../clock.ts';
import { readRecounting, readZoneSetting, type InputFault, type ZoneSetting } from './inputs.ts';

export interface Recount {
	/** As the ledger names it. */
	id: string;
	/** Epoch ms UTC. */
	at: number;
	zone: string;
	people: number;
	/** Persons by which it may be off, nine times of ten. */
	margin: number;
	person: string;
	undoneAt: number | null;
	undoneBy: string | null;
}

/** A correction of the estimator's own that a person has undone. */
export interface UndoneCorrection {
	zone: string;
	correction: string;
	at: number;
	person: string;
}

export interface BookDeps {
	db: AppDb;
	/** The building's clock. */
	now: Clock;
	/** Told after every change: figures are to be computed again, and screens to be told. */
	onChange(): void;
}

export class OccupancyBook {
	readonly #deps: BookDeps;
	#version = 0;

	constructor(deps: BookDeps) {
		this.#deps = deps;
	}

	/** Grows with every change since the start. */
	get version(): number {
		return this.#version;
	}

	/** Those since an instant, in order; the undone ones too. */
	recounts(since: number): Recount[] {
		return this.#deps.db
			.prepare('SELECT * FROM occupancy_recount WHERE at >= ? ORDER BY at, id')
			.all(since)
			.map((row) => ({
				id: `recount:${Number(row.id)}`,
				at: Number(row.at),
				zone: String(row.zone),
				people: Number(row.people),
				margin: Number(row.margin),
				person: String(row.person),
				undoneAt: row.undone_at === null ? null : Number(row.undone_at),
				undoneBy: row.undone_by === null ? null : String(row.undone_by)
			}));
	}

	undone(): UndoneCorrection[] {
		return this.#deps.db
			.prepare('SELECT * FROM occupancy_undone ORDER BY at')
			.all()
			.map((row) => ({
				zone: String(row.zone),
				correction: String(row.correction),
				at: Number(row.at),
				person: String(row.person)
			}));
	}

	/** Counters whose direction a person has turned, as `device|channel`. */
	turned(): Set<string> {
		const rows = this.#deps.db.prepare('SELECT device, channel FROM occupancy_turned').all();
		return new Set(rows.map((row) => lineKey(String(row.device), String(row.channel))));
	}

	settings(): ZoneSetting[] {
		return this.#deps.db
			.prepare('SELECT zone, capacity, staff FROM occupancy_zone')
			.all()
			.map((row) => ({
				zone: String(row.zone),
				capacity: row.capacity === null ? null : Number(row.capacity),
				staff: Number(row.staff)
			}));
	}

	/** Someone counted the people in a zone. @param input `{ zone, people }` as a form has them. */
	recount(person: string, input: unknown, zones: ReadonlySet<string>): Result<Recount, InputFault> {
		const read = readRecounting(input, zones);
		if (!read.ok) return read;
		const { zone, people, margin } = read.value;
		const at = this.#deps.now();
		const id = this.#write(person, 'recount', zone, null, { people }, () => {
			const { lastInsertRowid } = this.#deps.db
				.prepare(
					'INSERT INTO occupancy_recount (at, zone, people, margin, person) VALUES (?, ?, ?, ?, ?)'
				)
				.run(at, zone, people, margin, person);
			return Number(lastInsertRowid);
		});
		const nobody = { undoneAt: null, undoneBy: null };
		return ok({ id: `recount:${id}`, at, zone, people, margin, person, ...nobody });
	}

	/** Undoes a correction by its id in the ledger: a recount, or one of the estimator's own. */
	undo(person: string, zone: string, id: string): Result<null, 'nothing-to-undo'> {
		const recount = /^recount:(\d{1,15})$/.exec(id);
		return recount
			? this.#undoRecount(person, Number(recount[1]))
			: this.#leaveOut(person, zone, id);
	}

	/** Takes an undone correction of the estimator's own in again. */
	redo(person: string, zone: string, id: string): Result<null, 'nothing-to-undo'> {
		const { db } = this.#deps;
		const there = db
			.prepare('SELECT 1 FROM occupancy_undone WHERE zone = ? AND correction = ?')
			.get(zone, id);
		if (there === undefined) return refuse('nothing-to-undo', id);
		this.#write(person, 'redo-correction', `${zone} ${id}`, null, null, () => {
			db.prepare('DELETE FROM occupancy_undone WHERE zone = ? AND correction = ?').run(zone, id);
		});
		return ok(null);
	}

	/** Turns a counter's direction, for all it has counted; once more turns it back. */
	turn(
		person: string,
		line: { device: string; channel: string },
		lines: ReadonlySet<string>
	): Result<{ turned: boolean }, InputFault> {
		const { device, channel } = line;
		const key = lineKey(device, channel);
		if (!lines.has(key)) return refuse('line-unknown', key);
		const before = this.turned().has(key);
		const { db, now } = this.#deps;
		this.#write(person, 'turn-counter', key, { turned: before }, { turned: !before }, () => {
			if (before) {
				db.prepare('DELETE FROM occupancy_turned WHERE device = ? AND channel = ?').run(
					device,
					channel
				);
			} else {
				db.prepare(
					'INSERT INTO occupancy_turned (device, channel, at, person) VALUES (?, ?, ?, ?)'
				).run(device, channel, now(), person);
			}
		});
		return ok({ turned: !before });
	}

	/** Sets a zone's capacity and staff. @param input `{ zone, capacity, staff }` as a form has them. */
	setZone(
		person: string,
		input: unknown,
		zones: ReadonlySet<string>
	): Result<ZoneSetting, InputFault> {
		const read = readZoneSetting(input, zones);
		if (!read.ok) return read;
		const { zone, capacity, staff } = read.value;
		const before = this.settings().find((one) => one.zone === zone) ?? null;
		this.#write(person, 'set-zone', zone, before, read.value, () => {
			this.#deps.db
				.prepare(
					`INSERT INTO occupancy_zone (zone, capacity, staff, at, person) VALUES (?1, ?2, ?3, ?4, ?5)
					 ON CONFLICT (zone) DO UPDATE SET capacity = ?2, staff = ?3, at = ?4, person = ?5`
				)
				.run(zone, capacity, staff, this.#deps.now(), person);
		});
		return ok(read.value);
	}

	#undoRecount(person: string, id: number): Result<null, 'nothing-to-undo'> {
		const { db, now } = this.#deps;
		const row = db
			.prepare('SELECT zone, people FROM occupancy_recount WHERE id = ? AND undone_at IS NULL')
			.get(id);
		if (row === undefined) return refuse('nothing-to-undo', `recount ${id}`);
		const before = { people: Number(row.people) };
		this.#write(person, 'undo-recount', String(row.zone), before, null, () => {
			db.prepare('UPDATE occupancy_recount SET undone_at = ?, undone_by = ? WHERE id = ?').run(
				now(),
				person,
				id
			);
		});
		return ok(null);
	}

	#leaveOut(person: string, zone: string, id: string): Result<null, 'nothing-to-undo'> {
		if (!UNDOABLE.test(id) || id.length > 300) return refuse('nothing-to-undo', id);
		const { db, now } = this.#deps;
		this.#write(person, 'undo-correction', `${zone} ${id}`, null, null, () => {
			db.prepare(
				'INSERT OR IGNORE INTO occupancy_undone (zone, correction, at, person) VALUES (?, ?, ?, ?)'
			).run(zone, id, now(), person);
		});
		return ok(null);
	}

	#write<T>(
		person: string,
		action: AuditAction,
		subject: string,
		before: unknown,
		after: unknown,
		work: () => T
	): T {
		const { db, now, onChange } = this.#deps;
		const done = transaction(db, () => {
			record(db, { at: now(), person, action, subject, before, after });
			return work();
		});
		this.#version += 1;
		onChange();
		return done;
	}
}

/** What the estimator does by its rules and can leave; nothing brings people below zero. */
const UNDOABLE = /^(closing-zero|ratio|gap|implausible|counter-replaced):/;

export function lineKey(device: string, channel: string): string {
	return `${device}|${channel}`;
}
