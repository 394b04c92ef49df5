import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Placement } from '#floorplan/building.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { openStore } from '#lib/server/store/open.ts';
import { OPEN, startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { expectAccessible } from '../support/axe.ts';
import { ROOT } from '../support/process.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A year and a month, so that a year stands beside a part of the one before. */
const PAST_DAYS = 400;
const EVERY = 5 * 60_000;

const ROOM = 'tunggu-a';
const OTHER = 'tunggu-b';

const placements: Placement[] = JSON.parse(
	readFileSync(join(ROOT, 'floorplan/mpp-lubuklinggau/placements.json'), 'utf8')
);
const deviceIn = (room: string) =>
	placements.find((placement) => placement.room === room)?.device ?? '';

let app: App;

/** A climate sensor's past: warm by day, with a hole of two days and one peak of a single reading. */
function* past(room: string, from: number, to: number): Generator<Reading> {
	for (let at = from; at < to; at += EVERY) {
		if (room === ROOM && at > to - 5 * DAY && at < to - 3 * DAY) continue;
		const hour = ((at + 7 * HOUR) % DAY) / HOUR;
		const warmth = 2 * Math.sin(((hour - 9) / 24) * 2 * Math.PI);
		const peak = room === ROOM && Math.abs(at - (to - 100 * DAY)) < EVERY / 2;
		const values: [Metric, number][] = [
			['temperature', peak ? 41.3 : Math.round((25 + warmth) * 10) / 10],
			['co2', Math.round(600 + 80 * warmth)]
		];
		for (const [metric, value] of values) {
			yield {
				device: deviceIn(room),
				channel: '',
				...{ metric, value, at, receivedAt: at },
				origin: 'simulation'
			};
		}
	}
}

test.beforeAll(async () => {
	test.setTimeout(180_000);
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-explore-'));
	const store = await openStore({ influx: null, dataDir });
	const to = Math.floor(OPEN.now() / EVERY) * EVERY;
	for (const [room, days] of [
		[ROOM, PAST_DAYS],
		[OTHER, 20]
	] as const) {
		let batch: Reading[] = [];
		for (const reading of past(room, to - days * DAY, to)) {
			if (batch.push(reading) < 5_000) continue;
			await store.write(batch);
			batch = [];
		}
		await store.write(batch);
	}
	await store.close();
	app = await startApp('start', { ...OPEN.env, DATA_DIR: dataDir });
});
test.afterAll(async () => {
	await app?.stop();
});

const section = (page: Page, name: RegExp) => page.getByRole('region', { name });
const hand = (page: Page) => page.getByRole('slider').first();

/** Resolves when what is asked for is drawn. */
async function open(page: Page, query: string): Promise<void> {
	await page.goto(`${app.url}explore?${query}`);
	await drawn(page);
}

async function drawn(page: Page): Promise<void> {
	await expect(hand(page)).toBeVisible();
	await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0);
}

/** The name of what is shown, from and to. */
const spanOf = (page: Page) => page.getByText(/ sampai .* WIB$/).innerText();

test('a year of one room is on the screen, its source and completeness in words, its peak still there', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature`);
	// The rollups are made in the background: what they do not hold yet is asked from raw readings.
	await expect
		.poll(
			async () => {
				const to = Math.floor(OPEN.now());
				const query = `metric=temperature&room=${ROOM}&from=${to - 366 * DAY}&to=${to}&points=500`;
				const answer = await fetch(`${app.url}api/history?${query}`);
				return ((await answer.json()) as { pending: number }).pending;
			},
			{ timeout: 45_000 }
		)
		.toBe(0);
	const asked = await page.evaluate(() => performance.now());
	await page.getByLabel('Rentang', { exact: true }).selectOption({ label: '12 bulan terakhir' });
	await expect(
		section(page, /^Suhu, °C$/)
			.getByText('41,3', { exact: false })
			.first()
	).toBeVisible();
	await drawn(page);
	const took = (await page.evaluate(() => performance.now())) - asked;
	console.log(`a year of one room, from click to drawn: ${took.toFixed(0)} ms`);
	// The target is a second; a machine that builds and tests at once is given ten.
	expect(took).toBeLessThan(10_000);
	await expect(page).toHaveURL(/span=12m/);
	const quantity = section(page, /^Suhu, °C$/);
	await expect(quantity).toContainText('Dari ringkasan harian, satu titik tiap hari.');
	await expect(quantity).toContainText(/Ruang Tunggu A: \d+% dari bacaan yang diharapkan/);
	await expect(quantity.getByRole('figure')).toHaveAccessibleName(/tertinggi 41,3.°C/);
});

test('a month that runs is compared with the same part of the one before, and the address keeps it', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature&span=month`);
	await page.getByLabel('Bandingkan dengan').selectOption({ label: 'Bulan sebelumnya' });
	await expect(page).toHaveURL(/compare=month/);
	const quantity = section(page, /^Suhu, °C$/);
	const told = quantity.getByText(/Dibandingkan dengan/);
	await expect(told).toBeVisible();
	const clock = /(\d+) \S+ \d{4} (\d\d\.\d\d) WIB/.exec(await spanOf(page));
	const before = /– (\d+) \S+ \d{4} (\d\d\.\d\d)\./.exec(await told.innerText());
	expect(before?.slice(1)).toEqual(clock?.slice(1));
	await page.reload();
	await drawn(page);
	await expect(page.getByLabel('Bandingkan dengan')).toHaveValue('month');
	await expect(told).toBeVisible();
});

