import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import { changes } from '#lib/server/app-db/audit.ts';
import { OccupancyBook } from '#lib/server/occupancy/book.ts';

const NOW = Date.parse('2026-11-24T03:00:00Z');
const ZONES = new Set(['building', 'tunggu-a']);

function open() {
	const db = openAppDb(mkdtempSync(join(tmpdir(), 'nyaman-book-')));
	let told = 0;
	const book = new OccupancyBook({ db, now: () => NOW, onChange: () => (told += 1) });
	return { db, book, told: () => told };
}

test('a recount is kept with its name, told of, and undone in one step', () => {
	const { db, book, told } = open();
	const done = book.recount('Siti', { zone: 'tunggu-a', people: ' 34 ' }, ZONES);
	expect(done).toMatchObject({ ok: true, value: { people: 34, margin: 1, person: 'Siti' } });
	expect(told()).toBe(1);
	const [recount] = book.recounts(NOW);
	expect(recount).toMatchObject({ zone: 'tunggu-a', at: NOW, undoneAt: null });
	expect(book.undo('Budi', 'tunggu-a', recount?.id ?? '').ok).toBe(true);
	expect(book.recounts(NOW)[0]).toMatchObject({ undoneAt: NOW, undoneBy: 'Budi' });
	expect(book.undo('Budi', 'tunggu-a', recount?.id ?? '')).toMatchObject({
		reason: 'nothing-to-undo'
	});
	expect(told()).toBe(2);
	expect(changes(db, 5).map(({ person, action }) => `${person} ${action}`)).toEqual([
		'Budi undo-recount',
		'Siti recount'
	]);
});

test.each([
	[{ zone: 'tunggu-a', people: '' }, 'people-not-whole'],
	[{ zone: 'tunggu-a', people: '3,5' }, 'people-not-whole'],
	[{ zone: 'tunggu-a', people: '-1' }, 'people-not-whole'],
	[{ zone: 'tunggu-a', people: '5001' }, 'people-too-many'],
	[{ zone: 'gudang', people: '3' }, 'zone-unknown'],
	[{ people: '3' }, 'zone-unknown'],
	[null, 'people-not-whole']
])('refuses %o as %s, and nothing is kept', (input, reason) => {
	const { book, told } = open();
	const done = book.recount('Siti', input, ZONES);
	expect(done.ok).toBe(false);
	if (input !== null && 'zone' in input) expect(done).toMatchObject({ reason });
	expect(book.recounts(0)).toEqual([]);
	expect(told()).toBe(0);
});

test('an automatic correction is left out, and taken in again', () => {
	const { book } = open();
	const id = 'closing-zero:2026-11-23';
	expect(book.undo('Siti', 'building', id).ok).toBe(true);
	expect(book.undone()).toMatchObject([{ zone: 'building', correction: id, person: 'Siti' }]);
	expect(book.redo('Siti', 'building', id).ok).toBe(true);
	expect(book.undone()).toEqual([]);
	expect(book.undo('Siti', 'building', 'below-zero:1')).toMatchObject({
		reason: 'nothing-to-undo'
	});
});

test('a counter is turned and turned back, and only one that there is', () => {
	const { book } = open();
	const lines = new Set(['d1|']);
	expect(book.turn('Siti', { device: 'd1', channel: '' }, lines)).toMatchObject({
		value: { turned: true }
	});
	expect([...book.turned()]).toEqual(['d1|']);
	book.turn('Siti', { device: 'd1', channel: '' }, lines);
	expect([...book.turned()]).toEqual([]);
	expect(book.turn('Siti', { device: 'd2', channel: '' }, lines).ok).toBe(false);
});

test('a zone has the capacity and staff that a person sets, and its own again', () => {
	const { book } = open();
	book.setZone('Siti', { zone: 'tunggu-a', capacity: '80', staff: '3' }, ZONES);
	expect(book.settings()).toEqual([{ zone: 'tunggu-a', capacity: 80, staff: 3 }]);
	book.setZone('Siti', { zone: 'tunggu-a', capacity: '', staff: '' }, ZONES);
	expect(book.settings()).toEqual([{ zone: 'tunggu-a', capacity: null, staff: 0 }]);
});
