/** Keeps the rollups up with the readings, from start to stop of the web process. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { FromRollups, RollupStart } from './rollup-messages.ts';

export interface Rollups {
	/** Ends after the step under way; what is marked stays marked. */
	stop(): Promise<void>;
}

const RESTART_MS = 10_000;

/**
 * Starts the thread that sums up. A store that is down is no failure: it is waited for.
 * How far it has come is told by `History.status`.
 */
export function startRollups(start: RollupStart, log: Log): Rollups {
	let stopping = false;
	let worker: Worker;
	let ended: Promise<void>;

	function open(): void {
		// The package's own `imports` find the entry from wherever this file was bundled to.
		const entry = createRequire(import.meta.url).resolve('#lib/server/rollups/thread.ts');
		worker = new Worker(pathToFileURL(entry), { workerData: start });
		worker.on('message', (message: FromRollups) => {
			if (message.kind === 'waiting') log.warn({ detail: message.detail }, 'rollups wait');
			if (message.kind === 'checked' && message.check.differing > 0) {
				log.warn({ check: message.check }, 'rollups differed from raw readings and are made anew');
			}
		});
		worker.on('error', (error) => log.error({ err: error }, 'the rollups’ thread failed'));
		ended = new Promise((done) => worker.once('exit', () => done()));
		void ended.then(() => {
			if (!stopping) setTimeout(() => !stopping && open(), RESTART_MS).unref();
		});
	}

	open();
	return {
		stop() {
			stopping = true;
			worker.postMessage('stop');
			return ended;
		}
	};
}
