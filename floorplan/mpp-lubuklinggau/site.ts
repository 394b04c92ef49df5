/** What is drawn of the ground around the building and of its roof, metres in the plan's own axes. */
import type { Point, Ring, SiteMark } from '../building.ts';
import { along } from '../geometry.ts';
import type { Words } from '#lib/domain/metrics.ts';
import { MUSALA } from './ground-floor.ts';
import { AREAS } from './parking.ts';
import { box } from './room-sketch.ts';

export type MarkSketch = {
	key: string;
	kind: SiteMark['kind'];
	name?: Words;
} & (
	| { form: 'area'; ring: Ring }
	| { form: 'line'; points: readonly Point[] }
	| { form: 'point'; at: Point; radius: number }
);

type Kind = SiteMark['kind'];
const area = (key: string, kind: Kind, ring: Ring, name?: Words): MarkSketch => ({
	...{ key, kind, form: 'area', ring },
	...(name ? { name } : {})
});
const line = (key: string, kind: Kind, ...points: Point[]): MarkSketch => ({
	key,
	kind,
	form: 'line',
	points
});
const point = (key: string, kind: Kind, at: Point, radius: number, name?: Words): MarkSketch => ({
	...{ key, kind, form: 'point', at, radius },
	...(name ? { name } : {})
});

export const SITE_RING: Ring = box(0, 0, 112, 92);
/** The middle of the gates for vehicles, and half their width. */
const [IN, OUT, HALF_GATE] = [12, 98, 4];
const STREET_Y = -2.2;
const PATH = { west: 54.5, east: 57.5, north: 38.9 };

/** A ring with its corners rounded, as kerbs are laid. */
function rounded(ring: Ring, radius: number): Ring {
	return ring.flatMap((corner, n) => {
		const [before, after] = [ring.at(n - 1) ?? corner, ring[(n + 1) % ring.length] ?? corner];
		const [from, to] = [before, after].map((other) => {
			const length = Math.hypot(other[0] - corner[0], other[1] - corner[1]);
			return along(corner, other, Math.min(0.5, radius / length));
		}) as [Point, Point];
		return [0, 0.25, 0.5, 0.75, 1].map((t) =>
			along(along(from, corner, t), along(corner, to, t), t)
		);
	});
}

const LAWNS: [string, number, number[]][] = [
	['taman-barat', 2, [16, 1.2, 53.5, 1.2, 53.5, 7.8, 30.3, 7.8, 30.3, 13, 16, 13]],
	['taman-timur', 2, [58.5, 1.2, 94.5, 1.2, 94.5, 13, 79.2, 13, 79.2, 7.8, 58.5, 7.8]],
	['pulau-barat', 2, [18, 19, 32.8, 19, 32.8, 29, 18, 29]],
	['pulau-timur', 2, [82.9, 29, 82.9, 23.8, 80.4, 23.8, 80.4, 19, 94, 19, 94, 29]]
];

const pairs = (xy: readonly number[]): Ring =>
	Array.from({ length: xy.length / 2 }, (_, n): Point => [xy[2 * n] ?? 0, xy[2 * n + 1] ?? 0]);

const KERBS: MarkSketch[] = [
	...LAWNS.map(([key, radius, xy]) => area(key, 'kerb', rounded(pairs(xy), radius))),
	line(
		'tepi-barat',
		'kerb',
		[IN - HALF_GATE, STREET_Y],
		[IN - HALF_GATE, 61.6],
		[21.6, 61.6],
		[21.6, 47],
		[23.8, 47]
	),
	line(
		'tepi-timur',
		'kerb',
		[OUT + HALF_GATE - 0.4, STREET_Y],
		[OUT + HALF_GATE - 0.4, 63.4],
		[90.4, 63.4],
		[90.4, 41.6],
		[88.2, 41.6]
	),
	line('trotoar-1', 'street', [-6, STREET_Y], [IN - HALF_GATE, STREET_Y]),
	line('trotoar-2', 'street', [IN + HALF_GATE, STREET_Y], [PATH.west, STREET_Y]),
	line('trotoar-3', 'street', [PATH.east, STREET_Y], [OUT - HALF_GATE, STREET_Y]),
	line('trotoar-4', 'street', [OUT + HALF_GATE, STREET_Y], [118, STREET_Y]),
	line('gerbang-masuk', 'kerb', [IN + HALF_GATE, STREET_Y], [IN + HALF_GATE, 2.6]),
	line('gerbang-keluar', 'kerb', [OUT - HALF_GATE, STREET_Y], [OUT - HALF_GATE, 2.6])
];

/** Stripes of a zebra crossing where the path meets an aisle. */
function zebra(key: string, from: number, to: number): MarkSketch[] {
	const count = Math.floor((to - from) / 1);
	return Array.from({ length: count }, (_, n) => {
		const y = from + n * ((to - from) / count) + 0.25;
		return area(`${key}-${n + 1}`, 'crossing', box(PATH.west + 0.2, y, PATH.east - 0.2, y + 0.5));
	});
}

const WAYS: MarkSketch[] = [
	area('jalan-setapak', 'path', box(PATH.west, STREET_Y, PATH.east, PATH.north)),
	...zebra('zebra-selatan', 13.5, 18.5),
	...zebra('zebra-utara', 29.5, 34.5),
	area('pos-jaga', 'hut', box(16.8, 2, 18.8, 4), { id: 'Pos jaga', en: 'Guard post' }),
	...AREAS.map(({ key, ring, name }) => area(`atap-${key}`, 'shelter', ring, name)),
	...shelterRows(),
	// The drain: a grating across both rows.
	line('drainase-barat', 'planter', [66.7, 19], [66.7, 29]),
	line('drainase-timur', 'planter', [67.5, 19], [67.5, 29]),
	...Array.from({ length: 9 }, (_, n) =>
		line(`drainase-${n + 1}`, 'planter', [66.7, 20 + n], [67.5, 20 + n])
	),
	area('pot-a', 'planter', rounded(box(40.7, 8.2, 42.8, 12.8), 0.8)),
	area('pot-c', 'planter', rounded(box(72.9, 24.2, 75, 28.8), 0.8))
];

