/** What stands on the first floor; metres in the plan's own axes. */
import type { Point } from '../building.ts';
import { VOID } from './first-floor.ts';
import { cubicles, desk, seats } from './furniture.ts';
import { arrow, treads } from './ground-structure.ts';
import { arc, box, line, round, shape, type FixtureSketch } from './sketch.ts';

/** Stairs that end here: the same steps as below, with the way down. */
function stairsDown(side: string, x: number): FixtureSketch[] {
	return [
		treads(`tangga-${side}-1`, x + 0.1, x + 3.9, 58.6, 13),
		...arrow(`tangga-${side}-turun`, x + 2, 62.8, 58.8)
	];
}

const [southWest, southEast, northEast, northWest] = VOID as [Point, Point, Point, Point];

const circulation: FixtureSketch[] = [
	...stairsDown('barat', 48),
	...stairsDown('timur', 60),
	treads('tangga-utara-1-turun', 64.1, 65.9, 83, 23),
	treads('tangga-utara-1-balik', 66.1, 67.9, 83, 23),
	line('tangga-utara-1-pipi', 'stairs', [66, 82.9], [66, 89.7]),
	...arrow('tangga-utara-1-arah', 67, 89.4, 82.6),
	line('lift-1-silang-1', 'lift', [55.2, 58.8], [56.8, 60.6]),
	line('lift-1-silang-2', 'lift', [56.8, 58.8], [55.2, 60.6]),
	shape('lift-1-kabin', 'lift', box(55.2, 58.8, 1.6, 1.8)),
	line('void-pagar', 'stairs', southWest, northWest, northEast, southEast),
	line('void-silang-1', 'step', southWest, northEast),
	line('void-silang-2', 'step', southEast, northWest),
	...[50.7, 61.3].flatMap((x) =>
		[50, 55.4].map((y) =>
			shape(`tiang-galeri-${x}-${y}`, 'column', box(x - 0.22, y - 0.22, 0.44, 0.44))
		)
	)
];

const hall: FixtureSketch[] = [
	// The stage comes forward in the middle; its front is three steps high.
	line('panggung', 'stairs', [46.6, 86.6], ...arc([55, 92.2], 8, 222, 318), [63.4, 86.6]),
	line('panggung-tepi', 'step', [47.4, 86.9], ...arc([55, 92.2], 7.6, 222, 318), [62.6, 86.9]),
	shape('mimbar', 'desk', box(50.4, 88.4, 1, 0.8)),
	shape('meja-sidang', 'desk', [...arc([55, 85.2], 5, 65, 115), ...arc([55, 85.2], 4.2, 115, 65)]),
	...[46.9, 63.1].map((x, n) => line(`lantai-miring-${n + 1}`, 'ramp', [x, 72.6], [x, 84.6])),
	line('lantai-miring-atas', 'ramp', [46.9, 72.6], [63.1, 72.6]),
	line('lantai-miring-arah', 'ramp', [55, 73.2], [55, 84.2]),
	line('lantai-miring-ujung', 'ramp', [54.7, 83.8], [55, 84.2], [55.3, 83.8]),
	...seats(
		'aula',
		[74, 75.2, 76.4, 77.6, 78.8, 80, 81.2, 82.4, 83.6],
		[
			[47.8, 10],
			[56.5, 10]
		]
	),
	line('balkon-pagar', 'step', [45.85, 72.2], [45.85, 73.4])
];

/** A table with its chairs along both long sides, the table's long side from south to north. */
function meeting(
	key: string,
	x: number,
	y: number,
	width: number,
	length: number
): FixtureSketch[] {
	const count = Math.floor(length / 0.8);
	const chairs = Array.from({ length: count }, (_, n) => y + (n + 0.5) * (length / count) - 0.23);
	return [
		desk(`meja-${key}`, x, y, width, length),
		...chairs.flatMap((at, n) => [
			shape(`kursi-${key}-b${n + 1}`, 'seat', box(x - 0.7, at, 0.46, 0.46)),
			shape(`kursi-${key}-t${n + 1}`, 'seat', box(x + width + 0.24, at, 0.46, 0.46))
		])
	];
}

