import { expect, test } from 'vitest';
import { drawFor, hashOf, mulberry32, wander } from '../../simulator/random.ts';

test('Mulberry32 gives the numbers of its reference implementation for seed 0', () => {
	const draw = mulberry32(0);
	expect([draw(), draw(), draw()]).toEqual([
		0.26642920868471265, 0.0003297457005828619, 0.2232720274478197
	]);
});

test.each([
	// Vectors of the FNV-1a reference (Fowler, Noll, Vo; draft-eastlake-fnv, 32 bits).
	['', 0x811c9dc5],
	['a', 0xe40c292c],
	['foobar', 0xbf9cf968]
])('FNV-1a of "%s"', (text, hash) => {
	expect(hashOf(text)).toBe(hash);
});

test('a draw belongs to its purpose: the parts do not run together', () => {
	expect(drawFor(1, 'ab', 'c')).toBe(drawFor(1, 'ab', 'c'));
	expect(drawFor(1, 'ab', 'c')).not.toBe(drawFor(1, 'a', 'bc'));
	expect(drawFor(1, 'ab', 'c')).not.toBe(drawFor(2, 'ab', 'c'));
});

test('a wander stays within -1 and 1 and never jumps', () => {
	const values = Array.from({ length: 2_000 }, (_, second) => wander(second, 60, 'a'));
	expect(Math.min(...values)).toBeGreaterThan(-1);
	expect(Math.max(...values)).toBeLessThan(1);
	const steps = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
	expect(Math.max(...steps)).toBeLessThan(0.06);
	expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(1);
});
