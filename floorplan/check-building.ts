/** What is wrong with a building's folder, and what is only worth a look: file, feature and fault apart. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Building, Level } from './building.ts';
import { bounds, contains } from './geometry.ts';
import { BuildingError, readBuilding } from './read-building.ts';
import { faultsOf, levelFile } from './schema.ts';

export interface Finding {
	/** Name of the file in the folder. */
	file: string;
	/** What a person can search for in it; null: the file as a whole. */
	feature: string | null;
	fault: string;
}

export interface Check {
	/** Any of these, and the folder is refused. */
	faults: Finding[];
	/** Worth a look; the folder is taken. */
	notes: Finding[];
	/** null where the folder cannot be read. */
	building: Building | null;
}

/** m; `project` is true to a millimetre so far from the anchor. */
const REACH_M = 1_000;

/** Never throws for what is in the folder. */
export function checkFolder(folder: string): Check {
	try {
		const building = readBuilding(folder);
		const faults = [...underlayFaults(folder, building), ...keptFaults(folder)].map(findingOf);
		return { faults, notes: faults.length > 0 ? [] : notesOf(building).map(findingOf), building };
	} catch (error) {
		if (!(error instanceof BuildingError)) throw error;
		return { faults: error.faults.map(findingOf), notes: [], building: null };
	}
}

const FEATURE =
	/^((?:[a-z]+ )*(?:"[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|\d+)|\d+(?:\.\w+)*|[a-zA-Z]+(?:\.\w+)*): (.*)$/s;

/** A sentence of a fault in its parts: `file: feature: what is wrong`. */
function findingOf(sentence: string): Finding {
	const at = sentence.indexOf(': ');
	if (at < 0) return { file: '', feature: null, fault: sentence };
	const [file, rest] = [sentence.slice(0, at), sentence.slice(at + 2)];
	const parts = FEATURE.exec(rest);
	return { file, feature: parts?.[1] ?? null, fault: parts?.[2] ?? rest };
}

function underlayFaults(folder: string, { levels }: Building): string[] {
	return levels.flatMap(({ key, underlay }) =>
		underlay && !existsSync(join(folder, underlay.file))
			? [`${underlay.file}: is missing, and lies under level "${key}"`]
			: []
	);
}

/** `imdf.json` is read by the export alone. */
function keptFaults(folder: string): string[] {
	const file = 'imdf.json';
	if (!existsSync(join(folder, file))) return [];
	try {
		const read = v.safeParse(levelFile, JSON.parse(readFileSync(join(folder, file), 'utf8')));
		return read.success ? [] : faultsOf(read.issues).map((fault) => `${file}: ${fault}`);
	} catch (error) {
		return [`${file}: cannot be read: ${String(error)}`];
	}
}

function notesOf(building: Building): string[] {
	const { levels, devices, placements } = building;
	const placed = new Set(placements.map(({ device }) => device));
	return [
		...levels.flatMap(levelNotes),
		...devices
			.filter(({ device }) => !placed.has(device))
			.map(({ device }) => `devices.json: device "${device}": hangs nowhere`)
	];
}

function levelNotes({ key, rooms, outline, walls, fixtures, outdoor }: Level): string[] {
	const say = (feature: string, fault: string): string => `${key}.geojson: ${feature}: ${fault}`;
	const box = bounds([...outline.flat(), ...rooms.flatMap(({ polygon }) => polygon.flat())]);
	const far = box ? Math.hypot(...[...box.min, ...box.max].map(Math.abs)) : 0;
	const bare = walls.length === 0 && !fixtures.some(({ kind }) => kind === 'wall') && !outdoor;
	return [
		...(far > REACH_M * 2 ? [say(`level "${key}"`, 'lies more than 1 km from the anchor')] : []),
		...(bare && rooms.length > 1 ? [say(`level "${key}"`, 'has no walls')] : []),
		...rooms
			.filter(({ labelAt }) => outline.length > 0 && !contains(outline, labelAt))
			.map((room) => say(`room "${room.key}"`, 'lies outside the outline of its level'))
	];
}
