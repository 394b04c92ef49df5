/** Terabee: `count_in` of a door runs on until it is reset, a zone's count is of people now. */
import type { Draft } from '../message.ts';
import type { Profile } from './profile.ts';
import { asObject, count, field, hasAll, readFields, type JsonObject } from './fields.ts';

/** While one of these is set the counts stand still or are not yet counts. */
const NOT_COUNTING = ['TPC_STOPPED', 'TPC_STUCK', 'STOPPED', 'STUCK', 'WARMUP'];

/** The object itself, which one of the drivers wraps in `data`. */
function frame(decoded: unknown): JsonObject | null {
	const outer = asObject(decoded);
	const object = outer && (asObject(field(outer, 'data')) ?? outer);
	if (!object || asObject(field(object, 'flags')) === null) return null;
	const counts = hasAll(object, ['count_in', 'count_out']) || hasAll(object, ['zone_global']);
	return counts ? object : null;
}

/** `zone_0` to `zone_7`; those that are not set up say so in words. */
function zones(object: JsonObject): Draft[] {
	return Object.entries(object).flatMap(([name, raw]): Draft[] => {
		const value = /^zone_\d$/.test(name) ? count(raw) : null;
		return value === null ? [] : [{ metric: 'people_count', value, channel: name }];
	});
}

export const terabee: Profile = {
	name: 'terabee',
	source:
		'Terabee codecs in TheThingsNetwork/lorawan-devices (vendor/terabee) and actility/device-catalog; 32-bit counters that CMD_CNT_GET returns at any time',
	matches: (uplink) => frame(uplink.decoded) !== null,
	read(uplink) {
		const object = frame(uplink.decoded);
		const flags = object && asObject(field(object, 'flags'));
		if (!object || NOT_COUNTING.some((flag) => flags && field(flags, flag) !== undefined))
			return [];
		return [
			...readFields(object, {
				count_in: { metric: 'count_in_total', convert: count },
				count_out: { metric: 'count_out_total', convert: count },
				zone_global: { metric: 'people_count', convert: count }
			}),
			...zones(object)
		];
	}
};
