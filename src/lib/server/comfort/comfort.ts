/** The way from the web thread to the comfort thread: one question, one answer, kept for a while. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../store/store.ts';
import type { Answer, Asked, ComfortAnswer, ComfortQuestion } from './questions.ts';

export interface Comfort {
	/**
	 * Judges rooms over a span from rollups. The same question within a minute has the same answer.
	 * @throws {StoreUnavailable} nothing is summed up yet, or it cannot be read; or the signal's reason.
	 */
	judge(question: ComfortQuestion, signal?: AbortSignal): Promise<ComfortAnswer>;
	close(): Promise<void>;
}

const KEEP_MS = 60_000;
const MOST_KEPT = 40;
/** More readers than this at once can only wait for each other. */
const MAX_WAITING = 64;

export function openComfort({ dataDir }: { dataDir: string }): Comfort {
	let worker: Worker | null = null;
	let ids = 0;
	const waiting = new Map<number, PromiseWithResolvers<Answer>>();
	const kept = new Map<string, { until: number; answer: Promise<ComfortAnswer> }>();

	function thread(): Worker {
		if (worker) return worker;
		// The package's own `imports` find the entry from wherever this file was bundled to.
		const entry = createRequire(import.meta.url).resolve('#lib/server/comfort/thread.ts');
		const opened = new Worker(pathToFileURL(entry), { workerData: { dataDir } });
		opened.unref();
		opened.on('message', (answer: Answer) => {
			waiting.get(answer.id)?.resolve(answer);
			waiting.delete(answer.id);
		});
		const end = (error: unknown) => {
			if (worker === opened) worker = null;
			for (const { reject } of waiting.values()) reject(error);
			waiting.clear();
		};
		opened.on('error', end);
		opened.on('exit', () => end(new StoreUnavailable('the judgement of comfort was closed')));
		worker = opened;
		return opened;
	}

	async function ask(question: ComfortQuestion): Promise<ComfortAnswer> {
		if (waiting.size >= MAX_WAITING) {
			throw new StoreUnavailable('too many questions of comfort wait; try again in a moment');
		}
		const id = (ids += 1);
		const answered = Promise.withResolvers<Answer>();
		waiting.set(id, answered);
		thread().postMessage({ id, question } satisfies Asked);
		const answer = await answered.promise;
		if ('unavailable' in answer) throw new StoreUnavailable(answer.unavailable);
		return answer.answer;
	}

	return {
		async judge(question, signal) {
			signal?.throwIfAborted();
			const { now, ...rest } = question;
			// The answer changes when a quarter is over: until then the clock makes no difference.
			const key = JSON.stringify([Math.floor(now / 900_000), rest]);
			for (const [other, { until }] of kept) if (until < Date.now()) kept.delete(other);
			let known = kept.get(key);
			if (known === undefined) {
				const answer = ask(question);
				known = { until: Date.now() + KEEP_MS, answer };
				if (kept.size >= MOST_KEPT) kept.clear();
				kept.set(key, known);
				answer.catch(() => kept.delete(key));
			}
			if (signal === undefined) return known.answer;
			const left = Promise.withResolvers<never>();
			const leave = () => left.reject(signal.reason);
			signal.addEventListener('abort', leave, { once: true });
			try {
				return await Promise.race([known.answer, left.promise]);
			} finally {
				signal.removeEventListener('abort', leave);
			}
		},
		async close() {
			const open = worker;
			if (!open) return;
			const ended = new Promise((done) => open.once('exit', done));
			// Nothing else may be left to wait for, and the process would end before the thread.
			open.ref();
			open.postMessage('close');
			await ended;
		}
	};
}