test('another room stands beside it, with the difference, and a room without such a sensor says so', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature&span=24h`);
	await page.getByLabel('Bandingkan dengan').selectOption({ label: 'Ruang Tunggu B' });
	const quantity = section(page, /^Suhu, °C$/);
	await expect(quantity.getByRole('row', { name: /Ruang Tunggu B/ })).toContainText(/0,\d.°C$/);
	await expect(quantity.getByText('Selisih dari Ruang Tunggu A').first()).toBeVisible();
	await expect(page).toHaveURL(/room=tunggu-a&room=tunggu-b/);
	await open(page, `room=${ROOM}&metric=pm10`);
	await expect(section(page, /^PM10/)).toContainText(/Tidak ada (sensor|data) PM10/);
	await page.getByRole('button', { name: 'Tampilkan 7 hari terakhir' }).click();
	await drawn(page);
});

test('a gap is a gap, in the table as under the crosshair', async ({ page }) => {
	await open(page, `room=${ROOM}&metric=temperature&span=7d`);
	await page.getByText('Lihat sebagai tabel').click();
	const table = page.getByRole('table', { name: /^Suhu/ });
	const cells = await table.locator('tbody tr').allInnerTexts();
	expect(cells.filter((row) => row.includes('tidak ada data')).length).toBeGreaterThan(40);
	expect(cells.filter((row) => row.includes('°C')).length).toBeGreaterThan(100);
	await expect(section(page, /^Suhu, °C$/)).toContainText(/Ruang Tunggu A: [1-9]\d?% dari bacaan/);
});

test('the keyboard moves the crosshair over all charts, pans and zooms', async ({ page }) => {
	await open(page, `room=${ROOM}&metric=temperature&metric=co2&span=24h`);
	await hand(page).focus();
	await page.keyboard.press('End');
	const before = await hand(page).getAttribute('aria-valuetext');
	expect(before).toContain('Ruang Tunggu A');
	await page.keyboard.press('ArrowLeft');
	await expect(hand(page)).not.toHaveAttribute('aria-valuetext', before ?? '');
	const [first, second] = await page
		.getByRole('slider')
		.evaluateAll((sliders) => sliders.map((one) => one.getAttribute('aria-valuenow')));
	expect(first).toBe(second);
	await expect(page.locator('.crosshair')).toHaveCount(2);
	const span = await spanOf(page);
	await page.keyboard.press('Shift+ArrowLeft');
	await expect(page).toHaveURL(/from=.*to=/);
	await drawn(page);
	expect(await spanOf(page)).not.toBe(span);
	await page.keyboard.press('+');
	await drawn(page);
	await expect(section(page, /^Suhu, °C$/)).toContainText(/satu titik tiap/);
	await page.keyboard.press('Escape');
	await expect(page.locator('.crosshair')).toHaveCount(0);
	await page.goBack();
	await expect(page).not.toHaveURL(/explore/);
});

test('dragging pans with the old picture kept, zooming refines, and an old question is cancelled', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature&span=30d`);
	const box = (await hand(page).boundingBox())!;
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	const before = await spanOf(page);
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x + 200, y, { steps: 10 });
	await expect(page.getByText('Memuat riwayat…')).toHaveCount(0);
	await page.mouse.up();
	await expect(page).toHaveURL(/from=/);
	expect(await spanOf(page)).not.toBe(before);

	// Held back, so that the next question finds it waiting.
	let held = 0;
	const cancelled: string[] = [];
	page.on('requestfailed', (request) => cancelled.push(request.url()));
	await page.route('**/api/history?**', async (route) => {
		if ((held += 1) === 1) await new Promise((done) => setTimeout(done, 2_000));
		await route.continue().catch(() => undefined);
	});
	await page.getByRole('button', { name: 'Perbesar' }).click();
	await expect.poll(() => held).toBe(1);
	await expect(page.getByRole('figure')).toBeVisible();
	await page.getByRole('button', { name: 'Perbesar' }).click();
	await expect.poll(() => cancelled.length).toBe(1);
	await drawn(page);
	await expect(section(page, /^Suhu, °C$/)).toContainText(/satu titik tiap (15|30) menit/);
});

