/** The envelopes in which networks carry a decoded object, as their owners document them. */
import type { Message } from '#ingest/message.ts';

export const RECEIVED_AT = Date.UTC(2026, 10, 24, 3, 42, 7);

export interface Sent {
	decoded: unknown;
	fPort: number | null;
	/** Where the network names the device's make and model. */
	model?: { brand: string; model: string };
	topic?: string;
}

function message(topic: string, json: unknown): Message {
	const payload = new TextEncoder().encode(JSON.stringify(json));
	return { topic, payload, receivedAt: RECEIVED_AT, retained: false };
}

/** The Things Stack v3, without the radio's metadata. */
export function inTts({ decoded, fPort, model }: Sent): Message {
	return message('v3/gedung@ttn/devices/sensor-1/up', {
		end_device_ids: { device_id: 'sensor-1', dev_eui: '0004A30B001C0530' },
		received_at: new Date(RECEIVED_AT).toISOString(),
		uplink_message: {
			...(fPort === null ? {} : { f_port: fPort }),
			f_cnt: 7,
			frm_payload: 'AA==',
			...(decoded === null ? {} : { decoded_payload: decoded }),
			received_at: new Date(RECEIVED_AT).toISOString(),
			...(model ? { version_ids: { brand_id: model.brand, model_id: model.model } } : {})
		}
	});
}

/** ChirpStack v4, without the radio's metadata. */
export function inChirpstack({ decoded, fPort }: Sent): Message {
	return message('application/1/device/0101010101010101/event/up', {
		deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
		time: new Date(RECEIVED_AT).toISOString(),
		deviceInfo: { devEui: '0101010101010101', deviceProfileName: 'sensor' },
		fCnt: 7,
		...(fPort === null ? {} : { fPort }),
		data: 'AA==',
		...(decoded === null ? {} : { object: decoded })
	});
}

/** Networks whose message is the object itself, on the topic that makes them known. */
const BARE: Readonly<Record<string, string>> = {
	zigbee2mqtt: 'zigbee2mqtt/ruang-tunggu',
	tasmota: 'tele/ruang-tunggu/SENSOR',
	'shelly-gen2': 'shellyplusht-aabbccddeeff/events/rpc',
	senml: 'senml/ruang-tunggu',
	'http/mqtt push': 'xovis/pintu-utama'
};

/** The ways in which a row of a network reaches the river; a codec's output has two. */
export function sentBy(network: string, sent: Sent): [string, Message][] {
	const topic = BARE[network];
	return topic === undefined
		? [
				['tts', inTts(sent)],
				['chirpstack', inChirpstack(sent)]
			]
		: [[network, message(topic, sent.decoded)]];
}
