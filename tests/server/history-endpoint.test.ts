import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { HistoryAnswer } from '#lib/domain/rollups/history-answer.ts';
import { openHistory } from '#lib/server/history/history.ts';
import type { History } from '#lib/server/history/history.ts';
import { openStore } from '#lib/server/store/open.ts';
import { GET } from '../../src/routes/api/history/+server.ts';
import { CLIMATE, DAY, HOUR, reading } from './rollup-past.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

const FROM = Date.UTC(2026, 10, 1);

async function opened(): Promise<History> {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-endpoint-'));
	closing.push(() => rmSync(dataDir, { recursive: true, force: true }));
	const store = await openStore({ influx: null, dataDir });
	closing.push(() => store.close());
	await store.write([0, 1, 2].map((n) => reading(FROM + n * HOUR, 20 + n)));
	const history = openHistory({ influx: null, dataDir, now: () => FROM + 2 * DAY });
	closing.push(() => history.close());
	return history;
}

async function get(history: History, query: string, signal?: AbortSignal): Promise<Response> {
	const url = new URL(`http://localhost/api/history?${query}`);
	const request = new Request(url, { signal: signal ?? null });
	return GET({ url, request, locals: { history } } as Parameters<typeof GET>[0]);
}

const SPAN = `metric=temperature&device=${CLIMATE.device}&from=${FROM}&to=${FROM + DAY}`;

test('an answer is JSON, with null where nothing was measured', async () => {
	const response = await get(await opened(), `${SPAN}&every=${6 * HOUR}&min=18&max=20.5&watch=1`);
	expect(response.status).toBe(200);
	expect(response.headers.get('cache-control')).toBe('no-store');
	const answer: HistoryAnswer = await response.json();
	expect(answer).toMatchObject({ source: 'quarter', every: 6 * HOUR, timeZone: 'UTC' });
	expect(answer.series).toMatchObject([
		{
			...{ key: CLIMATE.device, mean: [21, null, null, null], max: [22, null, null, null] },
			band: { within: [900, 0, 0, 0], watch: [900, 0, 0, 0], beyond: [900, 0, 0, 0] }
		}
	]);
});

test.each([
	['metric=mood&from=0&to=1', 'metric: is no quantity'],
	['metric=co2&from=yesterday&to=1', 'from: is no epoch ms'],
	['metric=co2&from=0', 'to: '],
	['metric=co2&from=0&to=1&every=fortnight', 'every: is no step'],
	['metric=co2&from=0&to=1&points=0', 'points: '],
	['metric=co2&from=0&to=1', 'neither rooms nor devices'],
	[`${SPAN}&every=${5 * HOUR}`, 'ms that divide a day'],
	['metric=co2&room=attic&from=0&to=1', 'no room "attic"'],
	[
		`metric=co2&device=x&from=0&to=${30 * 366 * DAY}`,
		'at most 500 rooms and devices, and 20 years'
	],
	[`metric=co2&device=x&from=0&to=${365 * DAY}&every=${1_000}`, 'intervals of 1 series']
])('?%s is refused in words', async (query, says) => {
	const response = await get(await opened(), query);
	expect(response.status).toBe(400);
	const { faults, reason }: { faults: string[]; reason: string } = await response.json();
	expect(faults.join('\n')).toContain(says);
	expect(reason).toMatch(/^[a-z-]+$/);
});

test('a reader who has left is not answered', async () => {
	const leaving = new AbortController();
	const response = get(await opened(), SPAN, leaving.signal);
	leaving.abort();
	expect((await response).status).toBe(499);
});
