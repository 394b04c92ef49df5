/** Reads the past in a thread of its own, so that a long question never delays a page. */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { lastCheck } from '../rollups/self-check.ts';
import { QUARTER_MS } from '../../domain/rollups/summary.ts';
import { Marks } from '../rollups/marks.ts';
import { RollupDb } from '../rollups/rollup-db.ts';
import { openStore } from '../store/open.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Bucket, Point, Store } from '../store/store.ts';
import { answer as answerSeries } from './answer.ts';
import type { Answer, Asked, Dropped, HistoryStart, Question } from './questions.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is the entry of a worker thread');
const options: HistoryStart = workerData;

// Ingest comes first, where there are fewer cores than work. Elsewhere than on Linux this would
// be the whole process's priority.
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

interface Opened {
	store: Store;
	db: RollupDb;
	marks: Marks;
}

let opened: Promise<Opened> | null = null;
const dropped = new Set<number>();
const waiting: Asked[] = [];
/** A short question is not to wait for a long one to end; more at once would only slow each other. */
const AT_ONCE = 3;
let busy = 0;

/** What could not be opened is tried again at the next question. */
function past(): Promise<Opened> {
	opened ??= open().catch((error: unknown) => {
		opened = null;
		throw error;
	});
	return opened;
}

async function open(): Promise<Opened> {
	const store = await openStore(options);
	try {
		const { dataDir } = options;
		return { store, db: new RollupDb(dataDir), marks: new Marks(dataDir) };
	} catch (error) {
		await store.close();
		const cause = error instanceof Error ? error.message : String(error);
		throw new StoreUnavailable(`the rollups cannot be opened: ${cause}`, { cause: error });
	}
}

class Abandoned extends Error {
	override name = 'Abandoned';
}

/** Lets messages in between two series, so that a question can be dropped half-way. */
async function pause(id: number): Promise<void> {
	await new Promise((done) => setImmediate(done));
	if (dropped.has(id)) throw new Abandoned();
}

async function answer(id: number, question: Question): Promise<Answer> {
	const { store, db, marks } = await past();
	if (question.kind === 'series') {
		const result = await answerSeries({ store, db, marks }, question.question, () => pause(id));
		if (!question.asBody || !result.ok) return { id, result };
		return { id, body: new TextEncoder().encode(JSON.stringify(result.value)) };
	}
	if (question.kind === 'status') {
		const { marks: waits, earliest } = marks.waiting(question.closedBefore);
		const upTo = Math.floor(question.closedBefore / QUARTER_MS) * QUARTER_MS;
		const computedTo = db.meta('built') === null ? null : (earliest ?? upTo);
		const fault = db.meta('fault') || null;
		return { id, status: { waiting: waits, computedTo, check: lastCheck(db), fault } };
	}
	if (question.kind === 'aggregate') {
		const buckets: Bucket[][] = [];
		for (const series of question.series) {
			await pause(id);
			const { span, everyMs, offsetMs } = question;
			buckets.push(await store.aggregate(series, span, everyMs, offsetMs));
		}
		return { id, buckets };
	}
	const points: Point[][] = [];
	for (const series of question.series) {
		await pause(id);
		const own: Point[] = [];
		for await (const point of store.range(series, question.span, question.limit)) own.push(point);
		points.push(own);
	}
	return { id, points };
}

async function work(): Promise<void> {
	if (busy >= AT_ONCE) return;
	busy += 1;
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const { id, question } = next;
		try {
			if (dropped.has(id)) continue;
			const said = await answer(id, question);
			port?.postMessage(said, 'body' in said ? [said.body.buffer] : []);
		} catch (error) {
			if (error instanceof StoreUnavailable) {
				port?.postMessage({ id, unavailable: error.message } satisfies Answer);
			} else if (error instanceof RangeError) {
				port?.postMessage({ id, invalid: error.message } satisfies Answer);
			} else if (!(error instanceof Abandoned)) {
				throw error;
			}
		} finally {
			dropped.delete(id);
		}
	}
	busy -= 1;
}

async function close(): Promise<void> {
	const open = await opened;
	open?.marks.close();
	open?.db.close();
	await open?.store.close();
}

port.on('message', (message: Asked | Dropped | 'close') => {
	if (message === 'close') {
		void close().finally(() => port.close());
	} else if ('drop' in message) {
		dropped.add(message.id);
	} else {
		waiting.push(message);
		void work();
	}
});
