/** What is known now, and who watches it: the newest value of every series, fed by the river. */
import { randomBytes } from 'node:crypto';
import { rowId } from '../../domain/live-events.ts';
import type { Health, LiveRow, Topic } from '../../domain/live-events.ts';
import type { Clock } from '../clock.ts';
import { openStream } from './stream.ts';
import type { Watcher } from './stream.ts';

interface Entry {
	row: LiveRow;
	/** Place in the order of changes. */
	seq: number;
}

/** Phones of a whole building's staff, and the public screens. */
const MAX_WATCHERS = 500;

export class Hub {
	/** Changes with each start: a sequence number means nothing to another one. */
	readonly #epoch = randomBytes(4).toString('hex');
	readonly now: Clock;
	readonly #entries = new Map<string, Entry>();
	readonly #watchers = new Set<Watcher>();
	#seq = 0;
	readonly #noticed = new Set<Topic>();
	#health: Health;

	constructor(now: Clock) {
		this.now = now;
		const starting = { state: 'waiting', detail: 'starting', since: now() } as const;
		this.#health = { broker: starting, spool: starting, store: starting };
	}

	/** Takes in what changed; an older value than the known one changes nothing. */
	publish(rows: readonly LiveRow[]): void {
		const changed: LiveRow[] = [];
		for (const row of rows) {
			const id = rowId(row);
			const known = this.#entries.get(id);
			if (known && known.row[4] > row[4]) continue;
			this.#seq += 1;
			this.#entries.set(id, { row, seq: this.#seq });
			changed.push(row);
		}
		if (changed.length === 0) return;
		for (const watcher of this.#watchers) watcher.change(changed);
	}

	setHealth(health: Health): void {
		this.#health = health;
		for (const watcher of this.#watchers) watcher.health();
	}

	/** Something beside the readings has changed, and every reader is to ask for it anew. */
	notify(topic: Topic): void {
		this.#noticed.add(topic);
		for (const watcher of this.#watchers) watcher.notice(topic);
	}

	/** What has changed since the start: a reader who was away may have missed it. */
	noticed(): ReadonlySet<Topic> {
		return this.#noticed;
	}

	health(): Health {
		return this.#health;
	}

	rows(): LiveRow[] {
		return [...this.#entries.values()].map(({ row }) => row);
	}

	/** What changed after the event with this id; null where that cannot be told. */
	rowsSince(eventId: string | null): LiveRow[] | null {
		const [epoch, text] = eventId?.split('-') ?? [];
		const seq = Number(text);
		if (epoch !== this.#epoch || !Number.isSafeInteger(seq) || seq > this.#seq) return null;
		return [...this.#entries.values()].filter((entry) => entry.seq > seq).map(({ row }) => row);
	}

	/** The id of the newest event, for a reader to resume from. */
	eventId(): string {
		return `${this.#epoch}-${this.#seq}`;
	}

	/**
	 * A stream of server-sent events for one reader, who may have left off at an event.
	 * @returns null when as many watch as can be served
	 */
	watch(lastEventId: string | null): ReadableStream<Uint8Array> | null {
		if (this.#watchers.size >= MAX_WATCHERS) return null;
		return openStream(this, lastEventId, {
			joined: (watcher) => this.#watchers.add(watcher),
			left: (watcher) => this.#watchers.delete(watcher)
		});
	}

	watchers(): number {
		return this.#watchers.size;
	}

	/** Ends every stream; readers come again by themselves. */
	close(): void {
		for (const watcher of [...this.#watchers]) watcher.close();
	}
}
