/**
 * LED signs by MQTT: a retained topic for each zone and for each class in all, as JSON and, below
 * `/free`, as the bare number. It changes with hysteresis, and says "unknown" rather than what was.
 */
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { ParkingPicture, PlacesNow } from '../../domain/parking/picture.ts';
import { nextSign, type SignMemory } from '../../domain/parking/sign.ts';
import { SIGNS, topicLevel } from '../../domain/parking/sign-topics.ts';
import type { Log } from '../log.ts';
import type { ParkingDesk } from './desk.ts';

export interface SignsDeps {
	desk: ParkingDesk;
	url: string;
	/** What the broker asks for. */
	credentials: IClientOptions;
	log: Log;
}

/** A sign that has just been switched on, or was cut off, is told again. */
const REPEAT_MS = 60_000;
const NO_NUMBER = '-';

export interface SignMessage {
	topic: string;
	payload: string;
}

/** Remembers what every sign shows, and says what is to be sent. */
export class SignBoard {
	readonly #memories = new Map<string, SignMemory>();
	readonly #sentAt = new Map<string, number>();

	/** Messages for the signs that change, or have not been told for a minute. */
	update(picture: ParkingPicture): SignMessage[] {
		const signs = [
			...picture.classes.map((one) => ({ key: `total/${one.class}`, of: one, kind: one.class })),
			...picture.zones.map((zone) => ({
				key: `zone/${topicLevel(zone.zone)}/${zone.class}`,
				of: zone,
				kind: zone.class
			}))
		];
		return signs.flatMap(({ key, of, kind }) => {
			const free = picture.flowing ? of.free : null;
			const before = this.#memories.get(key) ?? null;
			const memory = nextSign(before, free, !picture.service.open, picture.at);
			this.#memories.set(key, memory);
			const same =
				before?.shown.state === memory.shown.state && before.shown.free === memory.shown.free;
			const due = picture.at - (this.#sentAt.get(key) ?? -Infinity) >= REPEAT_MS;
			if (same && !due) return [];
			this.#sentAt.set(key, picture.at);
			return messagesOf(key, kind, of, memory, picture.at);
		});
	}
}

function messagesOf(
	key: string,
	kind: string,
	{ offered }: PlacesNow,
	{ shown }: SignMemory,
	at: number
): SignMessage[] {
	const { state, free } = shown;
	const topic = `${SIGNS}/${key}`;
	const said = { class: kind, state, free, places: offered, at: new Date(at).toISOString() };
	return [
		{ topic, payload: JSON.stringify(said) },
		{ topic: `${topic}/free`, payload: free === null ? NO_NUMBER : String(free) }
	];
}

/** Publishes until stopped; a broker that is away is tried again for ever. */
export function startSigns({ desk, url, credentials, log }: SignsDeps): {
	stop(): Promise<void>;
} {
	const status = `${SIGNS}/status`;
	let board = new SignBoard();
	const client: MqttClient = connect(url, {
		...credentials,
		clean: true,
		queueQoSZero: false,
		reconnectPeriod: 2_000,
		// A sign that reads "offline" here shows nothing rather than an old number.
		will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: true }
	});
	const send = ({ topic, payload }: SignMessage) => {
		if (client.connected) client.publish(topic, payload, { qos: 1, retain: true });
	};
	client.on('connect', () => {
		board = new SignBoard();
		send({ topic: status, payload: 'online' });
	});
	client.on('error', (error) => log.debug({ cause: error.message }, 'the signs’ broker'));
	const leave = desk.watch((picture) => {
		if (client.connected) board.update(picture).forEach(send);
	});
	return {
		async stop() {
			leave();
			send({ topic: status, payload: 'offline' });
			const ended = client.endAsync(!client.connected).catch(() => undefined);
			await Promise.race([ended, new Promise((done) => setTimeout(done, 500).unref())]);
		}
	};
}
