import { describe, expect, test } from 'vitest';
import { decode, lines, reasons, RECEIVED_AT } from './documented.ts';

/** Koenkk/zigbee2mqtt.io, docs/guide/usage/mqtt_topics_and_messages.md. */
const SENSOR = { temperature: 27.34, humidity: 44.72 };

test('a device is its friendly name, slashes and all', () => {
	const decoded = decode('zigbee2mqtt/lantai 1/ruang tunggu', SENSOR);
	const received = new Date(RECEIVED_AT).toISOString();
	expect(lines(decoded)).toEqual([
		`lantai 1/ruang tunggu temperature=27.34 @${received}`,
		`lantai 1/ruang tunggu humidity=44.72 @${received}`
	]);
	expect(decoded.unstamped).toBe(true);
	expect(decoded.uplinkKey).toBeUndefined();
});

describe('last_seen is the time', () => {
	test.each([
		// The forms of advanced.last_seen: ISO_8601, ISO_8601_local, epoch.
		['ISO_8601', '2026-11-24T03:00:00.123Z', '2026-11-24T03:00:00.123Z'],
		['ISO_8601_local', '2026-11-24T10:00:00+07:00', '2026-11-24T03:00:00.000Z'],
		['epoch', 1795489200123, '2026-11-24T03:00:00.123Z'],
		['epoch as a string', '1795489200123', '2026-11-24T03:00:00.123Z'],
		['without an offset', '2026-11-24T10:00:00', '2026-11-24T03:00:00.000Z']
	])('as %s', (_form, last_seen, at) => {
		const decoded = decode('zigbee2mqtt/a', { ...SENSOR, last_seen });
		expect(lines(decoded)[0]).toBe(`a temperature=27.34 @${at}`);
		expect(decoded.unstamped).toBe(false);
	});

	test.each([
		['null', null],
		['before any clock was set', '1970-01-01T00:00:05Z'],
		['ahead of ours', '2031-01-01T00:00:00Z'],
		['in seconds', 1795489200],
		['no time', 'N/A'],
		['not a number of ms', -1]
	])('but not where it is %s', (_case, last_seen) => {
		expect(decode('zigbee2mqtt/a', { ...SENSOR, last_seen }).unstamped).toBe(true);
	});
});

describe('there is nothing to read', () => {
	test.each([
		['bridge/state', { state: 'online' }, 'bridge'],
		['bridge/devices', [], 'bridge'],
		['bridge/logging', { level: 'info', message: 'zigbee' }, 'bridge'],
		['a/availability', { state: 'online' }, 'availability'],
		['a/availability', 'online', 'availability'],
		['a/b/set', { state: 'ON' }, 'set'],
		['a/set/state', 'ON', 'set'],
		['a/get', { state: '' }, 'get'],
		['a/temperature', '27.34', 'bare text'],
		['a', 'online', 'bare text'],
		['a', '', 'empty']
	])('on zigbee2mqtt/%s, %j', (name, payload, what) => {
		const decoded = decode(`zigbee2mqtt/${name}`, payload);
		expect(decoded).toMatchObject({
			readings: [],
			refused: [],
			nothing: { network: 'zigbee2mqtt', what }
		});
	});
});

test('the bridge’s long lists are nothing to read, however long', () => {
	const decoded = decode('zigbee2mqtt/bridge/devices', ['x'.repeat(300_000)]);
	expect(decoded.nothing?.what).toBe('bridge');
});

test('a message that was cut off is refused, not taken for a word', () => {
	expect(reasons(decode('zigbee2mqtt/a', '{"temperature": 27.'))).toEqual(['not-json']);
});

test('a name with control characters, or too long, is refused', () => {
	expect(reasons(decode('zigbee2mqtt/a\u0007b', SENSOR))).toEqual(['invalid-device']);
	expect(reasons(decode(`zigbee2mqtt/${'n'.repeat(129)}`, SENSOR))).toEqual(['invalid-device']);
	expect(decode(`zigbee2mqtt/${'n'.repeat(128)}`, SENSOR).readings).toHaveLength(2);
});
