/**
 * The Things Stack v3 (`v3/{application}@{tenant}/devices/{device}/…`): uplinks whose payload
 * formatter has decoded them. Joins, downlinks, locations and service data hold no reading.
 *
 * Time, in this order: `uplink_message.received_at` (the network server's clock), then
 * `received_at` (the application server's). Never `rx_metadata[].time` or `settings.time`:
 * they are the gateway's, which may lack GPS.
 */
import { parseInstant } from '#lib/domain/calendar.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Uplink } from '../message.ts';
import { deviceTime, serverTime } from './clock.ts';
import { readEui, readName } from './device-id.ts';
import { linkDrafts } from './gateways.ts';
import type { JsonObject } from './json.ts';
import { arrayField, asObject, field, numberField, objectField, textField } from './json.ts';
import type { Network } from './network.ts';

const NAME = 'tts';
const TOPIC = /(?:^|\/)v3\/[^/]+\/devices\/[^/]+\/(.+)$/;

/** The fields of which an envelope has one, and what each is when it holds no reading. */
const EVENTS: Readonly<Record<string, string>> = {
	join_accept: 'join',
	downlink_ack: 'downlink ack',
	downlink_nack: 'downlink nack',
	downlink_sent: 'downlink sent',
	downlink_failed: 'downlink failed',
	downlink_queued: 'downlink queued',
	downlink_queue_invalidated: 'downlink queue',
	location_solved: 'location',
	service_data: 'service data',
	uplink_normalized: 'normalised copy of an uplink'
};

export const tts: Network = {
	name: NAME,

	recognises(message, json) {
		if (TOPIC.test(message.topic)) return true;
		const envelope = asObject(json);
		return (
			objectField(envelope, 'end_device_ids') !== null &&
			(objectField(envelope, 'uplink_message') !== null || eventOf(envelope) !== null)
		);
	},

	unwrap(message, json, { receivedAt }) {
		const envelope = asObject(json);
		const event = TOPIC.exec(message.topic)?.[1] ?? 'up';
		if (event !== 'up') return ok({ kind: 'nothing', network: NAME, what: event });
		const uplink = objectField(envelope, 'uplink_message');
		if (uplink === null) {
			const what = eventOf(envelope);
			return what === null
				? refuse('wrong-shape', 'the message has no uplink_message')
				: ok({ kind: 'nothing', network: NAME, what });
		}
		if (isEmpty(uplink)) return ok({ kind: 'nothing', network: NAME, what: 'empty uplink' });

		const device = deviceOf(envelope);
		if (device === null) {
			return refuse('invalid-device', 'end_device_ids.dev_eui is not 16 hex digits');
		}
		const decoded = objectField(uplink, 'decoded_payload');
		if (decoded === null) {
			return refuse(
				'no-decoded-object',
				`the uplink of ${device} has no decoded_payload object: set a payload formatter for the device in The Things Stack`
			);
		}
		const receivedByServer = textField(uplink, 'received_at');
		const read: Uplink = {
			kind: 'uplink',
			network: NAME,
			device,
			at: timeOf(envelope, receivedByServer, receivedAt),
			decoded,
			drafts: linkDrafts(arrayField(uplink, 'rx_metadata'), 'snr', isLora(uplink)),
			model: modelOf(uplink)
		};
		const fPort = numberField(uplink, 'f_port');
		if (fPort !== undefined) read.fPort = fPort;
		const session = textField(uplink, 'session_key_id');
		// A counter that is reset within a session repeats; the server's time tells the two apart.
		if (session !== undefined) {
			read.uplinkId = `${session}:${numberField(uplink, 'f_cnt') ?? 0}:${receivedByServer ?? ''}`;
		}
		if (field(envelope, 'simulated') === true) read.simulated = true;
		return ok([read]);
	}
};

function eventOf(envelope: JsonObject | null): string | null {
	const name = Object.keys(EVENTS).find((key) => field(envelope, key) !== undefined);
	return name === undefined ? null : (EVENTS[name] ?? null);
}

/** An answer to the network's own commands: no port, no bytes, nothing that a formatter could read. */
function isEmpty(uplink: JsonObject): boolean {
	return (
		field(uplink, 'decoded_payload') === undefined &&
		textField(uplink, 'frm_payload') === undefined &&
		(numberField(uplink, 'f_port') ?? 0) === 0
	);
}

/** Devices activated by personalisation may have no EUI: then the id that the console shows. */
function deviceOf(envelope: JsonObject | null): string | null {
	const ids = objectField(envelope, 'end_device_ids');
	const eui = textField(ids, 'dev_eui');
	return eui === undefined ? readName(field(ids, 'device_id')) : readEui(eui);
}

function isLora(uplink: JsonObject): boolean {
	return objectField(objectField(objectField(uplink, 'settings'), 'data_rate'), 'lora') !== null;
}

function modelOf(uplink: JsonObject): { brand?: string; model?: string } {
	const ids = objectField(uplink, 'version_ids');
	const brand = textField(ids, 'brand_id')?.toLowerCase();
	const model = textField(ids, 'model_id')?.toLowerCase();
	return { ...(brand && { brand }), ...(model && { model }) };
}

function timeOf(
	envelope: JsonObject | null,
	receivedByServer: string | undefined,
	receivedAt: number
): number | null {
	const first = instant(receivedByServer);
	// Nearly every uplink is answered by the first, and reading a time has its cost.
	if (first !== null && deviceTime(first, receivedAt) !== null) return first;
	return serverTime([first, instant(textField(envelope, 'received_at'))], receivedAt);
}

function instant(text: string | undefined): number | null {
	return text === undefined ? null : parseInstant(text);
}
