import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import { OccupancyEstimator } from '#lib/domain/occupancy/estimator.ts';
import type { Correction } from '#lib/domain/occupancy/ledger.ts';
import { dailyNights } from '#lib/domain/occupancy/nights.ts';

const ZONE = 'Asia/Jakarta';
const HOUR = 3_600_000;
/** 00:00 of Monday 2026-11-23 in the building. */
const MONDAY = Date.parse('2026-11-22T17:00:00Z');
const nights = dailyNights('08:00', '16:00', ZONE);
const hour = (day: number, hours: number): number => MONDAY + day * 24 * HOUR + hours * HOUR;

/** A day on which twenty an hour come from 8 to 12 and go from 12 to 16, all of them counted. */
function evenDay(day: number, { door = 'D1', people = 20 } = {}): CountLine[] {
	const lines: CountLine[] = [];
	for (let quarter = 1; quarter <= 32; quarter++) {
		const morning = quarter <= 16;
		const count = people / 4;
		const at = hour(day, 8 + quarter / 4);
		lines.push({ at, door, in: morning ? count : 0, out: morning ? 0 : count });
	}
	return lines;
}

function feed(estimator: OccupancyEstimator, lines: readonly CountLine[]): void {
	for (const line of lines.toSorted((a, b) => a.at - b.at)) estimator.count(line);
}

const kinds = (ledger: readonly Correction[]): string[] => ledger.map(({ kind }) => kind);

describe('an estimate of people inside', () => {
	test('is what came less what went, a little more for what no counter sees', () => {
		const estimator = new OccupancyEstimator({ nights });
		feed(estimator, evenDay(0).slice(0, 16));
		const { people, low, high, certainAt } = estimator.at(hour(0, 12));
		expect(people).toBeGreaterThanOrEqual(80);
		expect(people).toBeLessThan(82.5);
		expect(low).toBeLessThan(80);
		expect(high).toBeGreaterThan(people);
		expect(certainAt).toBeLessThan(hour(0, 9));
	});

	test('gains nothing falsely when in and out balance', () => {
		const estimator = new OccupancyEstimator({ nights });
		for (let day = 0; day < 10; day++) feed(estimator, evenDay(day));
		estimator.at(hour(10, 5));
		expect(Math.exp(estimator.detection.logRatio)).toBeCloseTo(1, 3);
	});

	test.each([
		{ sees: 'exits worse', in: 1, out: 0.9 },
		{ sees: 'entries worse', in: 0.9, out: 1 }
	])('learns that a counter sees $sees', ({ in: into, out }) => {
		const estimator = new OccupancyEstimator({ nights });
		for (let day = 0; day < 10; day++) {
			feed(
				estimator,
				evenDay(day, { people: 40 }).map((line) => ({
					...line,
					in: line.in * into,
					out: line.out * out
				}))
			);
		}
		estimator.at(hour(10, 5));
		expect(Math.exp(estimator.detection.logRatio)).toBeCloseTo(into / out, 2);
		expect(kinds(estimator.takeLedger())).toContain('ratio');
	});

	test('has a band that widens with the passages, narrows at a recount, and is tight at night', () => {
		const estimator = new OccupancyEstimator({ nights });
		const width = (at: number): number => {
			const { low, high } = estimator.at(at);
			return high - low;
		};
		const lines = evenDay(0);
		feed(estimator, lines.slice(0, 4));
		const nine = width(hour(0, 9));
		feed(estimator, lines.slice(4, 16));
		const noon = width(hour(0, 12));
		estimator.recount(hour(0, 12.1), 78, 2, 'recount:1', 'Siti');
		const counted = width(hour(0, 12.1));
		feed(estimator, lines.slice(16));
		const evening = width(hour(0, 16));
		expect(nine).toBeLessThan(noon);
		expect(counted).toBeLessThan(noon);
		expect(counted).toBeLessThan(5);
		expect(counted).toBeLessThan(evening);
		expect(width(hour(0, 20))).toBeLessThan(4);
		expect(estimator.at(hour(0, 20)).people).toBe(0);
	});

	test('is never below zero, nor is its band, whatever is counted', () => {
		const line = fc.record({
			at: fc.integer({ min: hour(0, 0), max: hour(12, 0) }),
			door: fc.constantFrom('D1', 'D2'),
			in: fc.oneof(fc.nat(5), fc.nat(5_000)),
			out: fc.oneof(fc.nat(9), fc.nat(5_000))
		});
		fc.assert(
			fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
				const estimator = new OccupancyEstimator({ nights });
				const seen = lines
					.toSorted((a, b) => a.at - b.at)
					.map((one) => {
						estimator.count(one);
						return estimator.at(one.at);
					});
				const all = [...seen, estimator.at(hour(20, 0)), ...estimator.takeHistory()];
				return all.every(
					({ people, low, high }) =>
						low >= 0 && low <= people && people <= high && Number.isFinite(high)
				);
			}),
			{ numRuns: 100, seed: 7 }
		);
	});

	test('knows nothing of what comes after', () => {
		const lines = [0, 1, 2, 3, 4, 5, 6].flatMap((day) => evenDay(day));
		const course = (until: number): number[] => {
			const estimator = new OccupancyEstimator({ nights });
			return lines.slice(0, until).map((line) => {
				estimator.count(line);
				return estimator.at(line.at).people;
			});
		};
		expect(course(100)).toEqual(course(lines.length).slice(0, 100));
	});
});

