import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import type { LiveRow } from '#lib/domain/live-events.ts';
import { readConfig } from '#lib/server/config.ts';
import { openLog } from '#lib/server/log.ts';
import { startIngest } from '#ingest/index.ts';
import { freePort } from '../support/free-port.ts';

test('the river’s thread reports what arrived, goes on with another registry, and is missed when it has ended', async () => {
	const port = await freePort();
	const config = readConfig({
		DATA_DIR: mkdtempSync(join(tmpdir(), 'nyaman-thread-')),
		...{ BROKER_PORT: String(port), LOG_LEVEL: 'silent' }
	});
	const rows: LiveRow[] = [];
	const ingest = await startIngest({
		...{ config, building: { timeZone: 'Asia/Jakarta', profiles: {} } },
		onLive: (moved) => void rows.push(...moved),
		onHealth: () => {},
		log: openLog('silent', 'test')
	});
	const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
	const send = async (device: string) => {
		const message = { at: '2026-01-05T10:42:07', values: { temperature: 25.4 } };
		await client.publishAsync(`nyaman/${device}`, JSON.stringify(message), { qos: 1 });
		await expect.poll(() => rows.find((row) => row[0] === device)?.[4]).toBeDefined();
		return new Date(rows.find((row) => row[0] === device)?.[4] ?? 0).toISOString();
	};
	try {
		expect(await send('a')).toBe('2026-01-05T03:42:07.000Z');
		ingest.setBuilding({ timeZone: 'Asia/Jayapura', profiles: {} });
		// Answered after what was said before it: the broker's socket alone keeps no such order.
		await ingest.report();
		expect(await send('b')).toBe('2026-01-05T01:42:07.000Z');
		const [one, other] = await Promise.all([ingest.report(), ingest.report()]);
		for (const report of [one, other]) {
			expect(report).toMatchObject({
				ok: true,
				value: {
					...{ imbalance: null, refusals: [] },
					flow: { messages: { received: 2, decoded: 2 }, readings: { decoded: 2 } }
				}
			});
		}
	} finally {
		await client.endAsync(true);
		await ingest.stop();
	}
	const asked = performance.now();
	expect(await ingest.report()).toMatchObject({ ok: false, reason: 'no-answer' });
	expect(performance.now() - asked).toBeLessThan(6_000);
});
