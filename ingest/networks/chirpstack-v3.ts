/**
 * ChirpStack v3 and LoRa App Server (`application/{id}/device/{EUI}/event/up`, earlier `…/rx`):
 * `devEUI` in base64 or hex, the codec's object in `objectJSON` (JSON inside a string) or `object`.
 *
 * Time, in this order: `publishedAt` (the server's clock, since v3.12), then the gateways'
 * `rxInfo[].time`, because older versions state no other.
 */
import { parseInstant } from '#lib/domain/calendar.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { RefusalReason, Uplink } from '../message.ts';
import { CHIRPSTACK_TOPIC, isEmptyUplink } from './chirpstack.ts';
import { serverTime } from './clock.ts';
import { readEui } from './device-id.ts';
import { linkDrafts } from './gateways.ts';
import type { JsonObject } from './json.ts';
import {
	arrayField,
	asObject,
	field,
	numberField,
	objectField,
	parseJson,
	textField
} from './json.ts';
import type { Network } from './network.ts';

const NAME = 'chirpstack-v3';
/** `join`, `ack` … have the same names in both versions; only an uplink must be told apart. */
const OLD_UPLINK_TOPIC = /(?:^|\/)application\/[^/]+\/device\/[^/]+\/rx$/;

export const chirpstackV3: Network = {
	name: NAME,

	recognises(message, json) {
		if (OLD_UPLINK_TOPIC.test(message.topic)) return true;
		const event = asObject(json);
		const application = field(event, 'applicationID') !== undefined;
		const device = textField(event, 'devEUI') !== undefined;
		return CHIRPSTACK_TOPIC.test(message.topic) ? application || device : application && device;
	},

	unwrap(message, json, { receivedAt }) {
		const event = asObject(json);
		const [, topicEui, what = 'up'] = CHIRPSTACK_TOPIC.exec(message.topic) ?? [];
		if (what !== 'up' && what !== 'rx') return ok({ kind: 'nothing', network: NAME, what });
		if (event === null) return refuse('wrong-shape', 'the message is not an object');
		if (isEmptyUplink(event)) return ok({ kind: 'nothing', network: NAME, what: 'empty uplink' });

		const device = deviceOf(textField(event, 'devEUI') ?? topicEui);
		if (device === null) {
			return refuse('invalid-device', 'devEUI is neither 8 bytes in base64 nor 16 hex digits');
		}
		const decoded = decodedOf(event, device);
		if (!decoded.ok) return decoded;
		const gateways = arrayField(event, 'rxInfo');
		const times = [
			textField(event, 'publishedAt'),
			...gateways.map((gateway) => textField(asObject(gateway), 'time'))
		].map((text) => (text === undefined ? null : parseInstant(text)));
		const at = serverTime(times, receivedAt);
		const uplink: Uplink = {
			kind: 'uplink',
			network: NAME,
			device,
			at,
			decoded: decoded.value,
			drafts: linkDrafts(gateways, 'loRaSNR', isLora(event))
		};
		const fPort = numberField(event, 'fPort');
		if (fPort !== undefined) uplink.fPort = fPort;
		// v3 numbers no uplinks: a counter alone comes round again after the device has joined anew.
		if (at !== null) uplink.uplinkId = `${numberField(event, 'fCnt') ?? 0}:${at}`;
		const profileName = textField(event, 'deviceProfileName')?.toLowerCase();
		if (profileName !== undefined) uplink.model = { profileName };
		return ok([uplink]);
	}
};

function deviceOf(devEui: string | undefined): string | null {
	if (devEui === undefined || !/^[A-Za-z0-9+/]{11}=$/.test(devEui)) return readEui(devEui);
	return readEui(Buffer.from(devEui, 'base64').toString('hex'));
}

function decodedOf(event: JsonObject, device: string): Result<JsonObject, RefusalReason> {
	const text = textField(event, 'objectJSON');
	const parsed = text === undefined ? ok(field(event, 'object')) : parseJson(text);
	const object = parsed.ok ? asObject(parsed.value) : null;
	return object !== null
		? ok(object)
		: refuse(
				'no-decoded-object',
				`the uplink of ${device} has no decoded object: set a codec in its device profile in ChirpStack`
			);
}

function isLora(event: JsonObject): boolean {
	const info = objectField(event, 'txInfo');
	return field(info, 'modulation') === 'LORA' || objectField(info, 'loRaModulationInfo') !== null;
}
