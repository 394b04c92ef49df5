/** Bosch Parking Lot Sensor TPS110 (PLS): a bay's state; its temperature is of the ground. */
import type { Profile } from './profile.ts';
import { asObject, field, flag, hasAll, hasOnly, number, readFields } from './fields.ts';

/** Both codecs (0.29.2, 0.39.2) name the frame; statistics and debug frames hold no state. */
const STATE_FRAMES: ReadonlySet<unknown> = new Set(['parking status', 'heartbeat', 'startup']);
const OTHER_FRAMES: ReadonlySet<unknown> = new Set([
	'debug',
	'Time running in occupied state',
	'Number of parking status changes detected'
]);

const STATE_FIELDS = new Set(['type', 'occupied', 'temperature']);

export const boschParking: Profile = {
	name: 'bosch-parking',
	source:
		'Bosch TPS110 codecs 0.29.2 and 0.39.2 in TheThingsNetwork/lorawan-devices (vendor/bosch); PLS communication interface; daily heartbeat as golem.de found in its test of 2019',
	// Once a day while no car comes or goes.
	heartbeatMs: 24 * 3_600_000,
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return false;
		const type = field(object, 'type');
		if (OTHER_FRAMES.has(type)) return !hasAll(object, ['occupied']);
		if (type === 'startup') {
			return hasAll(object, ['debug_code']) || hasAll(object, ['debugCodes', 'resetCause']);
		}
		if (type === 'heartbeat') {
			return hasAll(object, ['occupied', 'temperature']) && hasOnly(object, STATE_FIELDS);
		}
		return type === 'parking status';
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object || !STATE_FRAMES.has(field(object, 'type'))) return [];
		return readFields(object, {
			occupied: { metric: 'occupied', convert: flag },
			temperature: { metric: 'device_temperature', convert: number }
		});
	}
};
