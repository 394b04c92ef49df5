/** The step between spool and store: hands over what waits, forgets it once the store has it, never gives up. */
import type { Clock } from '#lib/server/clock.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { Store } from '#lib/server/store/store.ts';
import type { PartHealth } from '#lib/domain/live-events.ts';
import type { Probe } from './intake.ts';
import { Tally } from './ledger.ts';
import type { Spool } from './spool.ts';

export interface DeliverDeps {
	spool: Spool;
	store: Store;
	/** Readings handed over at once, at most; a commit's own are never parted. */
	batch: number;
	now: Clock;
	onHealth(health: Omit<PartHealth, 'since'>): void;
	probe?: Probe | undefined;
}

const IDLE_MS = 100;
/** How long a store that is not written to is believed to be there. */
const LOOK_EVERY_MS = 10_000;
const RETRY_FROM_MS = 250;
const RETRY_TO_MS = 5_000;

export interface Deliverer {
	/** Ends after the batch under way; what still waits stays in the spool. */
	stop(): Promise<void>;
}

/** Starts handing over; runs until stopped. */
export function startDeliver({
	spool,
	store,
	batch,
	now,
	onHealth,
	probe
}: DeliverDeps): Deliverer {
	let stopping = false;
	let wake = () => {};

	const sleep = (ms: number) =>
		new Promise<void>((done) => {
			const timer = setTimeout(done, ms);
			wake = () => {
				clearTimeout(timer);
				done();
			};
		});

	/** One batch across; false when nothing waits. */
	async function deliver(): Promise<boolean> {
		if (spool.waiting().batches === 0) return false;
		const waiting = spool.peek(batch);
		const { rejected, repeated, conflicts } = await store.write(waiting.readings);
		probe?.('stored');
		const tally = new Tally();
		tally.add('readings.stored', waiting.readings.length - rejected.length - repeated);
		tally.add('readings.rejected', rejected.length);
		tally.add('readings.repeated', repeated);
		tally.add('readings.conflict', conflicts);
		spool.settle(waiting, tally, now());
		probe?.('settled');
		return true;
	}

	/** While nothing is to be delivered, a database that died would else be found by the next reading. */
	async function look(): Promise<void> {
		const answer = await store.ping();
		if (!answer.ok) throw new StoreUnavailable(answer.detail);
	}

	async function run(): Promise<void> {
		let retry = 0;
		let heardAt = -Infinity;
		while (!stopping) {
			try {
				const delivered = await deliver();
				const idle = performance.now() - heardAt > LOOK_EVERY_MS;
				if (!delivered && idle) await look();
				if (delivered || idle) {
					heardAt = performance.now();
					retry = 0;
					onHealth({ state: 'running', detail: store.name });
				}
				if (!delivered) await sleep(IDLE_MS);
			} catch (error) {
				const cause = error instanceof Error ? error.message : String(error);
				onHealth({
					state: error instanceof StoreUnavailable ? 'waiting' : 'stopped',
					detail: `${store.name}: ${cause}; readings wait in the spool`
				});
				heardAt = -Infinity;
				retry = Math.min(RETRY_TO_MS, retry === 0 ? RETRY_FROM_MS : retry * 2);
				await sleep(retry);
			}
		}
	}

	const running = run();
	return {
		stop() {
			stopping = true;
			wake();
			return running;
		}
	};
}
