/** Rows into a store: in batches, compared first, waiting for a store that is away, noted as they are durable. */
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Reading } from '../src/lib/domain/reading.ts';
import { StoreUnavailable } from '../src/lib/server/store/store.ts';
import type { CsvMapping } from './csv-mapping.ts';
import { readRows } from './csv-rows.ts';
import { short, toReadings } from './import-check.ts';
import type { Compared, Verdict } from './import-compare.ts';
import type { ImportNote } from './import-note.ts';
import { ImportSummary } from './import-summary.ts';

export interface ImportJob {
	/** Of the file, from its start. */
	open(): Readable;
	mapping: CsvMapping;
	/** What is there already; readings go into the last. */
	stores: readonly Compared[];
	/** A store's own word for how much it takes at once. */
	batch: number;
	/** Whether what is stored under another value gives way. */
	replace: boolean;
	/** Null: a dry run, which is always whole. */
	note: ImportNote | null;
	now: number;
	/** Raw readings from before are removed by age, epoch ms; −Infinity: none are. */
	keptFrom: number;
	signal: AbortSignal;
	/** A row or cell that is not stored, and why. */
	tell(line: number, what: string): void;
	/** A word about the run. */
	say(line: string): void;
	/** @param bytes of the file that are done */
	onProgress(bytes: number, readings: number): void;
}

export type ImportResult = { summary: ImportSummary; ended: 'whole' | 'interrupted' };

const RETRY_MS = 2_000;
const GIVE_UP_MS = 10 * 60_000;
/** The store is the live readings' first: between two batches it is left alone. */
const PAUSE_MS = { least: 2, most: 50 };

interface Taken {
	reading: Reading;
	line: number;
}

/** The note says more than the store has: another store, or one that lost what it had. */
class NoteIsWrong extends Error {}

/**
 * Imports the file, from where an earlier run was ended.
 * @throws {StoreUnavailable} the store was away for ten minutes; the note says how far it came
 * @throws {MappingError} the file is not of the mapping's form
 */
export async function importReadings(job: ImportJob): Promise<ImportResult> {
	const before = job.note?.read() ?? null;
	job.note?.keep(before ?? 0, true);
	// A run that was killed may have stored a batch and not told the rollups of it: what is the same
	// is then written again.
	const again = before !== null;
	try {
		return await importFrom(job, before ?? 0, again);
	} catch (error) {
		if (!(error instanceof NoteIsWrong)) throw error;
		job.say('what an earlier run had stored is not there any more: starting from the first row');
		return importFrom(job, 0, again);
	}
}

async function importFrom(job: ImportJob, before: number, again: boolean): Promise<ImportResult> {
	const { note, signal } = job;
	const summary = new ImportSummary(job.keptFrom);
	const fault = (line: number, what: string) => {
		summary.refused += 1;
		job.tell(line, what);
	};
	if (before > 0) job.say(`going on after row ${before}, where an earlier run was ended`);
	const input = job.open();
	const rows = readRows(input, job.mapping, fault, () => (summary.leftOut += 1));
	let batch: Taken[] = [];
	let checked: Taken[] = [];
	const flush = async () => {
		if (batch.length > 0) await store(job, batch, again, summary, fault);
		batch = [];
		note?.keep(summary.rows);
	};
	try {
		for await (const row of rows) {
			if (signal.aborted) break;
			summary.rows += 1;
			if (row.placed) summary.placed += 1;
			const readings = toReadings(row, job.now, (what) => fault(row.line, what));
			summary.found(readings, row.line);
			const taken = readings.map((reading) => ({ reading, line: row.line }));
			if (summary.rows <= before) {
				summary.before += 1;
				if (taken.length > 0) checked = taken;
				if (summary.rows === before) await expectStored(job, checked);
				continue;
			}
			batch.push(...taken);
			if (batch.length < job.batch) continue;
			await flush();
			job.onProgress(row.bytes, summary.readings);
		}
		await flush();
	} finally {
		input.destroy();
	}
	if (signal.aborted) {
		note?.keep(summary.rows, true);
		return { summary, ended: 'interrupted' };
	}
	note?.forget();
	return { summary, ended: 'whole' };
}

async function expectStored({ stores }: ImportJob, taken: readonly Taken[]): Promise<void> {
	const target = stores.at(-1);
	if (target === undefined || taken.length === 0) return;
	const verdicts = await target.judge(taken.map(({ reading }) => reading));
	if (verdicts.some(({ is }) => is === 'new')) throw new NoteIsWrong();
}

async function store(
	job: ImportJob,
	batch: readonly Taken[],
	again: boolean,
	summary: ImportSummary,
	fault: (line: number, what: string) => void
): Promise<void> {
	const before = performance.now();
	const wanted = await patiently(job, () => compare(job, batch, again, summary, fault));
	const target = job.stores.at(-1);
	if (wanted.length > 0 && target !== undefined) {
		const readings = wanted.map(({ reading }) => reading);
		const { rejected, detail } = await patiently(job, () => target.store.write(readings));
		for (const index of rejected) {
			fault(wanted[index]?.line ?? 0, `the store refuses it: ${detail ?? 'without a reason'}`);
		}
		summary.counts.new -= rejected.length;
		target.wrote(readings);
	}
	const took = performance.now() - before;
	await wait(Math.min(PAUSE_MS.most, Math.max(PAUSE_MS.least, took / 2)));
}

/** What is to be written of a batch; what differs from the stored is told, or replaces it. */
async function compare(
	{ stores, replace }: ImportJob,
	batch: readonly Taken[],
	again: boolean,
	summary: ImportSummary,
	fault: (line: number, what: string) => void
): Promise<Taken[]> {
	const readings = batch.map(({ reading }) => reading);
	const asked: Verdict[][] = [];
	for (const one of stores) asked.push(await one.judge(readings));
	return batch.filter(({ reading, line }, index) => {
		const verdict = asked.map((all) => all[index]).find((one) => one && one.is !== 'new');
		if (verdict === undefined) summary.counts.new += 1;
		else if (verdict.is === 'same') summary.counts.same += 1;
		else if (verdict.is === 'differs' && replace) summary.counts.replaced += 1;
		else if (verdict.is === 'differs') {
			summary.counts.kept += 1;
			const { device, metric, value } = reading;
			fault(
				line,
				`${metric} of ${device} is ${short(value)} here, and ${short(verdict.stored)} is stored for the same time`
			);
		}
		return verdict === undefined || (verdict.is === 'differs' ? replace : again);
	});
}

/** A store that is away is waited for, ten minutes. */
async function patiently<T>(job: ImportJob, work: () => Promise<T>): Promise<T> {
	const since = performance.now();
	for (let told = false; ; told = true) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof StoreUnavailable)) throw error;
			if (job.signal.aborted || performance.now() - since > GIVE_UP_MS) throw error;
			if (!told) job.say(`the store: ${error.message}; trying again`);
			await wait(RETRY_MS, undefined, { signal: job.signal }).catch(() => undefined);
		}
	}
}
