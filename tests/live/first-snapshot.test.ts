import { expect, test } from 'vitest';
import { Live, type Source } from '#lib/live/live.svelte.ts';
import type { Health, LiveRow } from '#lib/live/wire.ts';

const running = { state: 'running', detail: '', since: 0 } as const;
const health: Health = { broker: running, spool: running, store: running };
const row = (value: number, at: number): LiveRow => [
	'a',
	'',
	'temperature',
	value,
	at,
	at,
	'device'
];
const never = (): Source => ({ readyState: 0, addEventListener: () => {}, close: () => {} });

test('what came with the page is told before the stream is open, by the server’s clock', () => {
	let elapsed = 1_000;
	const live = new Live(never, () => elapsed, { now: 500_000, rows: [row(24.1, 499_000)], health });
	expect([live.ready, live.now, live.lastAt, live.connection]).toEqual([
		true,
		500_000,
		499_000,
		'connecting'
	]);
	expect([...live.rows.values()]).toEqual([row(24.1, 499_000)]);
	expect(live.health).toEqual(health);
	elapsed += 2_000;
	live.tick();
	expect(live.now).toBe(502_000);
});

test('the stream’s own snapshot takes its place, also where it knows less', () => {
	const listeners = new Map<string, (event: { data?: unknown }) => void>();
	const source: Source = {
		readyState: 1,
		addEventListener: (type, listener) => listeners.set(type, listener),
		close: () => {}
	};
	const live = new Live(
		() => source,
		() => 0,
		{ now: 500_000, rows: [row(24.1, 499_000)], health }
	);
	const stop = live.start();
	listeners.get('snapshot')?.({ data: JSON.stringify({ now: 600_000, rows: [], health }) });
	expect([live.rows.size, live.now, live.connection]).toEqual([0, 600_000, 'live']);
	stop();
});
