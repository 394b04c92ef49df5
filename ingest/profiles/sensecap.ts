/** Seeed SenseCAP: a list of messages, each a measurement by Seeed's number or a report of the device. */
import type { Draft } from '../message.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	number,
	scaled,
	within,
	type Convert,
	type JsonObject
} from './fields.ts';

/** Seeed's measurement numbers of the air; those of soil, water and wind are left out. */
const MEASUREMENTS: ReadonlyMap<unknown, { metric: Metric; convert: Convert }> = new Map([
	[4097, { metric: 'temperature' as const, convert: number }],
	[4098, { metric: 'humidity' as const, convert: number }],
	[4099, { metric: 'illuminance' as const, convert: number }],
	[4100, { metric: 'co2' as const, convert: number }],
	[4101, { metric: 'pressure' as const, convert: within(500, 1100, scaled(0.01)) }]
]);

function messages(object: JsonObject): JsonObject[] {
	const list = field(object, 'messages');
	// Newer codecs group the messages of a frame in a list of their own.
	const flat: unknown[] = Array.isArray(list) ? list.flat() : [];
	return flat.map(asObject).filter((message) => message !== null);
}

export const sensecap: Profile = {
	name: 'sensecap',
	source:
		'Seeed SenseCAP codecs in TheThingsNetwork/lorawan-devices (vendor/sensecap) and its list of measurement ids',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			typeof field(object, 'valid') === 'boolean' &&
			typeof field(object, 'payload') === 'string' &&
			Array.isArray(field(object, 'messages'))
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object || field(object, 'valid') !== true) return [];
		const drafts: Draft[] = [];
		for (const message of messages(object)) {
			const type = field(message, 'type');
			const measured =
				type === 'report_telemetry'
					? MEASUREMENTS.get(field(message, 'measurementId'))
					: type === 'upload_battery'
						? { metric: 'battery' as const, convert: within(0, 100) }
						: undefined;
			const raw = field(message, type === 'upload_battery' ? 'battery' : 'measurementValue');
			const value = measured?.convert(raw) ?? null;
			if (!measured || value === null) continue;
			if (drafts.some((draft) => draft.metric === measured.metric)) continue;
			drafts.push({ metric: measured.metric, value });
		}
		return drafts;
	}
};