const desks: FixtureSketch[] = [
	desk('meja-kepala', 25.2, 42.6, 0.9, 2),
	desk('sofa-kepala', 27.4, 40.5, 2, 0.8),
	desk('meja-sekretariat-1', 24.6, 48.4, 0.7, 1.4),
	desk('meja-sekretariat-2', 24.6, 51, 0.7, 1.4),
	desk('meja-umum-1', 33, 48.4),
	desk('meja-umum-2', 35.6, 48.4),
	desk('meja-umum-3', 33, 50.8),
	desk('meja-umum-4', 35.6, 50.8),
	desk('meja-keuangan-1', 38.6, 47.2, 0.7, 1.4),
	desk('meja-keuangan-2', 38.6, 50, 0.7, 1.4),
	desk('meja-perencanaan', 42, 47.2, 0.7, 1.4),
	desk('meja-pengaduan-1', 44.9, 47.4, 0.7, 1.4),
	desk('meja-pengaduan-2', 46.7, 49.8, 0.7, 1.4),
	...[25, 27.6].flatMap((x, n) => [59, 61.2].map((y, k) => desk(`meja-usaha-${n}-${k}`, x, y))),
	...[59, 61.2].map((y, n) => desk(`meja-bangunan-${n + 1}`, 31.4, y)),
	...[36, 38.8].flatMap((x, n) => [59, 61.2].map((y, k) => desk(`meja-promosi-${n}-${k}`, x, y))),
	...[42.2, 45].flatMap((x, n) => [58.6, 60.6].map((y, k) => desk(`meja-data-${n}-${k}`, x, y))),
	...meeting('rapat-1', 34.4, 41.2, 1.4, 3.4),
	...meeting('rapat-2', 76, 48.6, 1.4, 4),
	...[75.4, 78, 80.6, 83.2].flatMap((x, n) =>
		[41.4, 43.4].map((y, k) => desk(`meja-pelatihan-${n}-${k}`, x, y, 1.8, 0.6))
	),
	...[65.2, 68, 70.8].flatMap((x, n) =>
		[47.4, 49.8].map((y, k) => desk(`meja-bersama-${n}-${k}`, x, y, 1.8))
	),
	...[65, 67.8].flatMap((x, n) => [59, 61.2].map((y, k) => desk(`meja-teknis-${n}-${k}`, x, y))),
	...[71.2, 72.4, 73.4].map((x, n) => desk(`rak-server-${n + 1}`, x, 58.6, 0.6, 3)),
	desk('ups-1', 75, 60.8, 0.8, 1.6),
	desk('ups-2', 76.1, 60.8, 0.8, 1.6),
	...[79, 80.6, 82.2].map((x, n) => desk(`rak-baca-${n + 1}`, x, 59.6, 0.5, 2.6)),
	desk('meja-baca', 84.6, 58.4, 1.2, 2.4),
	...[83.2, 84.6, 86].map((x, n) => desk(`rak-arsip-1-${n + 1}`, x, 47.9, 0.6, 2)),
	...[28.6, 31.2].flatMap((x, n) =>
		[67.6, 70].map((y, k) => desk(`meja-makan-${n}-${k}`, x, y, 1.6, 0.8))
	),
	desk('meja-pantri-1', 43.3, 71.1, 2.3, 0.6),
	desk('sofa-tamu-1', 68.6, 71.1, 2.4, 0.7),
	desk('sofa-tamu-2', 72.9, 68, 0.7, 2.4),
	desk('meja-panitia', 79.2, 69.8, 2.4, 0.8)
];

const sanitary: FixtureSketch[] = [
	...cubicles('wanita-1', 34, 4, 1.15),
	...cubicles('pria-1', 38.6, 3, 1.1),
	...cubicles('timur-1', 83.4, 3, 1.2),
	...[66.4, 67.3, 68.2].map((y, n) =>
		shape(`wanita-1-wastafel-${n + 1}`, 'sanitary', round([34.4, y], 0.2))
	),
	...[66.6, 67.5, 68.4, 69.3].map((y, n) =>
		shape(`pria-1-urinoar-${n + 1}`, 'sanitary', round([38.95, y], 0.17))
	),
	...[67.4, 68.4].map((y, n) =>
		shape(`pria-1-wastafel-${n + 1}`, 'sanitary', round([42.5, y], 0.2))
	),
	...[66.6, 67.6].map((y, n) =>
		shape(`timur-1-wastafel-${n + 1}`, 'sanitary', round([87.6, y], 0.2))
	)
];

export const FIRST_FIXTURES: FixtureSketch[] = [...circulation, ...hall, ...desks, ...sanitary];
