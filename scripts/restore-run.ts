/** A backup back into a data folder: checked first, built beside, named when it is whole. */
import {
	chmodSync,
	copyFileSync,
	cpSync,
	createReadStream,
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	rmdirSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Reading } from '../src/lib/domain/reading.ts';
import type { Config } from '../src/lib/server/config.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import type { Store } from '../src/lib/server/store/store.ts';
import { checkDatabase, isInUse } from './backup-database.ts';
import { dataFiles } from './backup-folder.ts';
import { DATA, SERVER_READINGS, verify } from './backup-manifest.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { CommandFault } from './command.ts';
import { readLines } from './line-readings.ts';
import type { Progress } from './progress.ts';
import { placeOf } from './store-place.ts';

export interface RestoreJob {
	config: Config;
	/** The backup's folder. */
	from: string;
	manifest: BackupManifest;
	/** What is there may be moved aside, and readings of a server added to. */
	replace: boolean;
	now: Date;
	signal: AbortSignal;
	progress: Progress;
}

export interface Restored {
	files: number;
	/** Where the folder that was there lies now. */
	aside: string | null;
	/** Readings written into the configured store, beside the files. */
	readings: number | null;
}

const BATCH = 5_000;

/**
 * Restores the backup.
 * @throws {CommandFault} the backup is damaged, or the folder in use or not empty; nothing has changed
 * @throws {StoreUnavailable} the readings' server does not answer: what it has is no harm, try again
 */
export async function restore(job: RestoreJob): Promise<Restored> {
	const { config, from, manifest, signal, progress } = job;
	const { dataDir } = config;
	const used = holdsAnything(dataDir);
	if (used) refuseUsed(job);
	const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 1);
	await verify(from, manifest, (bytes) => progress.show((bytes / total) * 0.5, 0));

	const building = `${dataDir}.restoring`;
	rmSync(building, { recursive: true, force: true });
	mkdirSync(building, { recursive: true, mode: 0o700 });
	try {
		const files = copyFiles(job, building, total);
		const readings = manifest.serverReadings === null ? null : await writeReadings(job, building);
		signal.throwIfAborted();
		const aside = used
			? `${dataDir}.before-${job.now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
			: null;
		if (aside !== null) renameSync(dataDir, aside);
		putInPlace(building, dataDir);
		return { files, aside, readings };
	} catch (error) {
		rmSync(building, { recursive: true, force: true });
		throw error;
	}
}

/** Renamed, which is at once; into a folder that is a mount of its own it has to be copied. */
function putInPlace(building: string, dataDir: string): void {
	try {
		if (existsSync(dataDir)) rmdirSync(dataDir);
		renameSync(building, dataDir);
	} catch {
		cpSync(building, dataDir, { recursive: true });
		rmSync(building, { recursive: true, force: true });
	}
}

function holdsAnything(folder: string): boolean {
	return existsSync(folder) && readdirSync(folder).length > 0;
}

function refuseUsed({ config: { dataDir }, replace }: RestoreJob): void {
	const open = dataFiles(dataDir, '').find(
		({ kind, path }) => kind === 'database' && isInUse(join(dataDir, path))
	);
	if (open) {
		throw new CommandFault(
			`${join(dataDir, open.path)} is in use: stop the server (and its workers) first`
		);
	}
	if (!replace) {
		throw new CommandFault(
			`${dataDir} is not empty: --replace moves it aside and puts the backup in its place`
		);
	}
}

function copyFiles(
	{ from, manifest, signal, progress }: RestoreJob,
	to: string,
	total: number
): number {
	let bytes = 0;
	let count = 0;
	for (const file of manifest.files) {
		signal.throwIfAborted();
		if (!file.path.startsWith(`${DATA}/`)) continue;
		const target = join(to, file.path.slice(DATA.length + 1));
		mkdirSync(dirname(target), { recursive: true });
		copyFileSync(join(from, file.path), target);
		chmodSync(target, 0o600);
		if (target.endsWith('.db')) checkDatabase(target);
		bytes += file.bytes;
		count += 1;
		progress.show(0.5 + (bytes / total) * 0.4, count);
	}
	return count;
}

/** Into the store that is configured: a server's, or SQLite in the folder that is being built. */
async function writeReadings(job: RestoreJob, building: string): Promise<number> {
	const { config, from, manifest, replace, signal, progress } = job;
	const store = await openStore({ influx: config.influx, dataDir: building });
	try {
		const answer = await store.ping();
		if (!answer.ok) throw new CommandFault(answer.detail);
		const there = (await store.series()).length;
		if (there > 0 && !replace) {
			throw new CommandFault(
				`${placeOf(config)} has ${there} series already: --replace adds the backup’s readings to them, and where both have a value the backup’s holds`
			);
		}
		progress.say(`${manifest.serverReadings?.readings} readings → ${placeOf(config)}`);
		const origin = manifest.simulated ? 'simulation' : 'device';
		const input = createReadStream(join(from, SERVER_READINGS)).pipe(createGunzip());
		let written = 0;
		let batch: Reading[] = [];
		for await (const reading of readLines(input, origin)) {
			if (batch.push(reading) < BATCH) continue;
			written += await writeBatch(store, batch);
			batch = [];
			signal.throwIfAborted();
		}
		return written + (await writeBatch(store, batch));
	} finally {
		await store.close();
	}
}

async function writeBatch(store: Store, batch: readonly Reading[]): Promise<number> {
	if (batch.length === 0) return 0;
	const { rejected, detail } = await store.write(batch);
	if (rejected.length === 0) return batch.length;
	throw new CommandFault(`${store.name} refuses ${rejected.length} readings: ${detail ?? ''}`);
}
