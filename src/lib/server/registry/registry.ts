/** Changes to the building's registry by a person: made whole, kept reversible, with the name beside them. */
import { BuildingError } from '#floorplan/read-building.ts';
import type { Building } from '#floorplan/building.ts';
import type { Result } from '../../domain/result.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { AppDb } from '../app-db/app-db.ts';
import { transaction } from '../app-db/app-db.ts';
import { record } from '../app-db/audit.ts';
import type { Clock } from '../clock.ts';
import {
	fingerprint,
	keepPrevious,
	readFiles,
	readPrevious,
	tryBuilding,
	writeFiles
} from './files.ts';
import type { RegistryFiles } from './files.ts';
import { readReplacement, replaceIn } from './replacement.ts';
import type { ReplaceFault } from './replacement.ts';

/** A replacement that was made. */
export interface Replaced {
	id: number;
	/** Epoch ms UTC. */
	at: number;
	/** Who made it. */
	person: string;
	oldDevice: string;
	newDevice: string;
	undoneAt: number | null;
}

export interface RegistryDeps {
	/** The building's folder. */
	folder: string;
	db: AppDb;
	/** The building's clock: placements are dated by it. */
	now: Clock;
	/** Told once the files are changed. */
	onChange(building: Building): void;
}

export class Registry {
	readonly #deps: RegistryDeps;

	constructor(deps: RegistryDeps) {
		this.#deps = deps;
	}

	/**
	 * The same place from now on by another device; its history goes on under the new one.
	 * @throws what the file system throws; then nothing is changed
	 */
	replace(person: string, input: unknown): Result<Replaced, ReplaceFault> {
		const { folder, db, now } = this.#deps;
		const read = readReplacement(input);
		if (!read.ok) return read;
		const at = now();
		const files = readFiles(folder);
		const after = replaceIn(files, read.value, at);
		if (!after.ok) return after;
		const building = this.#try(after.value);
		if (!building.ok) return building;
		const { oldDevice, newDevice } = read.value;
		const previous = keepPrevious(folder, files, at);
		const id = this.#change(files, 'placements', () => {
			const { lastInsertRowid } = db
				.prepare(
					`INSERT INTO registry_change (at, person, old_device, new_device, previous, fingerprint)
					 VALUES (?, ?, ?, ?, ?, ?)`
				)
				.run(at, person, oldDevice, newDevice, previous, fingerprint(after.value));
			record(db, {
				at,
				person,
				action: 'replace-device',
				subject: oldDevice,
				before: { device: oldDevice },
				after: { device: newDevice }
			});
			writeFiles(folder, after.value, 'devices');
			return Number(lastInsertRowid);
		});
		this.#deps.onChange(building.value);
		return ok({ id, at, person, oldDevice, newDevice, undoneAt: null });
	}

	/** The last replacement, while nothing else has been changed since; null: there is none. */
	undoable(): Replaced | null {
		const last = this.#last();
		if (!last) return null;
		return fingerprint(readFiles(this.#deps.folder)) === last.fingerprint ? last.replaced : null;
	}

	/**
	 * Puts the files back as they were before the last replacement.
	 * @param id of the replacement that the person saw
	 * @throws what the file system throws; then nothing is changed
	 */
	undo(
		person: string,
		id: number
	): Result<Replaced, 'nothing-to-undo' | 'changed-since' | 'invalid-building'> {
		const { folder, db, now } = this.#deps;
		const last = this.#last();
		if (last?.replaced.id !== id) return refuse('nothing-to-undo', 'it is not the last change');
		if (fingerprint(readFiles(folder)) !== last.fingerprint) {
			return refuse('changed-since', 'the files were changed by hand since');
		}
		const files = readPrevious(folder, last.previous);
		const building = this.#try(files);
		if (!building.ok) return building;
		const { replaced } = last;
		const at = now();
		this.#change(readFiles(folder), 'devices', () => {
			db.prepare('UPDATE registry_change SET undone_at = ? WHERE id = ?').run(at, id);
			record(db, {
				at,
				person,
				action: 'undo-replace-device',
				subject: replaced.oldDevice,
				before: { device: replaced.newDevice },
				after: { device: replaced.oldDevice }
			});
			writeFiles(folder, files, 'placements');
		});
		this.#deps.onChange(building.value);
		return ok({ ...replaced, undoneAt: at });
	}

	/** The replacements that a device came or went by, the newest first. */
	changesOf(device: string): Replaced[] {
		return this.#deps.db
			.prepare(
				`SELECT * FROM registry_change WHERE old_device = ?1 OR new_device = ?1
				 ORDER BY id DESC LIMIT 50`
			)
			.all(device)
			.map(replacedOf);
	}

	/** One transaction; where it fails, the files are as they were before it. */
	#change<T>(before: RegistryFiles, first: keyof RegistryFiles, work: () => T): T {
		const { folder, db } = this.#deps;
		try {
			return transaction(db, work);
		} catch (error) {
			if (fingerprint(readFiles(folder)) !== fingerprint(before)) {
				writeFiles(folder, before, first);
			}
			throw error;
		}
	}

	#try(files: RegistryFiles): Result<Building, 'invalid-building'> {
		try {
			return ok(tryBuilding(this.#deps.folder, files));
		} catch (error) {
			if (!(error instanceof BuildingError)) throw error;
			return refuse('invalid-building', error.faults.join('; '));
		}
	}

	#last(): { replaced: Replaced; previous: string; fingerprint: string } | null {
		const row = this.#deps.db
			.prepare('SELECT * FROM registry_change WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1')
			.get();
		if (!row) return null;
		return {
			replaced: replacedOf(row),
			previous: String(row.previous),
			fingerprint: String(row.fingerprint)
		};
	}
}

function replacedOf(row: Record<string, unknown>): Replaced {
	return {
		id: Number(row.id),
		at: Number(row.at),
		person: String(row.person),
		oldDevice: String(row.old_device),
		newDevice: String(row.new_device),
		undoneAt: row.undone_at === null ? null : Number(row.undone_at)
	};
}
