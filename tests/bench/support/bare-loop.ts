/**
 * The bare loop: subscribe, batch, line protocol to `/write`, acknowledge when the database has
 * it. Nothing is kept, recognised, validated or booked: what is left is the floor of the cost.
 */
import { Agent, request } from 'node:http';
import { connect } from 'mqtt';
import type { Packet } from 'mqtt';
import { FIELDS } from './tts-envelopes.ts';

const { MQTT_URL = '', CLIENT_ID = '', TOPIC = '', WRITE_URL = '' } = process.env;
const BATCH = 1_000;
const TIMEOUT_MS = 500;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const client = connect(MQTT_URL, {
	clientId: CLIENT_ID,
	clean: false,
	protocolVersion: 5,
	properties: { receiveMaximum: 65_535, sessionExpiryInterval: 3_600 }
});

type Send = (packet: Packet, done?: (error?: Error) => void, ...rest: unknown[]) => void;
const sender = client as unknown as { _sendPacket: Send };
const send = sender._sendPacket.bind(client);
let held: Packet[] = [];
// mqtt.js would acknowledge at once; the acknowledgement waits for the write instead.
sender._sendPacket = (packet, done, ...rest) => {
	if (packet.cmd !== 'puback') return send(packet, done, ...rest);
	held.push(packet);
	done?.();
};

interface Uplink {
	end_device_ids: { dev_eui: string };
	uplink_message: {
		received_at: string;
		decoded_payload: Record<string, unknown>;
		rx_metadata: { rssi: number; snr: number }[];
	};
}

/** A line a measurement and channel, with its fields joined. */
function lines(payload: Buffer): string {
	const { end_device_ids: ids, uplink_message: up }: Uplink = JSON.parse(payload.toString());
	const gateway = up.rx_metadata[0];
	const points = new Map([['device', `rssi=${gateway?.rssi},snr=${gateway?.snr}`]]);
	for (const name in up.decoded_payload) {
		const place = FIELDS[name];
		if (place === undefined) continue;
		const [measurement, field, channel] = place;
		const raw = up.decoded_payload[name];
		const value = typeof raw === 'string' ? Number(raw === 'trigger') : raw;
		const key = channel === undefined ? measurement : `${measurement}|${channel}`;
		const before = points.get(key);
		points.set(key, `${before === undefined ? '' : `${before},`}${field}=${value}`);
	}
	const device = ids.dev_eui.toLowerCase();
	const at = Date.parse(up.received_at);
	let text = '';
	for (const [key, fields] of points) {
		const [measurement, channel] = key.split('|');
		const tag = channel === undefined ? '' : `,channel=${channel}`;
		text += `${measurement},device=${device}${tag} ${fields} ${at}\n`;
	}
	return text;
}

function write(text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const outgoing = request(WRITE_URL, { method: 'POST', agent }, (response) => {
			response.resume();
			if (response.statusCode === 204) response.once('end', resolve);
			else reject(new Error(`write answered ${response.statusCode}`));
		});
		outgoing.once('error', reject);
		outgoing.end(text);
	});
}

let text = '';
let messages = 0;
let writing = Promise.resolve();
let timer: NodeJS.Timeout | undefined;

function flush(): void {
	clearTimeout(timer);
	timer = undefined;
	const [body, acknowledgements] = [text, held];
	[text, held, messages] = ['', [], 0];
	writing = writing
		.then(() => write(body))
		.then(() => {
			for (const packet of acknowledgements) send(packet);
		});
}

client.on('connect', () => client.subscribe(TOPIC, { qos: 1 }));
client.on('message', (_topic, payload) => {
	text += lines(payload);
	messages += 1;
	timer ??= setTimeout(flush, TIMEOUT_MS);
	// The packet of this message is acknowledged by mqtt.js after this handler.
	if (messages >= BATCH) setImmediate(() => messages >= BATCH && flush());
});
