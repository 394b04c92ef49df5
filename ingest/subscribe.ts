/** The session with a broker: takes messages, and acknowledges only what the spool holds. */
import { connect } from 'mqtt';
import type { IClientOptions, IPublishPacket, MqttClient, Packet } from 'mqtt';
import type { PartHealth } from '#lib/domain/live-events.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Config } from '#lib/server/config.ts';
import type { Log } from '#lib/server/log.ts';
import { credentials } from './credentials.ts';
import { brokerWarnings } from './start-checks.ts';
import type { Delivery } from './intake.ts';

export interface SubscribeDeps {
	mqtt: Config['mqtt'] & { url: string; clientId: string };
	/** Topic filters of the last start, whose subscriptions the broker may still hold. */
	formerTopics: readonly string[];
	/** Share the subscription with other workers under this name; null: alone. */
	shareName: string | null;
	now: Clock;
	receive(delivery: Delivery): void;
	onHealth(health: Omit<PartHealth, 'since'>): void;
	/** What the broker says to have dropped since it started, of any of its clients' messages. */
	onDropped(total: number): void;
	log: Log;
}

export interface Subscription {
	/** Leaves in good order; the broker keeps the session and what comes meanwhile. */
	stop(): Promise<void>;
}

/**
 * MQTT 5: what the broker may send ahead of our acknowledgements. Mosquitto's own default of
 * 20 would make late acknowledgement the bottleneck, and then drop.
 */
const RECEIVE_MAXIMUM = 65_535;
/** The broker keeps the session this long while we are away. */
const SESSION_EXPIRY_S = 7 * 24 * 3600;
const RECONNECT_MS = 1_000;
/** Mosquitto's own count, for whoever may read it; other brokers say nothing there. */
const DROPPED = '$SYS/broker/publish/messages/dropped';

type SendPacket = (packet: Packet, done?: (error?: Error) => void, ...rest: unknown[]) => void;

/**
 * mqtt.js sends the PUBACK of a message before it parses the next one, so acknowledging late
 * would keep batches at one. Here the PUBACK (PUBREC at QoS 2) is held back from the packet
 * sender while parsing goes on, and released by packet id. What is held dies with its
 * connection, as MQTT demands: the broker then sends the message again.
 * @returns the release of one packet id; all that are released in one turn go out as one write
 */
function holdAcknowledgements(client: MqttClient): (messageId: number) => void {
	const sender = client as unknown as { _sendPacket: SendPacket };
	const send = sender._sendPacket.bind(client);
	const held = new Map<number, Packet>();
	sender._sendPacket = (packet, done, ...rest) => {
		if ((packet.cmd === 'puback' || packet.cmd === 'pubrec') && packet.messageId !== undefined) {
			held.set(packet.messageId, packet);
			done?.();
		} else {
			send(packet, done, ...rest);
		}
	};
	let released: number[] = [];
	client.on('close', () => {
		held.clear();
		released = [];
	});
	const flush = () => {
		if (released.length > 0) client.stream.write(pubacks(released));
		released = [];
	};
	return (messageId) => {
		const packet = held.get(messageId);
		if (!packet) return;
		held.delete(messageId);
		if (packet.cmd !== 'puback') return send(packet);
		if (released.push(messageId) === 1) queueMicrotask(flush);
	};
}

/** MQTT 3.1.1 and 5, 3.4: success without properties is the packet id alone. */
function pubacks(messageIds: readonly number[]): Buffer {
	const bytes = Buffer.allocUnsafe(messageIds.length * 4);
	for (const [index, messageId] of messageIds.entries()) {
		bytes.writeUInt16BE(0x4002, index * 4);
		bytes.writeUInt16BE(messageId, index * 4 + 2);
	}
	return bytes;
}

