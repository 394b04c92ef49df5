/** A building's folder written whole or not at all, and only if the reader takes it. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Building } from '../building.ts';
import { BuildingError, readBuilding } from '../read-building.ts';
import type { BuildingFiles } from './import-plan.ts';

/**
 * Writes the files to a folder that is not there yet, or empty. They are read first, beside their
 * place, by the same reader as at the start.
 * @throws what the file system throws; then nothing is changed
 */
export function writeFolder(
	files: BuildingFiles,
	folder: string
): Result<Building, 'folder-in-use' | 'invalid-building'> {
	const place = resolve(folder);
	if (existsSync(place) && readdirSync(place).length > 0) {
		return refuse('folder-in-use', `${folder} is there already and not empty`);
	}
	mkdirSync(dirname(place), { recursive: true });
	const draft = `${place}.${process.pid}.tmp`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft);
	try {
		for (const [name, content] of files) writeFileSync(join(draft, name), content);
		const building = readBuilding(draft);
		renameSync(draft, place);
		return ok(building);
	} catch (error) {
		if (!(error instanceof BuildingError)) throw error;
		return refuse('invalid-building', error.faults.join('; '));
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}
