/** What hangs in the sample building, by make: how long each is silent when all is well. */
import type { Device } from '../building.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type Make = Pick<Device, 'network' | 'brand' | 'model' | 'intervalMs' | 'eventOnly'>;

const lorawan =
	(brand: string, model: string, intervalMs = 5 * MINUTE) =>
	(network: 'tts' | 'chirpstack'): Make => ({ network, brand, model, intervalMs });

export const AM307 = lorawan('Milesight', 'AM307')('tts');
export const AM103 = lorawan('Milesight', 'AM103')('chirpstack');
export const EM300 = lorawan('Milesight', 'EM300-TH')('tts');
export const ERS_CO2 = lorawan('Elsys', 'ERS CO2')('chirpstack');
export const IAM = lorawan('Decentlab', 'DL-IAM')('tts');
export const LHT65 = lorawan('Dragino', 'LHT65')('tts');
export const VS133 = lorawan('Milesight', 'VS133')('tts');
export const VS132 = lorawan('Milesight', 'VS132')('chirpstack');
export const VS350 = lorawan('Milesight', 'VS350')('tts');
export const WS202 = lorawan('Milesight', 'WS202', HOUR)('tts');
/** Both say once a day that they are alive, and each change at once. */
export const BOSCH = lorawan('Bosch', 'TPS110', 24 * HOUR)('tts');
export const NWAVE = lorawan('Nwave', 'NPS405', 24 * HOUR)('chirpstack');
export const SCD41: Make = {
	network: 'plain',
	brand: 'Sensirion',
	model: 'SCD41',
	intervalMs: MINUTE
};
export const GATE: Make = {
	network: 'plain',
	brand: 'Generic',
	model: 'IR gate',
	intervalMs: MINUTE
};
export const XOVIS: Make = { network: 'xovis', brand: 'Xovis', model: 'PC2SE', intervalMs: MINUTE };
export const SCD40: Make = {
	network: 'tasmota',
	brand: 'Tasmota',
	model: 'SCD40',
	intervalMs: 5 * MINUTE
};
export const BME280: Make = {
	network: 'tasmota',
	brand: 'Tasmota',
	model: 'BME280',
	intervalMs: 5 * MINUTE
};
export const AQARA: Make = {
	network: 'zigbee2mqtt',
	brand: 'Xiaomi',
	model: 'WSDCGQ11LM',
	intervalMs: HOUR
};
/** Speaks only when somebody comes or has gone. */
export const AQARA_MOTION: Make = {
	network: 'zigbee2mqtt',
	brand: 'Xiaomi',
	model: 'RTCGQ11LM',
	eventOnly: true
};
