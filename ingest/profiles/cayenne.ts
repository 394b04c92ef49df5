/** Cayenne LPP as network servers decode it: the type states the unit, the number says nothing. */
import type { Draft } from '../message.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Profile } from './profile.ts';
import { asObject, within, type Convert, type JsonObject } from './fields.ts';

/** Types by their names in the flat form (`temperature_1`) and in the nested (`temperatureSensor`). */
const TYPES: Readonly<Record<string, string>> = {
	digital_in: 'digital',
	digital_out: 'digital',
	digital_input: 'digital',
	digital_output: 'digital',
	analog_in: 'analog',
	analog_out: 'analog',
	analog_input: 'analog',
	analog_output: 'analog',
	voltage: 'analog',
	percentage: 'analog',
	luminosity: 'light',
	illuminance: 'light',
	presence: 'presence',
	temperature: 'temperature',
	relative_humidity: 'humidity',
	humidity: 'humidity',
	accelerometer: 'motion',
	barometric_pressure: 'pressure',
	barometer: 'pressure',
	gyrometer: 'motion',
	gps: 'place',
	digitalInput: 'digital',
	digitalOutput: 'digital',
	analogInput: 'analog',
	analogOutput: 'analog',
	illuminanceSensor: 'light',
	presenceSensor: 'presence',
	temperatureSensor: 'temperature',
	humiditySensor: 'humidity',
	gpsLocation: 'place'
};

const FLAT = /^([a-z_]+)_\d{1,3}$/;

type Values = ReadonlyMap<string, readonly unknown[]>;

/** The values of every type; null where any field is not Cayenne's. */
function byType(object: JsonObject): Values | null {
	const values = new Map<string, unknown[]>();
	for (const name of Object.keys(object)) {
		const raw = object[name];
		const flat = FLAT.exec(name)?.[1];
		const nested = flat === undefined ? asObject(raw) : null;
		const type = flat !== undefined ? TYPES[flat] : nested ? TYPES[name] : undefined;
		if (type === undefined) return null;
		const added = nested ? Object.values(nested) : [raw];
		values.set(type, [...(values.get(type) ?? []), ...added]);
	}
	return values.size > 0 ? values : null;
}

/** The only value of a type: of two thermometers nobody says which is the room's. */
function only(values: Values, type: string, metric: Metric, convert: Convert): Draft[] {
	const [raw, ...others] = values.get(type) ?? [];
	const value = others.length === 0 ? convert(raw) : null;
	return value === null ? [] : [{ metric, value }];
}

export const cayenne: Profile = {
	name: 'cayenne',
	source:
		'myDevices Cayenne LPP data types; the flat forms of The Things Stack and RAK, the nested of ChirpStack',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return object !== null && byType(object) !== null;
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		const values = object && byType(object);
		if (!values) return [];
		const temperature = only(values, 'temperature', 'temperature', within(-20, 50));
		const humidity = only(values, 'humidity', 'humidity', within(1.01, 100));
		// A lone thermometer may be in a pipe; with one hygrometer beside it, it is in the air.
		const air = temperature.length > 0 && humidity.length > 0;
		return [
			...(air ? [...temperature, ...humidity] : []),
			...only(values, 'light', 'illuminance', within(0, 65_000)),
			...only(values, 'pressure', 'pressure', within(850, 1100))
		];
	}
};
