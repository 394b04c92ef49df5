import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startApp } from '../support/app.ts';
import type { App } from '../support/app.ts';
import { expectAccessible } from '../support/axe.ts';
import { PIN, setUp, setupLinkOf, signIn } from '../support/people.ts';

// One product through its first day: each test finds what the one before has left.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let app: App;

test.beforeAll(async () => {
	app = await startApp('start');
});
test.afterAll(async () => {
	await app?.stop();
});

async function signInAs(page: Page, name: string, pin: string): Promise<void> {
	await page.goto(`${app.url}masuk?kembali=/settings`);
	await signIn(page, name, pin);
	await expect(page).toHaveURL(`${app.url}settings`);
}

test('the first person is set up by the printed link, once, with a PIN that is not easily guessed', async ({
	page
}) => {
	const link = await setupLinkOf(app);
	await page.goto(link);
	await expectAccessible(page);
	const submit = page.getByRole('button', { name: 'Simpan dan masuk akun' });
	for (const [pin, repeat, says] of [
		['123456', '123456', /PIN ini mudah ditebak/],
		['2048', '2048', /paling sedikit 6 angka/],
		[PIN, '204818', /tidak sama/]
	] as const) {
		await page.getByLabel('Nama').fill('Siti');
		await page.getByLabel('PIN', { exact: true }).fill(pin);
		await page.getByLabel('Ulangi PIN').fill(repeat);
		await submit.click();
		await expect(page.getByText(says)).toBeVisible();
		await expect(page.getByLabel('Nama')).toHaveValue('Siti');
	}
	await setUp(page, app);
	await expect(page.getByText('Akun: Siti')).toBeVisible();
	await expectAccessible(page);
	await page.goto(link);
	await expect(page.getByText(/sudah dipakai/)).toBeVisible();

	const [cookie] = (await page.context().cookies()).filter(({ httpOnly }) => httpOnly);
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', secure: false });
	expect(app.process.stdout().trim().split('\n')).toHaveLength(1);
	const told = app.process.stdout() + app.process.stderr();
	for (const secret of [PIN, cookie?.value ?? '?']) expect(told).not.toContain(secret);
});

test('nothing is written by a stranger, nor by another site’s page in a known browser', async ({
	page,
	request
}) => {
	await signInAs(page, 'Siti', PIN);
	const add = `${app.url}settings?/add`;
	const form = { name: 'Penyusup', pin: '771204', repeat: '771204' };
	const origin = new URL(app.url).origin;

	const stranger = await request.post(add, {
		form,
		headers: { origin, accept: 'application/json' }
	});
	expect(stranger.status()).toBe(401);
	const visitor = await request.post(add, {
		...{ form, maxRedirects: 0, headers: { origin, accept: 'text/html' } }
	});
	expect(visitor.status()).toBe(303);
	expect(visitor.headers().location).toBe('/masuk?kembali=%2Fsettings');
	const anywhere = await request.post(`${app.url}api/live`, { data: {}, headers: { origin } });
	expect(anywhere.status()).toBe(401);

	// With the cookie of the person who is signed in, but from elsewhere.
	const known = page.context().request;
	for (const other of ['http://evil.example', `http://localhost:${app.port}`]) {
		const headers = { origin: other };
		expect((await known.post(add, { form, headers })).status()).toBe(403);
		expect((await known.post(add, { data: form, headers })).status()).toBe(403);
	}
	await page.reload();
	await expect(page.getByText('Penyusup')).toHaveCount(0);
	await expect(page.getByText('Satu-satunya')).toBeVisible();
});

test('one signs in at 127.0.0.1 and at localhost, and is led back to this site only', async ({
	page
}) => {
	for (const [host, back, lands] of [
		['127.0.0.1', '/devices?q=x', '/devices?q=x'],
		['localhost', '//evil.example/', '/'],
		['localhost', '/\\evil.example', '/'],
		['localhost', 'https://evil.example/', '/']
	] as const) {
		const site = `http://${host}:${app.port}`;
		await page.goto(`${site}/masuk?kembali=${encodeURIComponent(back)}`);
		await signIn(page, 'Siti', PIN);
		await expect(page).toHaveURL(site + lands);
		await page.context().clearCookies();
	}
});

test('sign-in works where scripts do not run', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'id-ID' });
	const plain = await context.newPage();
	await plain.goto(`${app.url}masuk?kembali=/devices`);
	await signIn(plain, 'Siti', '990011');
	await expect(plain.getByText('Nama atau PIN salah.').first()).toBeVisible();
	await signIn(plain, 'Siti', PIN);
	await expect(plain).toHaveURL(`${app.url}devices`);
	await expect(plain.getByText('Akun: Siti')).toBeVisible();
	await context.close();
});

test('who signs out reads on and writes no more; wrong tries are slowed, and told so', async ({
	page
}) => {
	await signInAs(page, 'Siti', PIN);
	await page.getByText('Tambah orang').first().click();
	await page.getByLabel('Nama').fill('Budi');
	await page.getByLabel('PIN', { exact: true }).fill('771204');
	await page.getByLabel('Ulangi PIN').fill('771204');
	await page.getByRole('button', { name: 'Tambah orang' }).click();
	await expect(page.getByText('Budi sekarang boleh mengubah.')).toBeVisible();
	await expect(page.getByText('Siti menambahkan Budi')).toBeVisible();

	await page.getByRole('button', { name: 'Keluar akun' }).click();
	await expect(page.getByText('Budi')).toHaveCount(0);
	await page.goto(`${app.url}masuk?kembali=/settings`);
	await expectAccessible(page);
	for (const says of [/salah\.$/, /salah\.$/, /Coba lagi dalam 30 detik/]) {
		await signIn(page, 'Siti', '990011');
		await expect(page.locator('.fault')).toHaveText(says);
	}
	await signIn(page, 'Siti', PIN);
	await expect(page.locator('.fault')).toHaveText(
		/Terlalu banyak percobaan. Coba lagi dalam \d+ detik/
	);
	await signIn(page, 'Budi', '771204');
	await expect(page).toHaveURL(`${app.url}settings`);
	await expect(page.getByText('Akun: Budi')).toBeVisible();

	await page.locator('summary').filter({ hasText: 'Hapus Siti' }).click();
	await page.getByRole('button', { name: 'Hapus Siti' }).click();
	await expect(page.getByText('Satu-satunya')).toBeVisible();
	await expect(page.getByText('Budi menghapus Siti')).toBeVisible();
});

test('a session outlives a restart; a new link is printed only when the data folder asks for it', async ({
	page
}) => {
	await signInAs(page, 'Budi', '771204');
	const same = {
		...{ DATA_DIR: app.dataDir, PORT: String(app.port) },
		BROKER_PORT: new URL(app.brokerUrl).port
	};
	await app.stop();
	app = await startApp('start', same);
	expect(app.process.stderr()).not.toContain('/masuk/atur');
	await page.goto(`${app.url}settings`);
	await expect(page.getByText('Akun: Budi')).toBeVisible();

	await app.stop();
	const asked = join(app.dataDir, 'new-setup-link');
	writeFileSync(asked, '');
	app = await startApp('start', same);
	await setUp(page, app, 'Wati');
	expect(existsSync(asked)).toBe(false);
	await expect(page.getByRole('listitem').filter({ hasText: 'Budi' })).toBeVisible();
	expect(readFileSync(join(app.dataDir, 'app.db')).includes(PIN)).toBe(false);
});
