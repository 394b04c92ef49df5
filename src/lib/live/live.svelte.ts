/** The building as it is now, over `GET /api/live`: one connection a page, and how it stands. */
import { createContext } from 'svelte';
import { NewestValues } from './newest.ts';
import { ServerClock } from './server-clock.ts';
import type {
	ChangeEvent,
	Health,
	HealthEvent,
	LiveRow,
	NoticeEvent,
	SnapshotEvent,
	Topic
} from './wire.ts';

export type Connection = 'connecting' | 'live' | 'offline';

/** The part of EventSource that is used, so that a test can stand in for the network. */
export interface Source {
	/** As EventSource's: 0 connecting, 1 open, 2 closed for good. */
	readonly readyState: number;
	addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
	close(): void;
}

const CLOSED = 2;
/** A hiccup shorter than this, as at a restart of the server, is not worth a word. */
const HICCUP_MS = 3_000;
/** The server speaks at least every 15 s: after two silences the connection is dead, whatever it says. */
const SILENCE_MS = 35_000;
/** Between attempts once the browser has given up: doubled up to the last. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const TICK_MS = 1_000;

export class Live {
	#open: () => Source;
	#monotonic: () => number;
	#clock: ServerClock;
	#values = new NewestValues();
	#source: Source | null = null;
	#version = $state(0);
	#connection = $state<Connection>('connecting');
	#health = $state.raw<Health | null>(null);
	#now = $state<number | null>(null);
	#ready = $state(false);
	#noticed = $state<Record<Topic, number>>({ occupancy: 0, plan: 0 });
	/** Monotonic times, ms. */
	#heardAt = 0;
	#lostAt: number | null = null;
	#retryAt: number | null = null;
	#retries = 0;

	/** @param first what the server knew when it made the page: said before the stream is open. */
	constructor(
		open: () => Source,
		monotonic: () => number = () => performance.now(),
		first?: SnapshotEvent
	) {
		this.#open = open;
		this.#monotonic = monotonic;
		this.#clock = new ServerClock(monotonic);
		if (first === undefined) return;
		this.#values.replace(first.rows);
		this.#health = first.health;
		this.#clock.hear(first.now);
		this.#now = first.now;
		this.#ready = true;
	}

	get connection(): Connection {
		return this.#connection;
	}

	get health(): Health | null {
		return this.#health;
	}

	/** The server's time, epoch ms UTC, moved on every second; null before the first frame. */
	get now(): number | null {
		return this.#now;
	}

	/** True once a snapshot has arrived, with the page or with the stream. */
	get ready(): boolean {
		return this.#ready;
	}

	/** How often a topic was said to have changed: whatever reads it runs again with the next time. */
	noticed(topic: Topic): number {
		return this.#noticed[topic];
	}

	/** The newest value of every series. A new frame makes whatever read this run again. */
	get rows(): ReadonlyMap<string, LiveRow> {
		void this.#version;
		return this.#values.rows;
	}

	/** Measuring time of the newest value of all, epoch ms UTC; null: there is none. */
	get lastAt(): number | null {
		void this.#version;
		return this.#values.lastAt;
	}

	/** Whether any value on the page comes from a simulator. */
	get simulated(): boolean {
		void this.#version;
		return this.#values.simulated;
	}

	/** Connects, and stays connected until the returned function is called. */
	start(): () => void {
		this.#connect();
		const ticking = setInterval(() => this.tick(), TICK_MS);
		return () => {
			clearInterval(ticking);
			this.#source?.close();
			this.#source = null;
		};
	}

	/** The page was away, or its network came back: tries at once what would be tried later. */
	wake(): void {
		if (this.#connection !== 'live' || this.#silent()) this.#connect();
		this.tick();
	}

	/** The network is known to be gone: says so without waiting. */
	lose(): void {
		this.#connection = 'offline';
	}

	/** Moves the clock on, and notices what only time can tell. Called every second. */
	tick(): void {
		this.#now = this.#clock.now();
		const at = this.#monotonic();
		if (this.#lostAt !== null && at - this.#lostAt >= HICCUP_MS) this.#connection = 'offline';
		if (this.#retryAt !== null) {
			if (at >= this.#retryAt) this.#connect();
		} else if (this.#silent()) {
			this.#connection = 'offline';
			this.#retryLater();
		}
	}

	#silent(): boolean {
		return this.#monotonic() - this.#heardAt > SILENCE_MS;
	}

	#connect(): void {
		this.#source?.close();
		this.#retryAt = null;
		this.#heardAt = this.#monotonic();
		const source = this.#open();
		this.#source = source;
		const on = <Frame>(type: string, take: (frame: Frame) => void) =>
			source.addEventListener(type, ({ data }) => {
				if (source === this.#source) this.#take(data, take);
			});
		on<SnapshotEvent>('snapshot', ({ now, rows, health }) => {
			this.#clock.forget();
			this.#hear(now);
			this.#values.replace(rows);
			this.#health = health;
			this.#version += 1;
			this.#ready = true;
		});
		on<ChangeEvent>('change', ({ now, rows }) => {
			this.#hear(now);
			this.#values.apply(rows);
			this.#version += 1;
		});
		on<HealthEvent>('health', ({ now, health }) => {
			this.#hear(now);
			this.#health = health;
		});
		on<NoticeEvent>('notice', ({ now, topic }) => {
			this.#hear(now);
			this.#noticed[topic] += 1;
		});
		source.addEventListener('error', () => {
			if (source !== this.#source) return;
			this.#lostAt ??= this.#monotonic();
			if (source.readyState === CLOSED) this.#retryLater();
		});
	}

	/** A frame that cannot be read is passed over: the next snapshot says everything again. */
	#take<Frame>(data: unknown, take: (frame: Frame) => void): void {
		let frame: Frame;
		try {
			frame = JSON.parse(String(data)) as Frame;
		} catch {
			return;
		}
		take(frame);
	}

	#hear(now: number): void {
		this.#clock.hear(now);
		this.#now = this.#clock.now();
		this.#heardAt = this.#monotonic();
		this.#lostAt = null;
		this.#retries = 0;
		this.#connection = 'live';
	}

	#retryLater(): void {
		this.#source?.close();
		const wait = RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? TICK_MS;
		this.#retries += 1;
		this.#retryAt = this.#monotonic() + wait;
	}
}

/** Connects to the application's own stream; only in a browser. */
export function openStream(): Source {
	return new EventSource('/api/live');
}

export const [getLive, setLive] = createContext<Live>();
