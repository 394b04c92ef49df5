/** Watteco: a list of samples, each with its own time, since a batch is of the past hours. */
import type { Draft } from '../message.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Profile } from './profile.ts';
import { instant } from './clock.ts';
import { asObject, field, number, type JsonObject } from './fields.ts';
import { inMetricUnit } from './units.ts';

/** What is sampled and the unit it is in where the codec does not say. */
const VARIABLES: ReadonlyMap<unknown, { metric: Metric; unit: string }> = new Map([
	['temperature', { metric: 'temperature', unit: 'Cel' }],
	['humidity', { metric: 'humidity', unit: '%RH' }],
	['battery_voltage', { metric: 'battery_voltage', unit: 'V' }],
	['disposable_battery_voltage', { metric: 'battery_voltage', unit: 'V' }]
]);

function samples(object: JsonObject): JsonObject[] {
	const list = field(object, 'samples');
	return Array.isArray(list) ? list.map(asObject).filter((sample) => sample !== null) : [];
}

function draft(sample: JsonObject): Draft | null {
	const variable = VARIABLES.get(field(sample, 'variable'));
	const at = instant(field(sample, 'date'));
	const value = number(field(sample, 'value'));
	const unit = field(sample, 'unit') ?? variable?.unit;
	if (!variable || at === null || value === null || typeof unit !== 'string') return null;
	const converted = inMetricUnit(variable.metric, value, unit);
	return converted === null ? null : { metric: variable.metric, value: converted, at };
}

export const watteco: Profile = {
	name: 'watteco',
	source: 'Watteco drivers in actility/device-catalog (vendors/watteco)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		const list = object ? samples(object) : [];
		return list.some((sample) => ['variable', 'value', 'date'].every((name) => name in sample));
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		const drafts = (object ? samples(object) : []).map(draft).filter((one) => one !== null);
		// A thermometer by itself may be one of the same maker's probes.
		const air = drafts.some(({ metric }) => metric === 'humidity');
		const seen = new Set<string>();
		return drafts.filter(({ metric, at }) => {
			const key = `${metric} ${at}`;
			const repeated = seen.has(key);
			seen.add(key);
			return !repeated && (metric !== 'temperature' || air);
		});
	}
};
