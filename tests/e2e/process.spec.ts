import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startApp } from '../support/app.ts';
import { freePort } from '../support/free-port.ts';
import { startNode } from '../support/process.ts';

async function openStream(url: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
	const response = await fetch(`${url}api/live`);
	const reader = response.body!.getReader();
	await reader.read();
	return reader;
}

test('the demo says in one line where it is, what is simulated and which store, and ends within 3 s with streams open', async () => {
	const app = await startApp('demo', {}, ['--seed', '7']);
	const lines = app.process.stdout().trim().split('\n');
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(new RegExp(`http://localhost:${app.port}/ .*simulat.*SQLite`));
	const streams = await Promise.all([1, 2, 3].map(() => openStream(app.url)));
	const asked = performance.now();
	expect(await app.stop()).toBe(0);
	const took = performance.now() - asked;
	console.log(`SIGTERM to exit with ${streams.length} streams open: ${took.toFixed(0)} ms`);
	expect(took).toBeLessThan(3_000);

	const real = startNode('scripts/run.js', ['scripts/start.ts'], {
		env: { DATA_DIR: app.dataDir, PORT: String(app.port), BROKER_PORT: new URL(app.brokerUrl).port }
	});
	expect((await real.ended).code).toBe(1);
	expect(real.stderr()).toMatch(/^nyaman: DATA_DIR .* simulated readings/m);
	expect(real.stderr()).not.toContain('    at ');
});

test('a port in use is one clear line and not a stack', async () => {
	const taken = createServer();
	await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
	const port = (taken.address() as AddressInfo).port;
	const env = { DATA_DIR: mkdtempSync(join(tmpdir(), 'nyaman-port-')) };
	const free = String(await freePort());
	for (const [variable, other] of [
		['PORT', 'BROKER_PORT'],
		['BROKER_PORT', 'PORT']
	] as const) {
		const started = startNode('scripts/run.js', ['scripts/start.ts'], {
			env: { ...env, [variable]: String(port), [other]: free }
		});
		expect((await started.ended).code).toBe(1);
		expect(started.stderr().trim().split('\n')).toEqual([
			expect.stringContaining(`nyaman: ${variable} ${port} is in use`)
		]);
	}
	taken.close();
});

test('every wrong variable is one line', async () => {
	const started = startNode('scripts/run.js', ['scripts/start.ts'], {
		env: { PORT: 'eighty', INFLUX_URL: 'nowhere', LOG_LEVEL: 'loud' }
	});
	expect((await started.ended).code).toBe(1);
	const lines = started.stderr().trim().split('\n');
	expect(lines).toHaveLength(3);
	expect(lines.every((line) => line.startsWith('nyaman: '))).toBe(true);
});