function options(mqtt: SubscribeDeps['mqtt'], protocolVersion: 4 | 5): IClientOptions {
	return {
		clientId: mqtt.clientId,
		protocolVersion,
		clean: false,
		reconnectPeriod: RECONNECT_MS,
		keepalive: 30,
		resubscribe: false,
		// Its default asks for every packet whether anyone debugs.
		log: () => {},
		...credentials(mqtt),
		...(protocolVersion === 5
			? {
					properties: {
						receiveMaximum: RECEIVE_MAXIMUM,
						sessionExpiryInterval: SESSION_EXPIRY_S
					}
				}
			: {})
	};
}

/** Starts the session; it reconnects by itself until stopped. */
export function subscribe(deps: SubscribeDeps): Subscription {
	const { mqtt, log, onHealth } = deps;
	const shared = (topic: string) => (deps.shareName ? `$share/${deps.shareName}/${topic}` : topic);
	let client: MqttClient;
	let stopping = false;
	let connection = 0;
	/** The broker keeps what was turned away as sent, and sends it again on the next connection only. */
	let turnedAway = false;

	function open(protocolVersion: 4 | 5): void {
		client = connect(mqtt.url, options(mqtt, protocolVersion));
		const acknowledge = holdAcknowledgements(client);

		client.on('connect', (connack) => {
			connection += 1;
			const topics = mqtt.topics.map(shared);
			const former = deps.formerTopics.map(shared).filter((topic) => !topics.includes(topic));
			if (former.length > 0 && connack.sessionPresent) client.unsubscribe(former);
			// Retain handling 2: what the broker has kept from before is no news and is not wanted.
			client.subscribe(topics, protocolVersion === 5 ? { qos: 1, rh: 2 } : { qos: 1 }, (error) => {
				if (stopping) return;
				if (error) {
					onHealth({
						state: 'stopped',
						detail: `${mqtt.url} refuses the subscription: ${error.message}`
					});
				} else {
					onHealth({
						state: 'running',
						detail: `${mqtt.url}, MQTT ${protocolVersion === 5 ? '5' : '3.1.1'}`
					});
				}
			});
			// Of several workers each would book the same.
			if (deps.shareName === null) client.subscribe(DROPPED, { qos: 0 }, () => {});
			log.info({ url: mqtt.url, topics, protocolVersion }, 'connected to the broker');
			for (const warning of brokerWarnings(protocolVersion, SESSION_EXPIRY_S, connack)) {
				log.warn(warning);
			}
		});

		client.on('message', (topic: string, payload: Buffer, packet: IPublishPacket) => {
			if (topic === DROPPED) {
				deps.onDropped(Number(payload.toString()));
				return;
			}
			const { messageId } = packet;
			const arrivedOn = connection;
			deps.receive({
				message: { topic, payload, receivedAt: deps.now(), retained: packet.retain },
				redelivered: packet.dup,
				packet: packet.qos > 0 && messageId !== undefined ? `broker ${messageId}` : null,
				settle(error) {
					// Packet ids are the connection's own; without an acknowledgement the broker sends again.
					if (error) turnedAway = true;
					if (error || messageId === undefined || arrivedOn !== connection) return;
					acknowledge(messageId);
					if (turnedAway) setImmediate(() => client.stream.end());
					turnedAway = false;
				}
			});
		});

		client.on('error', (error) => {
			if (stopping) return;
			// MQTT 3.1.1, 3.2.2.3: return code 1, this protocol version is not supported.
			if (protocolVersion === 5 && 'code' in error && (error.code === 1 || error.code === 132)) {
				client.end(true);
				log.info({ url: mqtt.url }, 'the broker speaks no MQTT 5; going on with 3.1.1');
				open(4);
				return;
			}
			onHealth({ state: 'waiting', detail: `${mqtt.url}: ${error.message}; trying again` });
		});
		client.on('close', () => {
			if (!stopping)
				onHealth({ state: 'waiting', detail: `${mqtt.url} is not connected; trying again` });
		});
	}

	open(5);
	return {
		async stop() {
			stopping = true;
			await client.endAsync(false, { reasonCode: 0 }).catch(() => client.end(true));
		}
	};
}
