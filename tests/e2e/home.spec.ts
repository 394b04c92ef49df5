import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { OPEN, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { sampleClimateSensor, ttsUplink } from '../support/uplink.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const MINUTE = 60_000;

async function as(page: Page, url: string, cookies: Record<string, string>): Promise<void> {
	const all = Object.entries({ nyaman_role: 'manager', ...cookies });
	await page.context().addCookies(all.map(([name, value]) => ({ name, value, url })));
}

/** Fails on what a person with a screen reader, or without good sight, stumbles over. */
async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
	expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual(
		[]
	);
}

test.describe('the demo', () => {
	let app: App;

	test.beforeAll(async () => {
		test.setTimeout(180_000);
		app = await startApp('demo');
	});
	test.afterAll(async () => {
		await app?.stop();
	});

	test.beforeEach(async ({ page }) => {
		await as(page, app.url, {});
	});

	test('gives the three answers without a scroll, and each turns plan and list to itself', async ({
		page
	}) => {
		test.setTimeout(150_000);
		await page.setViewportSize(WIDE);
		await page.goto(app.url);
		const [people, parking, rooms] = await page
			.getByRole('group', { name: 'Tiga jawaban' })
			.getByRole('button')
			.all();
		// A slow machine is still filling in the morning.
		await expect(people!).toContainText(/\d+\s*orang di gedung/, { timeout: 90_000 });
		await expect(people!).toContainText(/Antara \d+ dan \d+/);
		await expect(parking!).toContainText(/\d+\s*mobil/);
		await expect(parking!).toContainText(/\d+ dari \d+ sensor petak aktif/);
		await expect(rooms!).toContainText(/\d+\s*dari \d+ ruang perlu tindakan/);
		const height = await page.evaluate(() => document.documentElement.scrollHeight);
		expect(height).toBe(WIDE.height);
		await expect(page.getByText('Data simulasi')).toBeVisible();

		await parking!.click();
		await expect(page).toHaveURL(/layer=parking/);
		await expect(parking!).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByRole('radio', { name: 'Halaman' })).toBeChecked();
		await expect(page.getByText('Yang dihitung kosong')).toBeVisible();
		await people!.click();
		await expect(page).toHaveURL(/layer=people/);
		await expect(page.getByRole('radio', { name: 'Orang' })).toBeChecked();
		await rooms!.click();
		await expect(page.getByRole('radio', { name: 'Suhu' })).toBeChecked();
		await expect(page.getByRole('radio', { name: 'Lantai Dasar' })).toBeChecked();
	});

	test('shows a room’s day: opened from the list, closed by Escape, with focus there and back', async ({
		page
	}) => {
		await page.setViewportSize(WIDE);
		await page.goto(app.url);
		const row = page.locator('#room-lobi');
		await expect(row).toContainText('°C', { timeout: 20_000 });
		await row.focus();
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/room=lobi/);
		await expect(page.locator('#room-heading')).toBeFocused();
		const panel = page.getByRole('region', { name: 'Lobi' });
		await expect(panel).toContainText('Suhu 24 jam');
		const chart = panel.getByRole('img');
		await expect(chart).toHaveAttribute('aria-label', /terendah .* tertinggi/, { timeout: 20_000 });
		await expect(panel.locator('canvas')).toBeVisible();
		await expect(panel.getByRole('heading', { name: 'Sensor' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page).not.toHaveURL(/room=/);
		await expect(row).toBeFocused();
	});

	test('changes its level and its layer by keyboard, and the address says so', async ({ page }) => {
		await page.setViewportSize(WIDE);
		await page.goto(app.url);
		await page.getByRole('radio', { name: 'Lantai Dasar' }).focus();
		await page.keyboard.press('ArrowUp');
		await expect(page).toHaveURL(/level=lantai-1/);
		await expect(page.getByRole('img', { name: /Lantai 1/ })).toBeVisible();
		await page.getByRole('radio', { name: 'Suhu' }).focus();
		await page.keyboard.press('ArrowRight');
		await expect(page).toHaveURL(/layer=humidity/);
		await expect(page).toHaveURL(/level=lantai-1/);
		await page.reload();
		await expect(page.getByRole('radio', { name: 'Kelembapan' })).toBeChecked();
		await expect(page.getByRole('radio', { name: 'Lantai 1' })).toBeChecked();
	});

	test('asks once for the reader’s duty and remembers it', async ({ page, context }) => {
		await context.clearCookies();
		await page.setViewportSize(WIDE);
		await page.goto(app.url);
		await page.getByRole('button', { name: 'Petugas parkir' }).click();
		await expect(page).toHaveURL(/layer=parking/);
		await page.goto(app.url);
		await expect(page.getByRole('radio', { name: 'Parkir' })).toBeChecked();
		await expect(page.getByRole('button', { name: 'Pimpinan' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Ubah' }).click();
		await page.getByRole('button', { name: 'Pengelola gedung' }).click();
		await expect(page.getByRole('radio', { name: 'Suhu' })).toBeChecked();
	});

	test.describe('under a thumb', () => {
		test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

		test('answers above the fold, opens a room as a sheet that drags, and the plan to the whole screen', async ({
			page
		}) => {
			await page.goto(app.url);
			const answers = page.getByRole('group', { name: 'Tiga jawaban' });
			await expect(answers).toContainText(/Orang di gedung/);
			const box = await answers.boundingBox();
			expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(400);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);

			await page.locator('#room-lobi').tap();
			const sheet = page.getByRole('region', { name: 'Lobi' });
			await expect(sheet).toBeVisible();
			const half = (await sheet.boundingBox())?.height ?? 0;
			expect(half).toBeGreaterThan(0.4 * PHONE.height);
			expect(half).toBeLessThan(0.5 * PHONE.height);
			const handle = sheet.getByRole('button', { name: 'Perbesar lembar' });
			const at = (await handle.boundingBox())!;
			await page.mouse.move(at.x + at.width / 2, at.y + 8);
			await page.mouse.down();
			await page.mouse.move(at.x + at.width / 2, 120, { steps: 5 });
			await page.mouse.up();
			await expect
				.poll(async () => (await sheet.boundingBox())?.height ?? 0)
				.toBeGreaterThan(0.8 * PHONE.height);
			await sheet.getByRole('button', { name: /Tutup/ }).tap();
			await expect(sheet).toHaveCount(0);

			await page.getByRole('button', { name: 'Buka denah' }).tap();
			await expect(page).toHaveURL(/view=plan/);
			await expect
				.poll(async () => (await page.getByRole('img', { name: /Denah/ }).boundingBox())?.height)
				.toBeGreaterThan(480);
			await page.goBack();
			await expect(page).not.toHaveURL(/view=plan/);
		});

		test('has the rest behind one word', async ({ page }) => {
			await page.goto(app.url);
			await page.getByRole('button', { name: 'Lainnya' }).tap();
			const dialog = page.getByRole('dialog', { name: 'Lainnya' });
			await expect(dialog.getByRole('link', { name: 'Perangkat' })).toBeVisible();
			await page.keyboard.press('Escape');
			await expect(dialog).toHaveCount(0);
		});
	});

	for (const theme of ['light', 'dark'] as const) {
		for (const language of ['id', 'en'] as const) {
			test(`stands up to axe, ${theme}, ${language}`, async ({ page }) => {
				test.slow();
				await as(page, app.url, { PARAGLIDE_LOCALE: language });
				await page.emulateMedia({ colorScheme: theme });
				await page.setViewportSize(WIDE);
				await page.goto(`${app.url}?room=tunggu-a`);
				await expect(page.locator('#room-heading')).toBeVisible();
				await expect(page.locator('canvas').first()).toBeVisible();
				await expectAccessible(page);
				await page.goto(`${app.url}?layer=parking`);
				await expect(page.locator('#rooms-heading')).toBeVisible();
				await expectAccessible(page);
				await page.setViewportSize(PHONE);
				await page.goto(app.url);
				await expect(page.locator('#rooms-heading')).toBeVisible();
				await expectAccessible(page);
			});
		}
	}
});

test('a sensor that falls silent turns its room hatched, with the time of its last word', async ({
	page
}) => {
	const broker = await startMosquitto();
	const app = await startApp('start', { ...OPEN.env, MQTT_URL: broker.url });
	const client = await connectAsync(broker.url);
	try {
		await as(page, app.url, {});
		await page.setViewportSize(WIDE);
		const { device, room } = sampleClimateSensor();
		await page.goto(app.url);
		const row = page.locator(`#room-${room}`);
		await expect(row).toBeVisible();
		// The sample's AM307 declares five minutes: three of them less a few seconds is still live.
		const at = new Date(OPEN.now() - 15 * MINUTE + 8_000);
		const decoded = { temperature: 24.4, humidity: 55, co2: 700, pressure: 1001.5 };
		const { topic, payload } = ttsUplink(device, decoded, 1, at);
		await client.publishAsync(topic, payload, { qos: 1 });
		await expect(row).toContainText('24,4');
		await expect(row).toContainText('Dalam batas');
		await expect(row).toContainText(/Tidak ada data sejak pukul \d\d\.\d\d/, { timeout: 20_000 });
		await expect(row).toContainText('24,4');
		await row.click();
		await expect(page.locator('.room-label.is-stale').first()).toBeAttached();
		await expect(
			page.getByRole('region').filter({ has: page.locator('#room-heading') })
		).toContainText('Periksa daya');
	} finally {
		await client.endAsync(true);
		await app.stop();
		await broker.close();
	}
});
