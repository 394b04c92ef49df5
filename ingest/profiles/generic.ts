/** The cautious reading of an unknown device: only names that state their quantity. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Draft, Uplink } from '../message.ts';
import { asObject } from './fields.ts';
import { NAMED, NAMED_FAHRENHEIT, plainName, type NamedQuantity } from './generic-names.ts';
import {
	hasOtherTemperature,
	isIndexOfAir,
	isNoMeasurement,
	isNotOfTheAir,
	isOfVehicles,
	isPerhapsFahrenheit,
	plainFields,
	type PlainFields
} from './generic-signs.ts';
import type { Profile } from './profile.ts';
import { inMetricUnit, quantity } from './units.ts';

type Kind = NamedQuantity['kind'];
type Found = ReadonlyMap<Metric, readonly { value: number | boolean; kind: Kind }[]>;

/** Quantities that go by one name and are told apart by their unit. */
const SAME_NAME: Partial<Record<Metric, Metric>> = { battery: 'battery_voltage', tvoc: 'tvoc_ppb' };

const isKnownName = (name: string): boolean => NAMED.has(name) || NAMED_FAHRENHEIT.has(name);

/** What one field is worth, and of which quantity: a unit that stands with it has the last word. */
function worth(
	raw: unknown,
	named: NamedQuantity
): { metric: Metric; value: number | boolean } | null {
	const { metric, convert } = named;
	const read = quantity(raw);
	if (!read) {
		const value = convert(raw);
		return value === null ? null : { metric, value };
	}
	for (const candidate of [metric, SAME_NAME[metric]]) {
		const value = candidate ? inMetricUnit(candidate, read.value, read.unit) : null;
		if (candidate && value !== null) return { metric: candidate, value };
	}
	return null;
}

function collect(fields: PlainFields, table: ReadonlyMap<string, NamedQuantity>): Found {
	const found = new Map<Metric, { value: number | boolean; kind: Kind }[]>();
	for (const [name, raw] of fields) {
		const named = table.get(name);
		const read = named ? worth(raw, named) : null;
		if (!named || !read) continue;
		const others = found.get(read.metric) ?? [];
		found.set(read.metric, [...others, { value: read.value, kind: named.kind }]);
	}
	return found;
}

/** The one value that the strongest kind of name gives; two that differ cancel each other. */
function agreed(values: readonly { value: number | boolean; kind: Kind }[], bare: boolean) {
	const strongest = values.some((one) => one.kind === 'stated');
	if (!strongest && !bare) return null;
	const [value, ...others] = new Set(
		values.filter((one) => !strongest || one.kind === 'stated').map((one) => one.value)
	);
	return others.length === 0 ? (value ?? null) : null;
}

function read(uplink: Uplink): Draft[] {
	const object = asObject(uplink.decoded);
	if (!object) return [];
	const fields = plainFields(object, plainName);
	if (isNoMeasurement(fields, uplink)) return [];

	const celsius = collect(fields, NAMED);
	const found = celsius.has('temperature')
		? celsius
		: new Map([...celsius, ...collect(fields, NAMED_FAHRENHEIT)]);
	const vehicles = isOfVehicles(fields);
	const elsewhere = isNotOfTheAir(fields);
	const measuredCo2 = found.has('co2') && !isIndexOfAir(fields);
	// A humidity sensor measures air, and so does the thermometer in the same case.
	const hygrometer = found.has('humidity') && found.has('temperature');
	const air = !elsewhere && (measuredCo2 || hygrometer);
	const room = !vehicles && (air || found.has('illuminance'));
	const ownTemperature = air && !vehicles && !hasOtherTemperature(fields, isKnownName);

	const drafts: Draft[] = [];
	for (const [metric, values] of found) {
		if (metric === 'co2' && !measuredCo2) continue;
		if (metric === 'pressure' && elsewhere) continue;
		if (metric === 'temperature' && isPerhapsFahrenheit(fields)) continue;
		const bare = metric === 'temperature' ? ownTemperature : metric === 'humidity' ? air : room;
		const value = agreed(values, bare);
		if (value !== null) drafts.push({ metric, value });
	}
	return drafts;
}

export const generic: Profile = {
	name: 'generic',
	source: 'names of quantities that state what they measure; no vendor',
	matches: () => false,
	read
};
