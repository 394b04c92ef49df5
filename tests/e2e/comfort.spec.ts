import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { Reading } from '#lib/domain/reading.ts';
import { openStore } from '#lib/server/store/open.ts';
import { expectAccessible } from '../support/axe.ts';
import { OPEN, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';

const DAY = 86_400_000;
const TEN_MINUTES = 600_000;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** More than the 75 days that are looked at; in the last of them waiting hall A was too hot. */
const DAYS = 80;
const HOT_DAYS = 14;

/** Of the sample building: two of waiting hall A, one of waiting hall B. */
const HALL_A = ['24e124707c481001', '24e124707c481002'];
const HALL_B = '24e124707c481003';

function* readings(now: number): Generator<Reading> {
	for (let at = now - DAYS * DAY; at < now; at += TEN_MINUTES) {
		const hot = at > now - HOT_DAYS * DAY;
		for (const [n, device] of [...HALL_A, HALL_B].entries()) {
			const warm = hot && device !== HALL_B ? 27.6 : 25;
			const wave = Math.sin(at / 7_000_000 + n) * 0.3;
			const common = { device, channel: '', at, receivedAt: at, origin: 'simulation' } as const;
			yield { ...common, metric: 'temperature', value: warm + wave };
			yield { ...common, metric: 'humidity', value: 55 + 10 * wave };
			yield { ...common, metric: 'co2', value: 700 + 100 * wave };
		}
	}
}

test.describe('comfort', () => {
	let app: App;

	test.beforeAll(async () => {
		test.setTimeout(180_000);
		const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-comfort-e2e-'));
		const store = await openStore({ dataDir, influx: null });
		let batch: Reading[] = [];
		for (const reading of readings(OPEN.now())) {
			if (batch.push(reading) < 1_000) continue;
			await store.write(batch);
			batch = [];
		}
		await store.write(batch);
		await store.close();
		app = await startApp('start', { ...OPEN.env, DATA_DIR: dataDir });
	});
	test.afterAll(async () => {
		await app?.stop();
	});

	test.beforeEach(async ({ page }) => {
		await page.context().addCookies([{ name: 'nyaman_role', value: 'manager', url: app.url }]);
	});

	/** The past is summed up in the background, the newest day first. */
	async function open(page: Page, path: string): Promise<void> {
		await expect(async () => {
			await page.goto(`${app.url}${path}`);
			await expect(page.getByText(/dalam batas \d+% dari jam pelayanan/).first()).toBeVisible({
				timeout: 1_000
			});
		}).toPass({ timeout: 90_000 });
	}

	test('says how the room was, by which rule, and what stands behind it', async ({ page }) => {
		test.setTimeout(150_000);
		await page.setViewportSize(WIDE);
		await open(page, 'comfort/tunggu-a?period=75');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ruang Tunggu A');
		await expect(page.getByText(/Sebab terbesar: terlalu panas, \d+ jam/)).toBeVisible();
		await expect(page.getByText(/Data \d+% dari jam pelayanan/).first()).toBeVisible();
		const standards = page.getByRole('region', { name: 'Menurut setiap standar' });
		await expect(standards).toContainText('Permenkes 48/2016');
		await expect(standards).toContainText('acuan belum diverifikasi');
		await expect(page.getByText(/PMV rata-rata .* \(perkiraan\)/)).toBeVisible();
		await expect(page.getByText(/aktivitas 1,1 met, pakaian 0,55 clo/)).toBeVisible();
		const chart = page.getByRole('slider', { name: /Suhu/ });
		await chart.focus();
		await page.keyboard.press('End');
		await expect(chart).toHaveAttribute('aria-valuetext', /Suhu \d+,\d\s°C/);
		await expectAccessible(page);
	});

	test('compares before and after a date, with the size of the change and how sure it is', async ({
		page
	}) => {
		test.setTimeout(150_000);
		await open(page, 'comfort/tunggu-a?period=75');
		const since = new Date(OPEN.now() - HOT_DAYS * DAY + 7 * 3_600_000);
		await page.getByRole('textbox', { name: 'Tanggal' }).fill(since.toISOString().slice(0, 10));
		await page.getByRole('button', { name: 'Bandingkan' }).click();
		const answer = page.getByRole('region', { name: /^Bandingkan ruang ini/ });
		await expect(answer).toContainText(/Suhu: 2\d,\d\s°C menjadi 27,\d\s°C/);
		await expect(answer).toContainText(/95%: \+\d,\d\s°C sampai \+\d,\d\s°C/);
		await page.goto(`${app.url}comfort?date=2031-02-31`);
		await expect(page.getByText('Tanggal itu tidak ada, atau belum lewat.')).toBeVisible();
	});

	test('the building: figures, rooms and heatmaps, on a desk and on a phone', async ({ page }) => {
		test.setTimeout(150_000);
		for (const size of [WIDE, PHONE]) {
			await page.setViewportSize(size);
			await open(page, 'comfort/tunggu-a?period=75');
			await page.goto(`${app.url}comfort?period=75`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kenyamanan');
			const ranking = page.getByRole('region', { name: 'Ruang menurut waktu di luar batas' });
			await expect(ranking.getByRole('link', { name: /Ruang Tunggu A/ })).toBeVisible();
			await expect(page.getByRole('table', { name: /Bagian jam pelayanan/ })).toContainText(
				/dalam batas|belum dapat dinilai/
			);
			await expectAccessible(page);
		}
	});

	test('speaks English too', async ({ page }) => {
		test.setTimeout(150_000);
		await open(page, 'comfort/tunggu-a?period=75');
		await page.goto(`${app.url}comfort/tunggu-a?period=75&lang=en`);
		await expect(
			page.getByText(/within limits for \d+% of the measured service hours/)
		).toBeVisible();
		await expect(page.getByText(/Main cause: too hot/)).toBeVisible();
	});
});
