/** Netvox: the device names itself in `Device`; a missing sensor is the word `NoSensor`. */
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	flag,
	names,
	number,
	readFields,
	within,
	type FieldTable
} from './fields.ts';

const TABLE: FieldTable = {
	// Mains meters of the same vendor put the line's voltage in the same field.
	Volt: { metric: 'battery_voltage', convert: within(1, 15) },
	Humi: { metric: 'humidity', convert: number },
	CO2: { metric: 'co2', convert: number },
	PM2_5: { metric: 'pm2_5', convert: number },
	PM25: { metric: 'pm2_5', convert: number },
	Illuminance: { metric: 'illuminance', convert: number },
	Occupy: { metric: 'presence', convert: flag }
};

const ROOM: FieldTable = { Temp: { metric: 'temperature', convert: number } };

export const netvox: Profile = {
	name: 'netvox',
	source: 'Netvox codecs in TheThingsNetwork/lorawan-devices (vendor/netvox)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			typeof field(object, 'Device') === 'string' &&
			names(object, /^(Volt|SWver)$/)
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		// `Temp` by itself is a thermocouple's or a pipe's.
		const room = number(field(object, 'Humi')) !== null || names(object, /^Occupy$/);
		return [...readFields(object, TABLE), ...(room ? readFields(object, ROOM) : [])];
	}
};
