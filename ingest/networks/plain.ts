/**
 * The plain form, our own, for whoever can send JSON and has no network server
 * (`nyaman/{device}`, `nyaman/{device}/{channel}`): an object, or an array of objects, with
 * `values` by metric name; `device`, `channel` and `at` may stand inside. An object without
 * `values` is a device's own, and goes to the profiles.
 *
 * Time: `at`, as ISO 8601 (without an offset: the building's local time) or epoch ms.
 * It is a statement: believed from 2001 on, and refused where it is wrong, never replaced.
 */
import { parseTime } from '#lib/domain/calendar.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { isMetric, metricSpec } from '#lib/domain/metrics.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Draft, Refusal, RefusalReason, Uplink } from '../message.ts';
import { quoted, readName } from './device-id.ts';
import { asObject, field } from './json.ts';
import { nearestMetric } from './nearest-metric.ts';
import type { Network } from './network.ts';
import { MAX_VALUES } from './network.ts';

const NAME = 'plain';
const TOPIC = /^nyaman(?:\/([^/]*)(?:\/(.*))?)?$/s;

export const plain: Network = {
	name: NAME,

	recognises: (message) => TOPIC.test(message.topic),

	unwrap(message, json, { timeZone }) {
		const [, device, channel] = TOPIC.exec(message.topic) ?? [];
		const objects = Array.isArray(json) ? json : [json];
		if (objects.length === 0) return refuse('wrong-shape', 'the array is empty');
		if (countValues(objects) > MAX_VALUES) {
			return refuse('too-large', `more than ${MAX_VALUES} values: send them in parts`);
		}
		const uplinks: Uplink[] = [];
		const refused: Refusal[] = [];
		for (const object of objects) {
			const read = readObject(object, { device, channel, timeZone });
			if (read.ok) uplinks.push(read.value);
			else refused.push({ reason: read.reason, detail: read.detail });
		}
		const [first] = uplinks;
		if (first === undefined) {
			const [why] = refused;
			return refuse(why?.reason ?? 'wrong-shape', why?.detail ?? 'nothing was sent');
		}
		first.refused = [...refused, ...(first.refused ?? [])];
		return ok(uplinks);
	}
};

function countValues(objects: readonly unknown[]): number {
	let count = objects.length;
	for (const object of objects) {
		const values = asObject(field(asObject(object), 'values'));
		// The object itself counts, since a wrong one costs a refusal; its first value does not.
		if (values !== null) count += Math.max(0, Object.keys(values).length - 1);
	}
	return count;
}

interface Defaults {
	device: string | undefined;
	channel: string | undefined;
	timeZone: string;
}

function readObject(json: unknown, defaults: Defaults): Result<Uplink, RefusalReason> {
	const object = asObject(json);
	const values = asObject(field(object, 'values'));
	if (object !== null && !Object.hasOwn(object, 'values')) return foreignObject(object, defaults);
	if (object === null || values === null) {
		return refuse('wrong-shape', 'expected an object with "values": {"temperature": 25.4}');
	}
	const device = readName(field(object, 'device') ?? defaults.device);
	if (device === null) {
		return refuse('invalid-device', 'the device is not 1 to 128 printable characters');
	}
	const channel = field(object, 'channel') ?? defaults.channel ?? '';
	if (channel !== '' && readName(channel) === null) {
		return refuse('invalid-device', 'the channel is not at most 128 printable characters');
	}
	const at = readAt(field(object, 'at'), defaults.timeZone);
	if (at === undefined) {
		return refuse('wrong-shape', 'at is neither ISO 8601 (2026-11-24T10:42:07+07:00) nor epoch ms');
	}
	const uplink: Uplink = {
		kind: 'uplink',
		network: NAME,
		device,
		at,
		decoded: values,
		drafts: [],
		complete: true,
		refused: []
	};
	for (const [name, entry] of Object.entries(values)) {
		const read = readValue(name, entry);
		if (read.ok) uplink.drafts.push({ channel: String(channel), ...read.value });
		else uplink.refused?.push({ reason: read.reason, detail: read.detail });
	}
	return ok(uplink);
}

/**
 * An object without `values` is a device's own, forwarded as it is by a script or a bridge:
 * what its fields mean is the profiles' business.
 */
function foreignObject(object: object, { device: named }: Defaults): Result<Uplink, RefusalReason> {
	if (Object.keys(object).length === 0) {
		return refuse('wrong-shape', 'expected an object with "values": {"temperature": 25.4}');
	}
	const device = readName(named);
	if (device === null) {
		return refuse('invalid-device', 'the topic names no device of 1 to 128 printable characters');
	}
	return ok({ kind: 'uplink', network: NAME, device, at: null, decoded: object, drafts: [] });
}

/** null: none given; undefined: none that can be read. */
function readAt(at: unknown, timeZone: string): number | null | undefined {
	if (at === undefined || at === null) return null;
	if (typeof at === 'number') return Number.isFinite(at) ? Math.floor(at) : undefined;
	return typeof at === 'string' ? (parseTime(at, timeZone) ?? undefined) : undefined;
}

function readValue(name: string, entry: unknown): Result<Draft, RefusalReason> {
	if (!isMetric(name)) {
		return refuse(
			'unknown-metric',
			`no quantity is called ${quoted(name)}; the nearest is ${nearestMetric(name)}`
		);
	}
	const wrapped = asObject(entry);
	const value = wrapped === null ? entry : field(wrapped, 'value');
	const unit = field(wrapped, 'unit');
	if (unit !== undefined && unit !== null && !isUnitOf(name, unit)) {
		return refuse(
			'wrong-unit',
			`${name} is taken in ${metricSpec(name).unit}, not in ${typeof unit === 'string' ? quoted(unit) : 'what was sent'}`
		);
	}
	return typeof value === 'number' || typeof value === 'boolean'
		? ok({ metric: name, value })
		: refuse('not-a-number', `${name} is ${value === undefined ? 'missing' : 'not a number'}`);
}

/** Unicode has two signs for micro and two ways to write a cube: both are the same unit. */
function isUnitOf(metric: Metric, unit: unknown): boolean {
	return (
		typeof unit === 'string' &&
		unit.length < 16 &&
		unit.normalize('NFKC') === metricSpec(metric).unit.normalize('NFKC')
	);
}
