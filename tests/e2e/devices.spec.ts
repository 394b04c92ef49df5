import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { expectAccessible } from '../support/axe.ts';
import { setUp } from '../support/people.ts';
import { ROOT } from '../support/process.ts';
import { sampleClimateSensor, ttsUplink } from '../support/uplink.ts';

const { device } = sampleClimateSensor();
const NEW = '24e124707c48ffff';
const registered: { device: string; name: string }[] = JSON.parse(
	readFileSync(join(ROOT, 'floorplan/mpp-lubuklinggau/devices.json'), 'utf8')
);
const name = registered.find((one) => one.device === device)?.name ?? '';

let app: App;
let client: MqttClient;
let fCnt = 0;

test.beforeAll(async () => {
	app = await startApp('start');
	client = await connectAsync(app.brokerUrl);
});
test.afterAll(async () => {
	await client?.endAsync(true);
	await app?.stop();
});

async function send(eui: string, temperature: number): Promise<void> {
	const decoded = { temperature, humidity: 61, co2: 700, battery: 12 };
	const { topic, payload } = ttsUplink(eui, decoded, (fCnt += 1));
	await client.publishAsync(topic, payload, { qos: 1 });
}

test('every device stands with its place, state, age, battery and signal, what needs a person first', async ({
	page
}) => {
	await page.goto(`${app.url}devices`);
	await expect(page.getByRole('main').getByText(/^0 dari \d+ sensor aktif$/)).toBeVisible();
	await send(device, 24.1);
	await client.publishAsync('nyaman/tamu', JSON.stringify({ values: { temperature: 25 } }), {
		qos: 1
	});
	await expect(page.getByRole('main').getByText(/^1 dari \d+ sensor aktif$/)).toBeVisible();

	const row = page.getByRole('row').filter({ hasText: device });
	await expect(row).toContainText(name);
	await expect(row).toContainText('Aktif');
	await expect(row).toContainText('baru saja');
	await expect(row).toContainText('12%');
	await expect(row).toContainText('hampir habis');
	await expect(row).toContainText('-71 dBm, 9 dB');
	await expect(row).toContainText(/Setiap \d+ menit/);
	const states = await page.getByRole('row').locator('.state').allInnerTexts();
	const first = (word: string) => states.findIndex((text) => text.startsWith(word));
	expect(first('Belum pernah terdengar')).toBe(0);
	expect(first('Tidak terdaftar')).toBeGreaterThan(0);
	expect(first('Aktif')).toBeGreaterThan(first('Tidak terdaftar'));
});

test('a filter is an address: by text, by state and by room', async ({ page }) => {
	await send(device, 24.1);
	await page.goto(`${app.url}devices`);
	const rows = page.locator('tbody tr');
	const all = await rows.count();
	await page.getByLabel('Cari').pressSequentially(`${name.slice(0, 9)} `);
	await expect(page).toHaveURL(/[?&]q=/);
	await expect(rows.first()).toContainText(name.slice(0, 9));
	expect(await rows.count()).toBeLessThan(all);
	await expect(page.getByRole('status').filter({ hasText: `dari ${all} perangkat` })).toBeVisible();
	await page.getByRole('link', { name: 'Tampilkan semua' }).click();
	await expect(rows).toHaveCount(all);
	await page.getByLabel('Keadaan', { exact: true }).selectOption({ value: 'active' });
	await expect(rows).toHaveCount(1);
	await expect(page).toHaveURL(/state=active/);
	await page.reload();
	await expect(rows).toHaveCount(1);
	await page.goto(`${app.url}devices?q=tidak-ada-yang-begini`);
	await expect(page.getByText('Tidak ada perangkat yang cocok')).toBeVisible();
});

