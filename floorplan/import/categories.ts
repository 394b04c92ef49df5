/** What a plan's words for rooms and furniture mean here: IMDF's categories, OSM's tags, and plain words of several languages. */
import type { Words } from '#lib/domain/metrics.ts';
import type { Fixture, RoomType } from '../building.ts';

export interface RoomMeaning {
	type: RoomType;
	/** IMDF unit category. */
	category: string;
}

interface CategoryMeaning {
	type: RoomType;
	/** What such a room is called when it has no name. */
	words: Words;
	/** Solid: no room, but something that stands in the plan. */
	solid?: Fixture['kind'];
	/** Between two such there is no wall. */
	soft?: boolean;
}

const room = (type: RoomType, id: string, en: string): CategoryMeaning => ({
	type,
	words: { id, en }
});
const solid = (kind: Fixture['kind']): CategoryMeaning => ({
	type: 'service',
	words: { id: 'Dinding', en: 'Wall' },
	solid: kind
});

/** IMDF unit categories (OGC 20-094, "Unit Category"). */
const UNITS: Record<string, CategoryMeaning> = {
	auditorium: room('waiting', 'Auditorium', 'Auditorium'),
	brick: solid('wall'),
	classroom: room('work', 'Ruang Kelas', 'Classroom'),
	column: solid('column'),
	concrete: solid('wall'),
	conferenceroom: room('work', 'Ruang Rapat', 'Meeting room'),
	drywall: solid('wall'),
	elevator: room('service', 'Lift', 'Lift'),
	escalator: room('service', 'Eskalator', 'Escalator'),
	fieldofplay: room('outdoor', 'Lapangan', 'Field'),
	firstaid: room('service', 'P3K', 'First aid'),
	fitnessroom: room('work', 'Ruang Kebugaran', 'Fitness room'),
	foodservice: room('waiting', 'Kantin', 'Food service'),
	footbridge: { ...room('corridor', 'Jembatan', 'Footbridge'), soft: true },
	glass: solid('glass'),
	huddleroom: room('work', 'Ruang Diskusi', 'Huddle room'),
	kitchen: room('service', 'Dapur', 'Kitchen'),
	laboratory: room('work', 'Laboratorium', 'Laboratory'),
	library: room('work', 'Perpustakaan', 'Library'),
	lobby: room('lobby', 'Lobi', 'Lobby'),
	lounge: room('waiting', 'Ruang Santai', 'Lounge'),
	mailroom: room('work', 'Ruang Surat', 'Mail room'),
	mothersroom: room('child', 'Ruang Laktasi', 'Lactation room'),
	movietheater: room('waiting', 'Bioskop', 'Cinema'),
	movingwalkway: { ...room('corridor', 'Jalur Berjalan', 'Moving walkway'), soft: true },
	nonpublic: room('service', 'Ruang Internal', 'Non-public room'),
	office: room('work', 'Kantor', 'Office'),
	opentobelow: room('void', 'Void', 'Open to below'),
	parking: room('outdoor', 'Parkir', 'Parking'),
	phoneroom: room('work', 'Bilik Telepon', 'Phone room'),
	platform: { ...room('corridor', 'Peron', 'Platform'), soft: true },
	privatelounge: room('waiting', 'Ruang Santai Khusus', 'Private lounge'),
	ramp: { ...room('corridor', 'Landaian', 'Ramp'), soft: true },
	recreation: room('waiting', 'Ruang Rekreasi', 'Recreation'),
	restroom: room('service', 'Toilet', 'Toilet'),
	road: room('outdoor', 'Jalan', 'Road'),
	room: room('work', 'Ruang', 'Room'),
	serverroom: room('server', 'Ruang Server', 'Server room'),
	shower: room('service', 'Kamar Mandi', 'Shower'),
	smokingarea: room('outdoor', 'Area Merokok', 'Smoking area'),
	stairs: room('service', 'Tangga', 'Stairs'),
	steps: { ...room('service', 'Anak Tangga', 'Steps'), soft: true },
	storage: room('service', 'Gudang', 'Storage'),
	structure: solid('wall'),
	terrace: room('outdoor', 'Teras', 'Terrace'),
	theater: room('waiting', 'Teater', 'Theatre'),
	unenclosedarea: { ...room('corridor', 'Area Terbuka', 'Open area'), soft: true },
	unspecified: room('work', 'Ruang', 'Room'),
	vegetation: room('outdoor', 'Taman', 'Garden'),
	waitingroom: room('waiting', 'Ruang Tunggu', 'Waiting room'),
	walkway: { ...room('corridor', 'Koridor', 'Corridor'), soft: true }
};

/** The meaning of an IMDF category; a finer one (`restroom.female`) means what the coarse one does. */
export function categoryMeaning(category: string): CategoryMeaning {
	return UNITS[category] ?? UNITS[category.split('.')[0] ?? ''] ?? room('work', 'Ruang', 'Room');
}

export function isCategory(category: string): boolean {
	return (category.split('.')[0] ?? '') in UNITS;
}

/** IMDF fixture categories, and ours, to what is drawn. */
const FIXTURES: Record<string, Fixture['kind']> = {
	baggagecarousel: 'counter',
	desk: 'desk',
	equipment: 'kiosk',
	furniture: 'seat',
	immigrationdesk: 'counter',
	inspectiondesk: 'counter',
	obstruction: 'column',
	securityequipment: 'kiosk',
	stage: 'step',
	vegetation: 'step',
	wall: 'wall',
	water: 'sanitary'
};

export function fixtureKind(category: string): Fixture['kind'] {
	return FIXTURES[category.split('.')[0] ?? ''] ?? 'seat';
}

