/** From publish at the embedded broker to the row that goes to the pages, while something else may go on. */
import { connectAsync } from 'mqtt';
import { startIngest } from '../../../ingest/index.ts';
import { readConfig } from '../../../src/lib/server/config.ts';
import { openLog } from '../../../src/lib/server/log.ts';
import { freePort } from '../../support/free-port.ts';

/** Messages a second: a building of 60,000 sensors that speak every five minutes. */
export const RATE = 200;

/** @returns latencies in ms, sorted; lost messages are missing from them. */
export async function liveLatency(dataDir: string, seconds: number): Promise<number[]> {
	const port = await freePort();
	const config = readConfig({ DATA_DIR: dataDir, BROKER_PORT: String(port), LOG_LEVEL: 'silent' });
	const sentAt = new Map<number, number>();
	const latencies: number[] = [];
	const ingest = await startIngest({
		config,
		building: { timeZone: 'Asia/Jakarta', profiles: {} },
		onLive(rows) {
			const now = performance.now();
			for (const [device, , , value] of rows) {
				const sent = device.startsWith('live-') ? sentAt.get(value) : undefined;
				if (sent === undefined) continue;
				latencies.push(now - sent);
				sentAt.delete(value);
			}
		},
		onHealth: () => undefined,
		log: openLog('silent', 'bench')
	});
	const client = await connectAsync(`mqtt://127.0.0.1:${port}`);
	const begun = performance.now();
	for (let n = 0; n < seconds * RATE; n++) {
		const due = begun + (n * 1_000) / RATE;
		const wait = due - performance.now();
		if (wait > 1) await new Promise((done) => setTimeout(done, wait));
		sentAt.set(n, performance.now());
		void client.publishAsync(
			`nyaman/live-${n % 1_000}`,
			JSON.stringify({ values: { illuminance: n } }),
			{ qos: 1 }
		);
	}
	await new Promise((done) => setTimeout(done, 1_000));
	await client.endAsync();
	await ingest.stop();
	return latencies.sort((a, b) => a - b);
}
