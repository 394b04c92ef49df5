/** The rooms of the first floor by their corners, metres in the plan's own axes. */
import { LIFT } from './ground-floor.ts';
import { box, HIGH, ring, room, short, type RoomSketch, type Row } from './room-sketch.ts';

/** Open to the lobby below. */
export const VOID = box(51, 46, 61, 57);

const HALL: Row[] = [
	[
		'aula',
		'Aula',
		'Plenary hall',
		'waiting',
		'auditorium',
		box(46, 70, 64, 92),
		{ seats: 180, occupants: ['Pemerintah Kota Lubuklinggau'] }
	],
	['balkon-aula', 'Balkon Aula', 'Hall balcony', 'corridor', 'walkway', box(44, 72, 46, 92)],
	['foyer-aula', 'Foyer Aula', 'Hall foyer', 'lobby', 'foyer', box(46, 65.4, 64, 70)]
];

const LICENSING: Row[] = [
	['kepala', 'Ruang Kepala', "Head's room", 'work', 'office', box(24, 40, 29.8, 47)],
	['sekretariat', 'Sekretariat', 'Secretariat', 'work', 'office', box(24, 47, 29.8, 54)],
	[
		'umum',
		'Umum dan Kepegawaian',
		'General affairs',
		'work',
		'office',
		box(32.2, 47.6, 38, 54),
		short('Umum', 'General')
	],
	['keuangan', 'Keuangan', 'Finance', 'work', 'office', box(38, 46, 41.4, 54)],
	[
		'perencanaan',
		'Perencanaan',
		'Planning',
		'work',
		'office',
		box(41.4, 46, 44.2, 54),
		short('Rencana', 'Planning')
	],
	['pengaduan', 'Pengaduan', 'Complaints', 'work', 'office', box(44.2, 46, 48, 54)],
	['izin-usaha', 'Perizinan Usaha', 'Business permits', 'work', 'office', box(24, 56.4, 30.5, 63)],
	[
		'izin-bangunan',
		'Perizinan Bangunan',
		'Building permits',
		'work',
		'office',
		box(30.5, 56.4, 35, 63),
		short('Bangunan', 'Building')
	],
	['promosi', 'Promosi Investasi', 'Investment', 'work', 'office', box(35, 56.4, 41.2, 63)],
	['data', 'Data dan Sistem', 'Data and systems', 'work', 'office', box(41.2, 56.4, 48, 63)]
].map((row): Row => {
	const [key, id, en, type, category, outline, rest] = row as Row;
	return [key, id, en, type, category, outline, { ...rest, occupants: ['DPMPTSP'] }];
});

const SHARED: Row[] = [
	[
		'rapat-1',
		'Ruang Rapat 1',
		'Meeting room 1',
		'work',
		'conferenceroom',
		box(32.2, 40, 38, 47.6),
		short('Rapat 1', 'Meeting 1')
	],
	[
		'rapat-2',
		'Ruang Rapat 2',
		'Meeting room 2',
		'work',
		'conferenceroom',
		box(74, 47.4, 79.8, 54),
		short('Rapat 2', 'Meeting 2')
	],
	[
		'pelatihan',
		'Ruang Pelatihan',
		'Training room',
		'work',
		'classroom',
		box(74, 40, 88, 47.4),
		short('Pelatihan', 'Training')
	],
	[
		'bersama',
		'Ruang Kerja Bersama',
		'Shared office',
		'work',
		'office',
		box(64, 46, 74, 54),
		short('Kerja Bersama', 'Shared')
	],
	['tim-teknis', 'Tim Teknis', 'Technical team', 'work', 'office', box(64, 56.4, 70.5, 63)],
	[
		'jdih',
		'Pojok Baca Hukum',
		'Legal library',
		'work',
		'library',
		box(77.2, 56.4, 88, 63),
		short('Pojok Baca', 'Library')
	],
	['tamu-aula', 'Ruang Tamu Aula', 'Guest room', 'work', 'lounge', box(68, 65.4, 74, 72)],
	['panitia', 'Ruang Panitia', 'Stewards', 'work', 'office', box(78, 65.4, 83.4, 72)],
	['makan', 'Ruang Makan', 'Canteen', 'work', 'foodservice', box(27.5, 65.4, 34, 72)]
];

