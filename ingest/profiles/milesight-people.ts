/** Milesight people counters (VS121, VS13x, VS350, VS360): lines, regions, totals and periods. */
import type { Draft } from '../message.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Profile } from './profile.ts';
import { asObject, count, hasAll, hasOnly, number, readFields, type FieldTable } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { isMadeBy } from './hints.ts';
import { IDENTITY, MILESIGHT_SOURCE, fromMilesight, percent } from './milesight.ts';

const COUNTS: FieldTable = {
	people_count_all: { metric: 'people_count', convert: count },
	people_counter_all: { metric: 'people_count', convert: count },
	people_in: { metric: 'count_in', convert: count },
	people_out: { metric: 'count_out', convert: count },
	total_counter_in: { metric: 'count_in_total', convert: count },
	total_counter_out: { metric: 'count_out_total', convert: count },
	periodic_counter_in: { metric: 'count_in', convert: count },
	periodic_counter_out: { metric: 'count_out', convert: count },
	total_in: { metric: 'count_in_total', convert: count },
	total_out: { metric: 'count_out_total', convert: count },
	period_in: { metric: 'count_in', convert: count },
	period_out: { metric: 'count_out', convert: count }
};

const DEVICE: FieldTable = {
	battery: { metric: 'battery', convert: percent },
	battery_main: { metric: 'battery', convert: percent, channel: 'main' },
	battery_node: { metric: 'battery', convert: percent, channel: 'node' },
	// Of the counter's own case, above a door: never of the room.
	temperature: { metric: 'device_temperature', convert: number }
};

/** The pairs that no other family's object has. */
const PAIRS: readonly (readonly string[])[] = [
	['total_counter_in', 'total_counter_out'],
	['periodic_counter_in', 'periodic_counter_out'],
	['total_in', 'total_out'],
	['period_in', 'period_out']
];

/** These names alone might be another vendor's totals: they need Milesight's port or name. */
const NEEDS_PROOF = ['people_count_all', 'people_counter_all', 'people_in', 'people_out'];

/** What a counter sends between counts: nothing that could be a climate sensor's. */
const ONLY_DEVICE = new Set(['battery', 'temperature', 'temperature_alarm', ...IDENTITY]);

const LINE = /^(line_\d+)_(total|period)_(in|out)$/;
const NESTED_LINE = /^line_\d+$/;
const REGION = /^(region_\d+)_count$/;

const LINE_METRICS: Readonly<Record<string, Metric>> = {
	total_in: 'count_in_total',
	total_out: 'count_out_total',
	period_in: 'count_in',
	period_out: 'count_out'
};

/** One codec nests what the other joins: `line_1: { total_in }` is `line_1_total_in`. */
function joined(object: JsonObject): [string, unknown][] {
	const fields: [string, unknown][] = [];
	for (const name of Object.keys(object)) {
		const raw = object[name];
		const line = typeof raw === 'object' && NESTED_LINE.test(name) ? asObject(raw) : null;
		if (line === null) fields.push([name, raw]);
		else for (const part of Object.keys(line)) fields.push([`${name}_${part}`, line[part]]);
	}
	return fields;
}

function channels(object: JsonObject): Draft[] {
	const drafts: Draft[] = [];
	for (const [name, raw] of joined(object)) {
		const line = LINE.exec(name);
		const region = REGION.exec(name);
		const value = line || region ? count(raw) : null;
		if (value === null) continue;
		const metric = line ? LINE_METRICS[`${line[2]}_${line[3]}`] : 'people_count';
		const channel = (line ?? region)?.[1];
		if (metric && channel) drafts.push({ metric, channel, value });
	}
	return drafts;
}

export const milesightPeople: Profile = {
	name: 'milesight-people',
	source: MILESIGHT_SOURCE,
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return false;
		if (PAIRS.some((pair) => hasAll(object, pair))) return true;
		const keys = Object.keys(object);
		if (joined(object).some(([name]) => LINE.test(name))) return true;
		if (!fromMilesight(uplink)) return false;
		if (keys.some((name) => REGION.test(name) || NEEDS_PROOF.includes(name))) return true;
		const model = uplink.model?.model ?? '';
		const counter = !isMadeBy(uplink, 'milesight') || model.toLowerCase().startsWith('vs');
		return counter && hasAll(object, ['temperature']) && hasOnly(object, ONLY_DEVICE);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return [...readFields(object, COUNTS), ...channels(object), ...readFields(object, DEVICE)];
	}
};
