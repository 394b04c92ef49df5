/**
 * ChirpStack v4 (`application/{id}/device/{EUI}/event/up`): uplinks that the device profile's
 * codec has decoded. The other events (ack, join, status, log, location, txack …) hold no reading.
 *
 * Time, in this order: `time`, then `rxInfo[].nsTime` (the server's clock). `time` is the
 * gateway's where the gateway states one, so it can be unset; then the server's own is taken.
 */
import { parseInstant } from '#lib/domain/calendar.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Uplink } from '../message.ts';
import { serverTime } from './clock.ts';
import { readEui } from './device-id.ts';
import { linkDrafts } from './gateways.ts';
import type { JsonObject } from './json.ts';
import { arrayField, asObject, field, numberField, objectField, textField } from './json.ts';
import type { Network } from './network.ts';

const NAME = 'chirpstack';

/** Of v3 and v4 alike; before v3.11 an uplink's topic ended in `/rx`, without `event`. */
export const CHIRPSTACK_TOPIC =
	/(?:^|\/)application\/[^/]+\/device\/([^/]+)\/(?:(?:event|command)\/)?([a-z]+)$/;
/** Between gateways and the server: binary, and not for us. */
const GATEWAY_TOPIC = /(?:^|\/)gateway\/[0-9a-f]{16}\/(?:event|state|command)\/[a-z]+$/;

export const chirpstack: Network = {
	name: NAME,

	recognises(message, json) {
		if (CHIRPSTACK_TOPIC.test(message.topic) || GATEWAY_TOPIC.test(message.topic)) return true;
		const event = asObject(json);
		return (
			textField(objectField(event, 'deviceInfo'), 'devEui') !== undefined &&
			textField(event, 'deduplicationId') !== undefined
		);
	},

	unwrap(message, json, { receivedAt }) {
		const topic = CHIRPSTACK_TOPIC.exec(message.topic);
		if (topic === null && GATEWAY_TOPIC.test(message.topic)) {
			return ok({ kind: 'nothing', network: NAME, what: 'gateway' });
		}
		const event = asObject(json);
		const what = topic?.[2] ?? (isUp(event) ? 'up' : 'event');
		if (what !== 'up') return ok({ kind: 'nothing', network: NAME, what });
		if (event === null) return refuse('wrong-shape', 'the message is not an object');
		if (isEmptyUplink(event)) return ok({ kind: 'nothing', network: NAME, what: 'empty uplink' });

		const info = objectField(event, 'deviceInfo');
		const device = readEui(textField(info, 'devEui') ?? topic?.[1]);
		if (device === null) {
			return refuse('invalid-device', 'deviceInfo.devEui is not 16 hex digits');
		}
		const decoded = objectField(event, 'object');
		if (decoded === null) {
			return refuse(
				'no-decoded-object',
				`the uplink of ${device} has no decoded object: set a codec in its device profile in ChirpStack`
			);
		}
		const gateways = arrayField(event, 'rxInfo');
		const times = [
			textField(event, 'time'),
			...gateways.map((g) => textField(asObject(g), 'nsTime'))
		];
		const uplink: Uplink = {
			kind: 'uplink',
			network: NAME,
			device,
			at: serverTime(
				times.map((text) => (text === undefined ? null : parseInstant(text))),
				receivedAt
			),
			decoded,
			drafts: linkDrafts(gateways, 'snr', isLora(event))
		};
		const fPort = numberField(event, 'fPort');
		if (fPort !== undefined) uplink.fPort = fPort;
		const deduplicationId = textField(event, 'deduplicationId');
		if (deduplicationId !== undefined) uplink.uplinkId = deduplicationId;
		const profileName = textField(info, 'deviceProfileName')?.toLowerCase();
		if (profileName !== undefined) uplink.model = { profileName };
		return ok([uplink]);
	}
};

/** An answer to the network's own commands: no port, no bytes, nothing that a codec could read. */
export function isEmptyUplink(event: JsonObject): boolean {
	return (
		field(event, 'object') === undefined &&
		textField(event, 'objectJSON') === undefined &&
		textField(event, 'data') === undefined &&
		(numberField(event, 'fPort') ?? 0) === 0
	);
}

function isUp(event: JsonObject | null): boolean {
	return ['rxInfo', 'object', 'data'].some((name) => field(event, name) !== undefined);
}

function isLora(event: JsonObject): boolean {
	return objectField(objectField(objectField(event, 'txInfo'), 'modulation'), 'lora') !== null;
}
