import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '#lib/server/config.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.faults;
		throw error;
	}
	return [];
}

test('an empty environment listens on loopback, brings its own broker and stores in SQLite', () => {
	const config = readConfig({});
	expect(config).toMatchObject({
		host: '127.0.0.1',
		port: 3000,
		origin: null,
		mqtt: { url: null, topics: ['#'], clientId: null },
		broker: { host: '127.0.0.1', port: 1883 },
		influx: null,
		ingest: 'embedded',
		logLevel: 'info',
		simulated: false
	});
	expect(config.dataDir).toMatch(/\/data$/);
});

test('a variable that is set to nothing counts as not set', () => {
	expect(readConfig({ PORT: '', MQTT_URL: '  ' })).toEqual(readConfig({}));
});

test('every wrong variable is told at once', () => {
	const faults = faultsOf({
		PORT: '70000',
		BROKER_PORT: 'mqtt',
		MQTT_URL: 'http://broker',
		MQTT_TOPICS: 'v3/#/up',
		INFLUX_URL: '8086',
		INGEST: 'both',
		LOG_LEVEL: 'loud',
		MQTT_CA_FILE: '/nowhere/ca.pem'
	});
	for (const name of [
		'PORT',
		'BROKER_PORT',
		'MQTT_URL',
		'MQTT_TOPICS',
		'INFLUX_URL',
		'INGEST',
		'LOG_LEVEL',
		'MQTT_CA_FILE'
	]) {
		expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
	}
});

test.each<{ what: string; env: Record<string, string>; names: string }>([
	{
		what: 'a broker on the network without a password',
		env: { BROKER_HOST: '0.0.0.0' },
		names: 'MQTT_PASSWORD'
	},
	{ what: 'workers without a broker', env: { INGEST: 'workers' }, names: 'MQTT_URL' },
	{
		what: 'workers on SQLite',
		env: { INGEST: 'workers', MQTT_URL: 'mqtt://b' },
		names: 'INFLUX_URL'
	},
	{ what: 'a password without a user', env: { MQTT_PASSWORD: 'x' }, names: 'MQTT_USERNAME' },
	{ what: 'a token without a server', env: { INFLUX_TOKEN: 'x' }, names: 'INFLUX_URL' }
])('$what is refused with the variable that is missing', ({ env, names }) => {
	expect(faultsOf(env).join('\n')).toContain(names);
});

test('a password in an address is refused, and no fault repeats it', () => {
	const faults = faultsOf({
		MQTT_URL: 'mqtt://user:s3cret@broker',
		INFLUX_URL: 'http://user:s3cret@db'
	});
	expect(faults).toHaveLength(2);
	expect(faults.join('\n')).not.toContain('s3cret');
});

test('the demo never writes into the database of the real building', () => {
	const influx = { INFLUX_URL: 'http://127.0.0.1:8086' };
	const real = readConfig(influx).influx?.database;
	expect(readConfig({ ...influx, NYAMAN_SIMULATED: '1' }).influx?.database).not.toBe(real);
});