test('the file holds what is shown and says what it is', async ({ page }) => {
	await open(page, `room=${ROOM}&metric=temperature&span=24h`);
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Unduh CSV' }).click();
	const file = await downloading;
	expect(file.suggestedFilename()).toMatch(/^nyaman_tunggu-a_\d{4}-\d\d-\d\d_.*\.csv$/);
	const text = readFileSync(await file.path(), 'utf8');
	const lines = text.slice(1).trimEnd().split('\r\n');
	const head = lines.filter((line) => line.startsWith('#')).join('\n');
	expect(head).toContain('# Data simulasi');
	expect(head).toContain('zone: Asia/Jakarta');
	expect(head).toMatch(/unit: °C;.*source: summaries of 15 minutes; bucket: 900 s/);
	expect(head).toMatch(/completeness of temperature, this, Ruang Tunggu A: (0\.\d+|1)/);
	await page.getByText('Lihat sebagai tabel').click();
	const rows = await page.getByRole('table', { name: /^Suhu/ }).locator('tbody tr').count();
	expect(lines.filter((line) => line.startsWith('temperature,')).length).toBe(rows);
});

test('what an address asks for and cannot have is named, and the rest is shown', async ({
	page
}) => {
	await open(page, `room=gudang&room=${ROOM}&metric=temperature&span=99y`);
	await expect(page.getByRole('alert').filter({ hasText: 'gudang' })).toBeVisible();
	await expect(page.getByRole('alert').filter({ hasText: '99y' })).toBeVisible();
	await expect(section(page, /^Suhu, °C$/)).toContainText('Ruang Tunggu A');
});

test('a database that does not answer is said, with a way out, and the old picture stays', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature&span=24h`);
	await page.route('**/api/history?**', (route) =>
		route.fulfill({ status: 503, json: { faults: ['down'] } })
	);
	await page.getByLabel('Rentang', { exact: true }).selectOption({ label: '30 hari terakhir' });
	const alert = page.getByRole('alert').filter({ hasText: 'Basis data tidak menjawab' });
	await expect(alert).toContainText('gambar sebelumnya');
	await expect(page.getByRole('figure')).toBeVisible();
	await page.unroute('**/api/history?**');
	await page.getByRole('button', { name: 'Coba lagi' }).click();
	await expect(alert).toHaveCount(0);
	await drawn(page);
});

test('one’s own span is written by the building’s clock, and a wrong one is explained', async ({
	page
}) => {
	await open(page, `room=${ROOM}&metric=temperature`);
	await page.getByLabel('Rentang', { exact: true }).selectOption({ label: 'Pilihan sendiri' });
	await page.getByLabel('Dari').fill('2026-09-01T07:30');
	await page.getByLabel('Sampai').fill('2026-08-01T07:30');
	await page.getByRole('button', { name: 'Tampilkan', exact: true }).click();
	await expect(page.getByText(/paling singkat satu jam/)).toBeVisible();
	await page.getByLabel('Sampai').fill('2026-09-08T07:30');
	await page.getByRole('button', { name: 'Tampilkan', exact: true }).click();
	await expect(page).toHaveURL(/from=2026-09-01T07%3A30&to=2026-09-08T07%3A30/);
	expect(await spanOf(page)).toBe('1 Sep 2026 07.30 sampai 8 Sep 2026 07.30 WIB');
});

test('panning a year stays smooth, on a busy machine too', async ({ page }) => {
	await page.setViewportSize({ width: 1440, height: 900 });
	await open(page, `room=${ROOM}&room=${OTHER}&metric=temperature&metric=co2&span=12m`);
	const box = (await hand(page).boundingBox())!;
	await page.mouse.move(box.x + 200, box.y + 80);
	await page.mouse.down();
	const frames = page.evaluate(
		() =>
			new Promise<number>((done) => {
				const start = performance.now();
				let n = 0;
				const count = () => {
					n += 1;
					const passed = performance.now() - start;
					if (passed < 1_500) requestAnimationFrame(count);
					else done((n * 1_000) / passed);
				};
				requestAnimationFrame(count);
			})
	);
	for (let n = 0; n < 120; n++) await page.mouse.move(box.x + 200 + 4 * (n % 100), box.y + 80);
	await page.mouse.up();
	const rate = await frames;
	console.log(`panning a year, two rooms, two charts: ${rate.toFixed(1)} frames a second`);
	// The target is 50; likewise.
	expect(rate).toBeGreaterThan(10);
});

test('is accessible by day and night, on a phone in one language and a desk in the other, and never wider than the page', async ({
	page
}) => {
	test.setTimeout(180_000);
	for (const [width, language, title] of [
		[390, 'id', 'Riwayat'],
		[1440, 'en', 'History']
	] as const) {
		await page.setViewportSize({ width, height: 844 });
		const query = `room=${ROOM}&room=${OTHER}&metric=temperature&metric=co2&span=24h&compare=week`;
		await open(page, `${query}&lang=${language}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
		await page
			.getByText(language === 'id' ? 'Lihat sebagai tabel' : 'Show as a table')
			.first()
			.click();
		await expectAccessible(page);
	}
	for (const width of [320, 390, 768, 1024, 1280]) {
		await page.setViewportSize({ width, height: 844 });
		await expect
			.poll(() =>
				page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				)
			)
			.toBe(0);
	}
});
