/** The river in a worker thread: node:sqlite is synchronous, and the web thread must not wait for a disk. */
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError } from '#lib/server/config.ts';
import { startRiver } from './river.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is the entry of a worker thread; run worker.ts');
const { config, building }: ThreadStart = workerData;
const tell = (message: FromThread) => port.postMessage(message);

try {
	const river = await startRiver({
		config,
		building,
		onLive: (rows) => tell({ kind: 'live', rows }),
		onHealth: (health) => tell({ kind: 'health', health })
	});
	port.on('message', async (message: ToThread) => {
		if (message.kind === 'stop') {
			await river.stop();
			port.close();
		} else if (message.kind === 'building') {
			river.setBuilding(message.building);
		} else {
			tell({ kind: 'report', request: message.request, report: river.report() });
		}
	});
	tell({ kind: 'ready' });
} catch (error) {
	if (!(error instanceof ConfigError)) throw error;
	tell({ kind: 'refused', faults: error.faults });
	port.close();
}
