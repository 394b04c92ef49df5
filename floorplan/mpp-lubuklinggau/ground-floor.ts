/** The rooms of the ground floor by their corners, metres in the plan's own axes. */
import type { Point, Ring } from '../building.ts';
import { along } from '../geometry.ts';
import { box, HIGH, ring, room, short, type RoomSketch, type Row } from './room-sketch.ts';

/** The west wall of hall C leans: its x at a height. */
export const westOfC = (y: number): Point => [47 + (2 * (y - 63)) / 9, y];
export const eastOfC = (y: number): Point => [112 - westOfC(y)[0], y];

/**
 * The prayer room, 8 × 6, faces 295° on the map, towards the qibla: the plan lies 12°
 * anticlockwise, so its long side runs at 53° in the plan's axes.
 */
const QIBLA = (53 * Math.PI) / 180;
const alongMusala = ([x, y]: Point, metres: number): Point => [
	x + metres * Math.cos(QIBLA),
	y + metres * Math.sin(QIBLA)
];
const acrossMusala = ([x, y]: Point, metres: number): Point => [
	x - metres * Math.sin(QIBLA),
	y + metres * Math.cos(QIBLA)
];
const MUSALA_EAST: Point = [88, 65.4 + 8 * Math.sin(QIBLA)];
export const MUSALA_SOUTH = alongMusala(MUSALA_EAST, -8);
const MUSALA_NORTH = acrossMusala(MUSALA_EAST, 6);
export const MUSALA_WEST = alongMusala(MUSALA_NORTH, -8);
/** Where the prayer room comes out of the main body's north wall. */
const MUSALA_LEAVES = along(
	MUSALA_WEST,
	MUSALA_NORTH,
	(72 - MUSALA_WEST[1]) / (MUSALA_NORTH[1] - MUSALA_WEST[1])
);

export const MUSALA: Ring = [MUSALA_SOUTH, MUSALA_EAST, MUSALA_NORTH, MUSALA_WEST];
export const LIFT = box(55, 58.6, 57, 60.8);

const HALLS: Row[] = [
	[
		'tunggu-a',
		'Ruang Tunggu A',
		'Waiting hall A',
		'waiting',
		'waitingroom',
		ring(34, 46, 48, 46, 48, 60, 28, 60, 28, 52, 34, 52),
		{
			...short('Tunggu A', 'Hall A'),
			seats: 96,
			occupants: ['DPMPTSP', 'Disdukcapil', 'Bapenda', 'Disnaker']
		}
	],
	[
		'tunggu-b',
		'Ruang Tunggu B',
		'Waiting hall B',
		'waiting',
		'waitingroom',
		ring(66, 46, 76, 46, 76, 51, 82, 51, 82, 53, 84, 53, 84, 60, 64, 60, 64, 49, 66, 49),
		{
			...short('Tunggu B', 'Hall B'),
			seats: 88,
			occupants: [
				'BPJS Kesehatan',
				'BPJS Ketenagakerjaan',
				'KPP Pratama',
				'Kemenag',
				'ATR/BPN',
				'Dinsos',
				'Dinkes',
				'PUPR'
			]
		}
	],
	[
		'tunggu-c',
		'Ruang Tunggu C',
		'Waiting hall C',
		'waiting',
		'waitingroom',
		[[47, 63], [65, 63], eastOfC(72), westOfC(72)],
		{
			...short('Tunggu C', 'Hall C'),
			seats: 40,
			occupants: ['Pengadilan Negeri', 'Pengadilan Agama', 'Kejaksaan Negeri', 'Taspen']
		}
	],
	[
		'lobi',
		'Lobi',
		'Lobby',
		'lobby',
		'lobby',
		ring(48, 46, 64, 46, 64, 58, 60, 58, 60, 63, 52, 63, 52, 58, 48, 58),
		{ holes: [LIFT], windows: { width: 3.4, gap: 1 } }
	],
	[
		'samsat',
		'Samsat dan Polres',
		'Samsat and police',
		'waiting',
		'waitingroom',
		box(24, 40, 34, 52),
		{ ...short('Samsat', 'Samsat'), seats: 24, occupants: ['Samsat', 'Polres (SKCK)'] }
	]
];

