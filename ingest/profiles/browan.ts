/** Browan TABS and MerryIoT: volts named `battery`, and a board whose temperature is no room's. */
import type { Profile } from './profile.ts';
import { asObject, flag, hasAll, hasOnly, number, readFields, within } from './fields.ts';
import type { FieldTable, JsonObject } from './fields.ts';

const volts = within(1.5, 4.5);

const TABLE: FieldTable = {
	battery: { metric: 'battery_voltage', convert: volts },
	battery_volt: { metric: 'battery_voltage', convert: volts },
	eco2: { metric: 'co2_estimate', convert: number },
	co2_ppm: { metric: 'co2', convert: number },
	decibel: { metric: 'sound', convert: number },
	lux: { metric: 'illuminance', convert: number }
};

/** `CO2` and `VOC` of the TBHH100 are there, and 0, without any such sensor: not in the table. */
const AIR: FieldTable = {
	temperature: { metric: 'temperature', convert: number },
	humidity: { metric: 'humidity', convert: number }
};

const MOTION: FieldTable = { status: { metric: 'presence', convert: flag } };

const TBHH100 = new Set(['status', 'temperature', 'humidity', 'battery']);
const TBMS100 = new Set(['status', 'battery', 'temperatureBoard', 'time', 'count']);

function isMotion(object: JsonObject, fPort: number | undefined): boolean {
	return fPort === 102 && hasAll(object, ['status', 'time', 'count']) && hasOnly(object, TBMS100);
}

export const browan: Profile = {
	name: 'browan',
	source:
		'Browan TBMS100, TBAM100 and MerryIoT MS10 reference manuals; Browan codecs in TheThingsNetwork/lorawan-devices (vendor/browan) and chirpstack-device-profiles',
	// TABS and MerryIoT report every hour while nothing changes.
	heartbeatMs: 3_600_000,
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return false;
		return (
			hasAll(object, ['temperatureBoard', 'battery']) ||
			(uplink.fPort === 103 && hasAll(object, [...TBHH100]) && hasOnly(object, TBHH100)) ||
			hasAll(object, ['battery_volt', 'thh_type']) ||
			hasAll(object, ['battery_volt', 'co2_ppm', 'co2threshold'])
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return [
			...(hasAll(object, ['temperature', 'humidity']) ? readFields(object, AIR) : []),
			...readFields(object, TABLE),
			...(isMotion(object, uplink.fPort) ? readFields(object, MOTION) : [])
		];
	}
};
