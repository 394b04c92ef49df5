/** The configuration: read once, at start, from the environment; every fault is told together. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';

/** Every wrong variable at once, one sentence each, never with a secret's value in it. */
export class ConfigError extends Error {
	override name = 'ConfigError';
	readonly faults: readonly string[];
	constructor(faults: readonly string[]) {
		super(faults.join('\n'));
		this.faults = faults;
	}
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether nothing beyond this machine can reach what listens on `host`. */
export function isLoopback(host: string): boolean {
	return LOOPBACK.has(host) || host.startsWith('127.');
}

const port = v.pipe(
	v.string(),
	v.regex(/^\d{1,5}$/, 'must be a port number'),
	v.transform(Number),
	v.minValue(1, 'must be a port from 1 to 65535'),
	v.maxValue(65_535, 'must be a port from 1 to 65535')
);

const host = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or address'));

function url(protocols: readonly string[], hint: string) {
	return v.pipe(
		v.string(),
		v.check((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), hint),
		v.check(
			(text) => !URL.canParse(text) || (!new URL(text).username && !new URL(text).password),
			'must not hold a user or password: they have variables of their own'
		)
	);
}

/** MQTT 5, 4.7.1: `#` stands alone and last, `+` stands alone in its level. */
function isTopicFilter(text: string): boolean {
	const levels = text.split('/');
	return (
		text.length > 0 &&
		text.length <= 65_535 &&
		levels.every((level, i) =>
			level.includes('#')
				? level === '#' && i === levels.length - 1
				: !level.includes('+') || level === '+'
		)
	);
}

const topics = v.pipe(
	v.string(),
	v.transform((text) => text.split(',').map((topic) => topic.trim())),
	v.check((list) => list.every(isTopicFilter), 'must be MQTT topic filters parted by commas')
);

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const Environment = v.object({
	HOST: v.optional(host, '127.0.0.1'),
	PORT: v.optional(port, '3000'),
	ORIGIN: v.optional(url(['http:', 'https:'], 'must be like https://mpp.example.go.id')),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
	MQTT_URL: v.optional(
		url(['mqtt:', 'mqtts:', 'ws:', 'wss:'], 'must be like mqtt://host:1883 or mqtts://host:8883')
	),
	BROKER_HOST: v.optional(host, '127.0.0.1'),
	BROKER_PORT: v.optional(port, '1883'),
	MQTT_USERNAME: v.optional(v.string()),
	MQTT_PASSWORD: v.optional(v.string()),
	MQTT_CA_FILE: v.optional(
		v.pipe(
			v.string(),
			v.check((path) => existsSync(path), 'names a file that is not there')
		)
	),
	MQTT_CLIENT_ID: v.optional(
		v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 of letters, digits, . : _ -'))
	),
	MQTT_TOPICS: v.optional(topics, '#'),
	INFLUX_URL: v.optional(url(['http:', 'https:'], 'must be like http://127.0.0.1:8086')),
	INFLUX_DATABASE: v.optional(
		v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 of letters, digits, . _ -'))
	),
	INFLUX_USERNAME: v.optional(v.string(), ''),
	INFLUX_TOKEN: v.optional(v.string(), ''),
	INGEST: v.optional(
		v.picklist(['embedded', 'workers'], 'must be embedded or workers'),
		'embedded'
	),
	SPOOL_MAX_MB: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,7}$/, 'must be whole megabytes'),
			v.transform(Number),
			v.minValue(1, 'must be 1 or more')
		),
		'2048'
	),
	RETENTION_DAYS: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,5}$/, 'must be a number of days'),
			v.transform(Number),
			v.check((days) => days === 0 || days >= 35, 'must be 35 days or more, or 0 to keep all')
		),
		'400'
	),
	LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
	/** Set by `npm run demo`, for its own processes: every reading is marked as simulated. */
	NYAMAN_SIMULATED: v.optional(v.picklist(['0', '1'], 'must be 0 or 1'), '0'),
	/** Set by `npm run demo`, whose building has a clock of its own. */
	NYAMAN_CLOCK_OFFSET_MS: v.optional(
		v.pipe(v.string(), v.regex(/^-?\d{1,13}$/, 'must be whole milliseconds'), v.transform(Number)),
		'0'
	)
});

export interface InfluxConfig {
	url: string;
	database: string;
	username: string;
	token: string;
}

