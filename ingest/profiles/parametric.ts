/** Parametric PCR2 radar counter: left-to-right counts as in, right-to-left as out. */
import type { Profile } from './profile.ts';
import { asObject, count, hasAll, number, readFields, type Convert } from './fields.ts';

/** The published codec example yields `"1,"` where its bytes hold 1. */
const listed: Convert = (raw) =>
	count(typeof raw === 'string' && raw.endsWith(',') ? raw.slice(0, -1) : raw);

export const parametric: Profile = {
	name: 'parametric',
	source: 'Parametric PCR2 codec in TheThingsNetwork/lorawan-devices (vendor/parametric)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return object !== null && hasAll(object, ['LTR', 'RTL']);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			LTR: { metric: 'count_in', convert: listed },
			RTL: { metric: 'count_out', convert: listed },
			LTR_SUM: { metric: 'count_in_total', convert: listed },
			RTL_SUM: { metric: 'count_out_total', convert: listed },
			// Of the processor.
			TEMP: { metric: 'device_temperature', convert: number }
		});
	}
};
