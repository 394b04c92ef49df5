/** The limits of the sample building's rooms: one primary standard for each, the rest beside it. */
import { DEFAULT_BASIS, type ComfortBasis } from '#lib/domain/comfort/basis.ts';
import type { Limit, RoomType } from '../building.ts';

const WORK: RoomType[] = ['work', 'waiting', 'prayer', 'child'];
const PASSAGE: RoomType[] = ['lobby', 'corridor'];
const INDOORS: RoomType[] = [...WORK, ...PASSAGE];
const DAY_MS = 86_400_000;

/** Numbers read in a secondary source, and numbers from memory. */
const READ = { verified: true, mark: 'S' } as const;
const RECALLED = { verified: false, mark: 'M' } as const;

const PERMENKES_48 = { standard: 'Permenkes 48/2016', clause: null, primary: true };
const PERMENKES_2 = { standard: 'Permenkes 2/2023', clause: null };
const PERMENAKER = { standard: 'Permenaker 5/2018', clause: 'Pasal 40', primary: false };
const SNI = { standard: 'SNI 6390', clause: null, primary: false };
const UNSETTLED = {
	id: 'Ruang mana yang diikat peraturan ini belum dipastikan.',
	en: 'Which rooms this regulation binds is not settled.'
};

export const LIMITS: Limit[] = [
	{
		id: 'suhu-ruang-kerja',
		...PERMENKES_48,
		roomTypes: WORK,
		metric: 'temperature',
		min: 23,
		max: 26,
		watch: 1,
		...READ
	},
	{
		id: 'suhu-lobi-koridor',
		...PERMENKES_48,
		roomTypes: PASSAGE,
		metric: 'temperature',
		min: 23,
		max: 28,
		watch: 1,
		...READ
	},
	{
		id: 'co2',
		...PERMENKES_48,
		roomTypes: INDOORS,
		metric: 'co2',
		min: null,
		max: 1000,
		watch: 500,
		...RECALLED
	},
	{
		id: 'kelembapan',
		...PERMENKES_48,
		roomTypes: INDOORS,
		metric: 'humidity',
		min: 40,
		max: 60,
		watch: 10,
		...RECALLED
	},
	{
		id: 'cahaya-ruang-kerja',
		...PERMENKES_48,
		roomTypes: ['work'],
		metric: 'illuminance',
		min: 300,
		max: null,
		watch: 100,
		...RECALLED
	},
	{
		id: 'bising-ruang-kerja',
		...PERMENKES_48,
		roomTypes: ['work'],
		metric: 'sound',
		min: null,
		max: 65,
		watch: 5,
		...READ
	},
	{
		id: 'bising-ruang-publik',
		...PERMENKES_48,
		roomTypes: ['waiting', ...PASSAGE],
		metric: 'sound',
		min: null,
		max: 75,
		watch: 5,
		...READ
	},
	{
		id: 'pm2-5',
		...PERMENKES_2,
		primary: true,
		roomTypes: INDOORS,
		metric: 'pm2_5',
		min: null,
		max: 25,
		watch: 10,
		averagingMs: DAY_MS,
		...READ
	},
	{
		id: 'pm10',
		...PERMENKES_2,
		primary: true,
		roomTypes: INDOORS,
		metric: 'pm10',
		min: null,
		max: 70,
		watch: 30,
		averagingMs: DAY_MS,
		...READ
	},
	{
		id: 'suhu-ruang-server',
		standard: 'ASHRAE TC 9.9',
		clause: null,
		primary: true,
		roomTypes: ['server'],
		metric: 'temperature',
		min: 18,
		max: 27,
		watch: 1,
		...RECALLED
	},
	{
		id: 'suhu-permenaker',
		...PERMENAKER,
		roomTypes: ['work'],
		metric: 'temperature',
		min: 23,
		max: 26,
		watch: 1,
		...RECALLED
	},
	{
		id: 'kelembapan-permenaker',
		...PERMENAKER,
		roomTypes: ['work'],
		metric: 'humidity',
		min: 40,
		max: 60,
		watch: 10,
		...RECALLED
	},
	{
		id: 'suhu-sni-ruang-kerja',
		...SNI,
		roomTypes: WORK,
		metric: 'temperature',
		min: 24,
		max: 26,
		watch: 1,
		...READ
	},
	{
		id: 'kelembapan-sni-ruang-kerja',
		...SNI,
		roomTypes: WORK,
		metric: 'humidity',
		min: 55,
		max: 65,
		watch: 10,
		...READ
	},
	{
		id: 'suhu-sni-lobi',
		...SNI,
		roomTypes: PASSAGE,
		metric: 'temperature',
		min: 27,
		max: 29,
		watch: 1,
		...READ
	},
	{
		id: 'kelembapan-sni-lobi',
		...SNI,
		roomTypes: PASSAGE,
		metric: 'humidity',
		min: 50,
		max: 70,
		watch: 10,
		...READ
	},
	{
		id: 'suhu-permenkes-2',
		...PERMENKES_2,
		primary: false,
		roomTypes: INDOORS,
		metric: 'temperature',
		min: 18,
		max: 30,
		watch: 1,
		...READ,
		note: UNSETTLED
	},
	{
		id: 'kelembapan-permenkes-2',
		...PERMENKES_2,
		primary: false,
		roomTypes: INDOORS,
		metric: 'humidity',
		min: 40,
		max: 60,
		watch: 10,
		...READ,
		note: UNSETTLED
	},
	{
		id: 'pm2-5-who',
		standard: 'WHO 2021',
		clause: null,
		primary: false,
		roomTypes: INDOORS,
		metric: 'pm2_5',
		min: null,
		max: 15,
		watch: 10,
		averagingMs: DAY_MS,
		...READ
	}
];

export const COMFORT: ComfortBasis = DEFAULT_BASIS;
