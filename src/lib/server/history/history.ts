/** Questions to the past: answered off the web thread, dropped when the reader leaves, bounded in number. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SeriesKey } from '../../domain/reading.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Bucket, Point, Span } from '../store/store.ts';
import type { Answer, Asked, Dropped, HistoryStart, Question } from './questions.ts';

export interface History {
	/**
	 * Each series summarised as by the store's `aggregate`, in the order asked.
	 * @throws {StoreUnavailable} the store did not answer, or too many questions wait
	 * @throws {RangeError} an interval that is none
	 * @throws the signal's reason, when it is aborted
	 */
	aggregate(
		series: readonly SeriesKey[],
		span: Span,
		everyMs: number,
		offsetMs?: number,
		signal?: AbortSignal
	): Promise<Bucket[][]>;
	/** Each series' readings in order of time, at most `limit` each; throws as `aggregate`. */
	range(
		series: readonly SeriesKey[],
		span: Span,
		limit: number,
		signal?: AbortSignal
	): Promise<Point[][]>;
	close(): Promise<void>;
}

/** More than this and the answers would come too late to be of use. */
const MAX_WAITING = 64;

interface Waiting {
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/** Opens the history; the thread starts with the first question, and again after it died. */
export function openHistory(start: HistoryStart): History {
	const waiting = new Map<number, Waiting>();
	let worker: Worker | null = null;
	let ids = 0;

	function thread(): Worker {
		if (worker) return worker;
		// The package's own `imports` find the entry from wherever this file was bundled to.
		const entry = createRequire(import.meta.url).resolve('#lib/server/history/thread.ts');
		const opened = new Worker(pathToFileURL(entry), { workerData: start });
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
		opened.on('exit', () => end(new StoreUnavailable('the history was closed')));
		worker = opened;
		return opened;
	}

	async function ask(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
		signal?.throwIfAborted();
		if (waiting.size >= MAX_WAITING) {
			throw new StoreUnavailable('too many questions to the history wait; try again in a moment');
		}
		const id = (ids += 1);
		const { promise, resolve, reject } = Promise.withResolvers<Answer>();
		waiting.set(id, { resolve, reject });
		const abandon = () => {
			waiting.delete(id);
			worker?.postMessage({ id, drop: true } satisfies Dropped);
			reject(signal?.reason);
		};
		signal?.addEventListener('abort', abandon, { once: true });
		thread().postMessage({ id, question } satisfies Asked);
		try {
			const answer = await promise;
			if ('unavailable' in answer) throw new StoreUnavailable(answer.unavailable);
			if ('invalid' in answer) throw new RangeError(answer.invalid);
			return answer;
		} finally {
			signal?.removeEventListener('abort', abandon);
		}
	}

	return {
		async aggregate(series, span, everyMs, offsetMs = 0, signal) {
			const answer = await ask({ kind: 'aggregate', series, span, everyMs, offsetMs }, signal);
			return 'buckets' in answer ? answer.buckets : [];
		},
		async range(series, span, limit, signal) {
			const answer = await ask({ kind: 'range', series, span, limit }, signal);
			return 'points' in answer ? answer.points : [];
		},
		async close() {
			const open = worker;
			if (!open) return;
			const ended = new Promise((done) => open.once('exit', done));
			open.postMessage('close');
			await ended;
		}
	};
}
