import { describe, expect, test } from 'vitest';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import { apart, peopleFromCo2, visitorsFromVehicles } from '#lib/domain/occupancy/cross-check.ts';
import { OccupancyEstimator } from '#lib/domain/occupancy/estimator.ts';
import { fillingOf } from '#lib/domain/occupancy/filling.ts';
import { dailyNights } from '#lib/domain/occupancy/nights.ts';
import { lengthOfVisit, periodsOf } from '#lib/domain/occupancy/visits.ts';
import { reconcile } from '#lib/domain/occupancy/zones.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** 00:00 of Monday 2026-11-23 in the building. */
const MONDAY = Date.parse('2026-11-22T17:00:00Z');
const hour = (day: number, hours: number): number => MONDAY + day * 24 * HOUR + hours * HOUR;
const LAST = 7;

/** Eight days of two doors: 12 an hour and door stay an hour, by quarters. */
function days(change: (line: CountLine) => CountLine | null): CountLine[] {
	const lines: CountLine[] = [];
	for (let day = 0; day <= LAST; day++) {
		for (let quarter = 1; quarter <= 36; quarter++) {
			for (const door of ['D1', 'D2']) {
				const arriving = quarter <= 32 ? 9 : 0;
				const line = {
					...{ at: hour(day, 8 + quarter / 4), door },
					in: arriving,
					out: quarter > 4 ? 9 : 0
				};
				const changed = day === LAST ? change(line) : line;
				if (changed) lines.push(changed);
			}
		}
	}
	return lines;
}

/** When each suspicion was first told on the last day, in minutes after 8. */
function told(change: (line: CountLine) => CountLine | null): Record<string, number> {
	const estimator = new OccupancyEstimator({
		nights: dailyNights('08:00', '16:00', 'Asia/Jakarta')
	});
	const found: Record<string, number> = {};
	for (const line of days(change)) {
		estimator.count(line);
		// Asked when all lines up to an instant are in.
		if (line.door === 'D2') estimator.at(line.at);
		for (const { kind, suspect, door, at, facts } of estimator.takeLedger()) {
			if (at <= hour(LAST, 8) || (kind === 'gap' && facts.ended === 1)) continue;
			if (kind !== 'gap' && kind !== 'suspect' && kind !== 'implausible') continue;
			found[`${suspect ?? kind} ${door}`] ??= (at - hour(LAST, 8)) / MINUTE;
		}
	}
	return found;
}

const noon = hour(LAST, 12);

describe('a counter that cannot be right is named', () => {
	test('never on a day like the others', () => {
		expect(told((line) => line)).toEqual({});
	});

	test.each([
		{
			fault: 'dead at noon',
			says: 'gap D1',
			from: 240,
			within: 30,
			change: (line: CountLine) => (line.door === 'D1' && line.at > noon ? null : line)
		},
		{
			fault: 'mounted backwards',
			says: 'backwards D1',
			from: 0,
			within: 60,
			change: (line: CountLine) =>
				line.door === 'D1' ? { ...line, in: line.out, out: line.in } : line
		},
		{
			fault: 'counting one way only from noon',
			says: 'one-way D1',
			from: 240,
			within: 45,
			change: (line: CountLine) =>
				line.door === 'D1' && line.at > noon ? { ...line, out: 0 } : line
		},
		{
			fault: 'repeating its running total at noon',
			says: 'implausible D1',
			from: 240,
			within: 15,
			change: (line: CountLine) =>
				line.door === 'D1' && line.at === noon + 15 * MINUTE ? { ...line, in: 2_160 } : line
		},
		{
			fault: 'with its door propped open from noon',
			says: 'propped-open D1',
			from: 240,
			within: 30,
			change: (line: CountLine) =>
				line.door === 'D1' && line.at > noon
					? { ...line, in: line.in + 70, out: line.out + 70 }
					: line
		}
	])('when $fault, within $within minutes', ({ says, from, within, change }) => {
		const minutes = told(change)[says] ?? Infinity;
		expect(minutes).toBeGreaterThan(from);
		expect(minutes).toBeLessThanOrEqual(from + within);
	});
});

