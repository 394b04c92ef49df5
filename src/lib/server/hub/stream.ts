/** One reader's stream: the first change at once, more of them coalesced, never more memory than there are series. */
import { rowId } from '../../domain/live-events.ts';
import type {
	ChangeEvent,
	HealthEvent,
	LiveRow,
	NoticeEvent,
	SnapshotEvent,
	Topic
} from '../../domain/live-events.ts';
import type { Hub } from './hub.ts';

export interface Watcher {
	change(rows: readonly LiveRow[]): void;
	health(): void;
	notice(topic: Topic): void;
	close(): void;
}

export interface Membership {
	joined(watcher: Watcher): void;
	left(watcher: Watcher): void;
}

/** Twenty frames a second: what an eye can follow, and a phone's radio can sleep between. */
const FRAME_MS = 50;
/** A sign of life, so that a browser can tell silence from a dead line. */
const HEARTBEAT_MS = 15_000;
/** What may wait in a reader's socket before frames are held back and coalesced. */
const HIGH_WATER_BYTES = 128 * 1024;

const encoder = new TextEncoder();

/** HTML Standard, 9.2.6: one event with its id, name and data. */
function event(id: string, name: string, data: object): Uint8Array {
	return encoder.encode(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Opens the stream; the reader is a member from its first event to its last. */
export function openStream(
	hub: Hub,
	lastEventId: string | null,
	membership: Membership
): ReadableStream<Uint8Array> {
	/** Newest row of each series that the reader has not been sent. */
	const pending = new Map<string, LiveRow>();
	let timer: NodeJS.Timeout | null = null;
	let heartbeat: NodeJS.Timeout;
	let lastFrame = -Infinity;
	let owesHealth = false;
	const notices = new Set<Topic>();
	let controller: ReadableStreamDefaultController<Uint8Array>;

	const hasRoom = () => (controller.desiredSize ?? 0) > 0;

	function send(name: string, data: SnapshotEvent | ChangeEvent | HealthEvent | NoticeEvent): void {
		controller.enqueue(event(hub.eventId(), name, data));
	}

	/** Sends what is due, if the reader takes it; else it stays due, newest values only. */
	function flush(): void {
		if (timer) clearTimeout(timer);
		timer = null;
		if (!hasRoom()) return;
		if (owesHealth) {
			owesHealth = false;
			send('health', { now: hub.now(), health: hub.health() });
		}
		for (const topic of notices) send('notice', { now: hub.now(), topic });
		notices.clear();
		if (pending.size === 0) return;
		const rows = [...pending.values()];
		pending.clear();
		lastFrame = performance.now();
		send('change', { now: hub.now(), rows });
	}

	function schedule(): void {
		if (timer) return;
		const wait = lastFrame + FRAME_MS - performance.now();
		if (wait <= 0) flush();
		else timer = setTimeout(flush, wait);
	}

	const watcher: Watcher = {
		change(rows) {
			for (const row of rows) pending.set(rowId(row), row);
			schedule();
		},
		health() {
			owesHealth = true;
			flush();
		},
		notice(topic) {
			notices.add(topic);
			flush();
		},
		close() {
			leave();
			controller.close();
		}
	};

	function leave(): void {
		if (timer) clearTimeout(timer);
		clearInterval(heartbeat);
		pending.clear();
		membership.left(watcher);
	}

	return new ReadableStream<Uint8Array>(
		{
			start(c) {
				controller = c;
				const missed = hub.rowsSince(lastEventId);
				if (missed === null) {
					send('snapshot', { now: hub.now(), rows: hub.rows(), health: hub.health() });
				} else {
					send('change', { now: hub.now(), rows: missed });
					send('health', { now: hub.now(), health: hub.health() });
					for (const topic of hub.noticed()) send('notice', { now: hub.now(), topic });
				}
				heartbeat = setInterval(() => watcher.health(), HEARTBEAT_MS);
				membership.joined(watcher);
			},
			pull() {
				if (pending.size > 0 || owesHealth || notices.size > 0) schedule();
			},
			cancel: leave
		},
		new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES })
	);
}
