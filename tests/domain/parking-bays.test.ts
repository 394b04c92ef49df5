import { expect, test } from 'vitest';
import { doubtfulBays, type BayRecord } from '#lib/domain/parking/bay-doubt.ts';
import { staysOf, takenAt } from '#lib/domain/parking/bay-record.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 5);
const dayOf = (at: number) => Math.floor(at / DAY);

/** A bay with five stays a day of an hour and a quarter, and a heartbeat at midnight. */
function busy(days: number, offset: number) {
	return Array.from({ length: days }, (_, day) => {
		const start = MONDAY + day * DAY;
		const stays = [0, 1, 2, 3, 4].flatMap((n) => {
			const from = start + 8 * HOUR + n * 95 * MINUTE + offset * MINUTE;
			return [
				{ at: from, taken: true },
				{ at: from + 75 * MINUTE, taken: false }
			];
		});
		return [{ at: start + offset, taken: false }, ...stays];
	}).flat();
}

function row(readings: BayRecord['readings'][]): BayRecord[] {
	return readings.map((own, n) => ({
		...{ bay: `b${n}`, class: 'car', place: [n * 2.5, 0] as const, readings: own },
		...{ intervalMs: DAY, renewedAt: null }
	}));
}

const others = (days: number) => [1, 2, 3, 4, 5, 6].map((n) => busy(days, n));
const NOON = MONDAY + 30 * DAY + 16 * HOUR;

test('bays that turn over, and one that is seldom used, are believed', () => {
	const seldom = Array.from({ length: 30 }, (_, day) => [
		{ at: MONDAY + day * DAY, taken: false },
		...(day % 6 === 0
			? [
					{ at: MONDAY + day * DAY + 9 * HOUR, taken: true },
					{ at: MONDAY + day * DAY + 15 * HOUR, taken: false }
				]
			: [])
	]).flat();
	seldom.push({ at: MONDAY + 30 * DAY, taken: false });
	expect(doubtfulBays(row([seldom, ...others(31)]), NOON, dayOf)).toEqual([]);
});

const before = busy(20, 0);
const beats = (taken: boolean) =>
	Array.from({ length: 11 }, (_, n) => ({ at: MONDAY + (20 + n) * DAY, taken }));

test.each([
	{ kind: 'stuck', readings: [...before, ...beats(true)], renewedAt: null },
	{ kind: 'stuck', readings: [...before, ...beats(false)], renewedAt: null },
	{ kind: 'silent', readings: before, renewedAt: null },
	{
		kind: 'frozen',
		readings: [...busy(30, 0), { at: MONDAY + 30 * DAY, taken: false }],
		renewedAt: MONDAY + 29 * DAY + 18 * HOUR
	},
	{
		kind: 'flapping',
		readings: [
			...busy(30, 0),
			...Array.from({ length: 12 }, (_, n) => ({
				at: NOON - (13 - n) * 2 * MINUTE,
				taken: n % 2 === 0
			}))
		],
		renewedAt: null
	}
])('a sensor that is $kind is named, and only it', ({ kind, readings, renewedAt }) => {
	const records = row([readings, ...others(31)]).map((one) =>
		one.bay === 'b0' ? { ...one, renewedAt } : one
	);
	const doubts = doubtfulBays(records, NOON, dayOf);
	expect(doubts).toMatchObject([{ bay: 'b0', kind }]);
	if (kind !== 'flapping') expect(doubts[0]?.neighbours).toBeGreaterThan(3);
});

test('a flapping bay is believed again after an hour of calm', () => {
	const readings = [
		...busy(30, 0),
		...Array.from({ length: 12 }, (_, n) => ({
			...{ at: NOON - 3 * HOUR + n * MINUTE, taken: n % 2 === 0 }
		}))
	];
	expect(doubtfulBays(row([readings, ...others(31)]), NOON, dayOf)).toEqual([]);
});

test('stays and states are read off what was said, and nothing is invented before or after', () => {
	const readings = [
		{ at: 0, taken: true },
		{ at: 10, taken: false },
		{ at: 20, taken: true },
		{ at: 25, taken: true },
		{ at: 30, taken: false },
		{ at: 40, taken: true }
	];
	expect(staysOf(readings)).toEqual([
		{ from: null, to: 10 },
		{ from: 20, to: 30 },
		{ from: 40, to: null }
	]);
	expect([-1, 0, 15, 20, 100].map((at) => takenAt(readings, at))).toEqual([
		null,
		true,
		false,
		true,
		true
	]);
});
