/** Why something of a plan was left, changed or assumed: a closed set of words, and what is said of each. */
import type { Words } from '#lib/domain/metrics.ts';

export const REASONS = {
	'not-utf8': {
		id: 'bukan teks UTF-8; simpan ulang sebagai UTF-8',
		en: 'is no UTF-8 text; save it as UTF-8'
	},
	'not-json': { id: 'bukan JSON', en: 'is not JSON' },
	'not-a-plan': { id: 'tidak memuat denah', en: 'holds no plan' },
	'file-too-large': { id: 'berkas terlalu besar', en: 'the file is too large' },
	'broken-archive': { id: 'arsip rusak', en: 'the archive is broken' },
	'archive-too-large': {
		id: 'isi arsip mengembang melebihi batas',
		en: 'the archive unpacks to more than is allowed'
	},
	'unsafe-name': {
		id: 'nama berkas keluar dari arsip',
		en: 'its name leads out of the archive'
	},
	'duplicate-name': { id: 'nama berkas ada dua kali', en: 'the name is there twice' },
	encrypted: { id: 'arsip terkunci sandi', en: 'is encrypted' },
	'unknown-compression': { id: 'cara pemampatan tidak dikenal', en: 'an unknown compression' },
	'archive-in-archive': { id: 'arsip di dalam arsip', en: 'an archive within an archive' },
	'broken-picture': { id: 'gambar tidak terbaca', en: 'the picture cannot be read' },
	'no-three-points': {
		id: 'gambar memerlukan tiga titik yang diketahui tempatnya',
		en: 'a picture needs three points whose place is known'
	},
	'points-in-line': {
		id: 'tiga titik gambar segaris atau berimpit',
		en: 'the three points of the picture lie in one line'
	},
	'no-feature': { id: 'bukan fitur GeoJSON', en: 'is no GeoJSON feature' },
	'no-geometry': { id: 'tidak bergeometri', en: 'has no geometry' },
	'unknown-geometry': { id: 'jenis geometri tidak dikenal', en: 'a geometry of an unknown type' },
	'not-a-number': { id: 'koordinatnya bukan bilangan', en: 'a coordinate is no number' },
	'out-of-range': { id: 'koordinat di luar bumi', en: 'a coordinate is no place on earth' },
	'far-away': { id: 'jauh dari bagian denah lainnya', en: 'lies far from the rest of the plan' },
	'too-large': { id: 'terlalu besar untuk gedung', en: 'is too large for a building' },
	'too-small': { id: 'terlalu kecil untuk digambar', en: 'is too small to be drawn' },
	'too-few-points': { id: 'titiknya terlalu sedikit', en: 'has too few points' },
	'too-detailed': { id: 'titiknya terlalu banyak', en: 'has too many points' },
	'too-tangled': {
		id: 'garisnya berpotongan terlalu banyak',
		en: 'crosses itself too often to be repaired'
	},
	'needs-an-area': {
		id: 'ruang harus berupa bidang',
		en: 'a room needs an area, and this is none'
	},
	'needs-a-line': { id: 'harus berupa garis', en: 'needs a line, and this is none' },
	'no-plan-meaning': {
		id: 'bukan bagian denah dalam ruang',
		en: 'is no part of an indoor plan'
	},
	'no-level': { id: 'tidak menyebut lantai', en: 'names no level' },
	'unknown-level': { id: 'menyebut lantai yang tidak ada', en: 'names a level that is not there' },
	'on-no-wall': { id: 'pintu tidak terletak pada dinding', en: 'a door on no wall' },
	'a-path': { id: 'jalur untuk penunjuk arah, bukan denah', en: 'a path for routing, no plan' },
	'part-of-room': {
		id: 'sudah termasuk ruang yang memuatnya',
		en: 'is told by the room it lies in'
	},
	'ring-closed': { id: 'garis tepi ditutup', en: 'its ring was closed' },
	'nesting-mended': {
		id: 'susunan koordinat dibetulkan',
		en: 'the nesting of its coordinates was mended'
	},
	'hole-dropped': {
		id: 'lubang di luar bidang dihapus',
		en: 'a hole outside its area was dropped'
	},
	untangled: {
		id: 'garis tepi berpotongan; dibetulkan',
		en: 'its outline crossed itself and was repaired'
	},
	simplified: {
		id: 'titik yang berlebih dibuang (≤ 5 mm)',
		en: 'points beyond need were left out (within 5 mm)'
	},
	'split-in-parts': {
		id: 'dipecah menjadi beberapa bidang',
		en: 'was split into its separate areas'
	},
	'duplicate-id': {
		id: 'id dipakai dua kali; diberi id baru',
		en: 'its id was used twice; it got a new one'
	},
	'duplicate-key': {
		id: 'kunci dipakai dua kali; diberi kunci baru',
		en: 'its key was used twice; it got a new one'
	},
	'name-given': { id: 'tanpa nama; diberi nama', en: 'had no name and was given one' },
	'level-assumed': {
		id: 'tidak menyebut lantai; ditaruh di lantai dasar',
		en: 'names no level; it was put on the ground floor'
	},
	'personal-dropped': {
		id: 'data pribadi dihapus',
		en: 'personal fields (user names and the like) were dropped'
	},
	'axes-swapped': {
		id: 'lintang dan bujur tertukar; dibetulkan',
		en: 'latitude and longitude were swapped, and swapped back'
	},
	'in-metres': { id: 'koordinat dibaca sebagai meter', en: 'coordinates were read as metres' },
	'in-millimetres': {
		id: 'koordinat dibaca sebagai milimeter',
		en: 'coordinates were read as millimetres'
	},
	'no-place': {
		id: 'tempat di bumi tidak diketahui; titik nol ditaruh di 0°, 0°',
		en: 'its place on earth is unknown; the origin was put at 0°, 0°'
	},
	'origin-moved': {
		id: 'titik nol dipindahkan ke sudut denah',
		en: 'the origin was moved to the corner of the plan'
	},
	'time-zone': { id: 'zona waktu diandaikan', en: 'the time zone is assumed' },
	'building-name': { id: 'nama gedung diandaikan', en: 'the name of the building is assumed' },
	'default-limits': {
		id: 'batas kenyamanan bawaan dipakai',
		en: 'the default comfort limits are used'
	},
	'default-hours': {
		id: 'jam pelayanan diandaikan Senin–Jumat 08.00–16.00',
		en: 'service hours are assumed: Monday to Friday, 08:00 to 16:00'
	},
	'walls-drawn': {
		id: 'dinding digambar dari tepi ruang',
		en: 'walls were drawn from the outlines of the rooms'
	},
	'rooms-found': {
		id: 'ruang tanpa garis tepi ditemukan di antara dinding',
		en: 'rooms without outlines were found between the walls'
	},
	'open-floor': {
		id: 'sisa lantai dijadikan satu ruang',
		en: 'the rest of the floor was made one room'
	},
	'outline-drawn': {
		id: 'batas lantai digambar di sekeliling ruang',
		en: 'the outline of the level was drawn around its rooms'
	},
	'ordinal-assumed': {
		id: 'urutan lantai diandaikan menurut urutan berkas',
		en: 'the order of the levels is assumed from the order of the files'
	},
	'half-level': {
		id: 'lantai antara; diurutkan bersama lantai di bawahnya',
		en: 'a level in between; it is sorted with the one below'
	}
} as const satisfies Record<string, Words>;

export type Reason = keyof typeof REASONS;
