/** Questions to the past: answered off the web thread, dropped when the reader leaves, bounded in number. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SeriesKey } from '../../domain/reading.ts';
import { HISTORY_BOUNDS } from '../../domain/rollups/history-answer.ts';
import type {
	HistoryFault,
	HistoryQuery,
	HistoryResult,
	RollupStatus
} from '../../domain/rollups/history-answer.ts';
import { isEvery } from '../../domain/rollups/intervals.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Clock } from '../clock.ts';
import { GRACE_MS } from '../rollups/rollup-messages.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Bucket, Point, Span } from '../store/store.ts';
import type {
	Answer,
	Asked,
	Dropped,
	HistoryStart,
	Question,
	SeriesQuestion
} from './questions.ts';
import { groupsOf } from './rooms.ts';
import type { HistoryBuilding } from './rooms.ts';

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
	/**
	 * "This quantity, these rooms, this span, this many points": from raw readings, quarters of an
	 * hour or days, whichever is coarse enough, and the answer says which. A bad question is
	 * refused in words.
	 * @throws {StoreUnavailable} the store did not answer, or too many questions wait
	 * @throws the signal's reason, when it is aborted
	 */
	series(query: HistoryQuery, signal?: AbortSignal): Promise<HistoryResult>;
	/** The same as the bytes of its JSON: a long answer costs the web thread nothing. Throws as `series`. */
	seriesBody(
		query: HistoryQuery,
		signal?: AbortSignal
	): Promise<Result<Uint8Array<ArrayBuffer>, HistoryFault>>;
	/** How far the rollups have come, and what their last comparison with raw readings said. */
	status(signal?: AbortSignal): Promise<RollupStatus>;
	close(): Promise<void>;
}

export interface HistoryOptions extends HistoryStart {
	/** Rooms, placements and calendar of the moment; absent: only `devices` can be asked for, in UTC. */
	building?: () => HistoryBuilding;
	/** The building's clock; the machine's by default. */
	now?: Clock;
}

const NO_BUILDING: HistoryBuilding = {
	...{ timeZone: 'UTC', levels: [], devices: [], placements: [] },
	calendar: { weekly: {}, exceptions: [] }
};
const USUAL_POINTS = 500;
const YEAR_MS = 366 * 86_400_000;

/** More than this and the answers would come too late to be of use. */
const MAX_WAITING = 64;

interface Waiting {
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

/** Opens the history; the thread starts with the first question, and again after it died. */
export function openHistory(options: HistoryOptions): History {
	const { influx, dataDir, building = () => NO_BUILDING, now = Date.now } = options;
	const start: HistoryStart = { influx, dataDir };
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

	function questionOf(query: HistoryQuery): Result<SeriesQuestion, HistoryFault> {
		const { from, to, every = null, points = USUAL_POINTS } = query;
		const fault = faultOf(query);
		if (fault !== null) return refuse('not-valid', fault);
		const asked = (query.rooms?.length ?? 0) + (query.devices?.length ?? 0);
		if (asked > HISTORY_BOUNDS.series || to - from > HISTORY_BOUNDS.years * YEAR_MS) {
			return refuse(
				'too-much',
				`at most ${HISTORY_BOUNDS.series} rooms and devices, and ${HISTORY_BOUNDS.years} years`
			);
		}
		const { timeZone, calendar, ...rest } = building();
		const groups = groupsOf({ timeZone, calendar, ...rest }, query);
		if (!groups.ok) return groups;
		return ok({
			...{ metric: query.metric, groups: groups.value, span: { from, to }, every, points },
			service: query.serviceOnly ? calendar : null,
			...{ band: query.band ?? null, timeZone, now: now() }
		});
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
		async series(query, signal) {
			const question = questionOf(query);
			if (!question.ok) return question;
			const answer = await ask({ kind: 'series', question: question.value, asBody: false }, signal);
			return 'result' in answer ? answer.result : refuse('not-valid', 'no answer');
		},
		async seriesBody(query, signal) {
			const question = questionOf(query);
			if (!question.ok) return question;
			const answer = await ask({ kind: 'series', question: question.value, asBody: true }, signal);
			if ('body' in answer) return ok(answer.body);
			if ('result' in answer && !answer.result.ok) return answer.result;
			return refuse('not-valid', 'no answer');
		},
		async status(signal) {
			const answer = await ask({ kind: 'status', closedBefore: now() - GRACE_MS }, signal);
			if ('status' in answer) return answer.status;
			throw new StoreUnavailable('the history did not tell how far it has come');
		},
		async close() {
			const open = worker;
			if (!open) return;
			// Whoever waits for the end is not to be ended before it.
			open.ref();
			const ended = new Promise((done) => open.once('exit', done));
			open.postMessage('close');
			await ended;
		}
	};
}

/** What is wrong with a question in itself; null: nothing. */
function faultOf({ from, to, every, points, rooms, devices, band }: HistoryQuery): string | null {
	if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) return 'from is not before to';
	if (every !== undefined && !isEvery(every)) {
		return `every ${every}: no day, week or month, and no ms that divide a day`;
	}
	if (points !== undefined && !(points >= 1)) return `points ${points}: at least 1`;
	if ((rooms?.length ?? 0) + (devices?.length ?? 0) === 0) return 'neither rooms nor devices';
	if (band && !((band.min ?? -Infinity) <= (band.max ?? Infinity) && band.watch >= 0)) {
		return 'band: min above max, or watch below 0';
	}
	return null;
}
