/** Reads the store in a thread of its own, so that a long question never delays a page. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../store/open.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Bucket, Point, Store } from '../store/store.ts';
import type { Answer, Asked, Dropped, HistoryStart, Question } from './questions.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is the entry of a worker thread');
const options: HistoryStart = workerData;

let opened: Promise<Store> | null = null;
const dropped = new Set<number>();
const waiting: Asked[] = [];
let busy = false;

/** A store that could not be opened is tried again at the next question. */
function store(): Promise<Store> {
	opened ??= openStore(options).catch((error: unknown) => {
		opened = null;
		throw error;
	});
	return opened;
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
	const from = await store();
	if (question.kind === 'aggregate') {
		const buckets: Bucket[][] = [];
		for (const series of question.series) {
			await pause(id);
			const { span, everyMs, offsetMs } = question;
			buckets.push(await from.aggregate(series, span, everyMs, offsetMs));
		}
		return { id, buckets };
	}
	const points: Point[][] = [];
	for (const series of question.series) {
		await pause(id);
		const own: Point[] = [];
		for await (const point of from.range(series, question.span, question.limit)) own.push(point);
		points.push(own);
	}
	return { id, points };
}

async function work(): Promise<void> {
	if (busy) return;
	busy = true;
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const { id, question } = next;
		try {
			if (!dropped.has(id)) port?.postMessage(await answer(id, question));
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
	busy = false;
}

port.on('message', (message: Asked | Dropped | 'close') => {
	if (message === 'close') {
		void (opened ?? Promise.resolve(null))
			.then((open) => open?.close())
			.finally(() => port.close());
	} else if ('drop' in message) {
		dropped.add(message.id);
	} else {
		waiting.push(message);
		void work();
	}
});
