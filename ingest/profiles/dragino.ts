/** Dragino sensors with an SHT (LHT65, LHT52, LSN50) and the LAQ4, whose CO2 is an estimate. */
import type { Profile } from './profile.ts';
import { asObject, field, names, number, readFields, within, type FieldTable } from './fields.ts';

const SHT: FieldTable = {
	TempC_SHT: { metric: 'temperature', convert: number },
	Hum_SHT: { metric: 'humidity', convert: number },
	BatV: { metric: 'battery_voltage', convert: within(1, 5) },
	Bat_V: { metric: 'battery_voltage', convert: within(1, 5) },
	// The LAQ4's sensor is a metal oxide: its "CO2" is computed from VOCs.
	CO2_ppm: { metric: 'co2_estimate', convert: number },
	TVOC_ppb: { metric: 'tvoc_ppb', convert: number }
};

const PROBE: FieldTable = {
	TempC_DS: { metric: 'temperature', convert: number, channel: 'external' }
};

export const dragino: Profile = {
	name: 'dragino',
	source:
		'Dragino LHT65, LHT65N, LHT52 and LAQ4 codecs in TheThingsNetwork/lorawan-devices (vendor/dragino) and chirpstack-device-profiles',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return object !== null && names(object, /^(TempC_SHT|Hum_SHT)$/);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		const probe = field(object, 'Ext_sensor') === 'Temperature Sensor';
		return [...readFields(object, SHT), ...(probe ? readFields(object, PROBE) : [])];
	}
};