test.each([
	{ building: 50, zones: [20, 20], people: [20, 20], rest: 10 },
	{ building: 30, zones: [20, 20], people: [15, 15], rest: 0 },
	{ building: 10, zones: [2, 30], people: [0, 10], rest: 0 }
])(
	'halls of $zones in a building of $building hold $people',
	({ building, zones, people, rest }) => {
		const agreed = reconcile(
			building,
			zones.map((one) => ({ people: one, variance: 4 })),
			false
		);
		for (const [n, one] of people.entries()) expect(agreed.zones[n]).toBeCloseTo(one, 6);
		expect(agreed.rest).toBeCloseTo(rest, 6);
	}
);

test('people by CO2: 0.0039 L/s each (Persily & de Jonge 2017), 1000 ppm over 420 at 6.7 L/s each', () => {
	// 40 people at 6.7 L/s each are 268 L/s: in 400 m³ that is 2.41 changes an hour.
	const room = { volume: 400, airChanges: 2.41, airChangesSd: 0.2, outdoor: 420 };
	const told = peopleFromCo2(room, 1_000, 1_000, 0.5);
	expect(told.people).toBeCloseTo(39.8, 0);
	expect(told.low).toBeLessThan(30);
	expect(apart(told, { people: 40, low: 38, high: 42 })).toBe(0);
	expect(apart(told, { people: 500, low: 480, high: 520 })).toBeGreaterThan(100);
});

test('visitors by vehicles need five days, and carry the doubt of the ratio', () => {
	const day = { vehicles: 100, visitors: 250 };
	expect(visitorsFromVehicles(80, [day, day, day, day])).toBeNull();
	const told = visitorsFromVehicles(80, [day, day, day, day, day]);
	expect(told?.people).toBeCloseTo(200, 5);
	expect(told?.low).toBeLessThan(175);
});

test('a hall that fills by 60 an hour is full in 40 minutes', () => {
	const levels = [0, 10, 20, 30].map((minute) => ({ at: minute * MINUTE, people: 20 + minute }));
	const filling = fillingOf(levels, 90);
	expect(filling?.trend).toBe('rising');
	expect(filling?.perHour).toBeCloseTo(60, 6);
	expect(filling?.fullAt).toBeCloseTo(70 * MINUTE, -3);
	expect(fillingOf(levels.slice(0, 2), 90)).toBeNull();
});

test('length of visit by Little: 30 people for two hours of 60 visits are 60 minutes each', () => {
	const levels = [
		{ at: 0, people: 30 },
		{ at: 2 * HOUR, people: 0 }
	];
	expect(lengthOfVisit(levels, 60, { closed: true, poor: false })).toBe(60);
	expect(lengthOfVisit(levels, 60, { closed: false, poor: false })).toBe('not-closed');
	expect(lengthOfVisit(levels, 60, { closed: true, poor: true })).toBe('poor-quality');
	expect(lengthOfVisit(levels.slice(0, 1), 60, { closed: true, poor: false })).toBe('not-empty');
});

test('weeks begin on Monday; a part of one says so, and is told with its highest and lowest day', () => {
	const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-23', '2026-11-24'].map(
		(date, n) => ({ date, visits: 100 + n, poor: n === 1, whole: n < 4 })
	);
	expect(periodsOf(days, 'week', '2026-11-24')).toMatchObject([
		{
			...{ from: '2026-11-16', visits: 303, days: 3, poorDays: 1, whole: true },
			highest: { date: '2026-11-18' },
			lowest: { date: '2026-11-16' }
		},
		{ from: '2026-11-23', visits: 207, whole: false, highest: { date: '2026-11-23' } }
	]);
	expect(periodsOf(days, 'month', '2026-11-24')).toMatchObject([{ visits: 510, whole: false }]);
});
