/** How workers' live values reach the web process: over the broker, on topics that no `#` subscription sees. */
import { randomBytes } from 'node:crypto';
import { connect } from 'mqtt';
import type { MqttClient } from 'mqtt';
import * as v from 'valibot';
import { isMetric } from '#lib/domain/metrics.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import type { Config } from '#lib/server/config.ts';
import { credentials } from './credentials.ts';

/** MQTT 5, 4.7.2: a filter that begins with a wildcard does not match topics that begin with `$`. */
const ROOT = '$nyaman';
/** A worker that has not spoken for three of these is taken for gone. */
export const HEALTH_EVERY_MS = 10_000;

const part = v.object({
	state: v.picklist(['running', 'waiting', 'stopped']),
	detail: v.string(),
	since: v.number()
});
const HealthMessage = v.object({ broker: part, spool: part, store: part });
const LiveMessage = v.array(
	v.tuple([
		v.string(),
		v.string(),
		v.custom<Metric>((name) => typeof name === 'string' && isMetric(name)),
		v.number(),
		v.number(),
		v.number(),
		v.picklist(['device', 'import', 'simulation'])
	])
);

function open(mqtt: Config['mqtt'], clientId: string): MqttClient {
	if (mqtt.url === null) throw new Error('the live channel needs a broker of its own');
	return connect(mqtt.url, {
		clientId,
		protocolVersion: 4,
		reconnectPeriod: 1_000,
		...credentials(mqtt)
	});
}

export interface LiveSender {
	rows(rows: readonly LiveRow[]): void;
	health(health: Health): void;
	stop(): Promise<void>;
}

/** A worker's end. What cannot be sent now is dropped: live values are in the store as well. */
export function openLiveSender(mqtt: Config['mqtt'], worker: string): LiveSender {
	// A worker that looks for a free spool must not throw out the one that has it.
	const client = open(mqtt, `${worker}-live-${randomBytes(6).toString('hex')}`);
	client.on('error', () => {});
	const publish = (kind: string, body: unknown) => {
		if (client.connected) client.publish(`${ROOT}/${kind}/${worker}`, JSON.stringify(body));
	};
	return {
		rows: (rows) => publish('live', rows),
		health: (health) => publish('health', health),
		stop: () => client.endAsync(true)
	};
}

export interface LiveReceiverDeps {
	onLive(rows: LiveRow[]): void;
	onHealth(worker: string, health: Health): void;
	onConnection(error: string | null): void;
}

/** The web process's end. A message that is not of the form is not a worker's, and is left. */
export function openLiveReceiver(
	mqtt: Config['mqtt'],
	clientId: string,
	deps: LiveReceiverDeps
): { stop(): Promise<void> } {
	const client = open(mqtt, clientId);
	client.on('connect', () => {
		client.subscribe(`${ROOT}/+/+`, (error) => deps.onConnection(error?.message ?? null));
	});
	client.on('error', (error) => deps.onConnection(error.message));
	client.on('close', () => deps.onConnection('not connected'));
	client.on('message', (topic, payload) => {
		const [, kind, worker = ''] = topic.split('/');
		let body: unknown;
		try {
			body = JSON.parse(payload.toString());
		} catch {
			return;
		}
		if (kind === 'live') {
			const parsed = v.safeParse(LiveMessage, body);
			if (parsed.success) deps.onLive(parsed.output);
		} else {
			const parsed = v.safeParse(HealthMessage, body);
			if (parsed.success) deps.onHealth(worker, parsed.output);
		}
	});
	return { stop: () => client.endAsync(true) };
}
