/** The river embedded in the web process: a worker thread that is started again when it dies. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { ReportFault, RiverReport } from '#lib/domain/river-report.ts';
import type { Config } from '#lib/server/config.ts';
import { ConfigError } from '#lib/server/config.ts';
import type { Log } from '#lib/server/log.ts';
import type { RiverBuilding } from './river.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

export interface IngestDeps {
	config: Config;
	building: RiverBuilding;
	onLive(rows: LiveRow[]): void;
	onHealth(health: Health): void;
	log: Log;
}

export interface Ingest {
	/** What the river says of itself; never throws, and never waits longer than three seconds. */
	report(): Promise<Result<RiverReport, ReportFault>>;
	/** Goes on with another registry. */
	setBuilding(building: RiverBuilding): void;
	/** Ends in good order: what was acknowledged is in the spool, and nothing is taken in after. */
	stop(): Promise<void>;
}

const RESTART_MS = 2_000;
const REPORT_WITHIN_MS = 3_000;

/**
 * The entry's place in the tree, also when this file was bundled into another: the package's
 * own `imports` resolve from wherever the bundle stands.
 */
function threadEntry(): URL {
	return pathToFileURL(createRequire(import.meta.url).resolve('#ingest/thread.ts'));
}

/**
 * Starts the river and waits until it takes messages in.
 * @throws {ConfigError} when a person must first change something
 */
export async function startIngest(deps: IngestDeps): Promise<Ingest> {
	let stopping = false;
	let worker: Worker;
	let { building } = deps;
	const asked = new Map<number, (report: RiverReport) => void>();
	let requests = 0;
	let ended: Promise<void>;

	function open(): Promise<void> {
		const start: ThreadStart = { config: deps.config, building };
		worker = new Worker(threadEntry(), { workerData: start });
		const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
		worker.on('message', (message: FromThread) => {
			if (message.kind === 'live') deps.onLive(message.rows);
			else if (message.kind === 'health') deps.onHealth(message.health);
			else if (message.kind === 'ready') resolve();
			else if (message.kind === 'report') asked.get(message.request)?.(message.report);
			else reject(new ConfigError(message.faults));
		});
		worker.on('error', (error) => {
			deps.log.error({ err: error }, 'the river’s thread failed');
			reject(error);
		});
		ended = new Promise((done) => worker.once('exit', () => done()));
		return ready;
	}

	/** What was acknowledged is in the spool, so a thread that died goes on where it was. */
	function keepOpen(): void {
		void ended.then(async () => {
			if (stopping) return;
			await new Promise((wait) => setTimeout(wait, RESTART_MS));
			if (stopping) return;
			deps.log.warn('starting the river’s thread again');
			await open().catch((error: Error) => {
				deps.log.error({ err: error }, 'the river’s thread could not be started again');
			});
			keepOpen();
		});
	}

	await open();
	keepOpen();
	return {
		report() {
			const request = (requests += 1);
			const { promise, resolve } = Promise.withResolvers<Result<RiverReport, ReportFault>>();
			const timer = setTimeout(
				() => resolve(refuse('no-answer', 'the river did not answer in time')),
				REPORT_WITHIN_MS
			);
			asked.set(request, (report) => resolve(ok(report)));
			worker.postMessage({ kind: 'report', request } satisfies ToThread);
			return promise.finally(() => {
				clearTimeout(timer);
				asked.delete(request);
			});
		},
		setBuilding(changed) {
			building = changed;
			worker.postMessage({ kind: 'building', building } satisfies ToThread);
		},
		stop() {
			stopping = true;
			worker.postMessage({ kind: 'stop' } satisfies ToThread);
			return ended;
		}
	};
}
