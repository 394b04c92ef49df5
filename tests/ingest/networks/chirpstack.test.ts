import { describe, expect, test } from 'vitest';
import {
	CHIRPSTACK_TOPIC,
	CHIRPSTACK_V3_TOPIC,
	chirpstackUp,
	chirpstackV3Up,
	decode,
	lines,
	reasons
} from './documented.ts';

describe('an uplink of ChirpStack v4', () => {
	test('is read under the EUI at its time', () => {
		const decoded = decode(CHIRPSTACK_TOPIC, chirpstackUp());
		expect(lines(decoded)).toEqual([
			'0101010101010101 temperature=19.8 @2022-07-18T09:34:15.775Z',
			'0101010101010101 humidity=42 @2022-07-18T09:34:15.775Z',
			'0101010101010101 co2=612 @2022-07-18T09:34:15.775Z',
			'0101010101010101 rssi=-36 @2022-07-18T09:34:15.775Z',
			'0101010101010101 snr=10.5 @2022-07-18T09:34:15.775Z'
		]);
	});

	test('whose gateway has no time is at the server’s', () => {
		const message = { ...chirpstackUp(), time: '1970-01-01T00:12:11Z' };
		Object.assign(message.rxInfo[0]!, { nsTime: '2022-07-18T09:34:15.9Z' });
		expect(lines(decode(CHIRPSTACK_TOPIC, message))[0]).toContain('@2022-07-18T09:34:15.900Z');
	});

	test('without any time is as of its receipt', () => {
		const { time: _time, ...message } = chirpstackUp();
		expect(decode(CHIRPSTACK_TOPIC, message).unstamped).toBe(true);
	});

	test('as documented, without a codec, says what to set', () => {
		const { object: _object, ...message } = chirpstackUp();
		expect(decode(CHIRPSTACK_TOPIC, message).refused).toEqual([
			{ reason: 'no-decoded-object', detail: expect.stringContaining('codec') }
		]);
	});

	test('with a wrong EUI is refused', () => {
		const message = chirpstackUp();
		message.deviceInfo.devEui = '0101';
		expect(reasons(decode(CHIRPSTACK_TOPIC, message))).toEqual(['invalid-device']);
	});

	test('counts as the same only with the same content under its deduplicationId', () => {
		const first = decode(CHIRPSTACK_TOPIC, chirpstackUp()).uplinkKey;
		const again = chirpstackUp();
		again.rxInfo[0]!.rssi = -80;
		expect(decode(CHIRPSTACK_TOPIC, again).uplinkKey).toBe(first);
		again.object.co2 = 613;
		expect(decode(CHIRPSTACK_TOPIC, again).uplinkKey).not.toBe(first);
	});

	test.each(['ack', 'join', 'status', 'log', 'location', 'txack', 'integration'])(
		'%s holds no reading',
		(event) => {
			const topic = CHIRPSTACK_TOPIC.replace('event/up', `event/${event}`);
			const decoded = decode(topic, { ...chirpstackUp(), batteryLevel: 88.3, margin: 10 });
			expect(decoded).toMatchObject({ readings: [], refused: [], nothing: { what: event } });
		}
	);

	test('what gateways say to the server is not for us', () => {
		const decoded = decode('eu868/gateway/0016c001f153a14c/event/up', '\u0000\u0001');
		expect(decoded.nothing).toMatchObject({ network: 'chirpstack', what: 'gateway' });
	});
});

describe('an uplink of ChirpStack v3', () => {
	test('has its EUI in base64 and its object inside a string', () => {
		expect(lines(decode(CHIRPSTACK_V3_TOPIC, chirpstackV3Up()))).toEqual([
			'0202020202020202 temperature=25 @2019-11-08T13:59:25.348Z',
			'0202020202020202 humidity=32 @2019-11-08T13:59:25.348Z',
			'0202020202020202 co2=500 @2019-11-08T13:59:25.348Z',
			'0202020202020202 rssi=-48 @2019-11-08T13:59:25.348Z',
			'0202020202020202 snr=9 @2019-11-08T13:59:25.348Z'
		]);
	});

	test('of older versions has a hex EUI, an object, the topic rx and only the gateway’s time', () => {
		const { objectJSON: _o, publishedAt: _p, ...message } = chirpstackV3Up();
		const old = { ...message, devEUI: '00000000AABBCCDD', object: { co2: 450 } };
		expect(lines(decode('application/123/device/00000000aabbccdd/rx', old))[0]).toBe(
			'00000000aabbccdd co2=450 @2019-11-08T13:59:25.048Z'
		);
	});

	test.each([
		['no JSON', { objectJSON: '{"temperature":25' }],
		['no object', { objectJSON: '25' }],
		['null', { objectJSON: '', object: null }]
	])('whose object is %s says what to set', (_case, change) => {
		const { objectJSON: _o, ...message } = chirpstackV3Up();
		expect(reasons(decode(CHIRPSTACK_V3_TOPIC, { ...message, ...change }))).toEqual([
			'no-decoded-object'
		]);
	});

	test.each(['AgICAgIC', 'AgICAgICAgICAg==', '02-02-02-02-02-02-02-02'])(
		'whose EUI is "%s" is refused',
		(devEUI) => {
			const message = { ...chirpstackV3Up(), devEUI };
			expect(reasons(decode(CHIRPSTACK_V3_TOPIC, message))).toContain('invalid-device');
		}
	);

	test('that does not repeat the EUI of its topic is still its device’s', () => {
		const { devEUI: _eui, ...message } = chirpstackV3Up();
		expect(decode(CHIRPSTACK_V3_TOPIC, message).readings[0]?.device).toBe('0202020202020202');
	});

	test.each(['join', 'ack', 'status', 'error', 'txack', 'location'])(
		'%s holds no reading',
		(event) => {
			const topic = CHIRPSTACK_V3_TOPIC.replace('event/up', `event/${event}`);
			expect(decode(topic, chirpstackV3Up()).nothing?.what).toBe(event);
		}
	);
});