const SERVICE: Row[] = [
	[
		'ruang-server',
		'Ruang Server',
		'Server room',
		'server',
		'nonpublic',
		box(70.5, 56.4, 74.5, 63),
		short('Server', 'Server')
	],
	['ups', 'Ruang UPS', 'UPS room', 'service', 'nonpublic', box(74.5, 56.4, 77.2, 63)],
	[
		'arsip-dpmptsp',
		'Arsip DPMPTSP',
		'DPMPTSP archive',
		'service',
		'storage',
		box(82.2, 47.4, 88, 54),
		short('Arsip', 'Archive')
	],
	[
		'gudang-kursi',
		'Gudang Kursi',
		'Chair store',
		'service',
		'storage',
		box(74, 65.4, 78, 72),
		{ windows: HIGH }
	],
	['gudang-1', 'Gudang', 'Store', 'service', 'storage', box(24, 65.4, 27.5, 72), { windows: HIGH }],
	[
		'toilet-wanita-1',
		'Toilet Wanita',
		'Toilet, women',
		'service',
		'restroom.female',
		box(34, 65.4, 38.6, 72),
		{ ...short('Wanita', 'Women'), windows: HIGH }
	],
	[
		'toilet-pria-1',
		'Toilet Pria',
		'Toilet, men',
		'service',
		'restroom.male',
		box(38.6, 65.4, 42.9, 72),
		{ ...short('Pria', 'Men'), windows: HIGH }
	],
	[
		'toilet-timur-1',
		'Toilet Timur',
		'East toilet',
		'service',
		'restroom',
		box(83.4, 65.4, 88, 72),
		{ ...short('Toilet', 'Toilet'), windows: HIGH }
	],
	['pantri-1', 'Pantri', 'Pantry', 'service', 'kitchen', box(42.9, 65.4, 46, 72), { windows: HIGH }]
];

const WAYS: Row[] = [
	[
		'galeri',
		'Galeri',
		'Gallery',
		'lobby',
		'lobby',
		ring(
			48,
			46,
			51,
			46,
			51,
			57,
			61,
			57,
			61,
			46,
			64,
			46,
			64,
			58,
			60,
			58,
			60,
			63,
			52,
			63,
			52,
			58,
			48,
			58
		),
		{ holes: [LIFT] }
	],
	[
		'void-lobi',
		'Lobi di bawah',
		'Lobby below',
		'void',
		'opentobelow',
		VOID,
		{ windows: { width: 4, gap: 1 } }
	],
	[
		'koridor-dpmptsp',
		'Koridor DPMPTSP',
		'DPMPTSP corridor',
		'corridor',
		'walkway',
		box(24, 54, 48, 56.4)
	],
	[
		'koridor-sayap',
		'Koridor Sayap Barat',
		'West wing corridor',
		'corridor',
		'walkway',
		box(29.8, 40, 32.2, 54)
	],
	[
		'koridor-timur-1',
		'Koridor Timur',
		'East corridor',
		'corridor',
		'walkway',
		box(64, 54, 88, 56.4)
	],
	[
		'selasar-timur',
		'Selasar Timur',
		'East passage',
		'corridor',
		'walkway',
		box(79.8, 47.4, 82.2, 54)
	],
	[
		'koridor-utama-1',
		'Koridor Utama',
		'Main corridor',
		'corridor',
		'walkway',
		box(24, 63, 88, 65.4)
	],
	['selasar-aula', 'Selasar Aula', 'Hall passage', 'corridor', 'walkway', box(64, 65.4, 68, 77.4)],
	['tangga-barat-1', 'Tangga Barat', 'West stairs', 'corridor', 'stairs', box(48, 58, 52, 63)],
	['tangga-timur-1', 'Tangga Timur', 'East stairs', 'corridor', 'stairs', box(60, 58, 64, 63)],
	['tangga-utara-1', 'Tangga Utara', 'North stairs', 'corridor', 'stairs', box(64, 77.4, 68, 92)],
	['lift-1', 'Lift', 'Lift', 'corridor', 'elevator', LIFT]
];

export const FIRST_ROOMS: RoomSketch[] = [HALL, LICENSING, SHARED, SERVICE, WAYS].flat().map(room);
