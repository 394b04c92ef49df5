/** What every Milesight device shares: its port, its identity fields, and its battery in percent. */
import type { Uplink } from '../message.ts';
import { number, within, type Convert } from './fields.ts';
import { isMadeBy } from './hints.ts';

export const MILESIGHT_SOURCE =
	'Milesight-IoT/SensorDecoders READMEs; Milesight codecs in TheThingsNetwork/lorawan-devices and actility/device-catalog';

/** Fields of the join and identity messages, which any reading may come with. */
export const IDENTITY: readonly string[] = [
	'protocol_version',
	'ipso_version',
	'tsl_version',
	'sn',
	'hardware_version',
	'firmware_version',
	'lorawan_class',
	'device_status',
	'reset_event'
];

/** True where the network names Milesight as the maker, or the port is the one they all use. */
export function fromMilesight(uplink: Uplink): boolean {
	return isMadeBy(uplink, 'milesight') || uplink.fPort === 85;
}

/** Whole percent: a volt figure of another vendor has decimals or no room to be a percentage. */
export const percent: Convert = (raw) => {
	const value = number(raw);
	return value !== null && Number.isInteger(value) ? within(0, 100)(value) : null;
};

/** True for a battery that cannot be volts: no radio sensor has a cell of more than 40 V. */
export function plainlyPercent(raw: unknown): boolean {
	return typeof raw === 'number' && Number.isInteger(raw) && raw > 40 && raw <= 100;
}
