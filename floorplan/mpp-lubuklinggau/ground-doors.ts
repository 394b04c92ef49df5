/** The doors and openings of the ground floor by their places, metres in the plan's own axes. */
import type { Point } from '../building.ts';
import type { OpeningSketch } from '../draft.ts';
import { along, distance } from '../geometry.ts';
import { eastOfC, MUSALA_SOUTH, MUSALA_WEST, westOfC } from './ground-floor.ts';

const onWall = (from: Point, to: Point, metres: number): Point =>
	along(from, to, metres / distance(from, to));

const door = (key: string, at: Point, width: number, into: string): OpeningSketch => ({
	key,
	kind: width > 1.3 ? 'double-door' : 'door',
	at,
	width,
	into
});
const open = (key: string, at: Point, width: number): OpeningSketch => ({
	key,
	kind: 'open',
	at,
	width
});

export const DOORS: OpeningSketch[] = [
	door('d1', [56, 46], 3.2, 'lobi'),
	door('d2', [24, 44.9], 1.8, 'samsat'),
	door('d3', [88, 49.7], 1.4, 'outside'),
	door('d4', [56, 63], 2.4, 'tunggu-c'),
	open('lobi-tunggu-a', [48, 53], 6),
	open('lobi-tunggu-b', [64, 53.5], 6),
	open('lobi-atm', [64, 47.55], 2.5),
	open('lobi-tangga-barat', [50, 58], 3.6),
	open('lobi-tangga-timur', [62, 58], 3.6),
	open('lobi-lift', [56, 58.6], 1),
	open('tunggu-c-barat', onWall([47, 63], westOfC(72), 1.25), 1.8),
	open('tunggu-c-timur', onWall([65, 63], eastOfC(72), 1.25), 1.8),
	open('tunggu-b-petugas', [76, 49.8], 2),
	open('muka-loket-1-8', [38, 60], 19.2),
	open('muka-loket-9-16', [74, 60], 19.2),
	open('muka-loket-17-20', [56, 72], 10.4),
	open('muka-loket-24-25', [84, 56.2], 5.4),
	door('samsat-tunggu-a', [34, 49.2], 1.6, 'tunggu-a'),
	door('samsat-tahan', [34, 41.45], 0.9, 'tahanan'),
	door('samsat-arsip', [34, 44.45], 0.9, 'arsip-samsat'),
	door('samsat-polres', [25.85, 52], 0.9, 'polres'),
	door('polres-tunggu-a', [28, 58.05], 0.9, 'polres'),
	door('biometrik-1-2', [77.85, 46], 0.9, 'biometrik-1'),
	door('biometrik-2-koridor', [79.45, 48.6], 0.9, 'biometrik-2'),
	door('foto-koridor', [85.85, 48.6], 0.9, 'foto-paspor'),
	door('bank-koridor', [85.6, 51], 1.2, 'bank'),
	door('riser-koridor', [83, 51], 0.9, 'koridor-petugas'),
	door('kas-koridor', [86.05, 63], 0.9, 'kas'),
	door('panel-koridor', [25.85, 63], 0.9, 'koridor-barat'),
	door('loket-a-1', [30.45, 63], 0.9, 'loket-1-8'),
	door('loket-a-2', [39.15, 63], 0.9, 'loket-1-8'),
	door('loket-a-3', [45.05, 63], 0.9, 'loket-1-8'),
	door('loket-b-1', [69.45, 63], 0.9, 'loket-9-16'),
	door('loket-b-2', [75.45, 63], 0.9, 'loket-9-16'),
	door('loket-b-3', [80.45, 63], 0.9, 'loket-9-16'),
	door('loket-c-1', [51.45, 75], 0.9, 'loket-17-20'),
	door('loket-c-2', [59.45, 75], 0.9, 'loket-17-20'),
	door('keamanan-koridor', [27.45, 65.4], 0.9, 'keamanan'),
	door('pantri-koridor', [31.05, 65.4], 0.9, 'pantri'),
	door('wanita-koridor', [35.9, 65.4], 1, 'toilet-wanita'),
	door('pria-koridor', [41.4, 65.4], 1, 'toilet-pria'),
	open('selasar-koridor', [44.1, 65.4], 2),
	door('difabel-koridor', [46.3, 65.4], 1, 'koridor-barat'),
	door('janitor-selasar', [45.3, 69.8], 0.8, 'janitor'),
	door('darurat-utara', [43.45, 72], 0.8, 'outside'),
	door('atk-selasar', [44.7, 72], 0.9, 'atk'),
	door('atk-koridor', [47.2, 75], 0.9, 'atk'),
	door('petugas-koridor', [65.5, 75], 0.9, 'petugas'),
	door('utara-luar', [68, 76.2], 1.6, 'outside'),
	door('arsip-koridor', [49.6, 77.4], 1.2, 'arsip'),
	door('gudang-koridor', [59.6, 77.4], 1.2, 'gudang'),
	door('gudang-tangga', [64, 80.4], 1.2, 'gudang'),
	door('tangga-utara-koridor', [66, 77.4], 1.2, 'koridor-utara'),
	door('p3k-koridor', [65.85, 65.4], 0.9, 'p3k'),
	door('ganti-koridor', [68.55, 65.4], 0.9, 'ganti-bayi'),
	door('laktasi-ganti', [68.45, 68], 0.9, 'laktasi'),
	door('anak-koridor', [74.2, 67], 1.2, 'anak'),
	door('musala-koridor', onWall(MUSALA_WEST, MUSALA_SOUTH, 3), 1.6, 'musala'),
	door('wudu-koridor', [85.2, 65.4], 1, 'wudu')
];
