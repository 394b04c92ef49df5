/** The embedded broker, for a building that has none: a message is in the spool before its PUBACK. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import type { PartHealth } from '#lib/domain/live-events.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Config } from '#lib/server/config.ts';
import { ConfigError } from '#lib/server/config.ts';
import type { Log } from '#lib/server/log.ts';
import type { Delivery } from './intake.ts';

export interface BrokerDeps {
	host: string;
	port: number;
	/** Asked of every client when set. */
	username: Config['mqtt']['username'];
	password: Config['mqtt']['password'];
	now: Clock;
	receive(delivery: Delivery): void;
	onHealth(health: Omit<PartHealth, 'since'>): void;
	log: Log;
}

export interface EmbeddedBroker {
	stop(): Promise<void>;
}

function same(given: string, wanted: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(wanted));
}

/**
 * Starts listening.
 * @throws {ConfigError} when the port is in use or the address is not this machine's
 */
export async function startBroker(deps: BrokerDeps): Promise<EmbeddedBroker> {
	const { host, port, log } = deps;
	const aedes = await Aedes.createBroker();

	aedes.authenticate = (_client, username, password, done) => {
		const { username: user, password: secret } = deps;
		const right =
			user === null ||
			(same(username ?? '', user) && same(password?.toString() ?? '', secret ?? ''));
		done(null, right);
	};

	// Runs before PUBACK and may take its time; an error here closes the sender's connection
	// unacknowledged, so that it keeps the message and comes again.
	aedes.authorizePublish = (client, packet, done) => {
		if (packet.topic.startsWith('$')) {
			done(new Error('topics that begin with $ are the broker’s own'));
			return;
		}
		deps.receive({
			message: {
				topic: packet.topic,
				payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
				receivedAt: deps.now(),
				// A sender's wish to have it retained does not make it old: it arrives for the first time.
				retained: false
			},
			redelivered: packet.dup,
			packet:
				packet.qos > 0 && client && packet.messageId !== undefined
					? `${client.id} ${packet.messageId}`
					: null,
			settle: (error) => done(error ?? null)
		});
	};

	aedes.on('clientError', (client, error) => {
		log.debug({ client: client?.id, cause: error.message }, 'a client of the broker failed');
	});

	const server = createServer(aedes.handle);
	await new Promise<void>((listening, failed) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			aedes.close();
			failed(
				new ConfigError([
					error.code === 'EADDRINUSE'
						? `BROKER_PORT ${port} is in use on ${host}: stop what listens there, set another BROKER_PORT, or set MQTT_URL to use it`
						: `BROKER_HOST ${host}, BROKER_PORT ${port}: ${error.message}`
				])
			);
		});
		server.listen(port, host, listening);
	});
	deps.onHealth({ state: 'running', detail: `embedded, mqtt://${host}:${port}, MQTT 3.1.1` });

	return {
		stop: () =>
			new Promise((done) => {
				server.close();
				aedes.close(() => done());
			})
	};
}
