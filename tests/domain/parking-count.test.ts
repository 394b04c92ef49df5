import { expect, test } from 'vitest';
import { fillFigures, stayFigures } from '#lib/domain/parking/figures.ts';
import { passedGate } from '#lib/domain/parking/gate-count.ts';
import { correctionAt, type LedgerEntry } from '#lib/domain/parking/ledger.ts';
import { gateCount, poolNow, sumPools } from '#lib/domain/parking/pool.ts';
import { nextSign, type SignMemory } from '#lib/domain/parking/sign.ts';

const MINUTE = 60_000;

test.each([
	['known bays', { taken: 20, unknown: 0, doubt: 0 }, 0, false, { free: 28, most: 28 }],
	[
		'silent bays favour no one',
		{ taken: 20, unknown: 5, doubt: 0 },
		0,
		false,
		{ free: 23, most: 28 }
	],
	['a recount covers them', { taken: 20, unknown: 5, doubt: 0 }, 3, true, { free: 25, most: 25 }],
	['an officer alone', null, 12, true, { free: 36, most: 36 }],
	[
		'more corrected than there are places',
		{ taken: 40, unknown: 0, doubt: 0 },
		30,
		false,
		{ free: 0 }
	]
])('48 places, %s', (_case, count, correction, counted, found) => {
	expect(poolNow({ places: 48, held: 0, count, correction, counted })).toMatchObject(found);
});

test('held places are not offered, and what nobody counted is unknown', () => {
	const held = { places: 10, held: 4, correction: 0, counted: false };
	expect(poolNow({ ...held, count: { taken: 2, unknown: 0, doubt: 0 } })).toMatchObject({
		...{ offered: 6, free: 4 }
	});
	expect(poolNow({ ...held, count: null })).toBeNull();
	const known = poolNow({ ...held, count: { taken: 2, unknown: 0, doubt: 0 } });
	expect(
		sumPools([
			{ now: known, offered: 6 },
			{ now: null, offered: 50 }
		])
	).toMatchObject({
		...{ free: 4, most: 54, unknown: 50 }
	});
});

test.each([
	['increments', 'increment', [2, 3, 4], 9],
	['a total', 'total', [102, 105, 109], 9],
	['a total that restarts', 'total', [102, 3, 7], 9],
	['a total sent twice', 'total', [109, 109, 109], 9]
] as const)('a gate counts %s', (_case, kind, values, passed) => {
	const points = values.map((value, n) => ({ at: 10 + n, value }));
	const before = kind === 'total' ? [{ at: 1, value: 100 }] : [];
	const series = [{ way: 'in' as const, kind, points: [...before, ...points] }];
	expect(passedGate(series, 5, 100)).toEqual({ in: passed, out: 0 });
});

test('the doubt of a gate grows with what passed, and is none before', () => {
	expect(gateCount({ in: 0, out: 0 })).toEqual({ taken: 0, unknown: 0, doubt: 0 });
	expect(gateCount({ in: 200, out: 120 }).doubt).toBeGreaterThan(
		gateCount({ in: 20, out: 12 }).doubt
	);
});

const entry = (at: number, more: Partial<LedgerEntry>): LedgerEntry => ({
	...{ id: `id-${at}`, pool: 'car', kind: 'step', change: 1, counted: null, person: 'Siti' },
	...{ pressedAt: at, receivedAt: at, undoneAt: null },
	...more
});

test('presses count in the order in which they were made, whenever they arrive', () => {
	const pressed = [
		entry(10, { change: 1 }),
		entry(20, { kind: 'recount', change: -4, counted: 6 }),
		entry(30, { change: 1 })
	];
	// Offline before the recount: it was in what the officer saw.
	const late = entry(15, { id: 'late', change: 1, receivedAt: 99 });
	for (const entries of [pressed, [...pressed, late], [late, ...pressed.toReversed()]]) {
		expect(correctionAt(entries, 'car', 100, 0, null)).toMatchObject({
			change: -3,
			recountedAt: 20
		});
	}
	const undone = pressed.map((one) => (one.kind === 'recount' ? { ...one, undoneAt: 50 } : one));
	expect(correctionAt(undone, 'car', 100, 0, null).change).toBe(2);
	expect(correctionAt(pressed, 'car', 100, 25, null).change).toBe(1);
	expect(correctionAt(pressed, 'disabled', 100, 0, null).change).toBe(0);
});

test('"full" holds until it is opened, and ends at closing', () => {
	const full = [entry(10, { kind: 'full', change: 0 })];
	expect(correctionAt(full, 'car', 50, 0, 100)).toMatchObject({ fullSince: 10, fullBy: 'Siti' });
	expect(correctionAt(full, 'car', 100, 0, 100).fullSince).toBeNull();
	const opened = [...full, entry(20, { kind: 'open', change: 0 })];
	expect(correctionAt(opened, 'car', 50, 0, 100).fullSince).toBeNull();
});

test('a sign goes down at once, up only when it lasts, and never shows more than there was all along', () => {
	const told: [seconds: number, free: number | null][] = [
		[0, 5],
		[1, 4],
		[2, 5],
		[10, 4],
		[12, 6],
		[20, 5],
		[33, 6],
		[40, 0],
		[45, 1],
		[50, 0],
		[60, 2],
		[81, 2],
		[90, null],
		[91, 3]
	];
	let memory: SignMemory | null = null;
	const shown = told.map(([seconds, free]) => {
		memory = nextSign(memory, free, false, seconds * 1_000);
		return memory.shown.free;
	});
	expect(shown).toEqual([5, 4, 4, 4, 4, 4, 5, 0, 0, 0, 0, 2, null, 3]);
	expect(nextSign(memory, 3, true, 100_000).shown).toMatchObject({ state: 'closed', free: null });
});

test('a sign at full does not flicker with a single place that comes and goes', () => {
	let memory: SignMemory | null = nextSign(null, 0, false, 0);
	for (let second = 1; second < 300; second++) {
		memory = nextSign(memory, Math.floor(second / 15) % 2, false, second * 1_000);
		expect(memory.shown).toEqual({ state: 'full', free: 0, since: 0 });
	}
});

test('figures are of service time only, and say how much of it is known', () => {
	const course = [10, 10, 20, null, 20, 4].map((taken, n) => ({ at: n * 15 * MINUTE, taken }));
	const figures = fillFigures(course, 15 * MINUTE, 20, [{ from: 15 * MINUTE, to: 75 * MINUTE }]);
	expect(figures).toMatchObject({
		...{ peak: { taken: 20, at: 30 * MINUTE }, fullMinutes: 30, known: 0.75 }
	});
	expect(figures.mean).toBeCloseTo((10 + 20 + 20) / 3 / 20);
});

test('stays: who came, how long, who stays too long, and how much the bays were used', () => {
	const stays = [
		{ from: 0, to: 20 * MINUTE },
		{ from: 30 * MINUTE, to: 120 * MINUTE },
		{ from: null, to: 10 * MINUTE },
		{ from: 100 * MINUTE, to: null }
	];
	const figures = stayFigures(stays, {
		...{ bays: 2, serviceDays: 1, from: 0, to: 400 * MINUTE, limitMs: 240 * MINUTE },
		serviceTime: (from, to) => to - from
	});
	expect(figures).toMatchObject({ arrivals: 3, turnover: 1.5, ended: 2, overstays: 1 });
	expect(figures.mean).toBe(55 * MINUTE);
	expect(figures.classes).toEqual([1, 0, 1, 0, 0]);
	expect(figures.use).toBeCloseTo((20 + 90 + 10 + 300) / 800);
});
