/** Reads a building's folder, and lays the sample's files where there is no folder yet. */
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { ServiceCalendar } from '#lib/domain/calendar-day.ts';
import { DEFAULT_BASIS, type ComfortBasis } from '#lib/domain/comfort/basis.ts';
import type { Building, Level, Placement } from './building.ts';
import { disagreements } from './checks.ts';
import { project } from './geometry.ts';
import { readLevel } from './read-level.ts';
import { calendarFile } from './schema-calendar.ts';
import {
	buildingFile,
	comfortFile,
	devicesFile,
	faultsOf,
	levelFile,
	limitsFile,
	placementsFile
} from './schema.ts';

/** A building's folder that cannot be used: everything that is wrong, not only the first. */
export class BuildingError extends Error {
	readonly faults: readonly string[];

	constructor(folder: string, faults: readonly string[]) {
		super(`the building in ${folder} cannot be read:\n${faults.map((f) => `- ${f}`).join('\n')}`);
		this.name = 'BuildingError';
		this.faults = faults;
	}
}

/**
 * The building of a folder: `building.json`, `devices.json`, `placements.json`, `limits.json`,
 * `comfort.json`, `calendar.json` and one `*.geojson` a level. Lengths in metres about the anchor, to the millimetre.
 * @throws {BuildingError} with a sentence a fault, each naming the file and the thing.
 */
export function readBuilding(folder: string): Building {
	const faults: string[] = [];
	const read = <Schema extends v.GenericSchema>(file: string, schema: Schema) =>
		readFile(folder, file, schema, faults);

	const head = read('building.json', buildingFile);
	const devices = read('devices.json', devicesFile);
	const placed = read('placements.json', placementsFile);
	const limits = read('limits.json', limitsFile);
	const calendar = readCalendar(folder, faults);
	const comfort = readComfort(folder, faults);
	const drawn = levelFiles(folder).map((file) => ({ file, content: read(file, levelFile) }));
	if (drawn.length === 0) faults.push('*.geojson: there is no level');
	if (!head || !devices || !placed || !limits || !calendar || !comfort)
		throw new BuildingError(folder, faults);

	const files = new Map<Level, string>();
	for (const { file, content } of drawn) {
		if (!content) continue;
		const result = readLevel(head.anchor, content.features);
		faults.push(...result.faults.map((fault) => `${file}: ${fault}`));
		if (result.level) files.set(result.level, file);
	}
	const placements = placed.map(({ position, ...rest }): Placement => {
		return { ...rest, at: project(head.anchor, position) };
	});
	const levels = [...files.keys()].sort(
		(a, b) => a.ordinal - b.ordinal || Number(a.outdoor) - Number(b.outdoor)
	);
	const building: Building = { ...head, levels, devices, placements, limits, comfort, calendar };
	// A level that could not be read would only repeat itself as rooms that are not there.
	if (files.size === drawn.length) faults.push(...disagreements(building, files));
	if (faults.length > 0) throw new BuildingError(folder, faults);
	return building;
}

/** A folder from before there were calendars serves on weekdays; one that is wrong is a fault. */
const DEFAULT_CALENDAR: ServiceCalendar = {
	weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00']]])),
	exceptions: []
};

function readCalendar(folder: string, faults: string[]): ServiceCalendar | null {
	const file = 'calendar.json';
	if (!existsSync(join(folder, file))) return DEFAULT_CALENDAR;
	return readFile(folder, file, calendarFile, faults);
}

/** A folder from before there was such a file follows the defaults. */
function readComfort(folder: string, faults: string[]): ComfortBasis | null {
	const file = 'comfort.json';
	if (!existsSync(join(folder, file))) return DEFAULT_BASIS;
	return readFile(folder, file, comfortFile, faults);
}

function levelFiles(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.geojson'))
		.sort();
}

function readFile<Schema extends v.GenericSchema>(
	folder: string,
	file: string,
	schema: Schema,
	faults: string[]
): v.InferOutput<Schema> | null {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(join(folder, file), 'utf8'));
	} catch (error) {
		const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		faults.push(`${file}: ${missing ? 'is missing' : `cannot be read: ${String(error)}`}`);
		return null;
	}
	const result = v.safeParse(schema, json);
	if (result.success) return result.output;
	faults.push(...faultsOf(result.issues).map((fault) => `${file}: ${fault}`));
	return null;
}

/**
 * Copies a building's data files to a folder that is not there yet; one that is there is left
 * as it is, whatever it holds. The folder appears whole or not at all.
 * @returns whether the files were copied.
 */
export function seedBuilding(from: string, to: string): boolean {
	if (existsSync(to)) return false;
	mkdirSync(dirname(to), { recursive: true });
	const draft = `${to}.${process.pid}.tmp`;
	rmSync(draft, { recursive: true, force: true });
	cpSync(from, draft, {
		recursive: true,
		filter: (source) => source === from || /\.(json|geojson)$/.test(source)
	});
	try {
		renameSync(draft, to);
		return true;
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		// Another process was quicker: its folder stands.
		if (existsSync(to)) return false;
		throw error;
	}
}
