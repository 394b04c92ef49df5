/** The list that a backup closes with: what is in it, and by which checksum it is known. */
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CommandFault } from './command.ts';
import { fileHash } from './import-note.ts';

export const MANIFEST = 'manifest.json';
/** Readings of a server, beside the folder's own files. */
export const SERVER_READINGS = 'influxdb-readings.lp.gz';
/** A backup's files that lie in DATA_DIR are in here. */
export const DATA = 'data';
const FORMAT = 1;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const File = v.object({
	/** Below the backup's folder; never out of it. */
	path: v.pipe(
		v.string(),
		v.check(
			(path) => !/^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:/.test(path),
			'leads out of the folder'
		)
	),
	bytes: whole,
	sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
});
const Manifest = v.object({
	format: v.literal(FORMAT),
	product: v.literal('nyaman'),
	version: v.string(),
	createdAt: v.string(),
	/** Whether the readings are a demo's. */
	simulated: v.boolean(),
	/** In words, as it was configured. */
	store: v.string(),
	/** What SERVER_READINGS holds; null where the readings lie in the folder's own files. */
	serverReadings: v.nullable(v.object({ readings: whole, series: whole })),
	files: v.array(File)
});

export type BackupManifest = v.InferOutput<typeof Manifest>;
export type BackupFile = v.InferOutput<typeof File>;

/** A file of the backup, durable and with its checksum. */
export async function sealed(folder: string, path: string): Promise<BackupFile> {
	const full = join(folder, path);
	const file = openSync(full, 'r');
	fsyncSync(file);
	closeSync(file);
	return { path, bytes: statSync(full).size, sha256: await fileHash(full) };
}

export function writeManifest(
	folder: string,
	manifest: Omit<BackupManifest, 'format' | 'product'>
) {
	const text = JSON.stringify({ format: FORMAT, product: 'nyaman', ...manifest }, null, '\t');
	writeFileSync(join(folder, MANIFEST), `${text}\n`, { mode: 0o600, flush: true });
}

/** @throws {CommandFault} the folder is no backup that this version reads */
export function readManifest(folder: string): BackupManifest {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new CommandFault(
			`${folder} is no whole backup: its ${MANIFEST} cannot be read (${cause})`
		);
	}
	const parsed = v.safeParse(Manifest, json);
	if (parsed.success) return parsed.output;
	throw new CommandFault(
		`${folder}: its ${MANIFEST} is not one that this version reads: ${parsed.issues
			.slice(0, 3)
			.map((issue) => `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`)
			.join('; ')}`
	);
}

/** @throws {CommandFault} with every file that is missing or not as it was */
export async function verify(
	folder: string,
	{ files }: BackupManifest,
	onDone: (bytes: number) => void
): Promise<void> {
	const faults: string[] = [];
	let done = 0;
	for (const { path, bytes, sha256 } of files) {
		const full = join(folder, path);
		const found = statSync(full, { throwIfNoEntry: false })?.size;
		if (found === undefined) faults.push(`${full} is missing`);
		else if (found !== bytes) faults.push(`${full} has ${found} bytes instead of ${bytes}`);
		else if ((await fileHash(full)) !== sha256)
			faults.push(`${full} is not as it was: its checksum differs`);
		onDone((done += bytes));
	}
	if (faults.length > 0) throw new CommandFault(...faults);
}
