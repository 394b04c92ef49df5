import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { readBuilding } from '#floorplan/read-building.ts';
import type { LiveRow } from '#lib/domain/live-events.ts';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import { openHistory } from '#lib/server/history/history.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { ParkingDesk } from '#lib/server/parking/desk.ts';
import { SignBoard } from '#lib/server/parking/signs.ts';
import { ROOT } from '../support/process.ts';

const MINUTE = 60_000;
/** A Tuesday, 10.00 in the building. */
const TEN = Date.parse('2026-11-24T10:00:00+07:00');
const building = readBuilding(join(ROOT, 'floorplan', 'mpp-lubuklinggau'));
const sensors = building.placements.filter(({ bay }) => bay !== undefined);
const carBays = building.levels.flatMap(({ bays }) => bays.filter((bay) => bay.class === 'car'));
const cars = new Set(carBays.map(({ key }) => key));

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

function open() {
	let now = TEN;
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-desk-'));
	const db = openAppDb(dataDir);
	const hub = new Hub(() => now);
	const running = { state: 'running', detail: '', since: TEN } as const;
	hub.setHealth({ broker: running, spool: running, store: running });
	const history = openHistory({ influx: null, dataDir, building: () => building, now: () => now });
	const log = pino({ level: 'silent' });
	const desk = new ParkingDesk({
		...{ building: () => building, hub, history, db, simulated: false, log }
	});
	closers.push(async () => {
		desk.stop();
		await history.close();
		db.close();
	});
	return { desk, hub, pass: (ms: number) => (now += ms), at: () => now };
}

/** Every car bay says something; the first `taken` of them are taken. */
function bays(taken: number, at: number, silent = 0): LiveRow[] {
	return sensors
		.filter(({ bay }) => cars.has(bay ?? ''))
		.slice(silent)
		.map(({ device, channel }, n): LiveRow => {
			return [device, channel, 'occupied', n < taken ? 1 : 0, at, at, 'device'];
		});
}

const classOf = ({ desk }: ReturnType<typeof open>, name: string) =>
	desk.picture().classes.find((one) => one.class === name);
const press = (id: string, more: object) => ({
	id: `press-${id}`,
	pool: 'car',
	kind: 'step',
	...more
});

test('silent bays are unknown and favour no one', () => {
	const house = open();
	house.hub.publish(bays(10, TEN - MINUTE, 5));
	expect(classOf(house, 'car')).toMatchObject({
		...{ offered: 48, free: 33, most: 38, taken: 10, unknown: 5, reporting: 43, expected: 48 }
	});
	expect(house.desk.picture().nearest[0]).toMatchObject({ class: 'car' });
});

test('where no bay speaks nothing is said, and not that none is free', () => {
	const house = open();
	const unknown = { free: null, most: null, taken: null, unknown: 48, reporting: 0, expected: 48 };
	expect(classOf(house, 'car')).toMatchObject({ offered: 48, ...unknown });
	house.hub.publish(bays(0, TEN - MINUTE, 47));
	house.pass(2_000);
	expect(classOf(house, 'car')).toMatchObject({ free: 1, most: 48, reporting: 1 });
});

test('a press is taken once, at the time of the press; what cannot be read says why', () => {
	const house = open();
	house.hub.publish(bays(10, TEN - MINUTE));
	const waited = press('one', { step: 1, pressedAt: TEN - 30 * MINUTE });
	expect(house.desk.note([waited, waited], 'Siti').map(({ taken }) => taken)).toEqual([true, true]);
	house.desk.note([waited], 'Siti');
	expect(classOf(house, 'car')).toMatchObject({ taken: 11, free: 37, basis: 'mixed' });
	const answers = house.desk.note(
		[
			press('two', { pool: 'gone', pressedAt: TEN }),
			press('three', { pressedAt: TEN - 30 * 86_400_000 }),
			press('four', { kind: 'recount', pressedAt: TEN }),
			{ id: 7 },
			null
		],
		'Siti'
	);
	expect(answers.map((one) => (one.taken ? 'taken' : one.reason))).toEqual([
		...['unknown-place', 'too-old', 'unreadable', 'unreadable', 'unreadable']
	]);
	expect(house.desk.undo('press-one', 'Budi')).toBe(true);
	expect(house.desk.undo('press-one', 'Budi')).toBe(false);
	expect(classOf(house, 'car')).toMatchObject({ taken: 10 });
	expect(house.desk.ledger.since(0)).toMatchObject([{ undoneBy: 'Budi', person: 'Siti' }]);
});

