/**
 * `npm run bench:live`: from publish at a real Mosquitto to the changed page in a real Chromium,
 * with the spool's commit on the way. `--json` prints one object, `--seconds N` sets the length
 * of each rate.
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { startApp } from '../support/app.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { sampleClimateSensor, ttsUplink } from '../support/uplink.ts';

const { values: options } = parseArgs({
	options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '20' } }
});
const SECONDS = Number(options.seconds);
/** A message whose arrival is timed, this often; the others are the load around it. */
const PROBE_EVERY_MS = 100;
/** Target of the 95th percentile, ms, by messages a second. */
const RATES = [
	{ rate: 10, targetMs: 30 },
	{ rate: 200, targetMs: 100 }
];

interface Figures {
	rate: number;
	probes: number;
	missed: number;
	p50: number;
	p95: number;
	max: number;
	targetMs: number;
}

function percentile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Notes in the page when each text of the room's row was first there, epoch ms. */
async function watchRow(page: Page, id: string): Promise<void> {
	await page.evaluate((rowId) => {
		const seen: Record<string, number> = {};
		Object.assign(window, { seen });
		let before = '';
		new MutationObserver(() => {
			const text = document.getElementById(rowId)?.textContent ?? '';
			const value = /(\d+,\d)\s°C/.exec(text)?.[1] ?? '';
			if (value === before) return;
			before = value;
			seen[value] = performance.timeOrigin + performance.now();
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
	}, id);
}

async function takeSeen(page: Page): Promise<Record<string, number>> {
	return page.evaluate(() => {
		const { seen } = window as unknown as { seen: Record<string, number> };
		const copy = { ...seen };
		for (const name of Object.keys(seen)) delete seen[name];
		return copy;
	});
}

const { device, room } = sampleClimateSensor();
const broker = await startMosquitto();
const app = await startApp('start', { MQTT_URL: broker.url });
const browser = await chromium.launch(chromiumLaunch);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'id-ID' });
const client = await connectAsync(broker.url);
let fCnt = 0;

async function publish(eui: string, temperature: number): Promise<number> {
	const decoded = {
		temperature,
		humidity: 61,
		co2: 700,
		tvoc: 0.4,
		pressure: 1001.5,
		pir: 'idle',
		light_level: 2
	};
	const { topic, payload } = ttsUplink(eui, decoded, (fCnt += 1));
	const at = performance.timeOrigin + performance.now();
	await client.publishAsync(topic, payload, { qos: 1 });
	return at;
}

async function run(rate: number, targetMs: number): Promise<Figures> {
	const latencies: number[] = [];
	let probes = 0;
	const around = Math.round((rate * PROBE_EVERY_MS) / 1_000) - 1;
	const end = performance.now() + SECONDS * 1_000;
	let sent = new Map<string, number>();
	let next = performance.now();
	while (performance.now() < end) {
		// A hundred values within the limits, so that the row never changes its place.
		const temperature = 23.1 + (probes % 28) / 10;
		probes += 1;
		sent.set(temperature.toFixed(1).replace('.', ','), await publish(device, temperature));
		for (let n = 0; n < around; n++) {
			void publish(`70b3d57e1100${(n % 40).toString(16).padStart(4, '0')}`, 24);
			await new Promise((done) => setTimeout(done, PROBE_EVERY_MS / (around + 2)));
		}
		next += PROBE_EVERY_MS;
		await new Promise((done) => setTimeout(done, Math.max(0, next - performance.now())));
		if (sent.size >= 20) {
			await settle();
		}
	}
	await settle();

	async function settle(): Promise<void> {
		await new Promise((done) => setTimeout(done, 200));
		const seen = await takeSeen(page);
		for (const [text, at] of sent) if (seen[text] !== undefined) latencies.push(seen[text] - at);
		sent = new Map();
		next = performance.now();
	}
	latencies.sort((a, b) => a - b);
	const round = (ms: number) => Math.round(ms * 10) / 10;
	return {
		rate,
		probes,
		missed: probes - latencies.length,
		p50: round(percentile(latencies, 0.5)),
		p95: round(percentile(latencies, 0.95)),
		max: round(latencies.at(-1) ?? Number.NaN),
		targetMs
	};
}

await page.goto(app.url);
await page.locator(`#room-${room}`).waitFor();
await publish(device, 23);
await page.locator(`#room-${room}`).filter({ hasText: '23,0' }).waitFor();
await watchRow(page, `room-${room}`);
const figures: Figures[] = [];
for (const { rate, targetMs } of RATES) figures.push(await run(rate, targetMs));

if (options.json) console.log(JSON.stringify({ live: figures }));
else console.table(figures);

await client.endAsync(true);
await browser.close();
await app.stop();
await broker.close();
process.exit(0);
