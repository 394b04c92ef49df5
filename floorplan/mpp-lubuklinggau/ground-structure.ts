/** Stairs, lift, ramp, steps and columns of the ground floor, metres in the plan's own axes. */
import type { Point } from '../building.ts';
import { arc, box, line, round, shape, type FixtureSketch } from './sketch.ts';

/** Treads as one line, there and back; `start` is the lowest step. */
export function treads(
	key: string,
	x1: number,
	x2: number,
	start: number,
	count: number
): FixtureSketch {
	const points = Array.from({ length: count }, (_, n): Point[] => {
		const y = start + n * 0.3;
		return n % 2 === 0
			? [
					[x1, y],
					[x2, y]
				]
			: [
					[x2, y],
					[x1, y]
				];
	});
	return line(key, 'stairs', ...points.flat());
}

export function arrow(key: string, x: number, from: number, to: number): FixtureSketch[] {
	const back = to > from ? -0.35 : 0.35;
	return [
		line(key, 'stairs', [x, from], [x, to]),
		line(`${key}-ujung`, 'stairs', [x - 0.25, to + back], [x, to], [x + 0.25, to + back])
	];
}

function stairs(side: string, x: number): FixtureSketch[] {
	return [
		treads(`tangga-${side}`, x + 0.1, x + 3.9, 58.6, 13),
		line(`tangga-${side}-lengkung-1`, 'stairs', ...arc([x + 2, 59.6], 2.1, 205, 335)),
		line(`tangga-${side}-lengkung-2`, 'stairs', ...arc([x + 2, 59.6], 2.4, 205, 335)),
		...arrow(`tangga-${side}-naik`, x + 2, 57.6, 62)
	];
}

export const CIRCULATION: FixtureSketch[] = [
	...stairs('barat', 48),
	...stairs('timur', 60),
	treads('tangga-utara-naik', 64.1, 65.9, 83, 23),
	treads('tangga-utara-balik', 66.1, 67.9, 83, 23),
	line('tangga-utara-pipi', 'stairs', [66, 82.9], [66, 89.7]),
	...arrow('tangga-utara-arah', 65, 82.6, 89.4),
	line('lift-silang-1', 'lift', [55.2, 58.8], [56.8, 60.6]),
	line('lift-silang-2', 'lift', [56.8, 58.8], [55.2, 60.6]),
	shape('lift-kabin', 'lift', box(55.2, 58.8, 1.6, 1.8)),
	shape('ramp', 'ramp', box(63, 43.4, 5.6, 1.6)),
	line('ramp-arah', 'ramp', [68.2, 44.2], [63.4, 44.2]),
	line('ramp-arah-ujung', 'ramp', [63.8, 44.5], [63.4, 44.2], [63.8, 43.9]),
	line('serambi-tepi', 'step', [49, 45.9], [49, 40], [63, 40], [63, 45.9]),
	line('anak-tangga-1', 'step', [49, 39.65], [63, 39.65]),
	line('anak-tangga-2', 'step', [49, 39.3], [63, 39.3]),
	line('anak-tangga-3', 'step', [49, 38.95], [63, 38.95])
];

export const COLUMNS: FixtureSketch[] = [
	...[49.6, 52.1, 54.3, 57.7, 59.9, 62.4].map((x, n) =>
		shape(`tiang-serambi-${n + 1}`, 'column', round([x, 40.6], 0.22))
	),
	...[68, 72, 76, 80].map((x, n) =>
		shape(`tiang-b-${n + 1}`, 'column', box(x - 0.2, 52.2, 0.4, 0.4))
	),
	...[
		[51, 50],
		[61, 50],
		[51, 55.4],
		[61, 55.4]
	].map(([x = 0, y = 0], n) =>
		shape(`tiang-lobi-${n + 1}`, 'column', box(x - 0.22, y - 0.22, 0.44, 0.44))
	)
];
