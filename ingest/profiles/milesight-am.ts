/** Milesight climate and presence sensors (AM1xx, AM3xx, EM300, EM500, GS601, VS3xx, WS2xx, WS302). */
import type { Draft, Uplink } from '../message.ts';
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	hasAll,
	hasOnly,
	names,
	number,
	readFields,
	within,
	words,
	type FieldTable,
	type JsonObject
} from './fields.ts';
import { IDENTITY, MILESIGHT_SOURCE, fromMilesight, percent, plainlyPercent } from './milesight.ts';

/** The port that ThingPark's catalogue of drivers gives Milesight's messages. */
const CATALOGUE_PORT = 100;

const pir = words(['trigger'], ['idle', 'normal']);
const seat = words(['occupied'], ['vacant']);

const ALWAYS: FieldTable = {
	battery: { metric: 'battery', convert: percent },
	co2: { metric: 'co2', convert: number },
	illumination: { metric: 'illuminance', convert: number },
	illuminance: { metric: 'illuminance', convert: number },
	Lux: { metric: 'illuminance', convert: number },
	pm2_5: { metric: 'pm2_5', convert: number },
	'pm2.5': { metric: 'pm2_5', convert: number },
	pir: { metric: 'presence', convert: (raw) => (typeof raw === 'string' ? pir(raw) : null) },
	occupancy: { metric: 'presence', convert: (raw) => (typeof raw === 'string' ? seat(raw) : null) }
};

/** The name depends on the weighting that is set; the others are instantaneous and peak. */
const SOUND: FieldTable = Object.fromEntries(
	['LAeq', 'LCeq', 'LZeq', 'laeq'].map((name) => [name, { metric: 'sound', convert: number }])
);

const AIR: FieldTable = {
	temperature: { metric: 'temperature', convert: number },
	humidity: { metric: 'humidity', convert: number }
};

const BAROMETER: FieldTable = { pressure: { metric: 'pressure', convert: within(500, 1100) } };
const TVOC: FieldTable = { tvoc: { metric: 'tvoc', convert: number } };
const TVOC_PPB: FieldTable = { tvoc: { metric: 'tvoc_ppb', convert: number } };

const REGION = /^region_\d+$/;

/** In the ground `temperature` and `humidity` are the soil's; beside a set point, the valve's. */
const NOT_AIR = /^(ec|conductivity|moisture|.*soil.*)$|target|setpoint|set_point/i;

const CLIMATE_FIELDS = new Set([
	'battery',
	'temperature',
	'humidity',
	'activity',
	'illumination',
	'infrared',
	'infrared_and_visible',
	'co2',
	'tvoc',
	'pressure',
	...IDENTITY
]);

const SEAT_FIELDS = new Set([
	'battery',
	'occupancy',
	'distance',
	'calibration_status',
	'temperature',
	'humidity',
	'illuminance',
	...IDENTITY
]);

function air(object: JsonObject): Draft[] {
	const measured = number(field(object, 'humidity')) !== null || hasAll(object, ['co2']);
	if (!measured || names(object, NOT_AIR)) return [];
	return readFields(object, AIR);
}

/** A barometer sits beside climate fields; alone, `pressure` is that of a pipe, in kPa. */
function pressure(object: JsonObject): Draft[] {
	const barometer = hasAll(object, ['co2']) || hasAll(object, ['temperature', 'humidity']);
	return barometer ? readFields(object, BAROMETER) : [];
}

/** One name, three units: AM107 ppb, GS601 µg/m³, AM3xx a rating or µg/m³, which is not told. */
function tvoc(object: JsonObject): Draft[] {
	if (!hasAll(object, ['tvoc'])) return [];
	if (hasAll(object, ['vaping_index'])) return readFields(object, TVOC);
	const first = Object.keys(object).every((name) => CLIMATE_FIELDS.has(name));
	const am107 = names(object, /^(activity|illumination)$/) || !hasAll(object, ['temperature']);
	if (!first || !am107 || !Number.isInteger(field(object, 'tvoc'))) return [];
	return readFields(object, TVOC_PPB);
}

/** VS321: a region that is not enabled reports `vacant` for ever. */
function regions(object: JsonObject): Draft[] {
	const drafts: Draft[] = [];
	for (const name of Object.keys(object)) {
		const raw = object[name];
		const value = typeof raw === 'string' && REGION.test(name) ? seat(raw) : null;
		if (value === null || field(object, `${name}_enable`) !== 'enable') continue;
		drafts.push({ metric: 'presence', channel: name, value });
	}
	return drafts;
}

/** A desk or seat; a distance alone with a state is as well that of a car. */
function isSeatShape(uplink: Uplink, object: JsonObject): boolean {
	const milesight = fromMilesight(uplink) || uplink.fPort === CATALOGUE_PORT;
	const word = typeof field(object, 'occupancy') === 'string';
	return milesight && word && hasOnly(object, SEAT_FIELDS);
}

function isClimateShape(uplink: Uplink, object: JsonObject): boolean {
	if (!hasOnly(object, CLIMATE_FIELDS)) return false;
	if (fromMilesight(uplink)) return true;
	const measured = hasAll(object, ['temperature', 'humidity']) || hasAll(object, ['illumination']);
	return measured && plainlyPercent(field(object, 'battery'));
}

export const milesightAm: Profile = {
	name: 'milesight-am',
	source: MILESIGHT_SOURCE,
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return false;
		const pirWord = typeof field(object, 'pir') === 'string';
		return (
			hasAll(object, ['vaping_index']) ||
			(pirWord && names(object, /^(daylight|light_level)$/)) ||
			hasAll(object, ['laeq', 'lamax', 'freq_weight']) ||
			(names(object, /^L[ACZ]eq$/) && names(object, /^L[ACZ][FSI]max$/)) ||
			hasAll(object, ['region_1', 'region_1_enable', 'detection_status']) ||
			isSeatShape(uplink, object) ||
			isClimateShape(uplink, object) ||
			(fromMilesight(uplink) &&
				names(object, /^(battery|temperature|humidity|co2|pir|occupancy|illuminance)$/))
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return [
			...readFields(object, ALWAYS),
			...air(object),
			...readFields(object, SOUND),
			...pressure(object),
			...tvoc(object),
			...regions(object)
		];
	}
};
