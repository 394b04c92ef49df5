import { expect, test } from 'vitest';
import { asShown, excess, judge } from '#lib/domain/comfort/band.ts';

/** Permenkes 48/2016, work room, with the proposed amber of ±1 °C. */
const WORK_ROOM = { min: 23, max: 26, watch: 1 };
/** Permenkes 48/2016, with the proposed amber up to 1,500 ppm. */
const CO2 = { min: null, max: 1000, watch: 500 };
const LIGHT = { min: 300, max: null, watch: 50 };

test.each([
	{ limit: WORK_ROOM, value: 23, band: 'within' },
	{ limit: WORK_ROOM, value: 26, band: 'within' },
	{ limit: WORK_ROOM, value: 26.1, band: 'watch' },
	{ limit: WORK_ROOM, value: 27, band: 'watch' },
	{ limit: WORK_ROOM, value: 27.1, band: 'act' },
	{ limit: WORK_ROOM, value: 22, band: 'watch' },
	{ limit: WORK_ROOM, value: 21.9, band: 'act' },
	{ limit: CO2, value: 350, band: 'within' },
	{ limit: CO2, value: 1500, band: 'watch' },
	{ limit: CO2, value: 1501, band: 'act' },
	{ limit: LIGHT, value: 300, band: 'within' },
	{ limit: LIGHT, value: 249, band: 'act' },
	// 0.1 + 0.2 is above 0.3 by a hair that no sensor measured.
	{ limit: { min: null, max: 0.1, watch: 0.2 }, value: 0.3, band: 'watch' },
	{ limit: { min: null, max: null, watch: 1 }, value: 99, band: 'within' }
])('$value is $band of $limit.min to $limit.max, $limit.watch beyond', ({ limit, value, band }) => {
	expect(judge(limit, value)).toBe(band);
});

test.each([
	{ value: 27.5, beyond: 1.5 },
	{ value: 21, beyond: 2 },
	{ value: 26, beyond: 0 },
	{ value: 25, beyond: -1 },
	{ value: 24.5, beyond: -1.5 }
])('$value lies $beyond beyond 23 to 26', ({ value, beyond }) => {
	expect(excess(WORK_ROOM, value)).toBeCloseTo(beyond, 9);
});

test('what is judged is what is printed: 26.04 °C is printed as 26.0 and is within', () => {
	expect(judge(WORK_ROOM, 26.04)).toBe('watch');
	expect(judge(WORK_ROOM, asShown('temperature', 26.04))).toBe('within');
	expect(asShown('co2', 1000.4)).toBe(1000);
	expect(asShown('battery_voltage', 3.456)).toBe(3.46);
});
