/** Nwave NPS310SM and NPS405: a bay's state, and in the heartbeat the sensor's own condition. */
import type { Profile } from './profile.ts';
import { asObject, field, flag, hasAll, hasOnly, number, readFields, within } from './fields.ts';

const FRAMES: ReadonlySet<unknown> = new Set([
	'parking_status',
	'heartbeat',
	'startup',
	'user_registration'
]);

const FIELDS = new Set([
	'type',
	'occupied',
	'previous_state_duration',
	'previous_state_duration_error',
	'previous_state_duration_overflow',
	'battery_voltage',
	'battery_health',
	'temperature',
	'hw_health_status',
	'firmware_version',
	'reset_cause',
	'tag_id',
	'tag_battery_voltage'
]);

export const nwave: Profile = {
	name: 'nwave',
	source: 'Nwave NPS310SM and NPS405 codecs in TheThingsNetwork/lorawan-devices (vendor/nwave)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			FRAMES.has(field(object, 'type')) &&
			hasAll(object, ['occupied']) &&
			hasOnly(object, FIELDS)
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object || !FRAMES.has(field(object, 'type'))) return [];
		// The tag's number is a driver's and its battery is not the sensor's: neither is read.
		return readFields(object, {
			occupied: { metric: 'occupied', convert: flag },
			battery_voltage: { metric: 'battery_voltage', convert: within(1, 15) },
			temperature: { metric: 'device_temperature', convert: number }
		});
	}
};