export type Meaning =
	| { role: 'outline' }
	| ({ role: 'room' } & RoomMeaning)
	| { role: 'solid'; kind: Fixture['kind'] }
	| { role: 'wall' }
	| { role: 'window' }
	| { role: 'door' }
	| { role: 'fixture'; kind: Fixture['kind'] }
	| { role: 'path' };

const r = (category: string, type?: RoomType): Meaning => ({
	role: 'room',
	category,
	type: type ?? categoryMeaning(category).type
});

/**
 * Plain words for what a feature is, most telling first. They are looked for in whole words of
 * whatever a plan calls its type (English, Indonesian, German, French), never in names.
 */
const WORDS: readonly [RegExp, Meaning][] = [
	[
		/\b(outline|footprint|floor ?plate|slab|storey|contour|umriss|batas lantai)\b/,
		{ role: 'outline' }
	],
	[/\b(inaccessible|nonpublic|non public|restricted)\b/, r('nonpublic')],
	[/\b(floor opening|open to below|void|atrium opening|luftraum)\b/, r('opentobelow')],
	[/\b(pathway|path|route|graph|jalur)\b/, { role: 'path' }],
	[/\b(window|jendela|fenster|fenetre|glazing)\b/, { role: 'window' }],
	[/\b(door|doors|entrance|exit|gate|pintu|tür|tuer|porte|opening|doorway)\b/, { role: 'door' }],
	[/\b(curtain wall|glass wall)\b/, { role: 'solid', kind: 'glass' }],
	[/\b(wall|walls|dinding|tembok|wand|mur|partition)\b/, { role: 'wall' }],
	[/\b(column|pillar|kolom|pilar|säule|poteau)\b/, { role: 'fixture', kind: 'column' }],
	[/\b(desk|table|meja|tisch)\b/, { role: 'fixture', kind: 'desk' }],
	[/\b(counter|loket|schalter|guichet)\b/, { role: 'fixture', kind: 'counter' }],
	[/\b(kiosk|atm|vending|terminal)\b/, { role: 'fixture', kind: 'kiosk' }],
	[/\b(sink|basin|wc bowl|sanitary|wastafel)\b/, { role: 'fixture', kind: 'sanitary' }],
	[/\b(furniture|seat|chair|bench|placeholder|kursi|bangku)\b/, { role: 'fixture', kind: 'seat' }],
	[/\b(elevator|lift|aufzug|ascenseur)\b/, r('elevator')],
	[/\b(escalator|eskalator)\b/, r('escalator')],
	[/\b(stair|stairs|staircase|stairwell|steps|tangga|treppe|escalier)\b/, r('stairs')],
	[/\b(ramp|landaian|rampe)\b/, r('ramp')],
	[
		/\b(accessible|difabel|wheelchair)\b.*\b(toilet|wc|restroom)\b/,
		r('restroom.unisex.wheelchair')
	],
	[/\b(bathroom|restroom|toilet|toilets|wc|washroom|lavatory|kamar mandi)\b/, r('restroom')],
	[/\b(shower|dusche)\b/, r('shower')],
	[
		/\b(corridor|hallway|hall way|passage|walkway|koridor|selasar|flur|couloir|circulation)\b/,
		r('walkway')
	],
	[/\b(waiting|tunggu|warteraum|wartebereich|attente)\b/, r('waitingroom')],
	[/\b(lobby|foyer|lobi|reception|resepsionis|vestibule|entrance hall)\b/, r('lobby')],
	[/\b(server|data center|data centre|it room)\b/, r('serverroom')],
	[/\b(meeting|conference|rapat|besprechung|reunion)\b/, r('conferenceroom')],
	[/\b(classroom|kelas|lecture|seminar)\b/, r('classroom')],
	[/\b(auditorium|aula|theatre|theater)\b/, r('auditorium')],
	[/\b(lab|laboratory|laboratorium)\b/, r('laboratory')],
	[/\b(library|perpustakaan|bibliothek)\b/, r('library')],
	[/\b(kitchen|kitchenette|pantry|dapur|küche|cuisine)\b/, r('kitchen')],
	[/\b(storage|store room|storeroom|closet|cupboard|gudang|arsip|archive|lager)\b/, r('storage')],
	[/\b(prayer|musala|mushola|masjid|mosque|chapel|place of worship)\b/, r('room', 'prayer')],
	[/\b(lactation|laktasi|mothers?|nursing)\b/, r('mothersroom')],
	[/\b(child|children|kids|anak|nursery|kindergarten|childcare)\b/, r('room', 'child')],
	[/\b(first aid|p3k|emergency)\b/, r('firstaid')],
	[
		/\b(technical|plant|mechanical|electrical|utility|service|shaft|panel|technik)\b/,
		r('nonpublic')
	],
	[/\b(restaurant|cafe|canteen|kantin|food|bar)\b/, r('foodservice')],
	[/\b(parking|parkir|garage|parkplatz)\b/, r('parking')],
	[/\b(garden|taman|vegetation|planter)\b/, r('vegetation')],
	[/\b(terrace|balcony|teras|balkon|patio|courtyard|yard|halaman|outdoor)\b/, r('terrace')],
	[/\b(office|kantor|kerja|büro|bureau|workspace|open plan)\b/, r('office')],
	[/\b(lounge)\b/, r('lounge')],
	[/\b(hall|area|space|open area|ruang terbuka)\b/, r('unenclosedarea')],
	[/\b(room|rooms|ruang|raum|salle|unit|zone|shop|retail|no geometry|polygon room)\b/, r('room')]
];

/** @param text of a type, not of a name. */
export function meaningOf(text: string): Meaning | null {
	const spaced = text
		.replace(/([a-zà-ÿ])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[_\-./:;,]+/g, ' ')
		.trim();
	return WORDS.find(([words]) => words.test(spaced))?.[1] ?? null;
}
