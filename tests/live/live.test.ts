import { expect, test } from 'vitest';
import { Live, type Source } from '#lib/live/live.svelte.ts';
import type { Health, LiveRow, PartHealth } from '#lib/live/wire.ts';

const SERVER = Date.UTC(2026, 10, 24, 3, 42);
const RUNNING: PartHealth = { state: 'running', detail: '', since: SERVER };
const HEALTH: Health = { broker: RUNNING, spool: RUNNING, store: RUNNING };
const OPEN = 1;
const CLOSED = 2;

/** The network's end: what EventSource would do, done by hand. */
class FakeStream implements Source {
	readyState = OPEN;
	#listeners = new Map<string, (event: { data?: unknown }) => void>();

	addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
		this.#listeners.set(type, listener);
	}

	close(): void {
		this.readyState = CLOSED;
	}

	send(type: string, frame: unknown): void {
		this.#listeners.get(type)?.({
			data: typeof frame === 'string' ? frame : JSON.stringify(frame)
		});
	}

	/** `gaveUp`: the browser will not try again by itself. */
	fail(gaveUp: boolean): void {
		this.readyState = gaveUp ? CLOSED : 0;
		this.#listeners.get('error')?.({});
	}
}

function page() {
	const device = { ms: 1_000 };
	const streams: FakeStream[] = [];
	const live = new Live(
		() => {
			const stream = new FakeStream();
			streams.push(stream);
			return stream;
		},
		() => device.ms
	);
	const stop = live.start();
	return {
		live,
		streams,
		stop,
		get stream(): FakeStream {
			const last = streams.at(-1);
			if (last === undefined) throw new Error('nothing has connected');
			return last;
		},
		pass(ms: number) {
			for (let passed = 0; passed < ms; passed += 1_000) {
				device.ms += 1_000;
				live.tick();
			}
		}
	};
}

function row(value: number, at: number): LiveRow {
	return ['a', '', 'temperature', value, at, at, 'device'];
}

function snapshot(rows: LiveRow[] = [], now = SERVER) {
	return { now, rows, health: HEALTH };
}

test('a page is connecting until the first frame, then live', () => {
	const { live, stream, stop } = page();
	expect([live.connection, live.ready, live.now]).toEqual(['connecting', false, null]);
	stream.send('snapshot', snapshot([row(24, SERVER - 60_000)]));
	expect([live.connection, live.ready, live.now]).toEqual(['live', true, SERVER]);
	expect(live.lastAt).toBe(SERVER - 60_000);
	stop();
});

test('a change is there as soon as its frame is', () => {
	const { live, stream, stop } = page();
	stream.send('snapshot', snapshot([row(24, SERVER)]));
	stream.send('change', { now: SERVER + 900, rows: [row(25, SERVER + 800)] });
	expect([...live.rows.values()].map((row) => row[3])).toEqual([25]);
	stop();
});

test('a part that waits is told of', () => {
	const { live, stream, stop } = page();
	stream.send('snapshot', snapshot());
	const broker: PartHealth = { state: 'waiting', detail: 'refused', since: SERVER };
	stream.send('health', { now: SERVER, health: { ...HEALTH, broker } });
	expect(live.health?.broker.state).toBe('waiting');
	stop();
});

test('a hiccup is not worth a word; a longer loss is', () => {
	const { live, stream, pass, stop } = page();
	stream.send('snapshot', snapshot());
	stream.fail(false);
	pass(2_000);
	expect(live.connection).toBe('live');
	pass(1_000);
	expect(live.connection).toBe('offline');
	stream.send('change', { now: SERVER + 5_000, rows: [] });
	expect(live.connection).toBe('live');
	stop();
});

test('where the browser gives up, the page tries again, ever more slowly', () => {
	const opened = page();
	const { live, streams, pass, stop } = opened;
	opened.stream.send('snapshot', snapshot());
	const waits: number[] = [];
	for (let attempt = 0; attempt < 6; attempt += 1) {
		opened.stream.fail(true);
		const before = streams.length;
		let waited = 0;
		while (streams.length === before && waited < 60_000) {
			pass(1_000);
			waited += 1_000;
		}
		waits.push(waited);
	}
	expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
	expect(live.connection).toBe('offline');
	opened.stream.send('snapshot', snapshot());
	expect(live.connection).toBe('live');
	stop();
});

test('a connection that says nothing for longer than two signs of life is given up', () => {
	const opened = page();
	const { live, streams, pass, stop } = opened;
	opened.stream.send('snapshot', snapshot());
	pass(35_000);
	expect([live.connection, streams.length]).toEqual(['live', 1]);
	pass(3_000);
	expect([live.connection, streams.length]).toEqual(['offline', 2]);
	stop();
});

test('values stay on the page while it is offline', () => {
	const { live, stream, pass, stop } = page();
	stream.send('snapshot', snapshot([row(24, SERVER)]));
	stream.fail(true);
	pass(10_000);
	expect(live.connection).toBe('offline');
	expect(live.lastAt).toBe(SERVER);
	stop();
});

test('when the network comes back, it connects at once; a stream left behind says no more', () => {
	const opened = page();
	const { live, streams, stop } = opened;
	const first = opened.stream;
	first.send('snapshot', snapshot([row(24, SERVER)]));
	live.lose();
	expect(live.connection).toBe('offline');
	live.wake();
	expect(streams.length).toBe(2);
	first.send('change', { now: SERVER, rows: [row(99, SERVER + 1)] });
	expect([...live.rows.values()].map((row) => row[3])).toEqual([24]);
	stop();
});

test('waking leaves a healthy connection alone', () => {
	const { live, streams, stream, stop } = page();
	stream.send('snapshot', snapshot());
	live.wake();
	expect(streams.length).toBe(1);
	stop();
});

test('a frame that cannot be read is passed over', () => {
	const { live, stream, stop } = page();
	stream.send('snapshot', '{"now":');
	expect(live.ready).toBe(false);
	stream.send('snapshot', snapshot());
	expect(live.ready).toBe(true);
	stop();
});
