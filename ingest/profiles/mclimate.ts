/** MClimate room sensors: `battery` is volts, CO2 is `co2`, `CO2` or `ppm` by the model. */
import type { Draft } from '../message.ts';
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	flag,
	hasAll,
	hasOnly,
	names,
	number,
	readFields,
	within
} from './fields.ts';
import type { FieldTable, JsonObject } from './fields.ts';
import { isMadeBy } from './hints.ts';

const volts = within(1.5, 4.5);

const TABLE: FieldTable = {
	battery: { metric: 'battery_voltage', convert: volts },
	batteryVoltage: { metric: 'battery_voltage', convert: volts },
	voltage: { metric: 'battery_voltage', convert: volts },
	co2: { metric: 'co2', convert: number },
	CO2: { metric: 'co2', convert: number },
	ppm: { metric: 'co2', convert: number },
	CO2eq: { metric: 'co2_estimate', convert: number },
	pressure: { metric: 'pressure', convert: within(500, 1100) },
	pir: { metric: 'presence', convert: flag },
	occupied: { metric: 'presence', convert: flag }
};

const AIR: FieldTable = {
	temperature: { metric: 'temperature', convert: number },
	sensorTemperature: { metric: 'temperature', convert: number },
	humidity: { metric: 'humidity', convert: number },
	relativeHumidity: { metric: 'humidity', convert: number },
	relative_humidity: { metric: 'humidity', convert: number }
};

const LIGHT: FieldTable = { lux: { metric: 'illuminance', convert: number } };

/** The light sensor that is off or broken reports 0 lx. */
function light(object: JsonObject): Draft[] {
	const status = field(object, 'luxStatus');
	return status === undefined || status === 'ok' ? readFields(object, LIGHT) : [];
}

const CO2_SENSOR = new Set(['battery', 'co2', 'humidity', 'temperature']);

export const mclimate: Profile = {
	name: 'mclimate',
	source:
		'MClimate codecs in TheThingsNetwork/lorawan-devices (vendor/mclimate) and actility/device-catalog',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return false;
		return (
			hasAll(object, ['sAQI', 'CO2eq', 'voltage']) ||
			hasAll(object, ['sensorTemperature', 'relativeHumidity', 'batteryVoltage']) ||
			hasAll(object, ['temperature', 'humidity', 'batteryVoltage', 'reason']) ||
			((uplink.fPort === 2 || isMadeBy(uplink, 'mclimate')) &&
				hasAll(object, [...CO2_SENSOR]) &&
				hasOnly(object, CO2_SENSOR) &&
				volts(field(object, 'battery')) !== null)
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		// A radiator valve measures at the radiator.
		const valve = names(object, /motor|valve/i);
		return [
			...(valve ? [] : readFields(object, AIR)),
			...readFields(object, TABLE),
			...light(object)
		];
	}
};