test('what was refused is told with its reason, and the sums of the day close', async ({
	page
}) => {
	await send(device, 24.1);
	await send(device, 850);
	await page.goto(`${app.url}devices`);
	const flow = page.getByRole('region', { name: 'Aliran data 24 jam terakhir' });
	await expect(flow).toContainText('Di luar rentang');
	const figures = Object.fromEntries(
		await flow
			.locator('dl div')
			.evaluateAll((lines) =>
				lines.map((line) => [
					line.querySelector('dt')?.textContent?.trim(),
					Number(line.querySelector('dd')?.textContent?.replaceAll('.', ''))
				])
			)
	);
	expect(figures['Diterima']).toBeGreaterThan(1);
	expect(figures['Diterima']).toBe(
		figures['Terbaca'] +
			figures['Tanpa bacaan (misalnya bergabung)'] +
			figures['Dikarantina'] +
			figures['Ganda']
	);
	expect(figures['Dalam antrean 24 jam lalu'] + figures['Dari pesan yang terbaca']).toBe(
		figures['Tersimpan'] +
			figures['Ditolak basis data'] +
			figures['Berulang'] +
			figures['Dalam antrean']
	);
	await expect(page.getByRole('alert')).toHaveCount(0);
	await page.goto(`${app.url}devices/${device}`);
	await expect(page.getByRole('region', { name: /Yang ditolak/ })).toContainText('850');
});

test('a device is replaced: the place goes on, the old history stays, and it can be undone', async ({
	page
}) => {
	await send(device, 24.1);
	await page.goto(`${app.url}devices/${device}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expect(page.getByRole('link', { name: 'Masuk akun untuk mengganti' })).toBeVisible();
	await setUp(page, app);
	await page.goto(`${app.url}devices/${device}`);
	const places = page.getByRole('region', { name: 'Riwayat tempat' });
	await expect(places).toContainText('sejak 1 Jan 2024');
	const submit = page.getByRole('button', { name: 'Ganti mulai sekarang' });
	await page.getByLabel('Nomor perangkat baru').fill(device);
	await submit.click();
	await expect(page.getByText('Ini nomor perangkat yang lama.')).toBeVisible();
	await page.getByLabel('Nomor perangkat baru').fill('24:E1:24:70:7C:48:FF:FF');
	await submit.click();

	await expect(page).toHaveURL(`${app.url}devices/${NEW}`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expect(page.getByText('Belum pernah terdengar')).toBeVisible();
	await send(NEW, 23.7);
	const values = page.getByRole('region', { name: 'Nilai sekarang' });
	await expect(values).toContainText('23,7 °C');
	await expect(page.getByText(`Siti mengganti ${device} dengan ${NEW}`)).toBeVisible();
	await page.getByRole('link', { name: device, exact: true }).click();
	await expect(page.getByText('Perangkat ini terdaftar tetapi tidak terpasang')).toBeVisible();
	await expect(places).toContainText(/1 Jan 2024 sampai \d+ \w+ \d{4} \d\d\.\d\d/);
	await page.getByRole('button', { name: 'Urungkan' }).click();
	await expect(page.getByText('diurungkan.')).toBeVisible();
	await expect(places).toContainText('sejak 1 Jan 2024');
	await page.goto(`${app.url}devices/${NEW}`);
	await expect(page.getByText('Tidak terdaftar').first()).toBeVisible();
});

test('a device nobody knows is a page that is not there', async ({ page }) => {
	const response = await page.goto(`${app.url}devices/tidak-ada`);
	expect(response?.status()).toBe(404);
});

test('the pages are accessible by day and night, on a phone in one language and a desk in the other', async ({
	page
}) => {
	test.setTimeout(180_000);
	await send(device, 24.1);
	for (const [width, language] of [
		[390, 'id'],
		[1440, 'en']
	] as const) {
		await page.setViewportSize({ width, height: 844 });
		for (const path of ['devices', `devices/${device}`]) {
			await page.goto(`${app.url}${path}?lang=${language}`);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectAccessible(page);
		}
	}
});

test('nothing is wider than the page at any width, and every state is reached by the keyboard', async ({
	page
}) => {
	await send(device, 24.1);
	for (const width of [320, 390, 768, 1024, 1280]) {
		await page.setViewportSize({ width, height: 844 });
		for (const path of ['devices', `devices/${device}`]) {
			await page.goto(`${app.url}${path}`);
			await expect(page.getByRole('main').getByText('Aktif').first()).toBeVisible();
			const [content, view] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				document.documentElement.clientWidth
			]);
			expect(content, `${path} at ${width}`).toBe(view);
		}
	}
	await page.goto(`${app.url}devices`);
	await page.getByLabel('Cari').focus();
	await page.keyboard.type(device);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(`${app.url}devices/${device}`);
});
