/** IMBuildings people counter: for who has mounted it with side A outside, so that A counts in. */
import type { Profile } from './profile.ts';
import { asObject, count, readFields, within } from './fields.ts';

export const imbuildings: Profile = {
	name: 'imbuildings',
	source: 'IMBuildings codec in TheThingsNetwork/lorawan-devices (vendor/imbuildings)',
	// Which of A and B is in, the door decides: only the registry may say it.
	matches: () => false,
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			counter_a: { metric: 'count_in', convert: count },
			counter_b: { metric: 'count_out', convert: count },
			total_counter_a: { metric: 'count_in_total', convert: count },
			total_counter_b: { metric: 'count_out_total', convert: count },
			battery_voltage: { metric: 'battery_voltage', convert: within(1, 15) }
		});
	}
};