/** Rows under the motorcycles' roofs, back to back; no single place is marked. */
function shelterRows(): MarkSketch[] {
	return [
		...[12, 14, 16, 18].map((x) => line(`baris-barat-${x}`, 'planter', [x, 41], [x, 60])),
		...[94, 96].map((x) => line(`baris-timur-${x}`, 'planter', [x, 43], [x, 61.75]))
	];
}

const TREES: [number, number, number][] = [
	[22, 4.9, 2.2],
	[28, 4, 2.6],
	[35.5, 4, 2],
	[43, 4.2, 2.4],
	[49.6, 4, 1.9],
	[62, 3.8, 2],
	[69, 4.3, 2.5],
	[76, 3.9, 2],
	[82.4, 5, 2.3],
	[21.6, 24.2, 2.4],
	[28, 23.6, 3],
	[86.4, 24, 2.4],
	[91, 23.4, 1.8],
	[5, 12, 2.4],
	[5.2, 26, 2.6],
	[105.5, 10, 2.6],
	[106, 22, 2.2],
	[105, 34, 2.8],
	[104.6, 50, 2.4],
	[105.6, 60, 2.8],
	[98, 67.4, 2.6],
	[94, 76, 3.1],
	[76, 80, 2.8],
	[73, 87, 2.3],
	[86, 82, 2.5],
	[103, 72, 2.2],
	[40, 77, 2.2],
	[36, 84, 2.8],
	[30, 78, 2.4],
	[14, 70, 2.6],
	[18, 82, 2.9],
	[41, 43.4, 1.2],
	[44, 43.2, 1],
	[71.2, 43.2, 1],
	[41.75, 10.5, 0.95],
	[73.95, 26.5, 0.95]
];

/** Hips and valleys of roofs of one pitch: where two eaves are as far away. */
const RIDGES: [string, ...Point[]][] = [
	['utama', [37, 59], [75, 59]],
	['utama-barat-laut', [24, 72], [37, 59]],
	['utama-barat-daya', [31, 53], [37, 59]],
	['utama-tenggara', [81, 53], [75, 59]],
	// The prayer room's own roof stands before this hip.
	['utama-timur-laut', [82.17, 66.17], [75, 59]],
	['sayap-barat', [31, 47], [31, 53]],
	['sayap-barat-luar', [24, 40], [31, 47]],
	['sayap-barat-dalam', [38, 40], [31, 47]],
	['sayap-barat-jurai', [38, 46], [31, 53]],
	['sayap-timur', [81, 47], [81, 53]],
	['sayap-timur-dalam', [74, 40], [81, 47]],
	['sayap-timur-luar', [88, 40], [81, 47]],
	['sayap-timur-jurai', [74, 46], [81, 53]],
	['aula', [56, 80], [56, 60]],
	['aula-barat', [44, 92], [56, 80]],
	['aula-timur', [68, 92], [56, 80]],
	['aula-jurai-barat', [44, 72], [56, 60]],
	['aula-jurai-timur', [68, 72], [56, 60]],
	['serambi-barat', [49, 40], [55, 46]],
	['serambi-timur', [63, 40], [57, 46]],
	['jendela-barat', [71, 73.2], [72.2, 72]],
	['jendela-timur', [75, 73.2], [73.8, 72]],
	['jendela', [70, 72], [76, 72]]
];

function roof(shell: Ring): MarkSketch[] {
	const [south, east, north, west] = MUSALA as [Point, Point, Point, Point];
	// The prayer room, 8 × 6: its ridge ends 3 m from the short walls.
	const ends = [
		[along(west, south, 0.5), along(north, east, 0.5)],
		[along(north, east, 0.5), along(west, south, 0.5)]
	].map(([from, to]) => along(from ?? west, to ?? north, 3 / 8)) as [Point, Point];
	return [
		area('atap', 'roof', shell),
		area('atap-serambi', 'roof', box(49, 40, 63, 46)),
		area('atap-musala', 'roof', MUSALA),
		...RIDGES.map(([key, ...points]) => line(`nok-${key}`, 'ridge', ...points)),
		line('nok-musala', 'ridge', ...ends),
		...[south, west].map((corner, n) => line(`nok-musala-s${n + 1}`, 'ridge', corner, ends[0])),
		...[east, north].map((corner, n) => line(`nok-musala-u${n + 1}`, 'ridge', corner, ends[1]))
	];
}

export function siteMarks(shell: Ring): MarkSketch[] {
	return [
		area('batas', 'boundary', SITE_RING),
		...KERBS,
		...WAYS,
		...roof(shell),
		...TREES.map(([x, y, radius], n) => point(`pohon-${n + 1}`, 'tree', [x, y], radius)),
		point('titik-kumpul', 'assembly', [88.4, 7.6], 1, { id: 'Titik kumpul', en: 'Assembly point' }),
		point('jalan', 'street', [74, -4.4], 1, { id: 'Jalan Yos Sudarso', en: 'Jalan Yos Sudarso' }),
		point('gedung', 'roof', [56, 52.4], 1, {
			id: 'Mal Pelayanan Publik',
			en: 'Public service mall'
		}),
		point('masuk', 'gate', [IN, -4.6], 1, { id: 'Masuk', en: 'In' }),
		point('keluar', 'gate', [OUT, -4.6], 1, { id: 'Keluar', en: 'Out' })
	];
}
