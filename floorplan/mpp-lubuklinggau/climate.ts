/** Climate and presence sensors of the sample building and where they hang; places in the plan's own axes. */
import type { Point } from '../building.ts';
import {
	AM103,
	AM307,
	AQARA,
	AQARA_MOTION,
	BME280,
	EM300,
	ERS_CO2,
	IAM,
	LHT65,
	SCD40,
	SCD41,
	WS202,
	type Make
} from './makes.ts';

/** Id, make, name, room, place. */
export type Row = [device: string, make: Make, name: string, room: string, at: Point];

const GROUND: Row[] = [
	['24e124707c481001', AM307, 'Ruang Tunggu A, dinding utara', 'tunggu-a', [46.8, 59.6]],
	['24e124707c481002', AM307, 'Ruang Tunggu A, dinding barat', 'tunggu-a', [28.3, 55]],
	['a81758fffe04b0a1', ERS_CO2, 'Ruang Tunggu A, dinding selatan', 'tunggu-a', [41, 46.3]],
	['24e124707c481003', AM307, 'Ruang Tunggu B, dinding timur', 'tunggu-b', [83.7, 59.2]],
	['a81758fffe04b0a2', ERS_CO2, 'Ruang Tunggu B, dinding selatan', 'tunggu-b', [71, 46.3]],
	['70b3d57ba0000b01', IAM, 'Ruang Tunggu B, dinding barat', 'tunggu-b', [64.3, 58.4]],
	['24e124707c481004', AM307, 'Ruang Tunggu C, dinding timur', 'tunggu-c', [63.6, 67.8]],
	['24e124710b501001', AM103, 'Ruang Tunggu C, dinding barat', 'tunggu-c', [48.4, 67.8]],
	['mpp-tunggu-c-selatan', SCD41, 'Ruang Tunggu C, dinding selatan', 'tunggu-c', [53.2, 63.3]],
	['70b3d57ba0000b02', IAM, 'Lobi, tiang barat', 'lobi', [51.4, 50]],
	['a81758fffe04b0a3', ERS_CO2, 'Lobi, tiang timur', 'lobi', [60.6, 55.4]],
	['24e124710b501002', AM103, 'Samsat, dinding utara', 'samsat', [33.3, 51.7]],
	['a840411e71000c01', LHT65, 'Polres, dinding barat', 'polres', [24.3, 57]],
	['24e124707c481005', AM307, 'Biometrik 1, dinding utara', 'biometrik-1', [75.4, 45.7]],
	['24e124707c481006', AM307, 'Biometrik 2, dinding timur', 'biometrik-2', [83.7, 46.6]],
	['mpp-foto-paspor', SCD41, 'Foto Paspor, dinding barat', 'foto-paspor', [84.3, 44]],
	['a81758fffe04b0a4', ERS_CO2, 'Bank, dinding utara', 'bank', [85.2, 59.7]],
	['24e124710b501003', AM103, 'Loket 1–8, dinding utara', 'loket-1-8', [35.2, 62.7]],
	['24e124710b501004', AM103, 'Loket 9–16, dinding utara', 'loket-9-16', [78.2, 62.7]],
	['24e124136b321001', EM300, 'Ruang Laktasi, dinding timur', 'laktasi', [69.7, 70]],
	['24e124707c481007', AM307, 'Ruang Bermain Anak, dinding timur', 'anak', [75.7, 69.6]],
	['a840411e71000c02', LHT65, 'Musala, dinding timur', 'musala', [85.4, 68.8]]
];

const FIRST: Row[] = [
	['24e124707c481008', AM307, 'Aula, dinding timur', 'aula', [63.7, 76.4]],
	['a81758fffe04b0a5', ERS_CO2, 'Aula, dinding utara', 'aula', [52.4, 91.7]],
	['mpp-aula-barat', SCD41, 'Aula, dinding barat', 'aula', [46.3, 85.6]],
	['24e124136b321002', EM300, 'Galeri, dinding barat', 'galeri', [48.3, 50]],
	['24e124710b501005', AM103, 'Ruang Pelatihan, dinding timur', 'pelatihan', [87.7, 43.6]],
	['24e124710b501006', AM103, 'Ruang Rapat 1, dinding timur', 'rapat-1', [37.7, 42.6]],
	['mpp-suhu-rapat-2', AQARA, 'Ruang Rapat 2, dinding barat', 'rapat-2', [74.3, 50.6]],
	['24e124710b501007', AM103, 'Pojok Baca Hukum, dinding timur', 'jdih', [87.7, 59.4]],
	['mpp-suhu-kepala', AQARA, 'Ruang Kepala, dinding selatan', 'kepala', [26.9, 40.3]],
	['24e124136b321003', EM300, 'Umum dan Kepegawaian, dinding timur', 'umum', [37.7, 51.4]],
	['mpp-pengaduan', BME280, 'Pengaduan, dinding barat', 'pengaduan', [44.5, 52]],
	['24e124710b501008', AM103, 'Perizinan Usaha, dinding barat', 'izin-usaha', [24.3, 60.1]],
	['a81758fffe04b0a6', ERS_CO2, 'Promosi Investasi, dinding utara', 'promosi', [38.4, 62.7]],
	['mpp-data', SCD40, 'Data dan Sistem, dinding timur', 'data', [47.7, 60]],
	['a840411e71000c03', LHT65, 'Ruang Server, dinding utara', 'ruang-server', [72.5, 62.7]]
];

const PRESENCE: Row[] = [
	['24e124538c221001', WS202, 'Ruang Rapat 1, langit-langit', 'rapat-1', [35.1, 42.9]],
	['mpp-gerak-rapat-2', AQARA_MOTION, 'Ruang Rapat 2, langit-langit', 'rapat-2', [76.7, 50.6]]
];

const OUTDOORS: Row[] = [
	['a840411e71000c04', LHT65, 'Atap, sisi utara', 'atap', [46, 90.6]],
	['24e124136b321004', EM300, 'Atap, sisi selatan', 'atap', [78, 41.2]]
];

export const CLIMATE: Row[] = [...GROUND, ...FIRST, ...PRESENCE, ...OUTDOORS];
