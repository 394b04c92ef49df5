/** A backup of a data folder while others write into it: built beside, named when it is whole. */
import {
	chmodSync,
	copyFileSync,
	createWriteStream,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statfsSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Config } from '../src/lib/server/config.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import { checkDatabase, copyHeld, openSnapshot } from './backup-database.ts';
import type { Snapshot } from './backup-database.ts';
import { dataFiles } from './backup-folder.ts';
import type { DataFile } from './backup-folder.ts';
import { DATA, SERVER_READINGS, sealed, writeManifest } from './backup-manifest.ts';
import type { BackupFile, BackupManifest } from './backup-manifest.ts';
import { CommandFault } from './command.ts';
import { chosen, exportText } from './export-run.ts';
import { lineProtocol } from './export-text.ts';
import type { Progress } from './progress.ts';
import { isSimulated, openReadings, placeOf } from './store-place.ts';

export interface BackupJob {
	config: Config;
	/** The folder that is to be the backup; it must not be there yet. */
	target: string;
	/** A server's readings are left where they are. */
	withoutReadings: boolean;
	createdAt: Date;
	signal: AbortSignal;
	progress: Progress;
}

/**
 * Makes the backup.
 * @throws {CommandFault} something cannot be read, or the disk has no room
 * @throws {StoreUnavailable} the readings' server does not answer
 * @throws the signal's reason; nothing is left behind
 */
export async function makeBackup(
	job: BackupJob
): Promise<Omit<BackupManifest, 'format' | 'product'>> {
	const { config, target, signal } = job;
	const part = `${target}.part`;
	rmSync(part, { recursive: true, force: true });
	// Hashes of PINs are in it, as in the folder itself.
	mkdirSync(part, { recursive: true, mode: 0o700 });
	try {
		const files = dataFiles(config.dataDir, dirname(part));
		needRoom(part, files);
		const sealedFiles = await copyFiles(job, files, part);
		const serverReadings =
			config.influx === null || job.withoutReadings ? null : await copyReadings(job, part);
		if (serverReadings) sealedFiles.push(await sealed(part, SERVER_READINGS));
		const manifest = {
			version: version(),
			createdAt: job.createdAt.toISOString(),
			simulated: isSimulated(config),
			store: placeOf(config),
			serverReadings,
			files: sealedFiles
		};
		signal.throwIfAborted();
		writeManifest(part, manifest);
		renameSync(part, target);
		return manifest;
	} catch (error) {
		rmSync(part, { recursive: true, force: true });
		throw error;
	}
}

function needRoom(folder: string, files: readonly DataFile[]): void {
	const need = files.reduce((sum, { bytes }) => sum + bytes, 0);
	const { bavail, bsize } = statfsSync(folder);
	if (bavail * bsize > need) return;
	throw new CommandFault(
		`${dirname(folder)} has room for ${megabytes(bavail * bsize)}, and ${megabytes(need)} are needed`
	);
}

/** As a person reads it. */
export function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

async function copyFiles(
	{ config, signal, progress }: BackupJob,
	files: readonly DataFile[],
	part: string
): Promise<BackupFile[]> {
	const total = files.reduce((sum, { bytes }) => sum + bytes, 1);
	const copies: BackupFile[] = [];
	const done: string[] = [];
	const source = (path: string) => join(config.dataDir, path);
	const target = (path: string) => {
		mkdirSync(dirname(join(part, DATA, path)), { recursive: true, mode: 0o700 });
		return join(part, DATA, path);
	};
	// What a process holds for itself is taken first, since readings go from there into the rest;
	// then one moment is held of all the others.
	const { held, snapshots } = await openAll(files, source, (path) =>
		copyHeld(source(path), target(path))
	);
	try {
		let bytes = 0;
		for (const file of files) {
			signal.throwIfAborted();
			const snapshot = snapshots.get(file.path);
			if (snapshot) {
				await snapshot.copyTo(target(file.path), (share) =>
					progress.show((bytes + share * file.bytes) / total, done.length)
				);
			} else if (!held.has(file.path) && !copyPlain(source(file.path), target(file.path))) {
				progress.say(`${file.path} went away meanwhile, and is not in the backup`);
				continue;
			}
			if (file.kind === 'database') checkDatabase(target(file.path));
			chmodSync(target(file.path), 0o600);
			copies.push(await sealed(part, `${DATA}/${file.path}`));
			done.push(file.path);
			bytes += file.bytes;
			progress.show(Math.min(0.99, bytes / total), done.length);
		}
	} finally {
		for (const snapshot of snapshots.values()) snapshot.close();
	}
	return copies;
}

async function openAll(
	files: readonly DataFile[],
	source: (path: string) => string,
	copy: (path: string) => Promise<void>
): Promise<{ held: Set<string>; snapshots: Map<string, Snapshot> }> {
	const held = new Set<string>();
	const snapshots = new Map<string, Snapshot>();
	try {
		for (const { path, kind } of files) {
			if (kind !== 'database') continue;
			const snapshot = openSnapshot(source(path));
			if (snapshot) snapshots.set(path, snapshot);
			else {
				await copy(path);
				held.add(path);
			}
		}
		return { held, snapshots };
	} catch (error) {
		for (const snapshot of snapshots.values()) snapshot.close();
		throw error;
	}
}

function copyPlain(from: string, to: string): boolean {
	try {
		copyFileSync(from, to);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
		throw error;
	}
}

async function copyReadings(
	{ config, signal, progress }: BackupJob,
	part: string
): Promise<{ readings: number; series: number }> {
	const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
	const series = chosen(await store.series(), { devices: [], channels: [], metrics: [] });
	await store.close();
	progress.say(`${placeOf(config)}: ${series.length} series, as line protocol`);
	const from = openReadings(config);
	let readings = 0;
	const span = { from: -Infinity, to: Infinity };
	const text = exportText(from, series, span, lineProtocol(), (_series, n) => (readings = n));
	try {
		await pipeline(
			Readable.from(text),
			createGzip(),
			createWriteStream(join(part, SERVER_READINGS), { mode: 0o600 }),
			{ signal }
		);
	} finally {
		from.close();
	}
	return { readings, series: series.length };
}

function version(): string {
	const { version }: { version: string } = JSON.parse(
		readFileSync(new URL('../package.json', import.meta.url), 'utf8')
	);
	return version;
}
