/** The step between broker and spool: decodes, recognises what came before, commits in batches, acknowledges. */
import { createHash } from 'node:crypto';
import type { Reading } from '#lib/domain/reading.ts';
import type { PartHealth } from '#lib/domain/live-events.ts';
import { OWN_TOPICS } from '#lib/domain/parking/sign-topics.ts';
import type { Clock } from '#lib/server/clock.ts';
import { Tally } from './ledger.ts';
import type { Decoded, Message } from './message.ts';
import { quarantineRecord } from './quarantine.ts';
import type { Commit, Spool } from './spool.ts';

/** A message with the acknowledgement that its sender waits for. */
export interface Delivery {
	message: Message;
	/** The sender says that it may have sent this before. */
	redelivered: boolean;
	/** Names the packet within its session (client and packet id); null at QoS 0, which is never sent again. */
	packet: string | null;
	/** Called once the message is durable; with an error when the spool cannot take it. */
	settle(error?: Error): void;
}

/** The points at which a process may die; handed in by the tests that kill it there. */
export type KillPoint = 'spooled' | 'acknowledged' | 'stored' | 'settled';
export type Probe = (point: KillPoint) => void;

export interface IntakeDeps {
	spool: Spool;
	now: Clock;
	decode(message: Message): Decoded;
	/** The newest reading of each series that a commit moved forward. */
	onMoved(readings: Reading[]): void;
	onHealth(health: Omit<PartHealth, 'since'>): void;
	probe?: Probe | undefined;
}

/** A commit costs one flush of the disk: under load it is shared by all that came meanwhile. */
const COMMIT_EVERY_MS = 5;
/** A commit of this many is a flood: more are gathered for the next, and no one sees 25 ms in it. */
const FLOOD = 100;
const COMMIT_IN_FLOOD_EVERY_MS = 25;
const MAX_BATCH = 2_000;
const RETRY_MS = 1_000;
/** While the spool cannot write, this many messages wait in memory; then senders are turned away. */
const MAX_PENDING = 20_000;
/**
 * A redelivered packet with the same id and content is the same message when the first was
 * committed this recently; later a client may have come round to the same id.
 */
const SURELY_SAME_MS = 10 * 60_000;
/** Receive times are moved apart by at most this, so that they stay receive times. */
const MAX_APART_MS = 2_000;
const MAX_TOPICS = 20_000;

export class Intake {
	readonly #deps: IntakeDeps;
	#pending = emptyBatch();
	/** Full batches that the spool could not take, the oldest first: each fits where all of them would not. */
	readonly #kept: Batch[] = [];
	/** Keys of what is not committed yet, which the spool does not know. */
	readonly #known = new Set<string>();
	#waiting = 0;
	#timer: NodeJS.Immediate | NodeJS.Timeout | null = null;
	#lastCommit = 0;
	#lastSize = 0;
	#failing = false;
	readonly #lastReceived = new Map<string, number>();

	constructor(deps: IntakeDeps) {
		this.#deps = deps;
	}

