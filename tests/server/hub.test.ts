import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChangeEvent, LiveRow, SnapshotEvent } from '#lib/domain/live-events.ts';
import { Hub } from '#lib/server/hub/hub.ts';

const row = (value: number, at: number, device = 'd1'): LiveRow => [
	device,
	'',
	'temperature',
	value,
	at,
	at + 5,
	'device'
];

interface Event {
	id: string;
	name: string;
	data: ChangeEvent & SnapshotEvent;
}

/** Reads whole events off a stream, as a browser would. */
function reader(stream: ReadableStream<Uint8Array> | null) {
	if (!stream) throw new Error('no stream');
	const source = stream.getReader();
	const decoder = new TextDecoder();
	return {
		async next(): Promise<Event | null> {
			const { done, value } = await source.read();
			if (done) return null;
			const [id, name, data] = decoder.decode(value).split('\n');
			return {
				id: id?.slice(4) ?? '',
				name: name?.slice(7) ?? '',
				data: JSON.parse(data?.slice(6) ?? '')
			};
		},
		cancel: () => source.cancel()
	};
}

let hub: Hub;
beforeEach(() => {
	vi.useFakeTimers();
	hub = new Hub(Date.now);
});
afterEach(() => {
	hub.close();
	vi.useRealTimers();
});

test('a reader gets all that is known, then what changes, the first at once', async () => {
	hub.publish([row(25, 1000), row(26, 1000, 'd2')]);
	const events = reader(hub.watch(null));
	const snapshot = await events.next();
	expect(snapshot?.name).toBe('snapshot');
	expect(snapshot?.data.rows).toHaveLength(2);
	hub.publish([row(25.5, 2000)]);
	expect((await events.next())?.data.rows).toEqual([row(25.5, 2000)]);
});

test('further changes within 50 ms come as one frame, the newest value of each series', async () => {
	const events = reader(hub.watch(null));
	await events.next();
	hub.publish([row(1, 1000)]);
	expect((await events.next())?.data.rows).toEqual([row(1, 1000)]);
	for (let n = 2; n <= 40; n++) hub.publish([row(n, n * 1000), row(-n, n * 1000, 'd2')]);
	const frame = events.next();
	await vi.advanceTimersByTimeAsync(50);
	expect((await frame)?.data.rows).toEqual([row(40, 40_000), row(-40, 40_000, 'd2')]);
});

test('a reader is sent at most twenty frames a second', async () => {
	const events = reader(hub.watch(null));
	await events.next();
	let frames = 0;
	const counting = (async () => {
		while (await events.next()) frames += 1;
	})();
	for (let n = 1; n <= 1000; n++) {
		hub.publish([row(n, n)]);
		await vi.advanceTimersByTimeAsync(1);
	}
	hub.close();
	await counting;
	expect(frames).toBeGreaterThanOrEqual(18);
	expect(frames).toBeLessThanOrEqual(21);
});

test('an older value than the known one is not sent', async () => {
	hub.publish([row(25, 5000)]);
	const events = reader(hub.watch(null));
	await events.next();
	hub.publish([row(19, 1000)]);
	hub.publish([row(26, 6000)]);
	expect((await events.next())?.data.rows).toEqual([row(26, 6000)]);
});

test('a reader that comes again gets only what it missed', async () => {
	hub.publish([row(1, 1000), row(2, 1000, 'd2')]);
	const first = reader(hub.watch(null));
	const left = await first.next();
	await first.cancel();
	hub.publish([row(3, 2000, 'd2')]);
	const again = reader(hub.watch(left?.id ?? null));
	const resumed = await again.next();
	expect(resumed?.name).toBe('change');
	expect(resumed?.data.rows).toEqual([row(3, 2000, 'd2')]);
});

test.each(['', 'nonsense', 'ffffffff-3', '-'])(
	'the id %j of another start gets all',
	async (id) => {
		hub.publish([row(1, 1000)]);
		expect((await reader(hub.watch(id)).next())?.name).toBe('snapshot');
	}
);

test('a stalled reader costs no more than one row a series, and then gets the newest', async () => {
	const stream = hub.watch(null);
	for (let n = 1; n <= 20_000; n++) {
		hub.publish(Array.from({ length: 50 }, (_, d) => row(n, n, `device-${d}`)));
		if (n % 100 === 0) await vi.advanceTimersByTimeAsync(51);
	}
	const events = reader(stream);
	let bytes = 0;
	let last: Event | null = null;
	for (;;) {
		const event = await Promise.race([
			events.next(),
			vi.advanceTimersByTimeAsync(200).then(() => null)
		]);
		if (event === null) break;
		if (event.name === 'change') last = event;
		bytes += JSON.stringify(event.data).length;
	}
	expect(bytes).toBeLessThan(300_000);
	expect(last?.data.rows.map((r) => r[3])).toEqual(Array(50).fill(20_000));
});

test('silence is broken every 15 seconds by the state of the river', async () => {
	const events = reader(hub.watch(null));
	await events.next();
	const next = events.next();
	await vi.advanceTimersByTimeAsync(15_000);
	expect((await next)?.name).toBe('health');
});

test('closing ends every stream, and a reader that leaves is forgotten', async () => {
	const staying = reader(hub.watch(null));
	const leaving = reader(hub.watch(null));
	await leaving.cancel();
	expect(hub.watchers()).toBe(1);
	await staying.next();
	hub.close();
	expect(await staying.next()).toBeNull();
	expect(hub.watchers()).toBe(0);
});

test('more readers than can be served are turned away', () => {
	const streams = Array.from({ length: 500 }, () => hub.watch(null));
	expect(streams.every(Boolean)).toBe(true);
	expect(hub.watch(null)).toBeNull();
});
