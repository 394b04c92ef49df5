import { expect, test } from 'vitest';
import { countBays, countGate, type Bay } from '#lib/domain/parking/free-bays.ts';

const bays = (of: Bay['class'], ...states: Bay['state'][]): Bay[] =>
	states.map((state) => ({ class: of, state }));

test('silent bays, closed bays, official bays and bays for the disabled are never public places', () => {
	const all = [
		...bays('car', 'free', 'free', 'taken', 'unknown', 'closed'),
		...bays('official', 'free', 'free', 'free'),
		...bays('disabled', 'free', 'taken')
	];
	expect(countBays(all, 'car')).toEqual({ free: 2, taken: 1, unknown: 1, reporting: 3, total: 4 });
	expect(countBays(all, 'disabled')).toMatchObject({ free: 1, total: 2 });
});

test.each([
	['no one yet', { in: 0, out: 0 }, { taken: 0, free: 100, band: 0 }],
	['nearly full', { in: 130, out: 46 }, { taken: 84, free: 12, band: 4 }],
	['more in than there are places', { in: 130, out: 10 }, { taken: 100, free: 0, band: 4 }],
	['more out than in', { in: 3, out: 9 }, { taken: 0, free: 99, band: 1 }]
])('an area of 100 by its gate, %s', (_case, gate, counted) => {
	expect(countGate(100, gate)).toEqual(counted);
});