const OFFICES: Row[] = [
	['loket-1-8', 'Loket 1–8', 'Counters 1–8', 'work', 'office', box(28, 60, 48, 63)],
	['loket-9-16', 'Loket 9–16', 'Counters 9–16', 'work', 'office', box(64, 60, 84, 63)],
	['loket-17-20', 'Loket 17–20', 'Counters 17–20', 'work', 'office', box(49, 72, 63, 75)],
	['polres', 'Polres (SKCK)', 'Police (SKCK)', 'work', 'office', box(24, 52, 28, 60)],
	['tahanan', 'Ruang Tahanan', 'Holding room', 'work', 'nonpublic', box(34, 40, 38, 43)],
	['arsip-samsat', 'Arsip Samsat', 'Samsat archive', 'service', 'storage', box(34, 43, 38, 46)],
	['biometrik-1', 'Biometrik 1', 'Biometrics 1', 'work', 'office', box(74, 40, 79, 46)],
	[
		'biometrik-2',
		'Biometrik 2',
		'Biometrics 2',
		'work',
		'office',
		ring(79, 40, 84, 40, 84, 48.6, 76, 48.6, 76, 46, 79, 46),
		{ occupants: ['Imigrasi'] }
	],
	[
		'foto-paspor',
		'Foto Paspor',
		'Passport photo',
		'work',
		'office',
		box(84, 40, 88, 48.6),
		{ occupants: ['Imigrasi'] }
	],
	[
		'bank',
		'Bank, Loket 24–25',
		'Bank, counters 24–25',
		'work',
		'office',
		box(84, 51, 88, 60),
		{ ...short('Bank', 'Bank'), occupants: ['Bank Sumsel Babel', 'PDAM', 'PLN'] }
	],
	['kas', 'Ruang Kas', 'Cash room', 'work', 'nonpublic', box(84, 60, 88, 63), { windows: null }],
	['keamanan', 'Keamanan', 'Security', 'work', 'office', box(24, 65.4, 29, 72)],
	['petugas', 'Ruang Petugas', 'Staff room', 'work', 'office', box(63, 72, 68, 75)],
	['atk', 'Gudang ATK', 'Stationery store', 'service', 'storage', box(44, 72, 49, 75)]
];

const FOR_ALL: Row[] = [
	[
		'p3k',
		'P3K',
		'First aid',
		'work',
		'firstaid',
		[eastOfC(65.4), [67, 65.4], [67, 72], eastOfC(72)],
		{ windows: HIGH }
	],
	['ganti-bayi', 'Ganti Popok', 'Baby changing', 'child', 'mothersroom', box(67, 65.4, 70, 68)],
	[
		'laktasi',
		'Ruang Laktasi',
		'Lactation room',
		'child',
		'mothersroom',
		ring(67, 68, 70, 68, 70, 72, 67, 72),
		{ ...short('Laktasi', 'Lactation'), windows: HIGH }
	],
	[
		'anak',
		'Ruang Bermain Anak',
		"Children's room",
		'child',
		'recreation',
		ring(70, 67, 76, 67, 76, 72, 75, 73.2, 71, 73.2, 70, 72),
		{ ...short('Anak', 'Children'), windows: { width: 2.8, gap: 1 } }
	],
	[
		'musala',
		'Musala',
		'Prayer room',
		'prayer',
		'room',
		MUSALA,
		{ windows: { width: 1.2, gap: 1.4 } }
	],
	[
		'wudu',
		'Tempat Wudu',
		'Ablution',
		'service',
		'restroom',
		[MUSALA_SOUTH, [88, 65.4], MUSALA_EAST],
		{ ...short('Wudu', 'Ablution'), windows: HIGH }
	],
	[
		'toilet-wanita',
		'Toilet Wanita',
		'Toilet, women',
		'service',
		'restroom.female',
		box(34, 65.4, 38.6, 72),
		{ ...short('Wanita', 'Women'), windows: HIGH }
	],
	[
		'toilet-pria',
		'Toilet Pria',
		'Toilet, men',
		'service',
		'restroom.male',
		box(38.6, 65.4, 42.9, 72),
		{ ...short('Pria', 'Men'), windows: HIGH }
	],
	[
		'toilet-difabel',
		'Toilet Difabel',
		'Accessible toilet',
		'service',
		'restroom.unisex.wheelchair',
		[[45.3, 65.4], westOfC(65.4), westOfC(67.8), [45.3, 67.8]],
		short('Difabel', 'Accessible')
	],
	['atm', 'ATM', 'Cash machines', 'lobby', 'room', box(64, 46, 66, 49), { windows: null }]
];

