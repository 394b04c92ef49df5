import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { ROOT, startNode } from '../support/process.ts';

/** Other tests share the machine. */
vi.setConfig({ testTimeout: 120_000 });

const ORIGIN = Date.parse('2026-11-24T10:00:00+07:00');
const TODAY = ORIGIN - 10 * 3_600_000;
const DAY = 86_400_000;
/** Enough to tell days apart, and quick to store. */
const KEPT = 6;

/** A demo's folder with a few of the sample's devices in it. */
function folder(): string {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-seed-'));
	const building = join(dataDir, 'building');
	cpSync(join(ROOT, 'floorplan', 'mpp-lubuklinggau'), building, { recursive: true });
	const read = (file: string) => JSON.parse(readFileSync(join(building, file), 'utf8'));
	const devices = read('devices.json').slice(0, KEPT);
	const kept = new Set<string>(devices.map(({ device }: { device: string }) => device));
	writeFileSync(join(building, 'devices.json'), JSON.stringify(devices));
	const placements = read('placements.json').filter((one: { device: string }) =>
		kept.has(one.device)
	);
	writeFileSync(join(building, 'placements.json'), JSON.stringify(placements));
	for (const level of ['ground', 'site', 'first'])
		unwatch(join(building, `${level}.geojson`), kept);
	return dataDir;
}

/** Parking areas whose gate's counter was left out are counted by nobody. */
function unwatch(path: string, kept: ReadonlySet<string>): void {
	const level = JSON.parse(readFileSync(path, 'utf8'));
	for (const { properties } of level.features) {
		if (properties.countedBy && !kept.has(properties.countedBy.device)) delete properties.countedBy;
	}
	writeFileSync(path, JSON.stringify(level));
}

function seed(dataDir: string, days: number, more: readonly string[] = []) {
	const args = ['--origin', new Date(ORIGIN).toISOString(), '--days', String(days), ...more];
	const env = { NYAMAN_SIMULATED: '1', DATA_DIR: dataDir, LOG_LEVEL: 'info', INFLUX_URL: '' };
	return startNode('scripts/seed-history.ts', args, { env });
}

async function stored(dataDir: string, from: number, to: number) {
	const store = await openStore({ influx: null, dataDir });
	const last: Reading[] = await store.last(0, ['temperature']);
	let rows = 0;
	for (const { device, channel, metric } of last) {
		for await (const point of store.range({ device, channel, metric }, { from, to })) {
			rows += Number.isFinite(point.value) ? 1 : 0;
		}
	}
	await store.close();
	return {
		rows,
		newest: Math.max(...last.map(({ at }) => at)),
		origins: new Set(last.map((one) => one.origin))
	};
}

const done = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, 'seeded.json'), 'utf8'));
const daysIn = (text: string) => [...text.matchAll(/"day":"([\d-]+)"/g)].map(([, day]) => day);

test('the newest day is stored first; a run that was ended goes on; a second adds nothing', async () => {
	const dataDir = folder();
	const first = seed(dataDir, 30);
	await first.line(/"day":"2026-11-22"/, 60_000);
	expect(await first.stop()).toEqual({ code: 0, signal: null });
	const { from } = done(dataDir);
	expect(from).toBeLessThanOrEqual(TODAY - 2 * DAY);
	expect(from).toBeGreaterThan(TODAY - 30 * DAY);
	const half = await stored(dataDir, 0, from + 1);
	expect((await stored(dataDir, from, ORIGIN + 1)).newest).toBe(ORIGIN);

	const second = seed(dataDir, 30);
	expect((await second.ended).code).toBe(0);
	const told = [...daysIn(first.stderr()), ...daysIn(second.stderr())];
	expect(told).toEqual([...told].sort().reverse());
	expect(new Set(told).size).toBe(told.length);
	expect(told).toHaveLength(31);
	expect(done(dataDir).from).toBe(TODAY - 30 * DAY);
	const whole = await stored(dataDir, 0, ORIGIN + 1);
	expect(whole.rows).toBeGreaterThan(half.rows);
	expect(whole.origins).toEqual(new Set(['simulation']));

	const third = seed(dataDir, 30);
	expect((await third.ended).code).toBe(0);
	expect(daysIn(third.stderr())).toEqual([]);
	// Even where the note is lost, the same rows are the same.
	writeFileSync(join(dataDir, 'seeded.json'), '');
	expect((await seed(dataDir, 30).ended).code).toBe(0);
	expect(await stored(dataDir, 0, ORIGIN + 1)).toEqual(whole);
});

test.each([
	{ args: ['--seed', 'x'], env: {}, says: 'numbers above 0' },
	{ args: [], env: { NYAMAN_SIMULATED: '0' }, says: 'for a demo only' }
])('it refuses $args $env in one line', async ({ args, env, says }) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-seed-'));
	const script = startNode(
		'scripts/seed-history.ts',
		['--origin', '2026-11-24T10:00:00Z', ...args],
		{
			env: { NYAMAN_SIMULATED: '1', DATA_DIR: dataDir, INFLUX_URL: '', ...env }
		}
	);
	expect((await script.ended).code).toBe(1);
	expect(script.stderr()).toMatch(new RegExp(`^nyaman: .*${says}.*\n$`));
});
