/** Sensative: Squares and Pucks nest their output two levels down, Strips send named reports. */
import type { Profile } from './profile.ts';
import { asObject, field, flag, number, readFields, within, type FieldTable } from './fields.ts';
import type { Convert, JsonObject } from './fields.ts';
import { stated } from './units.ts';

const OUTPUT: FieldTable = {
	temp: { metric: 'temperature', convert: number },
	averageTemp: { metric: 'temperature', convert: number },
	humidity: { metric: 'humidity', convert: number },
	// Of the last interval: read where the sensor is set to send nothing else.
	averageHumidity: { metric: 'humidity', convert: number },
	batteryPercent: { metric: 'battery', convert: within(0, 100) },
	lux: { metric: 'illuminance', convert: number },
	air_co2: { metric: 'co2', convert: number },
	air_pressure: { metric: 'pressure', convert: number },
	soundLevel: { metric: 'sound', convert: number },
	// Of the Puck Radar, which watches a parking bay.
	occupied: { metric: 'occupied', convert: flag }
};

const presence: Convert = (raw) => {
	const report = asObject(raw);
	return report ? flag(field(report, 'value')) : null;
};

const REPORTS: FieldTable = {
	PresenceReport: { metric: 'presence', convert: presence },
	TempReport: { metric: 'temperature', convert: stated('temperature') },
	HumidityReport: { metric: 'humidity', convert: stated('humidity') },
	LuxReport: { metric: 'illuminance', convert: stated('illuminance') },
	BatteryReport: { metric: 'battery', convert: stated('battery') }
};

/** `decoded.result.output`; the `timeseries` beside it repeats the same values. */
function output(object: JsonObject): JsonObject | null {
	const decoded = asObject(field(object, 'decoded'));
	const result = decoded && asObject(field(decoded, 'result'));
	return result && asObject(field(result, 'output'));
}

function isReports(object: JsonObject): boolean {
	return (
		typeof field(object, 'historyStart') === 'number' &&
		Object.keys(object).some((name) => name.endsWith('Report'))
	);
}

export const sensative: Profile = {
	name: 'sensative',
	source:
		'Sensative Square, Puck and Strips drivers in actility/device-catalog (vendors/sensative)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return object !== null && (output(object) !== null || isReports(object));
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		const values = output(object);
		return values ? readFields(values, OUTPUT) : readFields(object, REPORTS);
	}
};
