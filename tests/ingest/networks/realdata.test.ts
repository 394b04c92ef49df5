/** Messages of real devices and the owners' documented envelopes, where the folder beside the repository has them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decode, SHELLY_TOPIC } from './documented.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/realdata/', import.meta.url));
const present = existsSync(join(FOLDER, 'payloads.jsonl'));
if (!present)
	console.log('realdata.test.ts: ../shared/realdata is absent; its messages are left out');

interface Row {
	id: string;
	network: string;
	decoded: unknown;
	expected: { field: string; value: number | boolean; channel?: string; time?: string }[];
}

/** Networks whose payload is the whole message, and a topic for it. */
const TOPICS: Record<string, string> = {
	tasmota: 'tele/a/SENSOR',
	senml: 'any',
	zigbee2mqtt: 'zigbee2mqtt/a',
	'shelly-gen2': SHELLY_TOPIC,
	'http/mqtt push': 'any'
};

const rows: Row[] = present
	? readFileSync(join(FOLDER, 'payloads.jsonl'), 'utf8')
			.split('\n')
			.filter((line) => line.trim() !== '')
			.map((line) => JSON.parse(line) as Row)
			.filter(({ network }) => network in TOPICS)
	: [];

describe('payloads', () => {
	test('are there for every such network, or not at all', () => {
		const networks = new Set(rows.map(({ network }) => network));
		expect(networks).toEqual(new Set(present ? Object.keys(TOPICS) : []));
	});

	test.each(rows)('$id says what it must and no more', ({ network, decoded, expected }) => {
		const { readings } = decode(TOPICS[network] ?? '', decoded);
		const found = readings.map(({ metric, value, channel, at }) => ({
			metric,
			value,
			channel,
			at
		}));
		expect(found).toHaveLength(expected.length);
		for (const { field, value, channel = '', time } of expected) {
			expect(found).toContainEqual({
				metric: field,
				value: Number(value),
				channel,
				at: time === undefined ? expect.any(Number) : Date.parse(time)
			});
		}
	});
});

const ENVELOPES: [file: string, topic: string, outcome: string][] = [
	['chirpstack-v4-ack.json', 'application/a/device/0101010101010101/event/ack', 'ack'],
	['chirpstack-v4-join.json', 'application/a/device/0101010101010101/event/join', 'join'],
	[
		'chirpstack-v4-location.json',
		'application/a/device/0101010101010101/event/location',
		'location'
	],
	['chirpstack-v4-log.json', 'application/a/device/0101010101010101/event/log', 'log'],
	['chirpstack-v4-status.json', 'application/a/device/0101010101010101/event/status', 'status'],
	['chirpstack-v4-up.json', 'application/a/device/0101010101010101/event/up', 'no-decoded-object'],
	// Volts and amperes of a mains meter: no quantity of a room.
	['senml-base-time-negative.json', 'any', 'no-known-field'],
	['senml-single.json', 'any', 'temperature'],
	['tasmota-sensor.json', 'tele/a/SENSOR', 'temperature humidity pressure'],
	['tasmota-state.json', 'tele/demo-sensor/STATE', 'STATE'],
	['tts-v3-join-accept.json', 'v3/app1@tenant1/devices/dev1/join', 'join'],
	// Its object is of no known device, and a temperature alone may be of anything.
	['tts-v3-up.json', 'v3/app1@tenant1/devices/dev1/up', 'no-known-field'],
	['zigbee2mqtt-occupancy.json', 'zigbee2mqtt/FRIENDLY_NAME', 'presence'],
	['zigbee2mqtt-sensor.json', 'zigbee2mqtt/FRIENDLY_NAME', 'temperature humidity']
];

describe('envelopes', () => {
	test('are all in the table', () => {
		const files = present ? readdirSync(join(FOLDER, 'envelopes')) : [];
		const inTable = ENVELOPES.map(([file]) => file);
		expect(files.filter((file) => !inTable.includes(file))).toEqual([]);
	});

	test.each(present ? ENVELOPES : [])('%s on %s: %s', (file, topic, outcome) => {
		const text = readFileSync(join(FOLDER, 'envelopes', file), 'utf8');
		const { payload } = JSON.parse(text) as { payload: unknown };
		const { readings, refused, nothing } = decode(topic, payload);
		const metrics = readings.map(({ metric }) => metric).join(' ');
		expect(metrics || nothing?.what || refused[0]?.reason).toBe(outcome);
	});
});
