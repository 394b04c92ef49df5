import { expect, test } from '@playwright/test';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { OPEN, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import type { Mosquitto } from '../support/mosquitto.ts';
import { sampleClimateSensor, ttsUplink } from '../support/uplink.ts';

const { device, room } = sampleClimateSensor();

let broker: Mosquitto;
let app: App;
let client: MqttClient;
let fCnt = 0;

test.beforeAll(async () => {
	broker = await startMosquitto();
	app = await startApp('start', { ...OPEN.env, MQTT_URL: broker.url });
	client = await connectAsync(broker.url);
});
test.afterAll(async () => {
	await client?.endAsync(true);
	await app?.stop();
	await broker?.close();
});

async function measure(temperature: number, co2 = 700): Promise<void> {
	const decoded = {
		temperature,
		humidity: 61,
		co2,
		tvoc: 0.4,
		pressure: 1001.5,
		pir: 'idle',
		light_level: 2
	};
	const { topic, payload } = ttsUplink(device, decoded, (fCnt += 1), new Date(OPEN.now()));
	await client.publishAsync(topic, payload, { qos: 1 });
}

test('an uplink published to a real broker changes the room on the page', async ({ page }) => {
	await page.goto(app.url);
	const row = page.locator(`#room-${room}`);
	await expect(row).toBeVisible();
	await measure(24.1);
	await expect(row).toContainText('24,1');
	const latencies: number[] = [];
	for (const temperature of [25.7, 25.1, 24.3, 25.9, 24.7]) {
		// Told by the page itself the moment its text changes: polling from outside would add its own time.
		const seen = page.evaluate(
			([id, text]) =>
				new Promise<number>((resolve) => {
					new MutationObserver(() => {
						if (document.getElementById(id)?.textContent?.includes(text))
							resolve(performance.timeOrigin + performance.now());
					}).observe(document.body, { childList: true, subtree: true, characterData: true });
				}),
			[`room-${room}`, String(temperature).replace('.', ',')] as const
		);
		await page.evaluate(() => new Promise(requestAnimationFrame));
		const published = performance.timeOrigin + performance.now();
		await measure(temperature);
		latencies.push((await seen) - published);
	}
	// On a shared machine one of five may meet another's work; a slow river slows them all.
	const median = latencies.sort((a, b) => a - b)[2]!;
	console.log(`publish to changed page: ${median.toFixed(1)} ms (spool commit on the way)`);
	expect(median).toBeLessThan(300);
});

test('a room that turns too hot says so in words, and its panel gives each value with its age', async ({
	page
}) => {
	await page.goto(app.url);
	const row = page.locator(`#room-${room}`);
	await measure(24.5);
	await expect(row).toContainText('24,5');
	await measure(29.5);
	await expect(row).toContainText(/terlalu panas/i);
	await row.click();
	await expect(page).toHaveURL(new RegExp(`room=${room}`));
	const panel = page.getByRole('region').filter({ has: page.locator('#room-heading') });
	await expect(panel).toContainText('29,5 °C');
	await expect(panel).toContainText(/baru saja|detik|menit/);
	await page.keyboard.press('Escape');
	await expect(page).not.toHaveURL(/room=/);
});

test('a broker that dies is told on the page, and the values come back with it', async ({
	page
}) => {
	await page.goto(app.url);
	const row = page.locator(`#room-${room}`);
	await measure(24.2);
	await expect(row).toContainText('24,2');
	await client.endAsync(true);
	await broker.stop();
	await expect(page.getByText(/broker/i).first()).toBeVisible();
	await expect(row).toContainText('24,2');
	await broker.start();
	client = await connectAsync(broker.url);
	await expect(page.getByText(/broker/i)).toHaveCount(0, { timeout: 15_000 });
	await measure(24.8);
	await expect(row).toContainText('24,8');
});

test('a page that lost its server comes back by itself and misses nothing', async ({
	page,
	context
}) => {
	await page.goto(app.url);
	const row = page.locator(`#room-${room}`);
	await measure(24.3);
	await expect(row).toContainText('24,3');
	await context.setOffline(true);
	await measure(24.9);
	await context.setOffline(false);
	await expect(row).toContainText('24,9', { timeout: 20_000 });
});

test('the health page has a line for broker, spool, store and ledger, and Prometheus the same sums', async ({
	request
}) => {
	const response = await request.get(`${app.url}healthz`);
	expect(response.status()).toBe(200);
	const text = await response.text();
	expect(text).toMatch(
		/^alive\nbroker: running .*\nspool: running .*\nstore: running .*\nledger: closes .*\n$/
	);
	const received = /(\d+) messages received/.exec(text)?.[1];
	expect(Number(received)).toBeGreaterThan(0);
	const metrics = await (await request.get(`${app.url}metrics`)).text();
	expect(metrics).toContain(`nyaman_messages_total{term="received"} ${received}`);
	expect(metrics).toContain('nyaman_ledger_open 0');
});
