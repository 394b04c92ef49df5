/** What stands on the ground floor: counters, desks, seats, basins; metres in the plan's own axes. */
import type { Point, Ring } from '../building.ts';
import { along } from '../geometry.ts';
import { MUSALA } from './ground-floor.ts';
import { CIRCULATION, COLUMNS } from './ground-structure.ts';
import { cubicles, desk, seats } from './furniture.ts';
import { arc, box, line, round, shape, type FixtureSketch } from './sketch.ts';

const COUNTERS: [string, string[]][] = [
	...[1, 2, 3, 4].map((n): [string, string[]] => [`${n}`, ['DPMPTSP']]),
	['5', ['Disdukcapil']],
	['6', ['Disdukcapil']],
	['7', ['Bapenda']],
	['8', ['Disnaker']],
	['9', ['BPJS Kesehatan']],
	['10', ['BPJS Ketenagakerjaan']],
	['11', ['KPP Pratama']],
	['12', ['Kemenag']],
	['13', ['ATR/BPN']],
	['14', ['Dinsos']],
	['15', ['Dinkes']],
	['16', ['PUPR']],
	['17', ['Pengadilan Negeri']],
	['18', ['Pengadilan Agama']],
	['19', ['Kejaksaan Negeri']],
	['20', ['Taspen']],
	['21', ['Samsat']],
	['22', ['Samsat']],
	['23', ['Polres (SKCK)']],
	['24', ['Bank Sumsel Babel']],
	['25', ['PDAM', 'PLN']]
];

function counterRing(number: number): Ring {
	if (number <= 8) return box(28.45 + 2.4 * (number - 1), 59.8, 2.3, 0.6);
	if (number <= 16) return box(64.45 + 2.4 * (number - 9), 59.8, 2.3, 0.6);
	if (number <= 20) return box(50.85 + 2.6 * (number - 17), 71.8, 2.5, 0.6);
	if (number <= 23) return box(25 + 2.4 * (number - 21), 50, 2.3, 0.6);
	return box(83.8, 53.55 + 2.7 * (number - 24), 0.6, 2.6);
}

const counters = COUNTERS.map(([number, occupants]): FixtureSketch => ({
	...shape(`loket-${number}`, 'counter', counterRing(Number(number))),
	name: { id: `Loket ${number}`, en: `Counter ${number}` },
	occupants
}));

const allSeats = [
	...seats(
		'a',
		[47.5, 48.9, 50.3],
		[
			[35.2, 8],
			[40.9, 8]
		]
	),
	...seats(
		'a',
		[53.2, 54.6, 56],
		[
			[30.6, 8],
			[36.3, 8]
		]
	),
	...seats(
		'b',
		[47.4, 48.8, 50.2],
		[
			[66.9, 6],
			[71.3, 6]
		]
	),
	...seats(
		'b',
		[53.4, 54.7, 56, 57.3],
		[
			[68.3, 5],
			[72.5, 4],
			[76.5, 4]
		]
	),
	...seats(
		'c',
		[64.9, 66.3, 67.7, 69.1],
		[
			[52.3, 5],
			[56.9, 5]
		]
	),
	...seats(
		'samsat',
		[44.6, 46, 47.4],
		[
			[26.9, 4],
			[30, 4]
		]
	)
];

const lobby: FixtureSketch[] = [
	{
		...shape('informasi', 'desk', [
			...arc([56, 55.6], 2.5, 205, 335),
			...arc([56, 55.6], 1.8, 335, 205)
		]),
		name: { id: 'Meja informasi', en: 'Information desk' }
	},
	...[49.8, 50.9, 60.5, 61.6].map((x, n) =>
		shape(`antrean-${n + 1}`, 'kiosk', box(x, 47.4, 0.6, 0.6))
	),
	...[49.2, 56.9].map((y, n) => shape(`mandiri-barat-${n + 1}`, 'kiosk', box(48.2, y, 0.35, 0.6))),
	...[64.3, 65.1].map((x, n) => shape(`atm-${n + 1}`, 'kiosk', box(x, 46.2, 0.6, 0.7)))
];

const desks: FixtureSketch[] = [
	...[29.5, 32.6, 35.6, 41.2].map((x, n) => desk(`meja-a-${n + 1}`, x, 61.9)),
	...[66, 72.2, 77.4, 81.8].map((x, n) => desk(`meja-b-${n + 1}`, x, 61.9)),
	...[53.4, 56, 61].map((x, n) => desk(`meja-c-${n + 1}`, x, 73.9)),
	desk('meja-polres-1', 24.5, 55.4, 0.7, 1.4),
	desk('meja-polres-2', 24.5, 57.6, 0.7, 1.4),
	desk('meja-biometrik-1', 74.6, 42, 0.7, 1.4),
	desk('meja-biometrik-2a', 82.8, 41.4, 0.7, 1.4),
	desk('meja-biometrik-2b', 82.8, 44, 0.7, 1.4),
	desk('meja-foto', 86.7, 43.4, 0.7, 1.4),
	desk('meja-bank-1', 86.6, 54, 0.7, 1.4),
	desk('meja-bank-2', 86.6, 56.8, 0.7, 1.4),
	desk('meja-keamanan', 25, 70.4, 1.6, 0.7),
	desk('ranjang-p3k', 64.6, 69.6, 0.8, 1.9),
	desk('meja-petugas', 64.6, 73.3, 2, 0.8),
	desk('meja-pantri', 29.4, 71.1, 4.2, 0.6),
	...[45.5, 47.4, 49.3, 51.2].map((x, n) => desk(`rak-arsip-${n + 1}`, x, 80.5, 0.6, 9.5)),
	...[56.4, 58.6, 60.8].map((x, n) => desk(`rak-gudang-${n + 1}`, x, 83, 0.6, 7))
];

const sanitary: FixtureSketch[] = [
	...cubicles('wanita', 34, 4, 1.15),
	...cubicles('pria', 38.6, 3, 1.1),
	...[66.4, 67.3, 68.2].map((y, n) =>
		shape(`wanita-wastafel-${n + 1}`, 'sanitary', round([34.4, y], 0.2))
	),
	...[66.6, 67.5, 68.4, 69.3].map((y, n) =>
		shape(`pria-urinoar-${n + 1}`, 'sanitary', round([38.95, y], 0.17))
	),
	...[67.4, 68.4].map((y, n) => shape(`pria-wastafel-${n + 1}`, 'sanitary', round([42.5, y], 0.2))),
	shape('difabel-kloset', 'sanitary', round([45.8, 67.3], 0.24)),
	shape('difabel-wastafel', 'sanitary', round([47.4, 67.4], 0.2)),
	...[66.3, 67.3, 68.3, 69.3].map((y, n) =>
		shape(`wudu-keran-${n + 1}`, 'sanitary', round([87.55, y], 0.15))
	)
];

/** Rows for prayer, parallel to the wall that faces the qibla. */
const rows = [0.2, 0.4, 0.6, 0.8].map((share, n) => {
	const [south, east, north, west] = MUSALA as [Point, Point, Point, Point];
	const [from, to] = [along(west, south, share), along(north, east, share)];
	return line(`saf-${n + 1}`, 'step', along(from, to, 0.06), along(from, to, 0.94));
});

export const FIXTURES: FixtureSketch[] = [
	...CIRCULATION,
	...COLUMNS,
	...counters,
	...lobby,
	...desks,
	...allSeats,
	...sanitary,
	...rows
];
