/** The web process's ear when workers ingest (INGEST=workers): last values from the store, live ones from the broker. */
import { randomBytes } from 'node:crypto';
import type { Health, PartHealth } from '#lib/domain/live-events.ts';
import { liveRow } from '#lib/domain/live-events.ts';
import { refuse } from '#lib/domain/result.ts';
import { clockOf } from '#lib/server/clock.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Ingest, IngestDeps } from './index.ts';
import { HEALTH_EVERY_MS, openLiveReceiver } from './live-channel.ts';

/** Older than this, a last value says nothing about now. */
const LAST_VALUES_MS = 7 * 86_400_000;
const RETRY_MS = 5_000;

const RANK = { running: 0, waiting: 1, stopped: 2 } as const;

/** The worst word of all workers for each part, with the worker that says it. */
export function combineHealth(
	workers: ReadonlyMap<string, { health: Health; heardAt: number }>,
	channel: string | null,
	now: number
): Health {
	const present = [...workers].filter(([, w]) => now - w.heardAt < 3 * HEALTH_EVERY_MS);
	const of = (name: keyof Health): PartHealth => {
		if (name === 'broker' && channel !== null) {
			return { state: 'waiting', detail: `no live values: ${channel}; trying again`, since: now };
		}
		const worst = present
			.map(([worker, { health }]) => ({ worker, part: health[name] }))
			.sort((a, b) => RANK[b.part.state] - RANK[a.part.state])[0];
		if (!worst) {
			return {
				state: 'waiting',
				detail: 'no worker speaks: start one by npm run ingest',
				since: now
			};
		}
		const { part, worker } = worst;
		return { ...part, detail: `${part.detail} (${present.length} workers; ${worker})` };
	};
	return { broker: of('broker'), spool: of('spool'), store: of('store') };
}

/** Starts listening; a store or broker that is down is waited for. */
export async function startFollow({ config, onLive, onHealth, log }: IngestDeps): Promise<Ingest> {
	const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
	const now = clockOf(config);
	const workers = new Map<string, { health: Health; heardAt: number }>();
	let channel: string | null = 'connecting';
	let stopping = false;
	const tell = () => onHealth(combineHealth(workers, channel, now()));

	const receiver = openLiveReceiver(config.mqtt, `nyaman-web-${randomBytes(6).toString('hex')}`, {
		onLive,
		onHealth(worker, health) {
			workers.set(worker, { health, heardAt: now() });
			tell();
		},
		onConnection(error) {
			channel = error;
			tell();
		}
	});
	const telling = setInterval(tell, HEALTH_EVERY_MS);

	async function readLastValues(): Promise<void> {
		while (!stopping) {
			try {
				onLive((await store.last(now() - LAST_VALUES_MS)).map(liveRow));
				return;
			} catch (error) {
				log.warn({ err: error }, 'the last values could not be read; trying again');
				await new Promise((done) => setTimeout(done, RETRY_MS).unref());
			}
		}
	}
	void readLastValues();

	return {
		report: async () => refuse('workers', 'each worker keeps its own ledger'),
		// Workers read the registry when they start.
		setBuilding() {},
		async stop() {
			stopping = true;
			clearInterval(telling);
			await receiver.stop();
			await store.close();
		}
	};
}
