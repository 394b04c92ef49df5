/**
 * SenML in JSON (RFC 8428, any topic): records of one or several devices, read by their units,
 * and only by units that cannot be mistaken; where a unit serves several quantities the name
 * must say which. Records without a unit, and strings, booleans and data, are left out.
 *
 * Time: base time plus `t`; from 2^28 s on it is a date and believed as such, below it is
 * seconds from now, so that the record has no time of its own.
 */
import type { Metric } from '#lib/domain/metrics.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Uplink } from '../message.ts';
import { celsiusFromKelvin } from './convert.ts';
import { readName } from './device-id.ts';
import { asObject, field } from './json.ts';
import type { Network } from './network.ts';
import type { SenmlRecord } from './senml-pack.ts';
import { resolvePack } from './senml-pack.ts';

const NAME = 'senml';
const VALUE_FIELDS = ['v', 'vs', 'vb', 'vd', 's', 'u', 'bu'];

interface UnitRule {
	metric: Metric;
	/** What the record's own name must say, where the unit alone does not tell the quantity. */
	named?: RegExp;
	convert?: (value: number) => number;
}

/** RFC 8428 section 12.1 and the secondary units of RFC 8798. */
const UNITS: Readonly<Record<string, readonly UnitRule[]>> = {
	Cel: [
		{ metric: 'device_temperature', named: /(?:cpu|board|chip|mcu|device)_?temp/i },
		{ metric: 'temperature' }
	],
	K: [{ metric: 'temperature', named: /temp/i, convert: celsiusFromKelvin }],
	'%RH': [{ metric: 'humidity' }],
	lx: [{ metric: 'illuminance' }],
	Pa: [{ metric: 'pressure', convert: (v) => v / 100 }],
	hPa: [{ metric: 'pressure' }],
	'%EL': [{ metric: 'battery' }],
	ppm: [{ metric: 'co2', named: /(?<!e)co2(?!eq)/i }],
	ppb: [{ metric: 'tvoc_ppb', named: /voc/i }],
	dB: [{ metric: 'sound', named: /sound|noise/i }],
	dBm: [{ metric: 'rssi', named: /rssi/i }],
	V: [{ metric: 'battery_voltage', named: /bat/i }],
	'ug/m3': [
		{ metric: 'pm2_5', named: /pm_?2[._]?5/i },
		{ metric: 'pm10', named: /pm_?10/i }
	]
};

/** A last part that only says what is measured: it is the metric, and not a channel. */
const QUANTITY =
	/(?:^|[:/;_.])(?:(?:cpu|board|chip|mcu|device|air|room)_?)?(?:temp(?:erature)?|hum(?:idity)?|rh|co2|lux|light|illum(?:inance)?|press(?:ure)?|bat(?:t|tery)?(?:_?(?:level|volt(?:age)?))?|t?voc|sound|noise|rssi|pm_?2[._]?5|pm_?10)$/i;
const SEPARATOR = /^[:/;_.]/;
const LAST_PART = /[^:/;_.]*$/;
/** Namespaces of RFC 9039: a base name may end here, before the device's own part. */
const NAMESPACE = /^urn:dev(?::[a-z]+)?$/i;

export const senml: Network = {
	name: NAME,

	recognises(_message, json) {
		if (!Array.isArray(json)) return false;
		const first = asObject(json[0]);
		const named = [field(first, 'bn'), field(first, 'n')].some((name) => typeof name === 'string');
		return named && json.some((entry) => VALUE_FIELDS.some((name) => hasOwn(entry, name)));
	},

	unwrap({ topic }, json, { receivedAt }) {
		const pack = Array.isArray(json) ? json : [];
		const records = resolvePack(pack, receivedAt);
		if (!records.ok) return records;
		const uplinks = new Map<string, Uplink>();
		for (const record of records.value) {
			const { device, channel } = namesOf(record, topic);
			const key = `${record.relative ? 'now' : 'dated'} ${device}`;
			let uplink = uplinks.get(key);
			if (uplink === undefined) uplinks.set(key, (uplink = emptyUplink(device, record, pack)));
			readRecord(record, channel, uplink);
		}
		const said = [...uplinks.values()].filter(
			({ drafts, refused = [] }) => drafts.length + refused.length > 0
		);
		const [first] = uplinks.values();
		if (first === undefined) return refuse('wrong-shape', 'the pack is empty');
		return ok(said.length > 0 ? said : [first]);
	}
};

function readRecord(record: SenmlRecord, channel: string, uplink: Uplink): void {
	const { unit = '', value } = record;
	const own = QUANTITY.exec(record.name)?.[0] ?? LAST_PART.exec(record.name)?.[0] ?? '';
	const rules = Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? []) : [];
	const rule = rules.find(({ named }) => named?.test(own) ?? true);
	if (rule === undefined || value === undefined || value === null) return;
	if (typeof value !== 'number') {
		const detail = `a record in ${unit} holds no number`;
		uplink.refused?.push({ reason: 'not-a-number', detail });
		return;
	}
	uplink.drafts.push({
		channel,
		metric: rule.metric,
		value: rule.convert ? rule.convert(value) : value,
		at: record.at
	});
}

function emptyUplink(device: string, record: SenmlRecord, pack: readonly unknown[]): Uplink {
	const uplink: Uplink = {
		kind: 'uplink',
		network: NAME,
		device,
		at: null,
		decoded: pack,
		drafts: [],
		refused: [],
		complete: true
	};
	if (record.relative) uplink.timesFromReceipt = true;
	return uplink;
}

/**
 * Device and channel of a record's name: the base name is the device, what follows it the
 * channel, and a last part that only repeats the quantity is dropped. A pack that names
 * nothing but quantities is its topic's.
 */
function namesOf({ base, name }: SenmlRecord, topic: string): { device: string; channel: string } {
	const rest = trimmed(name.replace(QUANTITY, ''));
	const common = trimmed(base);
	const follows = rest.slice(common.length);
	const apart = follows === '' || common.length < base.length || SEPARATOR.test(follows);
	if (common !== '' && apart && rest.startsWith(common) && !NAMESPACE.test(common)) {
		return { device: common, channel: trimmed(follows) };
	}
	return { device: rest === '' ? (readName(topic) ?? '') : rest, channel: '' };
}

function trimmed(name: string): string {
	return name.replace(/^[:/;_.]+|[:/;_.]+$/g, '');
}

function hasOwn(entry: unknown, name: string): boolean {
	const object = asObject(entry);
	return object !== null && Object.hasOwn(object, name);
}