export interface Config {
	host: string;
	port: number;
	/** The address that browsers use, where a proxy stands before us. */
	origin: string | null;
	/** Absolute. */
	dataDir: string;
	mqtt: {
		/** Null: the embedded broker. */
		url: string | null;
		username: string | null;
		password: string | null;
		caFile: string | null;
		/** Null: made at the first start and kept in the spool. */
		clientId: string | null;
		topics: string[];
	};
	broker: { host: string; port: number };
	/** Null: SQLite in `dataDir`. */
	influx: InfluxConfig | null;
	ingest: 'embedded' | 'workers';
	/** Bound of a spool's file: what waits for the store, and what could not be read. */
	spoolMaxMegabytes: number;
	/** Days that raw readings are kept; 0: for ever. What is summed up of them stays in any case. */
	retentionDays: number;
	logLevel: (typeof LOG_LEVELS)[number];
	simulated: boolean;
	/** How far the demo's clock is from the machine's; 0 for a real building. */
	clockOffsetMs: number;
}

/** Variables that only make sense together; each rule is one sentence. */
function* contradictions(env: v.InferOutput<typeof Environment>): Generator<string> {
	if (!env.MQTT_URL && !isLoopback(env.BROKER_HOST) && !(env.MQTT_USERNAME && env.MQTT_PASSWORD)) {
		yield 'BROKER_HOST opens the embedded broker to the network: set MQTT_USERNAME and MQTT_PASSWORD, which its clients must then give';
	}
	if (env.MQTT_PASSWORD && !env.MQTT_USERNAME) {
		yield 'MQTT_PASSWORD is set without MQTT_USERNAME';
	}
	if (env.INGEST === 'workers' && !env.MQTT_URL) {
		yield 'INGEST=workers needs MQTT_URL: workers share the subscription of a broker of its own';
	}
	if (env.INGEST === 'workers' && !env.INFLUX_URL) {
		yield 'INGEST=workers needs INFLUX_URL: several processes cannot share the SQLite store';
	}
	if (env.NYAMAN_CLOCK_OFFSET_MS !== 0 && env.NYAMAN_SIMULATED !== '1') {
		yield 'NYAMAN_CLOCK_OFFSET_MS is for the demo only: a real building goes by the real time';
	}
	if (env.INFLUX_TOKEN && !env.INFLUX_URL) {
		yield 'INFLUX_TOKEN is set without INFLUX_URL';
	}
}

/**
 * Reads and checks the environment. A variable that is set to nothing counts as not set.
 * @throws {ConfigError} with every fault
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
	const set = Object.fromEntries(
		Object.keys(Environment.entries)
			.map((name) => [name, environment[name]?.trim()] as const)
			.filter(([, value]) => value)
	);
	const parsed = v.safeParse(Environment, set);
	const faults = (parsed.issues ?? []).map(
		(issue) =>
			`${v.getDotPath(issue)} ${issue.message.startsWith('Invalid') ? 'is not valid' : issue.message}`
	);
	if (parsed.success) faults.push(...contradictions(parsed.output));
	if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
	const env = parsed.output;
	// A simulated building never shares a database with the real one.
	const database = env.INFLUX_DATABASE ?? (env.NYAMAN_SIMULATED === '1' ? 'nyaman_demo' : 'nyaman');
	return {
		host: env.HOST,
		port: env.PORT,
		origin: env.ORIGIN ? new URL(env.ORIGIN).origin : null,
		dataDir: resolve(env.DATA_DIR),
		mqtt: {
			url: env.MQTT_URL ?? null,
			username: env.MQTT_USERNAME ?? null,
			password: env.MQTT_PASSWORD ?? null,
			caFile: env.MQTT_CA_FILE ? resolve(env.MQTT_CA_FILE) : null,
			clientId: env.MQTT_CLIENT_ID ?? null,
			topics: env.MQTT_TOPICS
		},
		broker: { host: env.BROKER_HOST, port: env.BROKER_PORT },
		influx: env.INFLUX_URL
			? { url: env.INFLUX_URL, database, username: env.INFLUX_USERNAME, token: env.INFLUX_TOKEN }
			: null,
		ingest: env.INGEST,
		spoolMaxMegabytes: env.SPOOL_MAX_MB,
		retentionDays: env.RETENTION_DAYS,
		logLevel: env.LOG_LEVEL,
		simulated: env.NYAMAN_SIMULATED === '1',
		clockOffsetMs: env.NYAMAN_CLOCK_OFFSET_MS
	};
}