describe('the ledger', () => {
	test('says what was left over when the building closed, not before an hour of quiet', () => {
		const estimator = new OccupancyEstimator({ nights });
		// The last three are not seen going out.
		const lines = evenDay(0).map((line, n) => (n === 31 ? { ...line, out: line.out - 3 } : line));
		feed(estimator, lines);
		expect(estimator.at(hour(0, 16.9)).people).toBeGreaterThan(2.9);
		expect(kinds(estimator.takeLedger())).toEqual([]);
		expect(estimator.at(hour(0, 17)).people).toBe(0);
		const [zero] = estimator.takeLedger();
		expect(zero).toMatchObject({
			id: 'closing-zero:2026-11-23',
			kind: 'closing-zero',
			at: hour(0, 17),
			person: null
		});
		expect(zero?.effect).toBeLessThan(-2.9);
	});

	test('waits for the last when people leave late, until the middle of the night', () => {
		const estimator = new OccupancyEstimator({ nights });
		feed(estimator, evenDay(0).slice(0, 20));
		for (let half = 1; half <= 15; half++) {
			estimator.count({ at: hour(0, 16 + half / 2), door: 'D1', in: 1, out: 1 });
		}
		expect(estimator.at(hour(0, 23.9)).people).toBeGreaterThan(50);
		expect(estimator.at(hour(1, 0)).people).toBeLessThan(3);
	});

	test('says that more went out than came in, and adds up to what the estimate was given', () => {
		const estimator = new OccupancyEstimator({ nights });
		estimator.count({ at: hour(0, 9), door: 'D1', in: 2, out: 5 });
		expect(estimator.at(hour(0, 9)).people).toBe(0);
		estimator.count({ at: hour(0, 10), door: 'D1', in: 4, out: 0 });
		expect(estimator.at(hour(0, 10)).people).toBeCloseTo(4 / 0.985, 5);
		const ledger = estimator.takeLedger();
		expect(kinds(ledger)).toEqual(['below-zero']);
		expect(ledger[0]?.effect).toBeCloseTo(3 / 0.985, 5);
	});

	test('names who recounted; undone, every figure is back to the digit', () => {
		const lines = evenDay(0);
		const run = (undone: ReadonlySet<string>, counting: boolean) => {
			const estimator = new OccupancyEstimator({ nights, undone });
			feed(estimator, lines.slice(0, 12));
			if (counting) estimator.recount(hour(0, 11.1), 34, 2, 'recount:1', 'Siti');
			const then = [estimator.at(hour(0, 11.2))];
			for (const line of lines.slice(12)) {
				estimator.count(line);
				then.push(estimator.at(line.at));
			}
			then.push(estimator.at(hour(0, 18)));
			return { then, ledger: estimator.takeLedger(), history: estimator.takeHistory() };
		};
		const counted = run(new Set(), true);
		expect(counted.then[0]?.people).toBe(34);
		expect(counted.ledger.find(({ kind }) => kind === 'recount')).toMatchObject({
			person: 'Siti'
		});
		expect(run(new Set(['recount:1']), true)).toEqual(run(new Set(), false));
	});

	test('leaves a closing zero out that was undone, and the count goes on', () => {
		const undone = new Set(['closing-zero:2026-11-23']);
		const estimator = new OccupancyEstimator({ nights, undone });
		feed(estimator, evenDay(0).slice(0, 20));
		expect(estimator.at(hour(1, 6)).people).toBeGreaterThan(50);
		expect(kinds(estimator.takeLedger())).toEqual([]);
	});

	test('names a counter that repeats its running total, and leaves it out', () => {
		const estimator = new OccupancyEstimator({ nights });
		for (let day = 0; day < 3; day++) feed(estimator, evenDay(day));
		const before = estimator.at(hour(3, 9)).people;
		estimator.count({ at: hour(3, 9.5), door: 'D1', in: 240, out: 240 });
		expect(estimator.at(hour(3, 9.5)).people).toBe(before);
		expect(estimator.takeLedger().at(-1)).toMatchObject({
			kind: 'implausible',
			door: 'D1',
			facts: { in: 240, out: 240, total: 1 }
		});
	});
});

