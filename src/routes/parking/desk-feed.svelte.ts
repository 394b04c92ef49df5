/** The desk in the browser: asked for every three seconds, and what is pressed goes there when it can. */
import type { EntryKind } from '#lib/domain/parking/ledger.ts';
import type { DeskState } from '../api/parking/desk-state.server.ts';
import { nextBatch, readQueue, writeQueue, type QueuedPress, type Shelf } from './press-queue.ts';

const EVERY_MS = 3_000;
const GIVE_UP_MS = 8_000;
/** A hiccup is not worth a word. */
const OLD_MS = 10_000;

interface Answered {
	answers: { id: string; taken: boolean; reason?: string }[];
	desk: DeskState;
}

export class DeskFeed {
	#state = $state.raw<DeskState>() as DeskState;
	#queue = $state.raw<QueuedPress[]>([]);
	#heardAt = $state(0);
	#tick = $state(0);
	#refused = $state(0);
	#signInNeeded = $state(false);
	#shelf: Shelf | null = null;
	#sending = false;
	#asking = false;
	/** Changes with each answer to a write: an older answer to a question comes too late. */
	#writes = 0;
	#timer: ReturnType<typeof setInterval> | undefined;

	constructor(first: DeskState) {
		this.#state = first;
	}

	get desk(): DeskState {
		return this.#state;
	}

	/** Presses that the server has not answered for. */
	get queue(): readonly QueuedPress[] {
		return this.#queue;
	}

	/** Presses that it will not take. */
	get refused(): number {
		return this.#refused;
	}

	get signInNeeded(): boolean {
		return this.#signInNeeded;
	}

	/** The server has not answered for a while. */
	get offline(): boolean {
		return this.#heardAt > 0 && this.#tick - this.#heardAt > OLD_MS;
	}

	/** The building's clock, epoch ms UTC. */
	get now(): number {
		return this.#state.picture.at + Math.max(0, this.#tick - this.#heardAt);
	}

	start(shelf: Shelf | null): () => void {
		this.#shelf = shelf;
		this.#queue = readQueue(shelf);
		this.#heardAt = this.#tick = performance.now();
		this.#timer = setInterval(() => {
			this.#tick = performance.now();
			void this.ask();
		}, EVERY_MS);
		void this.#send();
		return () => clearInterval(this.#timer);
	}

	async ask(): Promise<void> {
		if (this.#queue.length > 0 && !this.#signInNeeded) return this.#send();
		if (this.#asking) return;
		this.#asking = true;
		const writes = this.#writes;
		try {
			const response = await fetch('/api/parking/desk', {
				signal: AbortSignal.timeout(GIVE_UP_MS)
			});
			if (response.ok && writes === this.#writes) this.#hear((await response.json()) as DeskState);
		} catch {
			// What is shown grows older, and the page says so.
		} finally {
			this.#asking = false;
		}
	}

	/** Takes a press at the time of the press; it is kept before it is sent. */
	press(pool: string, kind: EntryKind, more: Pick<QueuedPress, 'step' | 'counted' | 'note'> = {}) {
		const pressedAt = Math.round(
			this.#state.picture.at + Math.max(0, performance.now() - this.#heardAt)
		);
		this.#queue = [...this.#queue, { id: newId(), pool, kind, pressedAt, ...more }];
		writeQueue(this.#shelf, this.#queue);
		void this.#send();
	}

	/** @returns the server's word where it refuses, 'offline' where it does not answer */
	async post(path: 'undo' | 'holds', body: object): Promise<string | null> {
		try {
			const response = await this.#request(path, body);
			const told = (await response.json()) as { desk?: DeskState; reason?: string };
			if (told.desk) this.#hearWrite(told.desk);
			return response.ok ? null : (told.reason ?? 'failed');
		} catch {
			return 'offline';
		}
	}

	async #send(): Promise<void> {
		if (this.#sending || this.#queue.length === 0) return;
		this.#sending = true;
		const presses = nextBatch(this.#queue);
		try {
			const response = await this.#request('presses', { presses });
			if (response.status === 401) this.#signInNeeded = true;
			if (!response.ok) return;
			this.#signInNeeded = false;
			const { answers, desk } = (await response.json()) as Answered;
			this.#queue = this.#queue.filter(({ id }) => !presses.some((sent) => sent.id === id));
			this.#refused += answers.filter(({ taken }) => !taken).length;
			writeQueue(this.#shelf, this.#queue);
			this.#hearWrite(desk);
		} catch {
			// Nothing is lost: the presses are kept, and go with the next attempt.
		} finally {
			this.#sending = false;
		}
		if (this.#queue.length > 0 && !this.offline && !this.#signInNeeded) void this.#send();
	}

	#request(path: string, body: object): Promise<Response> {
		return fetch(`/api/parking/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(GIVE_UP_MS)
		});
	}

	#hearWrite(desk: DeskState): void {
		this.#writes += 1;
		this.#hear(desk);
	}

	#hear(desk: DeskState): void {
		this.#state = desk;
		this.#heardAt = this.#tick = performance.now();
	}
}

/** `crypto.randomUUID` is only there over https; the building's own network often has none. */
function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