const SERVICE: Row[] = [
	['pantri', 'Pantri', 'Pantry', 'service', 'kitchen', box(29, 65.4, 34, 72)],
	[
		'janitor',
		'Janitor',
		"Cleaner's closet",
		'service',
		'storage',
		[[45.3, 67.8], westOfC(67.8), westOfC(72), [45.3, 72]]
	],
	[
		'panel',
		'Ruang Panel',
		'Panel room',
		'service',
		'nonpublic',
		box(24, 60, 28, 63),
		{ windows: null }
	],
	['riser', 'Panel B', 'Riser B', 'service', 'nonpublic', box(82, 51, 84, 53)],
	['arsip', 'Arsip', 'Archive', 'service', 'storage', box(44, 77.4, 55, 92)],
	['gudang', 'Gudang', 'Store', 'service', 'storage', box(55, 77.4, 64, 92)]
];

const WAYS: Row[] = [
	[
		'koridor-barat',
		'Koridor Barat',
		'West corridor',
		'corridor',
		'walkway',
		[[24, 63], [47, 63], westOfC(65.4), [24, 65.4]]
	],
	['selasar-toilet', 'Selasar', 'Passage', 'corridor', 'walkway', box(42.9, 65.4, 45.3, 72)],
	[
		'koridor-timur',
		'Koridor Timur',
		'East corridor',
		'corridor',
		'walkway',
		[
			[65, 63],
			[88, 63],
			[88, 65.4],
			MUSALA_SOUTH,
			MUSALA_WEST,
			MUSALA_LEAVES,
			[76, 72],
			[76, 67],
			[70, 67],
			[70, 65.4],
			[67, 65.4],
			eastOfC(65.4)
		]
	],
	[
		'koridor-petugas',
		'Koridor Petugas',
		'Staff corridor',
		'corridor',
		'walkway',
		box(76, 48.6, 88, 51)
	],
	[
		'koridor-utara',
		'Koridor Utara',
		'North corridor',
		'corridor',
		'walkway',
		box(44, 75, 68, 77.4)
	],
	['tangga-barat', 'Tangga Barat', 'West stairs', 'corridor', 'stairs', box(48, 58, 52, 63)],
	['tangga-timur', 'Tangga Timur', 'East stairs', 'corridor', 'stairs', box(60, 58, 64, 63)],
	['tangga-utara', 'Tangga Utara', 'North stairs', 'corridor', 'stairs', box(64, 77.4, 68, 92)],
	['lift', 'Lift', 'Lift', 'corridor', 'elevator', LIFT],
	['serambi', 'Serambi', 'Porch', 'outdoor', 'unenclosedarea', box(49, 40, 63, 46)]
];

export const ROOMS: RoomSketch[] = [HALLS, OFFICES, FOR_ALL, SERVICE, WAYS].flat().map(room);
