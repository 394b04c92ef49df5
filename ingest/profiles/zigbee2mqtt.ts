/** Zigbee2MQTT: its converters name and scale the fields of every make alike. */
import type { Draft } from '../message.ts';
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	millivolts,
	names,
	number,
	readFields,
	within,
	type Convert,
	type FieldTable,
	type JsonObject
} from './fields.ts';

const yesOrNo: Convert = (raw) => (typeof raw === 'boolean' ? raw : null);

const TABLE: FieldTable = {
	battery: { metric: 'battery', convert: within(0, 100) },
	co2: { metric: 'co2', convert: within(300, 10_000) },
	eco2: { metric: 'co2_estimate', convert: within(300, 65_000) },
	pm25: { metric: 'pm2_5', convert: number },
	pressure: { metric: 'pressure', convert: within(500, 1100) },
	device_temperature: { metric: 'device_temperature', convert: number },
	// A presence sensor may report the same state under both names.
	presence: { metric: 'presence', convert: yesOrNo },
	occupancy: { metric: 'presence', convert: yesOrNo }
};

const AIR: FieldTable = {
	temperature: { metric: 'temperature', convert: within(-20, 60) },
	humidity: { metric: 'humidity', convert: within(1.01, 100) }
};

/** On plugs `voltage` is the mains', in volts; beside `battery` it is the cell's, in millivolts. */
const CELL: FieldTable = {
	voltage: { metric: 'battery_voltage', convert: within(1, 15, millivolts) }
};

/** Plugs, valves, and probes in soil and water have a `temperature` too: not of the room. */
const NOT_AIR =
	/soil|water|leak|valve|setpoint|local_temperature|power|energy|current|^state|probe|_f$|freezer/;

/** A thermometer by itself may be a probe's; with one of these it is a room sensor's. */
const ROOM = /^(humidity|occupancy|presence|illuminance|illuminance_lux|co2|pm25|pressure)$/;

function air(object: JsonObject): Draft[] {
	const unit = field(object, 'temperature_unit');
	const celsius = unit === undefined || unit === 'celsius';
	return celsius && names(object, ROOM) && !names(object, NOT_AIR) ? readFields(object, AIR) : [];
}

/** Before version 2 `illuminance` was a raw logarithm wherever `illuminance_lux` stands beside it. */
function light(object: JsonObject): Draft[] {
	const name = Object.hasOwn(object, 'illuminance_lux') ? 'illuminance_lux' : 'illuminance';
	return readFields(object, { [name]: { metric: 'illuminance', convert: number } });
}

export const zigbee2mqtt: Profile = {
	name: 'zigbee2mqtt',
	source: 'zigbee2mqtt.io, guide/usage/exposes and the pages of the supported devices',
	matches: (uplink) => uplink.network === 'zigbee2mqtt' && asObject(uplink.decoded) !== null,
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		const cell = Object.hasOwn(object, 'battery') ? readFields(object, CELL) : [];
		return [...air(object), ...readFields(object, TABLE), ...light(object), ...cell];
	}
};