describe('a counter that falls silent', () => {
	const days = (count: number, silent: (line: CountLine) => boolean): CountLine[] =>
		Array.from({ length: count }, (_, day) => [
			...evenDay(day, { door: 'D1', people: 60 }),
			...evenDay(day, { door: 'D2', people: 40 })
		])
			.flat()
			.filter((line) => !silent(line));

	test('is named within twenty minutes of its usual passages, and filled in', () => {
		const estimator = new OccupancyEstimator({ nights });
		const dead = (line: CountLine): boolean => line.door === 'D1' && line.at > hour(8, 10);
		feed(estimator, days(8, dead));
		for (const line of days(9, dead).filter(({ at }) => at > hour(8, 0) && at <= hour(8, 10.5))) {
			estimator.count(line);
		}
		const half = estimator.at(hour(8, 10.5));
		// 100 an hour came by both doors since 8; what D1 did not count is filled in.
		expect(half.people).toBeGreaterThan(235);
		expect(half.people).toBeLessThan(265);
		expect(half.high - half.low).toBeGreaterThan(20);
		expect(estimator.takeLedger().at(-1)).toMatchObject({ kind: 'gap', door: 'D1' });
	});

	test('is not looked for on a holiday, when nobody comes by any door', () => {
		const estimator = new OccupancyEstimator({ nights });
		feed(
			estimator,
			days(8, () => false)
		);
		estimator.takeLedger();
		expect(estimator.at(hour(8, 15)).people).toBe(0);
		expect(kinds(estimator.takeLedger())).not.toContain('gap');
	});
});

test('history meets both ends, and is nearer the truth than the live figure of the day', () => {
	const estimator = new OccupancyEstimator({ nights });
	estimator.count({ at: hour(0, 1), door: 'D1', in: 0, out: 0 });
	// One in five is not seen going out, on the first day: nothing has been learned yet.
	for (const line of evenDay(0, { people: 40 })) {
		estimator.count({ ...line, out: line.out * 0.8 });
		estimator.at(line.at);
	}
	const late = estimator.at(hour(0, 16)).people;
	estimator.at(hour(0, 22));
	const history = estimator.takeHistory();
	const at = (time: number) => history.find((one) => one.at === time)?.people ?? NaN;
	expect(late).toBeGreaterThan(30);
	expect(Math.abs(at(hour(0, 16)))).toBeLessThan(6);
	expect(at(hour(0, 12))).toBeGreaterThan(145);
});
