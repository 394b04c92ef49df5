/**
 * Xovis people counters, logics push of firmware 5 (any topic): each logic a line of its own,
 * named by the installer; `fw` and `bw` count what passed in the record's interval.
 * Live data (tracks of persons) is never read.
 * Source: Xovis people-counter API v5; structure as published by its users.
 *
 * Time: the record's `to`, RFC 3339 or epoch ms, by the sensor's own clock.
 */
import { parseInstant } from '#lib/domain/calendar.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Draft, Refusal, Uplink } from '../message.ts';
import { deviceTime } from './clock.ts';
import { readName } from './device-id.ts';
import type { JsonObject } from './json.ts';
import { arrayField, asObject, field, numberField, objectField, textField } from './json.ts';
import type { Network } from './network.ts';

const NAME = 'xovis';
const COUNTS: Readonly<Record<string, 'count_in' | 'count_out'>> = {
	fw: 'count_in',
	bw: 'count_out'
};

export const xovis: Network = {
	name: NAME,

	recognises(_message, json) {
		const push = asObject(json);
		return (
			objectField(objectField(push, 'logics_data'), 'sensor_info') !== null ||
			objectField(objectField(push, 'live_data'), 'sensor_info') !== null
		);
	},

	unwrap(_message, json, { receivedAt }) {
		const push = objectField(asObject(json), 'logics_data');
		if (push === null) return ok({ kind: 'nothing', network: NAME, what: 'live data' });
		const serial = field(objectField(push, 'sensor_info'), 'serial_number');
		const device = readName(
			typeof serial === 'string' ? serial.replaceAll(':', '').toLowerCase() : null
		);
		if (device === null) {
			return refuse('invalid-device', 'sensor_info.serial_number is missing or not printable');
		}
		const { drafts, refused } = readLogics(arrayField(push, 'logics'), receivedAt);
		const uplink: Uplink = {
			kind: 'uplink',
			network: NAME,
			device,
			at: null,
			decoded: push,
			drafts,
			refused,
			complete: true
		};
		const pack = objectField(push, 'package_info');
		const id = numberField(pack, 'id');
		// Numbers start again with the sensor; the content, with its times, tells the rounds apart.
		if (id !== undefined) uplink.uplinkId = `${numberField(pack, 'agent_id') ?? ''}:${id}`;
		return ok([uplink]);
	}
};

function readLogics(
	logics: readonly unknown[],
	receivedAt: number
): { drafts: Draft[]; refused: Refusal[] } {
	const drafts: Draft[] = [];
	const refused: Refusal[] = [];
	const lines = new Map<string, unknown>();
	for (const entry of logics) {
		const logic = asObject(entry);
		const channel = channelOf(logic);
		if (channel === null || (lines.get(channel) ?? field(logic, 'id')) !== field(logic, 'id')) {
			const detail = 'a logic has no name of its own: give each line another';
			refused.push({ reason: 'invalid-device', detail });
			continue;
		}
		lines.set(channel, field(logic, 'id'));
		for (const record of arrayField(logic, 'records')) {
			drafts.push(...readRecord(asObject(record), channel, receivedAt));
		}
	}
	return { drafts, refused };
}

function channelOf(logic: JsonObject | null): string | null {
	const id = numberField(logic, 'id');
	return readName(field(logic, 'name') ?? (id === undefined ? null : String(id)));
}

function readRecord(record: JsonObject | null, channel: string, receivedAt: number): Draft[] {
	// A blinded sensor reports zeros of no samples: that is not an empty door.
	if (field(record, 'samples') === 0 && (numberField(record, 'samples_expected') ?? 0) > 0)
		return [];
	const to = numberField(record, 'to') ?? parseInstant(textField(record, 'to') ?? '');
	const at = deviceTime(to, receivedAt);
	return arrayField(record, 'counts').flatMap((entry) => {
		const count = asObject(entry);
		const name = textField(count, 'name') ?? '';
		const metric = Object.hasOwn(COUNTS, name) ? COUNTS[name] : undefined;
		const value = numberField(count, 'value');
		return metric === undefined || value === undefined ? [] : [{ metric, value, channel, at }];
	});
}
