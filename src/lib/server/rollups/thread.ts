/** Sums up in a thread of its own and at the lowest priority, so that neither pages nor ingest wait for it. */
import { constants, setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { clockOf } from '../clock.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { Marks } from './marks.ts';
import { RollupDb } from './rollup-db.ts';
import type { FromRollups, RollupStart } from './rollup-messages.ts';
import { selfCheck } from './self-check.ts';
import { SumUp } from './sum-up.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is the entry of a worker thread');
const start: RollupStart = workerData;
const tell = (message: FromRollups) => port.postMessage(message);

/** Days of single sensors at once: some 100,000 readings, a few ten ms. */
const AT_ONCE = 60;
const LOOK_EVERY_MS = 5_000;
const CHECK_EVERY_MS = 10 * 60_000;
const CHECK_DAYS = 30;
const RETRY_FROM_MS = 1_000;
const RETRY_TO_MS = 60_000;

// On Linux this is the thread's own priority; elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

const ending = new AbortController();
port.on('message', () => ending.abort());

async function pause(ms: number): Promise<void> {
	await wait(ms, undefined, { signal: ending.signal }).catch(() => undefined);
}

interface Opened {
	store: Store;
	db: RollupDb;
	marks: Marks;
	sumUp: SumUp;
}

const { timeZone, clockOffsetMs, graceMs } = start;
const now = clockOf({ clockOffsetMs });
const held: { opened: Opened | null } = { opened: null };

async function open(): Promise<Opened> {
	const { dataDir } = start.store;
	const store = await openStore(start.store);
	const [db, marks] = [new RollupDb(dataDir), new Marks(dataDir)];
	const deps = { store, db, marks, timeZone, now, ...(graceMs !== undefined && { graceMs }) };
	const opened = { store, db, marks, sumUp: new SumUp(deps) };
	try {
		await opened.sumUp.prepare();
		return opened;
	} catch (error) {
		await close(opened);
		throw error;
	}
}

async function close({ store, db, marks }: Opened): Promise<void> {
	marks.close();
	db.close();
	await store.close();
}

function setFault({ db }: Opened, fault: string): void {
	if (db.meta('fault') !== fault) db.setMeta('fault', fault);
}

async function run(): Promise<void> {
	let retryMs = 0;
	let checkedAt = performance.now();
	while (!ending.signal.aborted) {
		try {
			const opened = (held.opened ??= await open());
			const begun = performance.now();
			const done = await opened.sumUp.step(AT_ONCE);
			setFault(opened, '');
			retryMs = 0;
			// Half of the time is left to others, where there is much to do.
			if (done > 0) await pause(Math.max(2, performance.now() - begun));
			else if (performance.now() - checkedAt >= (start.checkEveryMs ?? CHECK_EVERY_MS)) {
				checkedAt = performance.now();
				tell({ kind: 'checked', check: await selfCheck({ ...opened, timeZone, now }, CHECK_DAYS) });
			} else await pause(start.lookEveryMs ?? LOOK_EVERY_MS);
		} catch (error) {
			const detail = error instanceof Error ? error.message : String(error);
			tell({ kind: 'waiting', detail });
			if (held.opened) setFault(held.opened, detail);
			retryMs = Math.min(RETRY_TO_MS, retryMs === 0 ? RETRY_FROM_MS : retryMs * 2);
			await pause(retryMs);
		}
	}
}

tell({ kind: 'ready' });
await run();
if (held.opened) await close(held.opened);
port.close();
