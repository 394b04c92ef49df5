import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import { openHistory } from '#lib/server/history/history.ts';
import { openStore } from '#lib/server/store/open.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 24, 3);
const series = { device: 'meter', channel: '', metric: 'temperature' } as const;

async function filled(minutes: number) {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-history-'));
	const store = await openStore({ influx: null, dataDir });
	const readings = Array.from({ length: minutes }, (_, n): Reading => ({
		...series,
		value: 20 + (n % 10),
		at: START + n * MINUTE,
		receivedAt: START + n * MINUTE,
		origin: 'device'
	}));
	for (let i = 0; i < minutes; i += 5_000) await store.write(readings.slice(i, i + 5_000));
	closing.push(() => store.close());
	const history = openHistory({ influx: null, dataDir });
	closing.push(() => history.close());
	return { store, history };
}

test('the answers are those of the store, in the order asked', async () => {
	const { store, history } = await filled(120);
	const span = { from: START, to: START + 120 * MINUTE };
	const silent = { ...series, device: 'silent' };
	const [one, two] = await history.aggregate([silent, series], span, 15 * MINUTE);
	expect(one).toEqual([]);
	expect(two).toEqual(await store.aggregate(series, span, 15 * MINUTE));
	expect(two).toHaveLength(8);
	const [points] = await history.range([series], span, 3);
	expect(points?.map(({ value }) => value)).toEqual([20, 21, 22]);
});

test('an interval that is none is the asker’s fault', async () => {
	const { history } = await filled(1);
	await expect(history.aggregate([series], { from: 0, to: 1 }, -5)).rejects.toThrow(RangeError);
});

test('a reader that leaves is not waited for, and the next one is answered', async () => {
	const { history } = await filled(20_000);
	const leaving = new AbortController();
	const span = { from: START, to: START + 20_000 * MINUTE };
	const long = history.aggregate(Array(30).fill(series), span, MINUTE, 0, leaving.signal);
	leaving.abort(new Error('left'));
	await expect(long).rejects.toThrow('left');
	expect((await history.range([series], span, 1))[0]).toHaveLength(1);
});

test('more questions than can be answered in time are refused', async () => {
	const { history } = await filled(1);
	const span = { from: START, to: START + MINUTE };
	const asked = Array.from({ length: 80 }, () =>
		history.range([series], span, 1).catch((error: unknown) => error)
	);
	const answers = await Promise.all(asked);
	expect(answers.filter((answer) => answer instanceof StoreUnavailable)).toHaveLength(16);
});

test('after it was closed it opens again with the next question', async () => {
	const { history } = await filled(1);
	const span = { from: START, to: START + MINUTE };
	expect((await history.range([series], span, 9))[0]).toHaveLength(1);
	await history.close();
	expect((await history.range([series], span, 9))[0]).toHaveLength(1);
});
