/** Ewattch: a list of data points, each with its type, socket, value and unit. */
import type { Draft } from '../message.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Profile } from './profile.ts';
import { asObject, field, type JsonObject } from './fields.ts';
import { stated } from './units.ts';

/** `motion` is a time in seconds, not a state; what the clamps measure is no matter of ours. */
const TYPES: ReadonlyMap<unknown, Metric> = new Map([
	['temperature', 'temperature'],
	['humidity', 'humidity'],
	['co2', 'co2'],
	['luminosity', 'illuminance']
]);

function points(object: JsonObject): JsonObject[] {
	const list = field(object, 'datapoints');
	return Array.isArray(list) ? list.map(asObject).filter((point) => point !== null) : [];
}

export const ewattch: Profile = {
	name: 'ewattch',
	source: 'Ewattch driver in actility/device-catalog (vendors/ewattch)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		const list = object ? points(object) : [];
		return list.some((point) => 'uuid' in point && 'type' in point && 'hardwareData' in point);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		const found = points(object).flatMap((point): Draft[] => {
			const metric = TYPES.get(field(point, 'type'));
			const value = metric ? stated(metric)(point) : null;
			return metric && value !== null ? [{ metric, value }] : [];
		});
		const one = (metric: Metric) => found.filter((draft) => draft.metric === metric).length === 1;
		// Sockets carry probes too: with two thermometers, or one alone, none is the room's.
		return found.filter(({ metric }) =>
			metric === 'temperature' ? one(metric) && one('humidity') : one(metric)
		);
	}
};
