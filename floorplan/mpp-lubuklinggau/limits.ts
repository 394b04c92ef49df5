/** The limits of the sample building's rooms. */
import type { Limit, RoomType } from '../building.ts';

const WORK: RoomType[] = ['work', 'waiting', 'prayer', 'child'];
const PASSAGE: RoomType[] = ['lobby', 'corridor'];
const PERMENKES = { standard: 'Permenkes 48/2016', clause: null, primary: true };

export const LIMITS: Limit[] = [
	{
		id: 'suhu-ruang-kerja',
		...PERMENKES,
		roomTypes: WORK,
		metric: 'temperature',
		min: 23,
		max: 26,
		watch: 1,
		verified: true
	},
	{
		id: 'suhu-lobi-koridor',
		...PERMENKES,
		roomTypes: PASSAGE,
		metric: 'temperature',
		min: 23,
		max: 28,
		watch: 1,
		verified: true
	},
	{
		id: 'co2',
		...PERMENKES,
		roomTypes: [...WORK, ...PASSAGE],
		metric: 'co2',
		min: null,
		max: 1000,
		watch: 500,
		verified: false
	},
	{
		id: 'kelembapan',
		...PERMENKES,
		roomTypes: [...WORK, ...PASSAGE],
		metric: 'humidity',
		min: 40,
		max: 60,
		watch: 10,
		verified: false
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
		verified: false
	}
];
