/** ESP32 paxcounter: radio devices nearby, an estimate of people and never of passages. */
import type { Profile } from './profile.ts';
import { asObject, count, field, readFields } from './fields.ts';

export const paxcounter: Profile = {
	name: 'paxcounter',
	source:
		'cyberman54/ESP32-Paxcounter; codec in TheThingsNetwork/lorawan-devices (vendor/opensource)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			['wifi', 'ble', 'pax'].every((name) => typeof field(object, name) === 'number')
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		return object ? readFields(object, { pax: { metric: 'people_count', convert: count } }) : [];
	}
};