	/** Takes a message in; `settle` is called when it is durable. */
	receive(delivery: Delivery): void {
		// What the product says to its signs comes back where it listens to everything.
		if (delivery.message.topic.startsWith(OWN_TOPICS)) {
			delivery.settle();
			return;
		}
		if (this.#failing && this.#waiting >= MAX_PENDING) {
			delivery.settle(new Error('the spool cannot take more'));
			return;
		}
		const message = { ...delivery.message, receivedAt: this.#receiveTime(delivery.message) };
		this.#sort({ ...delivery, message }, this.#deps.decode(message));
		this.#pending.deliveries.push(delivery);
		this.#waiting += 1;
		if (this.#failing && this.#pending.deliveries.length >= MAX_BATCH) {
			this.#kept.push(this.#pending);
			this.#pending = emptyBatch();
		}
		this.#schedule();
	}

	/** Commits what is pending; afterwards nothing more is taken in by the caller. */
	stop(): void {
		if (this.#waiting > 0) this.#flush();
		this.#cancel();
	}

	/** Books one message: its readings, its quarantine record or its being a duplicate. */
	#sort(delivery: Delivery, decoded: Decoded): void {
		const { commit } = this.#pending;
		const { tally } = commit;
		tally.add('received');
		const { device } = decoded;
		for (const { reason, detail } of decoded.refused) {
			tally.add(`refused.${reason}`);
			if (device !== undefined) commit.refused?.push({ device, reason, detail });
		}
		if (decoded.nothing) {
			tally.add('nothing');
			return;
		}
		const first = decoded.refused[0];
		if (decoded.readings.length === 0) {
			if (first) {
				tally.add('quarantined');
				commit.quarantined.push(quarantineRecord(delivery.message, first));
			} else {
				tally.add('nothing');
			}
			return;
		}
		const key = decoded.uplinkKey ?? (decoded.unstamped ? packetKey(delivery) : null);
		if (key !== null) {
			const seen = this.#known.has(key)
				? delivery.message.receivedAt
				: this.#deps.spool.seenAt(key);
			if (seen !== undefined && (decoded.uplinkKey || delivery.redelivered)) {
				if (decoded.uplinkKey || delivery.message.receivedAt - seen < SURELY_SAME_MS) {
					tally.add('duplicate');
					return;
				}
				for (const reading of decoded.readings) reading.maybeRepeated = true;
			}
			this.#known.add(key);
			commit.keys.push(key);
		}
		tally.add('decoded');
		tally.add('readings.decoded', decoded.readings.length);
		for (const reading of decoded.readings) commit.readings.push(reading);
	}

	/**
	 * The time of receipt, moved on where a topic speaks twice within a millisecond: without a
	 * time of their own the two would be one reading.
	 */
	#receiveTime({ topic, receivedAt }: Message): number {
		const last = this.#lastReceived.get(topic) ?? 0;
		const apart = last >= receivedAt && last - receivedAt < MAX_APART_MS ? last + 1 : receivedAt;
		if (this.#lastReceived.size >= MAX_TOPICS) this.#lastReceived.clear();
		this.#lastReceived.set(topic, apart);
		return apart;
	}

	#schedule(): void {
		if (this.#failing) return;
		if (this.#pending.deliveries.length >= MAX_BATCH) {
			this.#flush();
		} else if (this.#timer === null) {
			const every = this.#lastSize >= FLOOD ? COMMIT_IN_FLOOD_EVERY_MS : COMMIT_EVERY_MS;
			const wait = this.#lastCommit + every - performance.now();
			const flush = () => this.#flush();
			this.#timer = wait <= 0 ? setImmediate(flush) : setTimeout(flush, wait);
		}
	}

	#cancel(): void {
		if (this.#timer === null) return;
		clearImmediate(this.#timer as NodeJS.Immediate);
		clearTimeout(this.#timer as NodeJS.Timeout);
		this.#timer = null;
	}

	#flush(): void {
		this.#cancel();
		while (this.#flushOne()) {
			// What was kept while the spool was full: one transaction each.
		}
	}

	/** Commits the oldest batch. @returns whether another waits, and may be tried at once */
	#flushOne(): boolean {
		const batch = this.#kept[0] ?? this.#pending;
		const { deliveries, commit } = batch;
		let moved: Reading[];
		try {
			moved = this.#deps.spool.commit(commit, this.#deps.now());
		} catch (error) {
			this.#fail(error);
			return false;
		}
		if (batch === this.#pending) this.#pending = emptyBatch();
		else this.#kept.shift();
		this.#waiting -= deliveries.length;
		for (const key of commit.keys) this.#known.delete(key);
		this.#lastCommit = performance.now();
		this.#lastSize = deliveries.length;
		if (this.#failing) {
			this.#failing = false;
			this.#deps.onHealth({ state: 'running', detail: 'writing again' });
		}
		this.#deps.probe?.('spooled');
		for (const delivery of deliveries) delivery.settle();
		this.#deps.probe?.('acknowledged');
		if (moved.length > 0) this.#deps.onMoved(moved);
		return this.#waiting > 0;
	}

	/** Nothing is acknowledged and nothing forgotten: the same batch is tried again. */
	#fail(error: unknown): void {
		this.#failing = true;
		const cause = error instanceof Error ? error.message : String(error);
		const remedy = this.#deps.spool.atLimit()
			? 'it is as large as SPOOL_MAX_MB allows: see why the store takes nothing, or allow more'
			: 'make room on the disk';
		this.#deps.onHealth({
			state: 'stopped',
			detail: `cannot write spool.db (${cause}); nothing is acknowledged until it can: ${remedy}`
		});
		this.#timer = setTimeout(() => this.#flush(), RETRY_MS);
	}
}

interface Batch {
	deliveries: Delivery[];
	commit: Commit;
}

function emptyBatch(): Batch {
	return {
		deliveries: [],
		commit: { readings: [], quarantined: [], keys: [], refused: [], tally: new Tally() }
	};
}

function packetKey({ packet, message }: Delivery): string | null {
	if (packet === null) return null;
	return createHash('sha256')
		.update(`${packet}\n${message.topic}\n`)
		.update(message.payload)
		.digest('base64url')
		.slice(0, 22);
}
