/**
 * Tasmota (`tele/{topic}/SENSOR`, or `{topic}/tele/SENSOR` in the other order of FullTopic): one
 * object a sensor chip. STATE, LWT, INFO, `stat/…` and `cmnd/…` hold no reading.
 * Source: tasmota.github.io/docs, MQTT and the pages of the sensors.
 *
 * Time, in this order: `Epoch` (with `Time 2`), then `Time`, by its offset (SetOption52) or
 * else as local time of the building. Before NTP has answered it is 1970: no time.
 */
import { parseTime } from '#lib/domain/calendar.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import { deviceTime } from './clock.ts';
import { readName } from './device-id.ts';
import type { JsonObject } from './json.ts';
import { asObject, numberField, textField } from './json.ts';
import type { Network } from './network.ts';
import { readSensors } from './tasmota-sensors.ts';

const NAME = 'tasmota';
const TOPIC = /^(?:(tele|stat|cmnd)\/(.+)|(.+)\/(tele|stat|cmnd))\/([^/]+)$/s;
const DISCOVERY = /^tasmota\/discovery\//;

export const tasmota: Network = {
	name: NAME,

	recognises: ({ topic }) => TOPIC.test(topic) || DISCOVERY.test(topic),

	unwrap(message, json, { receivedAt, timeZone }) {
		const [, prefix1, device1, device2, prefix2, last] = TOPIC.exec(message.topic) ?? [];
		const prefix = prefix1 ?? prefix2 ?? 'discovery';
		if (prefix !== 'tele' || last !== 'SENSOR') {
			const what = prefix === 'tele' ? (last ?? prefix) : prefix;
			return ok({ kind: 'nothing', network: NAME, what });
		}
		const device = readName(device1 ?? device2);
		if (device === null) {
			return refuse('invalid-device', 'the topic names no device of 1 to 128 printable characters');
		}
		const object = asObject(json);
		if (object === null) return refuse('wrong-shape', `the message of ${device} is not an object`);
		const { drafts, refused } = readSensors(object);
		const at = deviceTime(timeOf(object, timeZone), receivedAt);
		return ok([
			{
				kind: 'uplink',
				network: NAME,
				device,
				at,
				decoded: object,
				drafts,
				refused,
				complete: true
			}
		]);
	}
};

function timeOf(object: JsonObject, timeZone: string): number | null {
	const epoch = numberField(object, 'Epoch');
	if (epoch !== undefined) return epoch * 1_000;
	const time = textField(object, 'Time');
	return time === undefined ? null : parseTime(time, timeZone);
}
