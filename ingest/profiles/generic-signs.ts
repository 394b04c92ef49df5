/** What a decoded object as a whole says about itself: configuration, history, soil, a room. */
import type { Uplink } from '../message.ts';
import { instantOrEpoch } from './clock.ts';
import type { JsonObject } from './fields.ts';

/** The object's fields by plain name, so that every spelling is judged alike. */
export type PlainFields = ReadonlyMap<string, unknown>;

const has = (fields: PlainFields, pattern: RegExp): boolean =>
	[...fields.keys()].some((name) => pattern.test(name));

const SETTING =
	/(^|_)(thresholds?|setpoints?|set_point|interval|period|config|configuration|setting|settings|offset|calibration|limit|hysteresis|sensitivity|enabled?|timeout|min|max|minimum|maximum|target)(_|$)/;

const KIND =
	/^(type|kind|event|event_type|message|message_type|msg_type|frame|frame_type|payload_type|packet_type|report_type|uplink_type|type_of_message|data_type|command|cmd)$/;

const NO_MEASUREMENT =
	/config|setting|param|start.?up|boot|join|reset|info|version|alarm|alert|threshold|histor|log|backlog|ack|response|answer|reply|error|diagnos|calibrat|downlink|install|test|debug/i;

const HISTORY =
	/(^|_)(history|historic|historical|datalog|backlog|retransmission|retransmitted|buffered|archive|archived|stored)(_|$)/;

const OWN_TIME = /^(timestamp|time|ts|datetime|date_time|measured_at|sample_time|utc|unixtime)$/;
const LATE_MS = 3_600_000;

/** Its own time is not the message's: uploaded late, or a clock that was never set. */
function isOfAnotherTime(fields: PlainFields, at: number | null): boolean {
	if (at === null) return false;
	return [...fields].some(([name, raw]) => {
		const own = OWN_TIME.test(name) ? instantOrEpoch(raw) : null;
		return own !== null && Math.abs(own - at) > LATE_MS;
	});
}

function reportsFault(fields: PlainFields): boolean {
	return [...fields].some(([name, raw]) => {
		if (!/^(has_)?(sensor_)?(errors?|fault|failure)(_code)?$/.test(name)) return false;
		if (typeof raw === 'string') return !/^(|0|ok|none|no.?error|normal|false)$/i.test(raw);
		return raw === true || (typeof raw === 'number' && raw !== 0);
	});
}

/** True where the object is settings, an event or the past: nothing of it is a reading of now. */
export function isNoMeasurement(fields: PlainFields, uplink: Uplink): boolean {
	const settings = [...fields.keys()].filter((name) => SETTING.test(name)).length;
	if (settings >= 3 || settings * 2 > fields.size) return true;
	for (const [name, raw] of fields) {
		if (KIND.test(name) && typeof raw === 'string' && NO_MEASUREMENT.test(raw)) return true;
		if (HISTORY.test(name) && raw !== false && raw !== null && raw !== 0) return true;
	}
	return isOfAnotherTime(fields, uplink.at) || reportsFault(fields);
}

/** True where temperature and humidity may be the ground's, a tank's or a pipe's. */
export function isNotOfTheAir(fields: PlainFields): boolean {
	return has(
		fields,
		/(^|_)(soil|ec|conductivity|moisture|vwc|permittivity|dielectric|salinity|leaf|substrate|fill|tank|liquid|distance\d*|height|depth|pipe)(_|$)/
	);
}

/** True where the object is a parking bay's or a vehicle's. */
export function isOfVehicles(fields: PlainFields): boolean {
	return has(fields, /(^|_)(parking|park|vehicle|car|bay|lot|slot|magnet\w*|radar)(_|$)/);
}

/** True where the carbon dioxide is computed from an index of volatile compounds. */
export function isIndexOfAir(fields: PlainFields): boolean {
	return has(fields, /(^|_)(s?iaq|static_iaq|bvoc|breath_voc\w*)(_|$)/);
}

const TEMPERATURE_PART = /(^|_)(temp|temperature|temperatures)(_|$)/;
const HARMLESS =
	/(^|_)(alarm|alert|status|state|active|changed|trend|event|board|cpu|mcu|chip|die|core|unit|units|dew)(_|$)/;

/** True where a field says that temperatures are in another unit, or names a unit and hides it. */
export function isPerhapsFahrenheit(fields: PlainFields): boolean {
	return [...fields].some(([name, raw]) => {
		if (!/(^|_)units?(_|$)/.test(name)) return false;
		if (/hum|press|light|lux|dist|volt|batt/.test(name)) return false;
		return typeof raw !== 'string' || !/^(°?c|metric|si$)/i.test(raw);
	});
}

/**
 * True where another temperature stands beside a bare one: a probe's, a set point, an extreme.
 * Then the bare one may be any of them.
 */
export function hasOtherTemperature(
	fields: PlainFields,
	isKnown: (name: string) => boolean
): boolean {
	return [...fields.keys()].some(
		(name) => TEMPERATURE_PART.test(name) && !isKnown(name) && !HARMLESS.test(name)
	);
}

/** The object's fields by plain name; a field is null where two spellings of one name say different things. */
export function plainFields(object: JsonObject, plainName: (name: string) => string): PlainFields {
	const fields = new Map<string, unknown>();
	for (const [spelling, raw] of Object.entries(object)) {
		const name = plainName(spelling);
		fields.set(name, fields.has(name) && fields.get(name) !== raw ? null : raw);
	}
	return fields;
}
