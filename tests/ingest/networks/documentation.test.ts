/** What docs/networks.md shows is what is read. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	CHIRPSTACK_TOPIC,
	CHIRPSTACK_V3_TOPIC,
	decode,
	SHELLY_TOPIC,
	TTS_TOPIC
} from './documented.ts';

const TEXT = readFileSync(new URL('../../../docs/networks.md', import.meta.url), 'utf8');

function section(title: string): string {
	return TEXT.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
}

const values = (topic: string, text: string) => {
	const { readings, refused } = decode(topic, text);
	expect(refused).toEqual([]);
	return readings.map(({ channel, metric, value }) => `${channel}:${metric}=${value}`).join(' ');
};

test.each([
	['The Things Stack v3', TTS_TOPIC, ':temperature=22.6 :humidity=41 :co2=776 :rssi=-35 :snr=5'],
	[
		'ChirpStack v4',
		CHIRPSTACK_TOPIC,
		':temperature=19.8 :humidity=42 :co2=612 :rssi=-36 :snr=10.5'
	],
	['ChirpStack v3', CHIRPSTACK_V3_TOPIC, ':temperature=25 :humidity=32 :rssi=-48 :snr=9'],
	['Tasmota', 'tele/a/SENSOR', ':temperature=21.7 :humidity=66.6 :pressure=988.6'],
	['Shelly', SHELLY_TOPIC, ':temperature=19.8 :humidity=42.2'],
	['SenML', 'any', ':temperature=23.1 probe2:temperature=21.7 :battery=98'],
	['Xovis', 'any', 'Main door:count_in=3 Main door:count_out=1']
])('%s', (title, topic, expected) => {
	const [, example = ''] = /```json\n([\s\S]*?)```/.exec(section(title)) ?? [];
	expect(values(topic, example)).toBe(expected);
});

test('Zigbee2MQTT, as its profile reads it', () => {
	const [, example = ''] = /```json\n([\s\S]*?)```/.exec(section('Zigbee2MQTT')) ?? [];
	const { readings, unstamped } = decode('zigbee2mqtt/a', example);
	expect(readings.map((r) => r.metric)).toEqual(
		expect.arrayContaining(['temperature', 'humidity'])
	);
	expect(unstamped).toBe(false);
});

test('the plain form’s commands', () => {
	const commands = [...section('Plain').matchAll(/-t (\S+) -m '([\s\S]*?)'/g)];
	expect(commands.map(([, topic = '', payload = '']) => values(topic, payload))).toEqual([
		'utara:temperature=25.4 utara:co2=612 utara:presence=1',
		':count_in=14 :count_out=9 :count_in=21 :count_out=16'
	]);
});