test('where nothing counts, the officer does, and "full" ends at closing', () => {
	const house = open();
	expect(classOf(house, 'motorcycle')).toMatchObject({ free: null, basis: 'none' });
	const pool = 'area:motor-barat';
	house.desk.note([press('m1', { pool, kind: 'recount', counted: 40, pressedAt: TEN })], 'Siti');
	house.desk.note([press('m2', { pool, step: 1, pressedAt: TEN })], 'Siti');
	const area = () => house.desk.picture().pools.find((one) => one.pool === pool);
	expect(area()).toMatchObject({ taken: 41, free: 59, basis: 'officer' });
	house.desk.note([press('m3', { pool, kind: 'full', pressedAt: TEN })], 'Siti');
	expect(area()).toMatchObject({ free: 0, most: 0, fullSince: TEN });
	house.pass(7 * 60 * MINUTE);
	expect(area()?.fullSince).toBeNull();
});

test('a gate is counted by whatever lines its counter has, from its totals', async () => {
	const house = open();
	const gate = building.levels
		.flatMap(({ areas }) => areas)
		.find(({ key }) => key === 'motor-barat');
	const device = gate?.countedBy?.device ?? '';
	const row = (
		metric: 'count_in_total' | 'count_out_total',
		value: number,
		at: number
	): LiveRow => {
		return [device, 'line_1', metric, value, at, at, 'device'];
	};
	const area = () => house.desk.picture().pools.find(({ pool }) => pool === 'area:motor-barat');
	// Before the doors opened, so that nobody is missing from the count.
	for (const [minutes, entered, left] of [[-150, 500, 480] as const, [-1, 560, 490] as const]) {
		house.hub.publish([
			row('count_in_total', entered, TEN + minutes * MINUTE),
			row('count_out_total', left, TEN + minutes * MINUTE)
		]);
		house.pass(2_000);
		house.desk.picture();
	}
	expect(area()).toMatchObject({ basis: 'gate', reporting: 1 });
	expect(area()?.free).toBeLessThan(50);
	expect(area()?.most).toBeGreaterThanOrEqual(48);
	const recount = { pool: 'area:motor-barat', kind: 'recount', counted: 45, pressedAt: house.at() };
	house.desk.note([press('g1', recount)], 'Siti');
	expect(area()).toMatchObject({ taken: 45, basis: 'mixed' });
});

test('closed and reserved places are not offered, and are given back', () => {
	const house = open();
	house.hub.publish(bays(0, TEN - MINUTE));
	const [one = '', two = ''] = cars;
	const hold = { places: 1, reason: 'dicat' };
	expect(house.desk.hold({ ...hold, place: one, kind: 'closed' }, 'Siti')).toBeNull();
	expect(house.desk.hold({ ...hold, place: two, kind: 'reserved' }, 'Siti')).toBeNull();
	expect(house.desk.hold({ ...hold, place: two, kind: 'closed' }, 'Siti')).toBe('held-already');
	expect(house.desk.hold({ ...hold, place: 'nowhere', kind: 'closed' }, 'Siti')).toBe(
		'unknown-place'
	);
	expect(classOf(house, 'car')).toMatchObject({ offered: 46, free: 46, closed: 1, reserved: 1 });
	for (const { id } of house.desk.ledger.holds()) house.desk.release(id, 'Siti');
	expect(classOf(house, 'car')).toMatchObject({ offered: 48, free: 48 });
});

test('when the broker stops, the picture says up to when it is true, and signs show nothing', () => {
	const house = open();
	house.hub.publish(bays(10, TEN - MINUTE));
	const board = new SignBoard();
	const total = (messages: ReturnType<SignBoard['update']>) =>
		messages.find(({ topic }) => topic === 'nyaman-out/parking/total/car/free')?.payload;
	expect(total(board.update(house.desk.picture()))).toBe('38');
	expect(board.update(house.desk.picture())).toEqual([]);
	house.pass(MINUTE);
	const { spool, store } = house.hub.health();
	house.hub.setHealth({
		...{ spool, store, broker: { state: 'waiting', detail: '', since: TEN + 30_000 } }
	});
	house.pass(2 * MINUTE);
	const picture = house.desk.picture();
	expect(picture).toMatchObject({ flowing: false, dataAt: TEN + 30_000 });
	expect(total(board.update(picture))).toBe('-');
});
