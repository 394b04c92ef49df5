/** The two files of a building that say which device hangs where: read together, replaced whole, kept as they were. */
import { hash } from 'node:crypto';
import {
	closeSync,
	cpSync,
	fsyncSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Building } from '#floorplan/building.ts';
import { readBuilding } from '#floorplan/read-building.ts';

/** The text of both files. */
export interface RegistryFiles {
	devices: string;
	placements: string;
}

const PREVIOUS = 'previous';
/** Older ones are of no use to an undo, which goes back one step at a time. */
const VERSIONS_KEPT = 50;

/** @throws where a file cannot be read */
export function readFiles(folder: string): RegistryFiles {
	return {
		devices: readFileSync(join(folder, 'devices.json'), 'utf8'),
		placements: readFileSync(join(folder, 'placements.json'), 'utf8')
	};
}

/** Tells two versions apart. */
export function fingerprint({ devices, placements }: RegistryFiles): string {
	return hash('sha256', JSON.stringify([devices, placements]), 'base64url');
}

/**
 * The building as it would be with these files, read by the same reader as at the start.
 * @throws {BuildingError} with every fault
 */
export function tryBuilding(folder: string, files: RegistryFiles): Building {
	const draft = mkdtempSync(join(tmpdir(), 'nyaman-building-'));
	try {
		for (const name of readdirSync(folder)) {
			if (/\.(json|geojson)$/.test(name)) cpSync(join(folder, name), join(draft, name));
		}
		writeFileSync(join(draft, 'devices.json'), files.devices);
		writeFileSync(join(draft, 'placements.json'), files.placements);
		return readBuilding(draft);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}

/** Keeps a version beside the files. @returns the name under which `readPrevious` finds it. */
export function keepPrevious(folder: string, files: RegistryFiles, now: number): string {
	const all = join(folder, PREVIOUS);
	mkdirSync(all, { recursive: true });
	const versions = readdirSync(all).sort();
	let name = new Date(now).toISOString().replaceAll(':', '-');
	// Two within a millisecond, or a demo's clock that stood there before.
	while (versions.includes(name)) name += '+';
	mkdirSync(join(all, name));
	writeWhole(join(all, name, 'devices.json'), files.devices);
	writeWhole(join(all, name, 'placements.json'), files.placements);
	for (const old of versions.slice(0, -(VERSIONS_KEPT - 1))) {
		rmSync(join(all, old), { recursive: true, force: true });
	}
	return name;
}

/** @throws where that version is not there any more */
export function readPrevious(folder: string, name: string): RegistryFiles {
	return readFiles(join(folder, PREVIOUS, basename(name)));
}

/**
 * Replaces both files, each whole or not at all; what cannot be written is found before either
 * is touched. A device is registered before it is placed and placed no more before it is taken
 * out, so that a stop between the two leaves a good building.
 */
export function writeFiles(folder: string, files: RegistryFiles, first: keyof RegistryFiles): void {
	const order: (keyof RegistryFiles)[] =
		first === 'devices' ? ['devices', 'placements'] : ['placements', 'devices'];
	const drafts = order.map((name) => {
		const path = join(folder, `${name}.json`);
		return { path, draft: writeDraft(path, files[name]) };
	});
	for (const { path, draft } of drafts) renameSync(draft, path);
	syncFolder(folder);
}

/** JSON as the sample's files are written: tabs, and a position on one line. */
export function fileText(value: unknown): string {
	const pair = /\[\n\s*(-?[\d.e+-]+),\n\s*(-?[\d.e+-]+)\n\s*\]/g;
	return `${JSON.stringify(value, null, '\t').replace(pair, '[$1, $2]')}\n`;
}

function writeWhole(path: string, text: string): void {
	renameSync(writeDraft(path, text), path);
	syncFolder(dirname(path));
}

/** The text in a file beside its place, durable. @returns that file's path. */
function writeDraft(path: string, text: string): string {
	const draft = `${path}.${process.pid}.tmp`;
	try {
		const file = openSync(draft, 'w');
		try {
			writeFileSync(file, text);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		return draft;
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
}

/** The new name is durable only with its folder; Windows has no such call and needs none. */
function syncFolder(path: string): void {
	if (process.platform === 'win32') return;
	const folder = openSync(path, 'r');
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}
