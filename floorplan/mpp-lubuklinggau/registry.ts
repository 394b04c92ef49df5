/** Devices of the sample building, where they hang, and the limits of its rooms; places in the plan's own axes. */
import type { Device, Limit, Point, RoomType } from '../building.ts';

const MINUTE = 60_000;

/** Placements hold from here on: before any history a demo can invent. */
export const SINCE = '2024-01-01T00:00:00+07:00';

type Make = Pick<Device, 'brand' | 'model' | 'intervalMs'>;

const AM307: Make = { brand: 'Milesight', model: 'AM307', intervalMs: 5 * MINUTE };
const AM103: Make = { brand: 'Milesight', model: 'AM103', intervalMs: 5 * MINUTE };
const EM300: Make = { brand: 'Milesight', model: 'EM300-TH', intervalMs: 5 * MINUTE };
const ERS_CO2: Make = { brand: 'Elsys', model: 'ERS CO2', intervalMs: 5 * MINUTE };
const IAM: Make = { brand: 'Decentlab', model: 'DL-IAM', intervalMs: 5 * MINUTE };
const LHT65: Make = { brand: 'Dragino', model: 'LHT65', intervalMs: 5 * MINUTE };
const VS133: Make = { brand: 'Milesight', model: 'VS133', intervalMs: 5 * MINUTE };
const VS132: Make = { brand: 'Milesight', model: 'VS132', intervalMs: 5 * MINUTE };
const VS350: Make = { brand: 'Milesight', model: 'VS350', intervalMs: 5 * MINUTE };
const SCD41: Make = { brand: 'Sensirion', model: 'SCD41', intervalMs: MINUTE };
const GATE: Make = { brand: 'Generic', model: 'IR gate', intervalMs: MINUTE };

type Row = [
	device: string,
	network: 'tts' | 'chirpstack' | 'plain',
	make: Make,
	name: string,
	room: string,
	at: Point
];

const CLIMATE: Row[] = [
	['24e124707c481001', 'tts', AM307, 'Ruang Tunggu A, dinding utara', 'tunggu-a', [46.8, 59.6]],
	['24e124707c481002', 'tts', AM307, 'Ruang Tunggu A, dinding barat', 'tunggu-a', [28.3, 55]],
	[
		'a81758fffe04b0a1',
		'chirpstack',
		ERS_CO2,
		'Ruang Tunggu A, dinding selatan',
		'tunggu-a',
		[41, 46.3]
	],
	['24e124707c481003', 'tts', AM307, 'Ruang Tunggu B, dinding timur', 'tunggu-b', [83.7, 59.2]],
	[
		'a81758fffe04b0a2',
		'chirpstack',
		ERS_CO2,
		'Ruang Tunggu B, dinding selatan',
		'tunggu-b',
		[71, 46.3]
	],
	['70b3d57ba0000b01', 'tts', IAM, 'Ruang Tunggu B, dinding barat', 'tunggu-b', [64.3, 58.4]],
	['24e124707c481004', 'tts', AM307, 'Ruang Tunggu C, dinding timur', 'tunggu-c', [63.6, 67.8]],
	[
		'24e124710b501001',
		'chirpstack',
		AM103,
		'Ruang Tunggu C, dinding barat',
		'tunggu-c',
		[48.4, 67.8]
	],
	[
		'mpp-tunggu-c-selatan',
		'plain',
		SCD41,
		'Ruang Tunggu C, dinding selatan',
		'tunggu-c',
		[53.2, 63.3]
	],
	['70b3d57ba0000b02', 'tts', IAM, 'Lobi, tiang barat', 'lobi', [51.4, 50]],
	['a81758fffe04b0a3', 'chirpstack', ERS_CO2, 'Lobi, tiang timur', 'lobi', [60.6, 55.4]],
	['24e124710b501002', 'chirpstack', AM103, 'Samsat, dinding utara', 'samsat', [33.3, 51.7]],
	['a840411e71000c01', 'tts', LHT65, 'Polres, dinding barat', 'polres', [24.3, 57]],
	['24e124707c481005', 'tts', AM307, 'Biometrik 1, dinding utara', 'biometrik-1', [75.4, 45.7]],
	['24e124707c481006', 'tts', AM307, 'Biometrik 2, dinding timur', 'biometrik-2', [83.7, 46.6]],
	['mpp-foto-paspor', 'plain', SCD41, 'Foto Paspor, dinding barat', 'foto-paspor', [84.3, 44]],
	['a81758fffe04b0a4', 'chirpstack', ERS_CO2, 'Bank, dinding utara', 'bank', [85.2, 59.7]],
	['24e124710b501003', 'chirpstack', AM103, 'Loket 1–8, dinding utara', 'loket-1-8', [35.2, 62.7]],
	[
		'24e124710b501004',
		'chirpstack',
		AM103,
		'Loket 9–16, dinding utara',
		'loket-9-16',
		[78.2, 62.7]
	],
	['24e124136b321001', 'tts', EM300, 'Ruang Laktasi, dinding timur', 'laktasi', [69.7, 70]],
	['24e124707c481007', 'tts', AM307, 'Ruang Bermain Anak, dinding timur', 'anak', [75.7, 69.6]],
	['a840411e71000c02', 'tts', LHT65, 'Musala, dinding timur', 'musala', [85.4, 68.8]]
];

const COUNTERS: Row[] = [
	['24e124645d451001', 'tts', VS133, 'D1 pintu utama, sisi barat', 'lobi', [55.2, 46.4]],
	['24e124645d451002', 'tts', VS133, 'D1 pintu utama, sisi timur', 'lobi', [56.8, 46.4]],
	['24e124622c131001', 'chirpstack', VS132, 'D2 pintu Samsat', 'samsat', [24.4, 44.9]],
	['mpp-d3-pintu-petugas', 'plain', GATE, 'D3 pintu petugas', 'koridor-petugas', [87.6, 49.7]],
	['24e124622c131002', 'chirpstack', VS132, 'D4 lobi – Ruang Tunggu C', 'tunggu-c', [56, 63.4]],
	['24e124798e121001', 'tts', VS350, 'Bukaan lobi – Ruang Tunggu A', 'tunggu-a', [47.7, 53]],
	['24e124798e121002', 'tts', VS350, 'Bukaan lobi – Ruang Tunggu B', 'tunggu-b', [64.3, 53.5]]
];

const ROWS = [...CLIMATE, ...COUNTERS];

export const DEVICES: Device[] = ROWS.map(([device, network, make, name]) => ({
	device,
	name,
	network,
	...make
}));

export const PLACES = ROWS.map(([device, , , , room, at]) => ({ device, room, at }));

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
	}
];
