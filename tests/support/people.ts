/** Signs a browser in as a person who may write, by the link that the product prints at its first start. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { App } from './app.ts';

/** A PIN that the product takes. */
export const PIN = '204817';

/** The one-time link, at the address by which the test opens the product. */
export async function setupLinkOf(app: App): Promise<string> {
	const line = await app.process.line(/\/masuk\/atur\?kunci=/);
	const printed = new URL(/https?:\S+/.exec(line)?.[0] ?? '');
	return new URL(printed.pathname + printed.search, app.url).href;
}

/** Registers a first person and leaves the browser signed in. */
export async function setUp(page: Page, app: App, name = 'Siti'): Promise<void> {
	await page.goto(await setupLinkOf(app));
	await page.getByLabel('Nama').fill(name);
	await page.getByLabel('PIN', { exact: true }).fill(PIN);
	await page.getByLabel('Ulangi PIN').fill(PIN);
	await page.getByRole('button', { name: 'Simpan dan masuk akun' }).click();
	await expect(page).toHaveURL(/\/settings$/);
}

export async function signIn(page: Page, name: string, pin: string): Promise<void> {
	await page.getByLabel('Nama').fill(name);
	await page.getByLabel('PIN', { exact: true }).fill(pin);
	await page.getByRole('button', { name: 'Masuk akun' }).click();
}
