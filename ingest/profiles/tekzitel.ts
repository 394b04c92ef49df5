/** Tekzitel TEKZIPARK: a bay's state; its temperature is of the sensor in the ground. */
import type { Profile } from './profile.ts';
import { asObject, flag, hasAll, number, readFields } from './fields.ts';

export const tekzitel: Profile = {
	name: 'tekzitel',
	source: 'Tekzitel TEKZIPARK codec in TheThingsNetwork/lorawan-devices (vendor/tekzitel)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return object !== null && hasAll(object, ['occupied', 'Parking_ID', 'Radar', 'keepAlive']);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			occupied: { metric: 'occupied', convert: flag },
			Temperature: { metric: 'device_temperature', convert: number }
		});
	}
};
