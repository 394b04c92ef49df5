import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Building } from '#floorplan/building.ts';
import { seedBuilding } from '#floorplan/read-building.ts';
import { watchFolder } from '#lib/server/registry/watch.ts';

const SAMPLE = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));

let above: string;
let folder: string;
let stop: () => void;
let events: (Building | readonly string[] | 'same')[];

beforeEach(() => {
	above = mkdtempSync(join(tmpdir(), 'watch-'));
	folder = join(above, 'building');
	seedBuilding(SAMPLE, folder);
	events = [];
	stop = watchFolder({
		folder,
		onChange: (building) => events.push(building),
		onFault: (faults) => events.push(faults),
		onSame: () => events.push('same'),
		settleMs: 50,
		pollMs: 300
	});
});

afterEach(() => {
	stop();
	rmSync(above, { recursive: true, force: true });
});

function edit(file: string, change: (text: string) => string, place = folder): string {
	const path = join(place, file);
	const before = readFileSync(path, 'utf8');
	expect(change(before), `the test changes ${file}`).not.toBe(before);
	writeFileSync(path, change(before));
	return before;
}

async function nextEvent(count = 1) {
	await expect.poll(() => events.length, { timeout: 8_000, interval: 20 }).toBe(count);
	return events[count - 1];
}

const rename = (text: string) => text.replace('"MPP Lubuklinggau"', '"MPP Baru"');

test('a good change is told with the building as it is now', async () => {
	edit('building.json', rename);
	expect(await nextEvent()).toMatchObject({ name: { id: 'MPP Baru' } });
});

test('a broken change is told by its faults, and taking it back by a word', async () => {
	const before = edit('ground.geojson', (text) => text.replace('"type":"lobby"', '"type":"foyer"'));
	expect(await nextEvent()).toEqual([expect.stringMatching(/^ground\.geojson: unit "lobi"/)]);
	writeFileSync(join(folder, 'ground.geojson'), before);
	expect(await nextEvent(2)).toBe('same');
});

test('two files that agree only together are read together', async () => {
	edit('devices.json', (text) => text.replaceAll('24e124707c481001', '24e124707c48ffff'));
	edit('placements.json', (text) => text.replaceAll('24e124707c481001', '24e124707c48ffff'));
	const building = await nextEvent();
	expect(building).toMatchObject({ devices: expect.any(Array) });
});

test('a folder put in the place of the old one is seen, and watched on', async () => {
	const draft = join(above, 'draft');
	cpSync(folder, draft, { recursive: true });
	edit('building.json', rename, draft);
	renameSync(folder, join(above, 'old'));
	renameSync(draft, folder);
	expect(await nextEvent()).toMatchObject({ name: { id: 'MPP Baru' } });
	edit('building.json', (text) => text.replace('MPP Baru', 'MPP Lagi'));
	expect(await nextEvent(2)).toMatchObject({ name: { id: 'MPP Lagi' } });
});

test('the same written again, and drafts beside the files, are no change', async () => {
	writeFileSync(join(folder, 'building.json'), readFileSync(join(folder, 'building.json')));
	writeFileSync(join(folder, 'devices.json.1.tmp'), 'half');
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(events).toEqual([]);
});
