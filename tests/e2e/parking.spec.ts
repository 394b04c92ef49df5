import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import mqtt from 'mqtt';
import { OPEN, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { expectAccessible } from '../support/axe.ts';
import { setUp } from '../support/people.ts';

// One building through its morning: the officer's phone, then the public screen.
test.describe.configure({ mode: 'serial', timeout: 150_000 });

const BAYS = ['0000015e2c3d0001', '0000015e2c3d0002', '0000015e2c3d0003'];
const PHONE = {
	viewport: { width: 390, height: 844 },
	...{ hasTouch: true, isMobile: true, locale: 'id-ID', timezoneId: 'Asia/Jakarta' }
};

let app: App;

test.beforeAll(async () => {
	app = await startApp('start', OPEN.env);
	await say(app, 0);
});
test.afterAll(async () => {
	await app?.stop();
});

/** Three bays speak, in the vocabulary that needs no vendor. */
async function say({ brokerUrl }: App, occupied: 0 | 1): Promise<void> {
	const client = await mqtt.connectAsync(brokerUrl, { reconnectPeriod: 0 });
	for (const device of BAYS) {
		const at = new Date(OPEN.now()).toISOString();
		await client.publishAsync(`nyaman/${device}`, JSON.stringify({ at, values: { occupied } }), {
			qos: 1
		});
	}
	await client.endAsync();
}

async function numbersFit(page: Page): Promise<void> {
	const numbers = page.locator('.numbers .number');
	await expect(numbers).toHaveCount(3);
	for (const box of await Promise.all((await numbers.all()).map((one) => one.boundingBox()))) {
		expect(box).not.toBeNull();
		expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(844 - 64);
	}
	expect(await page.evaluate(() => scrollY)).toBe(0);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(390);
}

test('at 390 px the three numbers stand without scrolling; both languages, both themes', async ({
	browser
}) => {
	const context = await browser.newContext(PHONE);
	const page = await context.newPage();
	await page.goto(`${app.url}parking`);
	const car = page.locator('.numbers [data-class=car]');
	await expect(car.locator('.number')).toHaveText('3');
	await expect(car).toContainText('3–48 kosong dari 48 tempat');
	await expect(car).toContainText('3 dari 48 melapor');
	await numbersFit(page);
	for (const [language, colorScheme] of [
		['id', 'light'],
		['en', 'dark']
	] as const) {
		await page.emulateMedia({ colorScheme });
		await page.goto(`${app.url}parking?lang=${language}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessible(page);
	}
	await context.close();
});

test('an officer counts by touch, offline and back, and nothing is lost or doubled', async ({
	browser
}) => {
	const context = await browser.newContext(PHONE);
	const page = await context.newPage();
	await setUp(page, app);
	await page.goto(`${app.url}parking`);
	const pool = page.locator('[data-pool="area:motor-timur"]');
	const free = pool.locator('.free');
	const plus = pool.getByRole('button', { name: 'Satu Motor Timur masuk' });
	await expect(free).toHaveText('–');
	const box = await plus.boundingBox();
	expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(64);

	await pool.getByRole('button', { name: 'Hitung ulang' }).tap();
	const count = pool.getByLabel('Kendaraan yang ada, Motor Timur');
	await count.fill('999');
	await pool.getByRole('button', { name: 'Simpan hitungan' }).tap();
	await expect(pool.getByText('Isi dengan bilangan bulat dari 0 sampai 50.')).toBeVisible();
	await count.fill('20');
	await pool.getByRole('button', { name: 'Simpan hitungan' }).tap();
	await expect(free).toHaveText('30');

	await context.setOffline(true);
	for (let n = 0; n < 3; n++) await plus.tap();
	await pool.getByRole('button', { name: 'Satu Motor Timur keluar' }).tap();
	await expect(free).toHaveText('28');
	await expect(page.getByText('4 catatan menunggu jaringan')).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByText('catatan menunggu jaringan')).toHaveCount(0, { timeout: 20_000 });
	await expect(free).toHaveText('28');
	await page.reload();
	await expect(free).toHaveText('28');

	await pool.getByRole('button', { name: 'Nyatakan penuh' }).tap();
	await expect(free).toHaveText('Penuh');
	await pool.getByRole('button', { name: 'Buka lagi' }).tap();
	await expect(free).toHaveText('28');
	await expect(
		page.getByText(/Hitung ulang Motor Timur: 20 kendaraan, koreksi \+20/)
	).toBeVisible();
	await page.getByRole('button', { name: 'Urungkan: −1 Motor Timur' }).first().tap();
	await expect(free).toHaveText('27');
	await page.getByRole('button', { name: 'Tampilan terik' }).tap();
	await expectAccessible(page);
	await context.close();
});

test('a stranger reads and does not write', async ({ request, page }) => {
	const headers = { origin: new URL(app.url).origin, accept: 'application/json' };
	const refused = await request.post(`${app.url}api/parking/presses`, {
		...{ headers, data: { presses: [] } }
	});
	expect(refused.status()).toBe(401);
	const told = await (await request.get(`${app.url}api/parking`)).json();
	expect(told).toMatchObject({ flowing: true, simulated: true });
	await page.goto(`${app.url}parking`);
	await expect(page.getByRole('button', { name: '+1' })).toHaveCount(0);
});

test('signs are told by retained messages, and what they are told is nobody’s reading', async () => {
	const client = await mqtt.connectAsync(app.brokerUrl, { reconnectPeriod: 0 });
	const told = new Map<string, string>();
	client.on('message', (topic, payload) => told.set(topic, payload.toString()));
	await client.subscribeAsync('nyaman-out/#', { qos: 1 });
	await expect.poll(() => told.get('nyaman-out/parking/total/car/free')).toBe('3');
	expect(told.get('nyaman-out/parking/status')).toBe('online');
	expect(JSON.parse(told.get('nyaman-out/parking/zone/zona-a/car') ?? '{}')).toMatchObject({
		...{ class: 'car', state: 'free', free: 3, places: 16 }
	});
	await client.endAsync();
});

test('the public screen lives through a lost network and two restarts, and never shows an old number as new', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
	const page = await context.newPage();
	const thrown: string[] = [];
	page.on('pageerror', (error) => thrown.push(error.message));
	await page.goto(`${app.url}board/parking`);
	const cars = page.locator('#main .big .value').first();
	await expect(cars).toHaveText('3');
	await expect(page.locator('#lines')).toContainText(/Kendaraan dinas|Official vehicles/);
	await expectAccessible(page);

	const steady = await page.evaluate(() => document.getElementsByTagName('*').length);
	await context.setOffline(true);
	await expect(page.locator('body')).toHaveAttribute('data-state', 'old', { timeout: 40_000 });
	await expect(page.locator('#status')).toHaveText(/^Data (pukul|of) \d\d[.:]\d\d$/);
	await context.setOffline(false);
	await expect(page.locator('body')).toHaveAttribute('data-state', 'fresh', { timeout: 20_000 });

	const same = {
		...{ ...OPEN.env, DATA_DIR: app.dataDir, PORT: String(app.port) },
		BROKER_PORT: new URL(app.brokerUrl).port
	};
	for (let n = 0; n < 2; n++) {
		await app.stop();
		app = await startApp('start', same);
	}
	await say(app, 1);
	await expect(cars).toHaveText('0', { timeout: 20_000 });
	await expect(page.locator('body')).toHaveAttribute('data-state', 'fresh');
	const after = await page.evaluate(() => document.getElementsByTagName('*').length);
	expect(Math.abs(after - steady)).toBeLessThan(20);
	expect(thrown).toEqual([]);
	await context.close();
});
