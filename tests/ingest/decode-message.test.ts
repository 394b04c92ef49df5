import { describe, expect, test } from 'vitest';
import { decodeMessage } from '#ingest/decode-message.ts';
import {
	CHIRPSTACK_TOPIC,
	chirpstackUp,
	decode,
	lines,
	plainMessage,
	reasons,
	RECEIVED_AT,
	sent,
	TTS_TOPIC,
	ttsUp,
	ZONE
} from './networks/documented.ts';

describe('every word of refusal has its message', () => {
	const big = `{"values":{"co2":600},"note":"${'x'.repeat(256 * 1024)}"}`;
	const deep = `{"values":${'['.repeat(200_000)}${']'.repeat(50_000)}`;
	test.each([
		['too-large', 'nyaman/d', big],
		['not-json', 'nyaman/d', '{"values":{"co2":NaN}}'],
		['not-json', 'nyaman/d', deep.slice(0, 250_000)],
		['not-json', 'some/topic', 'hello'],
		['wrong-shape', 'nyaman/d', '['.repeat(100_000) + ']'.repeat(100_000)],
		['wrong-shape', 'nyaman/d', '{"values":"co2"}'],
		['unknown-topic', 'some/topic', '{"temperature":25}'],
		['invalid-device', 'nyaman/\u0001', '{"values":{"co2":600}}'],
		[
			'no-decoded-object',
			TTS_TOPIC,
			'{"end_device_ids":{"device_id":"d"},"uplink_message":{"f_port":1}}'
		],
		['no-known-field', 'nyaman/d', '{"values":{}}'],
		['unknown-metric', 'nyaman/d', '{"values":{"smell":1}}'],
		['wrong-unit', 'nyaman/d', '{"values":{"co2":{"value":0.06,"unit":"%"}}}'],
		['not-a-number', 'nyaman/d', '{"values":{"temperature":1e999}}'],
		['out-of-range', 'nyaman/d', '{"values":{"co2":0}}'],
		['from-the-future', 'nyaman/d', '{"at":"2027-01-01T00:00:00Z","values":{"co2":600}}'],
		['before-any-clock', 'nyaman/d', '{"at":1795491727,"values":{"co2":600}}']
	])('%s: %s', (reason, topic, payload) => {
		expect(decode(topic, payload)).toMatchObject({ readings: [], refused: [{ reason }] });
	});

	test('not-utf8', () => {
		const payload = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
		expect(reasons(decode('nyaman/d', '', { payload }))).toEqual(['not-utf8']);
	});

	test('retained-without-time', () => {
		const decoded = decode('nyaman/d', { values: { co2: 600, sound: 40 } }, { retained: true });
		expect(decoded.readings).toEqual([]);
		expect(reasons(decoded)).toEqual(['retained-without-time']);
	});
});

test('what is nested beyond use is refused, before anything walks it', () => {
	const text = JSON.stringify(ttsUp()).replace(
		'"co2":776',
		`"x":${'['.repeat(50_000)}${']'.repeat(50_000)}`
	);
	expect(decode(TTS_TOPIC, text)).toMatchObject({
		readings: [],
		refused: [{ reason: 'wrong-shape', detail: expect.stringContaining('nested') }]
	});
	const shallow = JSON.stringify(ttsUp()).replace(
		'"co2":776',
		`"co2":776,"x":${'['.repeat(20)}${']'.repeat(20)}`
	);
	expect(decode(TTS_TOPIC, shallow).readings).toHaveLength(5);
});

test('a retained message with a time of its own is history like any other', () => {
	expect(decode(TTS_TOPIC, ttsUp(), { retained: true }).readings).toHaveLength(5);
	expect(decode('nyaman/d', plainMessage(), { retained: true }).readings).toHaveLength(3);
});

test('without a time of its own a message is as of its receipt, and says so', () => {
	const decoded = decode('nyaman/d', { values: { co2: 600 } });
	expect(decoded).toMatchObject({ unstamped: true, readings: [{ at: RECEIVED_AT }] });
});

test('the link of an uplink that says nothing else is not a reading', () => {
	const message = chirpstackUp();
	const decoded = decode(CHIRPSTACK_TOPIC, { ...message, object: { wobble: 3 } });
	expect(decoded.readings).toEqual([]);
	expect(decoded.refused).toEqual([
		{ reason: 'no-known-field', detail: expect.stringContaining('wobble') }
	]);
});

test('a sentence of refusal repeats no address, plate or value that a field is named by', () => {
	const object = {
		'AA:BB:CC:DD:EE:FF': -60,
		aabbccddeeff: 1,
		B1234XYZ: 'parked',
		tag_id: '1F345678',
		wobble: 77
	};
	const { refused } = decode(CHIRPSTACK_TOPIC, { ...chirpstackUp(), object });
	expect(refused[0]?.detail).toMatch(/fields: tag_id, wobble$/);
});

test('a profile that the registry names is asked first', () => {
	const message = sent(CHIRPSTACK_TOPIC, { ...chirpstackUp(), object: { vdd: 3594 } });
	const read = (profile?: string) =>
		decodeMessage(message, { timeZone: ZONE, origin: 'device', profileOf: () => profile });
	const asked: string[] = [];
	decodeMessage(message, {
		timeZone: ZONE,
		origin: 'device',
		profileOf: (device) => void asked.push(device)
	});
	expect(asked).toEqual(['0101010101010101']);
	expect(read('generic').readings.map((r) => r.metric)).not.toContain('battery_voltage');
});

test('a device’s own clock inside the object is passed over where it is unset or ahead', () => {
	// City of Melbourne, on-street parking bay sensors: the state's own time beside the poll's.
	const read = (Status_Timestamp: string) =>
		lines(
			decode(CHIRPSTACK_TOPIC, {
				...chirpstackUp(),
				rxInfo: [],
				object: { Status_Description: 'Present', Status_Timestamp, KerbsideID: '17954' }
			})
		);
	const bay = '0101010101010101 occupied=1';
	expect(read('2021-03-25T10:56:53+11:00')).toEqual([`${bay} @2021-03-24T23:56:53.000Z`]);
	expect(read('2015-01-01T00:00:00+11:00')).toEqual([`${bay} @2022-07-18T09:34:15.775Z`]);
	expect(read('2030-01-01T00:00:00+11:00')).toEqual([`${bay} @2022-07-18T09:34:15.775Z`]);
});

test('a thousand values are read, and of many refusals only some are told', () => {
	const values = { co2: 600 };
	expect(decode('nyaman/d', Array(1000).fill({ values })).readings).toHaveLength(1000);
	const refused = decode('nyaman/d', Array(1000).fill({ values: { co2: 0 } })).refused;
	expect(refused).toHaveLength(101);
	expect(refused.at(-1)?.detail).toBe('and 900 more');
});

test('names that every object inherits are neither fields nor metrics', () => {
	const values = '{"__proto__":25,"constructor":25,"toString":{"value":25,"unit":"°C"}}';
	const decoded = decode('nyaman/d', `{"values":${values}}`);
	expect(new Set(reasons(decoded))).toEqual(new Set(['unknown-metric']));
	expect(decoded.refused).toHaveLength(3);
});

test('minus zero is zero', () => {
	const [reading] = decode('nyaman/d', '{"values":{"temperature":-0}}').readings;
	expect(Object.is(reading?.value, 0)).toBe(true);
});

test('a byte order mark before the JSON is no part of it', () => {
	expect(decode('nyaman/d', '\ufeff{"values":{"co2":600}}').readings).toHaveLength(1);
});
