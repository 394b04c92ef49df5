/** Watches the building's folder: a good change takes the place of the plan in use, a broken one is refused whole. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Building } from '#floorplan/building.ts';
import { BuildingError, readBuilding } from '#floorplan/read-building.ts';

export interface FolderWatch {
	/** The building's folder. */
	folder: string;
	/** A change that was read without a fault. @param version tells it from every other state. */
	onChange(building: Building, version: string): void;
	/** A change that cannot be used, a sentence a fault; the plan in use stays. */
	onFault(faults: readonly string[]): void;
	/** A fault was taken back, and the folder is again as the plan in use. */
	onSame(): void;
	/** Editors and copies write in several steps: so long after the last, ms. */
	settleMs?: number;
	/** File systems that tell nothing are asked so often, ms. */
	pollMs?: number;
}

const SETTLE_MS = 250;
const POLL_MS = 5_000;
const FILES = /\.(json|geojson|png|jpg)$/;

/** Starts watching; the folder as it is now counts as the plan in use. @returns stops it. */
export function watchFolder({
	folder,
	onChange,
	onFault,
	onSame,
	settleMs = SETTLE_MS,
	pollMs = POLL_MS
}: FolderWatch): () => void {
	let inUse = versionOf(folder);
	/** The last state that was looked at, good or not. */
	let looked = stampOf(folder);
	let faulty = false;
	let timer: NodeJS.Timeout | null = null;
	let watchers: FSWatcher[] = [];

	function look(): void {
		timer = null;
		const stamp = stampOf(folder);
		if (stamp === looked) return;
		const version = versionOf(folder);
		looked = stamp;
		if (version === inUse) {
			if (faulty) onSame();
			faulty = false;
			return;
		}
		try {
			const building = readBuilding(folder);
			// Still being written: what was read may be half of each.
			if (stampOf(folder) !== stamp) return settle();
			inUse = version;
			faulty = false;
			onChange(building, version);
		} catch (error) {
			faulty = true;
			onFault(error instanceof BuildingError ? error.faults : [String(error)]);
		}
	}

	function settle(): void {
		if (timer) clearTimeout(timer);
		timer = setTimeout(look, settleMs);
	}

	/** The folder, and the one it lies in: a folder put in its place is another one to the system. */
	function listen(): void {
		for (const one of watchers) one.close();
		watchers = [folder, dirname(folder)].flatMap((place) => {
			try {
				const watcher = watch(place, (event) => {
					if (place !== folder && event === 'rename') listen();
					settle();
				});
				watcher.on('error', () => watcher.close());
				return [watcher];
			} catch {
				// Not there at the moment; the poll will find it again.
				return [];
			}
		});
	}

	listen();
	const polling = setInterval(() => {
		if (stampOf(folder) !== looked && !timer) {
			listen();
			settle();
		}
	}, pollMs);
	return () => {
		clearInterval(polling);
		if (timer) clearTimeout(timer);
		for (const one of watchers) one.close();
	};
}

/** The building's files as they lie there: changed whenever one is written. */
function stampOf(folder: string): string {
	return namesIn(folder)
		.map((name) => {
			try {
				const { size, mtimeMs, ino } = statSync(join(folder, name));
				return `${name} ${size} ${mtimeMs} ${ino}`;
			} catch {
				return `${name} gone`;
			}
		})
		.join('\n');
}

/** A hash of what the files hold, so that writing the same again changes nothing. */
export function versionOf(folder: string): string {
	const hash = createHash('sha256');
	for (const name of namesIn(folder)) {
		hash.update(`${name}\0`);
		try {
			hash.update(readFileSync(join(folder, name)));
		} catch {
			hash.update('gone');
		}
	}
	return hash.digest('base64url').slice(0, 16);
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder)
			.filter((name) => FILES.test(name))
			.sort();
	} catch {
		return [];
	}
}
