import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MetricKind } from '#lib/domain/metrics.ts';
import {
	QUARTER_MS,
	join,
	joinAll,
	quartersOf,
	summarise,
	type Measured
} from '#lib/domain/rollups/summary.ts';

const T0 = Date.UTC(2026, 10, 24);
const HOUR = 3_600_000;
const at = (minutes: number, value: number): Measured => ({ at: T0 + minutes * 60_000, value });

describe('a stretch of readings', () => {
	test('is summed up as by hand', () => {
		expect(summarise([at(1, 20), at(3, 23), at(11, 21)], T0, T0 + QUARTER_MS, 'gauge')).toEqual({
			...{ start: T0, end: T0 + QUARTER_MS, n: 3, sum: 64, min: 20, max: 23 },
			...{ first: 20, firstAt: T0 + 60_000, last: 21, lastAt: T0 + 11 * 60_000 },
			// 2 min at 20, 8 min at 23, 4 min at 21.
			...{ valueSeconds: 120 * 20 + 480 * 23 + 240 * 21, heldSeconds: 14 * 60, rise: 0 }
		});
		expect(summarise([], T0, T0 + QUARTER_MS, 'gauge')).toBeNull();
	});

	test.each([
		{ what: 'counts on', totals: [100, 103, 110], rise: 10 },
		{ what: 'starts again from zero', totals: [100, 104, 2, 5], rise: 4 + 2 + 3 },
		{ what: 'starts again and passes where it began', totals: [3, 9, 0, 7], rise: 6 + 0 + 7 },
		{ what: 'has a late message in it', totals: [100, 104, 103, 106], rise: 6 },
		{ what: 'has a late message at the end', totals: [100, 104, 103], rise: 4 },
		{ what: 'stands still', totals: [7, 7, 7], rise: 0 },
		{ what: 'is told once', totals: [7], rise: 0 }
	])('a total that $what gains $rise, however it is cut', ({ totals, rise }) => {
		const readings = totals.map((value, n) => at(10 * n, value));
		expect(summarise(readings, T0, T0 + HOUR, 'total')?.rise).toBe(rise);
		expect(joinAll(quartersOf(readings, 'total'), 'total')?.rise).toBe(rise);
	});

	test('a state gains as often as it becomes 1', () => {
		const readings = [0, 1, 1, 0, 1, 0, 0, 1].map((value, n) => at(7 * n, value));
		expect(summarise(readings, T0, T0 + HOUR, 'state')?.rise).toBe(3);
		expect(joinAll(quartersOf(readings, 'state'), 'state')?.rise).toBe(3);
	});
});

describe('between two stretches', () => {
	const first = summarise([at(5, 1)], T0, T0 + QUARTER_MS, 'state');
	const much = (minutes: number, kind: MetricKind) => {
		const start = T0 + Math.floor(minutes / 15) * QUARTER_MS;
		const second = summarise([at(minutes, 0)], start, start + QUARTER_MS, kind);
		if (first === null || second === null) throw new Error('two stretches');
		return join(first, second, kind);
	};

	test.each([
		// From 5 to 50 min at 1, then to the end of its quarter at 0.
		{ kind: 'state', minutes: 50, valueSeconds: 45 * 60, heldSeconds: 55 * 60 },
		// A state holds 25 hours, then nothing is known until it speaks again.
		{ kind: 'state', minutes: 30 * 60, valueSeconds: 25 * 3_600, heldSeconds: 25.25 * 3_600 },
		// A quantity holds two hours.
		{ kind: 'gauge', minutes: 30 * 60, valueSeconds: 2 * 3_600, heldSeconds: 2.25 * 3_600 }
	] as const)('a $kind holds for $minutes min', ({ kind, minutes, ...wanted }) => {
		expect(much(minutes, kind)).toMatchObject(wanted);
	});
});

test('however readings are cut into quarters, putting them together again loses nothing', () => {
	const kinds: MetricKind[] = ['gauge', 'state', 'increment', 'total'];
	const series = fc.array(
		fc.record({ gap: fc.integer({ min: 1, max: 100 * 60_000 }), value: fc.nat(60) }),
		{ minLength: 1, maxLength: 60 }
	);
	fc.assert(
		fc.property(series, fc.constantFrom(...kinds), (steps, kind) => {
			let time = T0;
			let total = 0;
			const readings = steps.map(({ gap, value }): Measured => {
				// A total grows, and falls a little at times.
				total += kind === 'total' && value < 5 && total > 100 ? -value : value;
				const own = kind === 'state' ? value % 2 : kind === 'total' ? total : value;
				return { at: (time += gap), value: own };
			});
			const end = Math.ceil((time + 1) / QUARTER_MS) * QUARTER_MS;
			const whole = summarise(readings, T0, end, kind);
			const joined = joinAll(quartersOf(readings, kind), kind);
			expect({ ...joined, start: 0, valueSeconds: 0, heldSeconds: 0 }).toEqual({
				...whole,
				...{ start: 0, valueSeconds: 0, heldSeconds: 0 }
			});
			if (kind === 'state' || kind === 'gauge') {
				expect(joined?.valueSeconds).toBeCloseTo(whole?.valueSeconds ?? NaN, 3);
				expect(joined?.heldSeconds).toBeCloseTo(whole?.heldSeconds ?? NaN, 3);
			}
		})
	);
});
