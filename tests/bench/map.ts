/**
 * `npm run bench:map`: 3,000 features of which 500 change ten times a second, on our map and on
 * a bare canvas of Leaflet's, in turn in one Chromium; and whether the heap grows meanwhile.
 * `--json` prints one object, `--seconds N` sets the length of the whole run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { CDPSession } from '@playwright/test';
import { createServer } from 'vite';
import { chromiumLaunch } from '../support/chromium.ts';
import { ROOT } from '../support/process.ts';

const { values: options } = parseArgs({
	options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '60' } }
});
const SECONDS = Number(options.seconds);
const SLICE_S = 3;
const LEAST_SHARE = 0.85;
/** Of the heap, over the whole run: more is a slope, and no noise of the collector's. */
const MOST_GROWTH = 0.03;

async function heapOf(session: CDPSession): Promise<number> {
	// Twice: what the first round lets go of, the second collects.
	await session.send('HeapProfiler.collectGarbage');
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	return usedSize;
}

/** Bytes a second, by least squares. */
function slopeOf(points: readonly { at: number; bytes: number }[]): number {
	const mean = (of: (point: (typeof points)[number]) => number) =>
		points.reduce((sum, point) => sum + of(point), 0) / points.length;
	const [at, bytes] = [mean((p) => p.at), mean((p) => p.bytes)];
	const above = mean((p) => (p.at - at) * (p.bytes - bytes));
	const below = mean((p) => (p.at - at) ** 2);
	return below === 0 ? 0 : above / below;
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const cacheDir = mkdtempSync(join(tmpdir(), 'bench-map-'));
const server = await createServer({
	...{ configFile: false, root: join(ROOT, 'tests', 'bench', 'map-page'), cacheDir },
	...{ logLevel: 'error', clearScreen: false },
	optimizeDeps: { include: ['leaflet'] },
	server: { host: '127.0.0.1', port: 0, fs: { allow: [ROOT] }, hmr: false, watch: null }
});
await server.listen();
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(chromiumLaunch);
try {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	page.on('pageerror', (error) => console.error(error.message));
	await page.goto(url);
	await page.waitForFunction(() => 'run' in window);
	const slice = (name: 'ours' | 'bare', seconds: number) =>
		page.evaluate(
			([which, ms]) =>
				(window as unknown as { run: (name: string, ms: number) => Promise<number> }).run(
					which,
					ms
				),
			[name, seconds * 1000] as const
		);
	const session = await page.context().newCDPSession(page);
	// Code gets fast, caches fill.
	await slice('bare', 1);
	await slice('ours', SLICE_S);
	await slice('ours', SLICE_S);

	const frames = { ours: [] as number[], bare: [] as number[] };
	const heap: { at: number; bytes: number }[] = [];
	const start = performance.now();
	const elapsed = () => (performance.now() - start) / 1000;
	for (let round = 0; elapsed() < SECONDS || round < 4; round++) {
		// Whoever is first meets the machine as it is then: in turn.
		const order = round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
		for (const name of order) frames[name].push(await slice(name, SLICE_S));
		heap.push({ at: elapsed(), bytes: await heapOf(session) });
	}

	const seconds = elapsed();
	const share = median(frames.ours) / median(frames.bare);
	const bytes = heap.reduce((sum, point) => sum + point.bytes, 0) / heap.length;
	const slope = slopeOf(heap);
	const growth = (slope * seconds) / bytes;
	const passed = share >= LEAST_SHARE && growth <= MOST_GROWTH;
	const round = (value: number, decimals: number) => Number(value.toFixed(decimals));
	const result = {
		features: 3_000,
		changesPerSecond: 5_000,
		seconds: round(seconds, 0),
		ours: { fps: round(median(frames.ours), 1) },
		bare: { fps: round(median(frames.bare), 1) },
		share: round(share, 3),
		leastShare: LEAST_SHARE,
		heap: {
			meanMB: round(bytes / 1e6, 1),
			firstMB: round((heap[0]?.bytes ?? 0) / 1e6, 2),
			lastMB: round((heap.at(-1)?.bytes ?? 0) / 1e6, 2),
			slopeKBPerMinute: round((slope * 60) / 1e3, 1),
			growth: round(growth, 4),
			mostGrowth: MOST_GROWTH
		},
		passed
	};
	if (options.json) console.log(JSON.stringify(result));
	else {
		console.log(
			`map: ${result.ours.fps} frames a second, bare Leaflet ${result.bare.fps}: ` +
				`${result.share} of it (at least ${LEAST_SHARE})`
		);
		console.log(
			`heap over ${result.seconds} s: ${result.heap.firstMB} MB to ${result.heap.lastMB} MB, ` +
				`${result.heap.slopeKBPerMinute} kB a minute (${passed ? 'passed' : 'failed'})`
		);
	}
	process.exitCode = passed ? 0 : 1;
} finally {
	await browser.close();
	await server.close();
	rmSync(cacheDir, { recursive: true, force: true });
}
