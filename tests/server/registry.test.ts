import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Building } from '#floorplan/building.ts';
import { roomOfDevice } from '#floorplan/plan.ts';
import { readBuilding, seedBuilding } from '#floorplan/read-building.ts';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import { changes } from '#lib/server/app-db/audit.ts';
import { Registry } from '#lib/server/registry/registry.ts';
import { sampleFolder } from '#lib/server/sample.ts';

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

const NEW = '24e124707c48ffff';

/** The sample building in a folder of its own, and one of its devices. */
function openRegistry() {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-registry-'));
	const folder = join(dataDir, 'building');
	seedBuilding(sampleFolder(), folder);
	const db = openAppDb(dataDir);
	closing.push(() => db.close());
	const clock = { at: Date.UTC(2026, 10, 24, 3, 42) };
	const told: Building[] = [];
	const registry = new Registry({
		...{ folder, db, now: () => clock.at, onChange: (building) => told.push(building) }
	});
	const before = readBuilding(folder);
	const old = before.devices.find(({ device }) =>
		before.placements.some((one) => one.device === device && one.channel === '')
	);
	if (!old) throw new Error('the sample places no device');
	const form = {
		...{ oldDevice: old.device, newDevice: NEW, brand: old.brand, model: old.model },
		intervalMinutes: old.intervalMs === undefined ? '' : String(old.intervalMs / 60_000)
	};
	const texts = () =>
		['devices.json', 'placements.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
	return { folder, db, clock, told, registry, before, old, form, texts };
}

test('a replaced device keeps its history in the room, and the new one goes on there', () => {
	const { folder, clock, told, registry, before, old, form } = openRegistry();
	const room = roomOfDevice(before, old.device, '', clock.at)?.room.key;
	const result = registry.replace('Siti', form);
	expect(result).toMatchObject({ ok: true, value: { person: 'Siti', newDevice: NEW } });
	const after = readBuilding(folder);
	expect(roomOfDevice(after, old.device, '', clock.at - 1)?.room.key).toBe(room);
	expect(roomOfDevice(after, old.device, '', clock.at)).toBeNull();
	expect(roomOfDevice(after, NEW, '', clock.at - 1)).toBeNull();
	expect(roomOfDevice(after, NEW, '', clock.at)?.room.key).toBe(room);
	const [placed] = before.placements.filter(({ device }) => device === old.device);
	const [now] = after.placements.filter(({ device }) => device === NEW);
	expect(now?.at).toEqual(placed?.at);
	expect(after.devices.find(({ device }) => device === old.device)).toEqual(old);
	expect(after.devices.find(({ device }) => device === NEW)).toEqual({ ...old, device: NEW });
	expect(told).toEqual([after]);
	const others = ({ placements }: Building) =>
		placements.filter(({ device }) => device !== old.device && device !== NEW);
	expect(others(after)).toEqual(others(before));
});

test('the network’s id is written as readings carry it, however the label prints it', () => {
	const { registry, form } = openRegistry();
	const result = registry.replace('Siti', { ...form, newDevice: ' 24:E1:24:70:7C:48:FF:FF ' });
	expect(result).toMatchObject({ value: { newDevice: NEW } });
});

test('another model loses the profile that was stated for the old one, and gets its own interval', () => {
	const { folder, registry, form, old } = openRegistry();
	registry.replace('Siti', { ...form, model: 'Another model', intervalMinutes: '10' });
	const added = readBuilding(folder).devices.find(({ device }) => device === NEW);
	expect(added).toEqual({
		...{ device: NEW, name: old.name, network: old.network, brand: old.brand },
		...{ model: 'Another model', intervalMs: 600_000 },
		...(old.eventOnly === undefined ? {} : { eventOnly: old.eventOnly })
	});
});

test('what cannot be done is refused in a word, and nothing is changed', () => {
	const { registry, form, before, old, told, texts, db } = openRegistry();
	const placed = before.placements.find(({ device }) => device !== old.device)?.device;
	const files = texts();
	for (const [changed, reason] of [
		[{ newDevice: '' }, 'invalid-device'],
		[{ newDevice: 'a/b' }, 'invalid-device'],
		[{ newDevice: 'a\u202eb' }, 'invalid-device'],
		[{ newDevice: 'a'.repeat(129) }, 'invalid-device'],
		[{ newDevice: old.device.toUpperCase() }, 'same-device'],
		[{ newDevice: placed }, 'already-placed'],
		[{ oldDevice: 'nobody' }, 'not-placed'],
		[{ brand: ' ' }, 'invalid-label'],
		[{ intervalMinutes: '-5' }, 'invalid-interval'],
		[{ intervalMinutes: '1e9' }, 'invalid-interval']
	] as const) {
		expect(
			registry.replace('Siti', { ...form, ...changed }),
			JSON.stringify(changed)
		).toMatchObject({ ok: false, reason });
	}
	expect(texts()).toEqual(files);
	expect(told).toEqual([]);
	expect(changes(db, 10)).toEqual([]);
});

test('the last replacement can be undone to the letter, by whom it is written', () => {
	const { registry, clock, form, old, texts, told, before, db, folder } = openRegistry();
	const files = texts();
	const done = registry.replace('Siti', form);
	if (!done.ok) throw new Error(done.reason);
	expect(registry.undoable()).toEqual(done.value);
	clock.at += 60_000;
	const undone = registry.undo('Budi', done.value.id);
	expect(undone).toMatchObject({ ok: true, value: { undoneAt: clock.at } });
	expect(texts()).toEqual(files);
	expect(told.at(-1)).toEqual(before);
	expect(registry.undoable()).toBeNull();
	expect(registry.undo('Budi', done.value.id)).toMatchObject({ reason: 'nothing-to-undo' });
	expect(changes(db, 10).map(({ person, action }) => [person, action])).toEqual([
		['Budi', 'undo-replace-device'],
		['Siti', 'replace-device']
	]);
	expect(registry.changesOf(old.device)).toMatchObject([{ person: 'Siti', undoneAt: clock.at }]);
	expect(registry.changesOf(NEW)).toHaveLength(1);
	expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('two replacements are undone one after the other', () => {
	const { registry, form, texts } = openRegistry();
	const files = texts();
	const first = registry.replace('Siti', form);
	const second = registry.replace('Siti', { ...form, oldDevice: NEW, newDevice: 'pengganti-2' });
	if (!first.ok || !second.ok) throw new Error('refused');
	expect(registry.undo('Siti', first.value.id)).toMatchObject({ reason: 'nothing-to-undo' });
	expect(registry.undo('Siti', second.value.id).ok).toBe(true);
	expect(registry.undoable()).toEqual(first.value);
	expect(registry.undo('Siti', first.value.id).ok).toBe(true);
	expect(texts()).toEqual(files);
});

test('a device that came back into its old place has both times in its history', () => {
	const { registry, clock, form, folder, old } = openRegistry();
	registry.replace('Siti', form);
	clock.at += 3_600_000;
	const back = { ...form, oldDevice: NEW, newDevice: old.device };
	expect(registry.replace('Siti', back).ok).toBe(true);
	const after = readBuilding(folder);
	expect(roomOfDevice(after, old.device, '', clock.at - 1)).toBeNull();
	expect(roomOfDevice(after, old.device, '', clock.at)).not.toBeNull();
	expect(after.placements.filter(({ device }) => device === old.device)).toHaveLength(2);
});

test('files that a person changed meanwhile are read anew, and are not undone over', () => {
	const { registry, form, folder } = openRegistry();
	const done = registry.replace('Siti', form);
	if (!done.ok) throw new Error(done.reason);
	const path = join(folder, 'devices.json');
	const devices = JSON.parse(readFileSync(path, 'utf8'));
	devices[0].name = 'Diubah dengan tangan';
	writeFileSync(path, JSON.stringify(devices));
	expect(registry.undoable()).toBeNull();
	expect(registry.undo('Siti', done.value.id)).toMatchObject({ reason: 'changed-since' });
	const next = registry.replace('Siti', { ...form, oldDevice: NEW, newDevice: 'pengganti-2' });
	expect(next.ok).toBe(true);
	expect(readBuilding(folder).devices[0]?.name).toBe('Diubah dengan tangan');
});

test('a building that is broken on the disk is not written over', () => {
	const { registry, form, folder, texts } = openRegistry();
	writeFileSync(join(folder, 'limits.json'), '[]x');
	const files = texts();
	expect(registry.replace('Siti', form)).toMatchObject({
		reason: 'invalid-building',
		detail: expect.stringContaining('limits.json')
	});
	expect(texts()).toEqual(files);
});

test('where the record cannot be written, the files are as they were', () => {
	const { registry, form, db, folder, texts } = openRegistry();
	const files = texts();
	// A second writer holds the database for longer than one waits.
	db.exec('PRAGMA busy_timeout = 50');
	const other = openAppDb(join(folder, '..'));
	closing.unshift(() => other.close());
	other.exec('BEGIN IMMEDIATE');
	expect(() => registry.replace('Siti', form)).toThrow(/locked/);
	other.exec('ROLLBACK');
	expect(texts()).toEqual(files);
	expect(registry.replace('Siti', form).ok).toBe(true);
});

test('the version before each change is kept beside the files, and does not disturb their reader', () => {
	const { registry, form, folder, texts } = openRegistry();
	const [devices] = texts();
	registry.replace('Siti', form);
	const [version = ''] = readdirSync(join(folder, 'previous'));
	expect(readFileSync(join(folder, 'previous', version, 'devices.json'), 'utf8')).toBe(devices);
	const copy = mkdtempSync(join(tmpdir(), 'nyaman-copy-'));
	rmSync(copy, { recursive: true });
	cpSync(folder, copy, { recursive: true });
	expect(readBuilding(copy)).toEqual(readBuilding(folder));
});
