/**
 * `npm run shots`: a picture of every page and state, in both languages and themes and on three
 * screens, into test-results/shots/. Starts what it shows by itself, on free ports.
 *
 *   npm run shots -- --only home --only room   the shots whose names contain one of the words
 *   npm run shots -- --width 1280              another screen instead of the three
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findProgram } from './debian-packages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'test-results', 'shots');
const text = { type: 'string', multiple: true } as const;
const { values: options } = parseArgs({ options: { only: text, width: text } });
const { only = [], width: widths = [] } = options;

const SCREENS =
	widths.length > 0
		? widths.map((width) => ({ width: Number(width), height: 800 }))
		: [
				{ width: 390, height: 844 },
				{ width: 1024, height: 768 },
				{ width: 1440, height: 900 }
			];
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['id', 'en'] as const;
/** Live values arrive, the past is read, charts are drawn. */
const SETTLE_MS = 2_500;
const START_MS = 180_000;

interface Shot {
	name: string;
	path: string;
	/** Without a role the page asks for it. */
	role?: 'manager' | 'none';
	/** The stream of live values cannot be opened. */
	cutOff?: boolean;
	/** Addresses that do not answer in time: what a page looks like until they do. */
	held?: string[];
	/** Before the picture is taken. */
	act?: (page: Page) => Promise<void>;
}

interface Scene {
	script: 'demo' | 'start';
	args?: string[];
	env?: NodeJS.ProcessEnv;
	/** Time for history to be filled in. */
	waitMs?: number;
	shots: Shot[];
}

const openMore = async (page: Page): Promise<void> => {
	const more = page.locator('nav button[aria-haspopup="dialog"]');
	if (await more.isVisible()) await more.click();
};

const SCENES: Scene[] = [
	{
		script: 'demo',
		waitMs: 30_000,
		shots: [
			{ name: 'home', path: '/' },
			{ name: 'home-first-visit', path: '/', role: 'none' },
			{ name: 'home-room', path: '/?room=tunggu-a' },
			{ name: 'home-humidity', path: '/?layer=humidity' },
			{ name: 'home-co2', path: '/?layer=co2' },
			{ name: 'home-people', path: '/?layer=people' },
			{ name: 'home-parking', path: '/?layer=parking' },
			{ name: 'home-first-floor', path: '/?level=lantai-1' },
			{ name: 'plan-whole', path: '/?view=plan' },
			{ name: 'more', path: '/', act: openMore },
			{ name: 'devices', path: '/devices' },
			{ name: 'settings', path: '/settings' },
			{ name: 'sign-in', path: '/masuk' },
			{ name: 'state-not-found', path: '/nowhere' },
			{ name: 'state-loading', path: '/', held: ['**/api/plan', '**/api/today'] },
			{ name: 'state-loading-room', path: '/?room=tunggu-a', held: ['**/api/series*'] },
			{ name: 'state-stale-room', path: '/?room=laktasi' },
			{ name: 'state-offline', path: '/', cutOff: true }
		]
	},
	{
		script: 'demo',
		args: ['--at', '2026-11-28T10:00'],
		waitMs: 15_000,
		shots: [
			{ name: 'state-closed', path: '/' },
			{ name: 'state-closed-room', path: '/?room=tunggu-a' }
		]
	},
	{
		script: 'start',
		shots: [
			{ name: 'state-empty', path: '/' },
			{ name: 'state-empty-room', path: '/?room=tunggu-a' },
			{ name: 'state-empty-devices', path: '/devices' }
		]
	},
	{
		script: 'start',
		env: { MQTT_URL: 'mqtt://127.0.0.1:9' },
		shots: [{ name: 'state-broker-down', path: '/' }]
	},
	{
		script: 'demo',
		env: { INFLUX_URL: 'http://127.0.0.1:9', INFLUX_DATABASE: 'nyaman' },
		waitMs: 15_000,
		shots: [
			{ name: 'state-database-down', path: '/' },
			{ name: 'state-database-down-room', path: '/?room=tunggu-a' }
		]
	}
];

function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const probe = createServer();
		probe.once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			probe.close(() => done(port));
		});
	});
}

interface Running {
	url: string;
	stop(): Promise<void>;
}

/** The product in a data folder of its own, until stopped. */
async function open({ script, args = [], env = {} }: Scene): Promise<Running> {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-shots-'));
	const [port, brokerPort] = [await freePort(), await freePort()];
	const child = spawn(
		process.execPath,
		[join(root, 'scripts', 'run.js'), `scripts/${script}.ts`, ...args],
		{
			cwd: root,
			stdio: ['ignore', 'pipe', 'inherit'],
			env: {
				...process.env,
				...env,
				PORT: String(port),
				BROKER_PORT: String(brokerPort),
				DATA_DIR: dataDir,
				LOG_LEVEL: 'silent'
			}
		}
	);
	await started(child);
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			const ended = new Promise((done) => child.once('exit', done));
			child.kill('SIGTERM');
			await ended;
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

function started(child: ChildProcess): Promise<void> {
	return new Promise((done, failed) => {
		const late = setTimeout(() => failed(new Error('did not start in time')), START_MS);
		child.once('exit', (code) => failed(new Error(`ended with ${code} before it was ready`)));
		child.stdout?.on('data', (data: Buffer) => {
			if (!/^Nyaman .*at http/m.test(data.toString())) return;
			clearTimeout(late);
			done();
		});
	});
}

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
	for (const screen of SCREENS) {
		for (const theme of THEMES) {
			for (const language of LANGUAGES) {
				const context = await browser.newContext({
					viewport: screen,
					colorScheme: theme,
					hasTouch: screen.width < 1024,
					locale: language === 'id' ? 'id-ID' : 'en-GB',
					// Not the building's own: what is told must not follow the reader's machine.
					timezoneId: 'America/New_York'
				});
				await context.addCookies([
					{ name: 'PARAGLIDE_LOCALE', value: language, url },
					...(shot.role === 'none' ? [] : [{ name: 'nyaman_role', value: 'manager', url }])
				]);
				for (const address of shot.held ?? []) await context.route(address, () => undefined);
				if (shot.cutOff) await context.route('**/api/live', (route) => route.abort());
				const page = await context.newPage();
				await page.goto(url + shot.path, { waitUntil: 'domcontentloaded' });
				await page.waitForTimeout(SETTLE_MS);
				if (shot.act) await shot.act(page);
				if (shot.act || shot.cutOff) await page.waitForTimeout(4_000);
				const name = `${shot.name}-${screen.width}-${theme}-${language}.png`;
				await page.screenshot({ path: join(folder, name) });
				await context.close();
			}
		}
	}
	console.log(shot.name);
}

mkdirSync(folder, { recursive: true });
for (const scene of SCENES) {
	const shots = scene.shots.filter(
		({ name }) => only.length === 0 || only.some((word) => name.includes(word))
	);
	if (shots.length === 0) continue;
	const running = await open(scene);
	const browser = await chromium.launch({
		executablePath: findProgram('chromium') ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
	});
	try {
		await new Promise((done) => setTimeout(done, scene.waitMs ?? 2_000));
		for (const shot of shots) await take(browser, running.url, shot);
	} finally {
		await browser.close();
		await running.stop();
	}
}
