/**
 * Zigbee2MQTT (`zigbee2mqtt/{friendly name}`; the name may hold slashes): a flat object,
 * whose fields the profile of the same name reads. The bridge's own topics, availability,
 * commands and single attributes hold no reading.
 * Source: zigbee2mqtt.io, guide/usage/mqtt_topics_and_messages and configuration/all-settings.
 *
 * Time: `last_seen` in each form of `advanced.last_seen` (ISO 8601 in UTC, with the host's
 * offset, epoch ms); it is absent by default, and then there is none.
 */
import { parseTime } from '#lib/domain/calendar.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Uplink } from '../message.ts';
import { deviceTime } from './clock.ts';
import { readName } from './device-id.ts';
import { asObject, field, objectField, textField } from './json.ts';
import type { Network } from './network.ts';

const NAME = 'zigbee2mqtt';
/** A second bridge in a house is called zigbee2mqtt-2 and the like. */
const TOPIC = /^zigbee2mqtt[^/]*\/(.+)$/s;
const COMMAND = /\/(set|get)(?:\/[^/]+)?$/;
/** `online`, `ON`, a colour's name; a message that was cut off starts with a brace. */
const BARE_TEXT = /^[\w .:#%+-]{0,64}$/;

export const zigbee2mqtt: Network = {
	name: NAME,

	recognises: (message) => TOPIC.test(message.topic),

	unwrap(message, json, { receivedAt, timeZone }) {
		const name = TOPIC.exec(message.topic)?.[1] ?? '';
		const what = whatElse(name);
		if (what !== null) return ok({ kind: 'nothing', network: NAME, what });
		const object = asObject(json);
		if (json === undefined && !BARE_TEXT.test(Buffer.from(message.payload).toString('latin1'))) {
			return refuse('not-json', 'the message is neither JSON nor a word');
		}
		// With `output: attribute` every field is a topic of its own, without a name for its device.
		if (object === null) return ok({ kind: 'nothing', network: NAME, what: 'bare text' });
		const device = readName(name);
		if (device === null) {
			return refuse('invalid-device', 'the friendly name is not 1 to 128 printable characters');
		}
		const uplink: Uplink = {
			kind: 'uplink',
			network: NAME,
			device,
			at: deviceTime(lastSeen(field(object, 'last_seen'), timeZone), receivedAt),
			decoded: object,
			drafts: []
		};
		const model = textField(objectField(object, 'device'), 'model')?.toLowerCase();
		if (model !== undefined) uplink.model = { model };
		return ok([uplink]);
	}
};

/** What a topic is that is no device's; null where it may be one's. */
function whatElse(name: string): string | null {
	if (name === 'bridge' || name.startsWith('bridge/')) return 'bridge';
	if (name.endsWith('/availability')) return 'availability';
	return COMMAND.exec(name)?.[1] ?? null;
}

function lastSeen(value: unknown, timeZone: string): number | null {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return null;
	return /^\d{12,14}$/.test(value) ? Number(value) : parseTime(value, timeZone);
}
