/** What a first visit of a page costs and how it feels: bytes of script, first value, LCP, CLS. */
import { get } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';

export interface FirstLoad {
	/** JavaScript with the page and after it, bytes as served with gzip; scripts in the page too. */
	scriptBytes: number;
	/** From the start of the navigation until the first answer's number is painted, ms. */
	firstValueMs: number;
	/** The same until the plan's canvas is drawn. */
	planMs: number;
	/** Largest Contentful Paint, ms. */
	lcpMs: number;
	/** Cumulative Layout Shift: all shifts added up, which is no less than the worst window. */
	cls: number;
}

export interface Visit {
	url: string;
	/** An element whose text holds a digit once there is a value. */
	value: string;
	viewport: { width: number; height: number };
	/** How many times slower than this machine's the reader's processor is. */
	slowDown: number;
	/** How long the page is watched, from the start of the navigation. */
	watchMs: number;
	cookies?: Record<string, string>;
}

interface Noted {
	value: number | null;
	plan: number | null;
	lcp: number;
	cls: number;
}

/** One visit with nothing in any cache. */
export async function visit(browser: Browser, wish: Visit): Promise<FirstLoad> {
	const { url, viewport, slowDown, watchMs, cookies = {} } = wish;
	const context = await browser.newContext({ viewport, locale: 'id-ID' });
	try {
		await context.addCookies(
			Object.entries(cookies).map(([name, value]) => ({ name, value, url }))
		);
		const page = await context.newPage();
		const scripts = new Set<string>();
		page.on('response', (response) => {
			if (response.request().resourceType() === 'script') scripts.add(response.url());
		});
		const session = await context.newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
		await page.addInitScript(note, wish.value);
		const response = await page.goto(url, { waitUntil: 'commit' });
		await page.waitForTimeout(watchMs);
		const noted = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
		if (noted.value === null) throw new Error(`no value in ${wish.value} within ${watchMs} ms`);
		if (noted.plan === null) throw new Error(`no plan within ${watchMs} ms`);
		const sizes = await Promise.all([...scripts].map(gzippedSize));
		const inline = await inlineScripts(page, (await response?.text()) ?? '');
		return {
			scriptBytes: sizes.reduce((sum, size) => sum + size, 0) + gzipSync(inline).length,
			firstValueMs: noted.value,
			planMs: noted.plan,
			lcpMs: noted.lcp,
			cls: noted.cls
		};
	} finally {
		await context.close();
	}
}

/** Runs in the page before anything of it. */
function note(selector: string): void {
	const noted: Noted = { value: null, plan: null, lcp: 0, cls: 0 };
	Object.assign(window, { noted });
	new PerformanceObserver((list) => {
		for (const { startTime } of list.getEntries()) noted.lcp = startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
			if (!shift.hadRecentInput) noted.cls += shift.value;
		}
	}).observe({ type: 'layout-shift', buffered: true });
	/** A frame's callback runs before it is painted: what is there now is seen by the next one. */
	const look = (): void => {
		const shown = [...document.querySelectorAll(selector)].some(({ textContent }) =>
			/\d/.test(textContent)
		);
		const drawn = document.querySelector('canvas') !== null;
		requestAnimationFrame((at) => {
			if (shown) noted.value ??= at;
			if (drawn) noted.plan ??= at;
			if (noted.value === null || noted.plan === null) look();
		});
	};
	look();
}

/** Bytes of the body when only gzip is accepted. */
function gzippedSize(url: string): Promise<number> {
	return new Promise((done, failed) => {
		get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
			if (response.headers['content-encoding'] !== 'gzip') {
				failed(new Error(`${url} is not served with gzip`));
			}
			let bytes = 0;
			response.on('data', (chunk: Buffer) => (bytes += chunk.length));
			response.once('end', () => done(bytes));
		}).once('error', failed);
	});
}

function inlineScripts(page: Page, html: string): Promise<string> {
	return page.evaluate((text) => {
		const parsed = new DOMParser().parseFromString(text, 'text/html');
		return [...parsed.querySelectorAll('script:not([src])')]
			.map(({ textContent }) => textContent)
			.join('\n');
	}, html);
}
