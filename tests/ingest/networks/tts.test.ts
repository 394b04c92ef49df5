import { describe, expect, test } from 'vitest';
import { decode, lines, reasons, TTS_TOPIC, ttsUp } from './documented.ts';

describe('an uplink of The Things Stack', () => {
	test('is read once, under the EUI, at the network server’s time', () => {
		const decoded = decode(TTS_TOPIC, ttsUp());
		expect(lines(decoded)).toEqual([
			'0004a30b001c0530 temperature=22.6 @2020-02-12T15:15:45.789Z',
			'0004a30b001c0530 humidity=41 @2020-02-12T15:15:45.789Z',
			'0004a30b001c0530 co2=776 @2020-02-12T15:15:45.789Z',
			'0004a30b001c0530 rssi=-35 @2020-02-12T15:15:45.789Z',
			'0004a30b001c0530 snr=5 @2020-02-12T15:15:45.789Z'
		]);
		expect(decoded.refused).toEqual([]);
		expect(decoded.unstamped).toBe(false);
	});

	test.each([
		['the network server’s', {}, {}, '2020-02-12T15:15:45.789Z'],
		['else the application server’s', { received_at: undefined }, {}, '2020-02-12T15:15:46.014Z'],
		[
			'also where the first is unset',
			{ received_at: '1970-01-01T00:00:09Z' },
			{},
			'2020-02-12T15:15:46.014Z'
		],
		[
			'also where the first runs ahead',
			{ received_at: '2031-01-01T00:00:00Z' },
			{},
			'2020-02-12T15:15:46.014Z'
		],
		['never the gateway’s', { received_at: undefined }, { received_at: undefined }, null]
	])('its time is %s', (_case, inner, outer, at) => {
		const message = { ...ttsUp(), ...outer };
		Object.assign(message.uplink_message, inner);
		const decoded = decode(TTS_TOPIC, message);
		expect(decoded.unstamped).toBe(at === null);
		if (at !== null) expect(lines(decoded)[0]).toContain(`@${at}`);
	});

	test('a server whose every clock is ahead of ours is refused, not moved to our time', () => {
		const message = ttsUp();
		message.received_at = message.uplink_message.received_at = '2026-11-24T04:05:01Z';
		expect(new Set(reasons(decode(TTS_TOPIC, message)))).toEqual(new Set(['from-the-future']));
	});

	test('two gateways are one message, with the link of the one that heard it best', () => {
		const message = ttsUp();
		const [far] = message.uplink_message.rx_metadata;
		message.uplink_message.rx_metadata = [
			{ ...far!, rssi: -120, snr: -3 },
			{ ...far!, rssi: -61, snr: 9.2 },
			{ ...far!, rssi: -90, snr: 11 }
		];
		const link = decode(TTS_TOPIC, message).readings.filter((r) => /rssi|snr/.test(r.metric));
		expect(link.map(({ metric, value }) => [metric, value])).toEqual([
			['rssi', -61],
			['snr', 9.2]
		]);
	});

	test('an snr of 0 dB, which proto3 leaves out, is one; FSK has none', () => {
		const message = ttsUp();
		delete (message.uplink_message.rx_metadata[0] as { snr?: number }).snr;
		expect(lines(decode(TTS_TOPIC, message))).toContain(
			'0004a30b001c0530 snr=0 @2020-02-12T15:15:45.789Z'
		);
		const fsk = { ...message.uplink_message.settings, data_rate: { fsk: { bit_rate: 50000 } } };
		const over = { ...message, uplink_message: { ...message.uplink_message, settings: fsk } };
		expect(decode(TTS_TOPIC, over).readings.map((r) => r.metric)).not.toContain('snr');
	});

	test.each([
		['absent', undefined],
		['null', null],
		['a list', [1, 2]],
		['a string', 'temperature']
	])('whose decoded_payload is %s says what to set', (_case, decoded_payload) => {
		const message = ttsUp();
		Object.assign(message.uplink_message, { decoded_payload });
		const { readings, refused } = decode(TTS_TOPIC, message);
		expect(readings).toEqual([]);
		expect(refused).toEqual([
			{ reason: 'no-decoded-object', detail: expect.stringContaining('payload formatter') }
		]);
	});

	test('without port, bytes and object only answers the network', () => {
		const { uplink_message: up, ...message } = ttsUp();
		const { decoded_payload: _d, frm_payload: _f, f_port: _p, ...bare } = up;
		const decoded = decode(TTS_TOPIC, { ...message, uplink_message: bare });
		expect(decoded.nothing).toMatchObject({ network: 'tts', what: 'empty uplink' });
	});

	test.each([
		['not 16 hex digits', '0004A30B001C053', 'invalid-device'],
		['not hex', '0004A30B001C053Z', 'invalid-device']
	])('whose EUI is %s is refused', (_case, dev_eui, reason) => {
		const message = ttsUp();
		message.end_device_ids.dev_eui = dev_eui;
		expect(reasons(decode(TTS_TOPIC, message))).toEqual([reason]);
	});

	test('of a device without an EUI is under the id that the console shows', () => {
		const message = ttsUp();
		delete (message.end_device_ids as { dev_eui?: string }).dev_eui;
		expect(decode(TTS_TOPIC, message).readings[0]?.device).toBe('dev1');
	});

	test('that the console simulated is kept as a simulation', () => {
		const { readings } = decode(TTS_TOPIC, { ...ttsUp(), simulated: true });
		expect(new Set(readings.map((r) => r.origin))).toEqual(new Set(['simulation']));
	});

	test('is known by its shape on another topic too', () => {
		expect(decode('bridge/ttn', ttsUp()).readings).toHaveLength(5);
	});
});

describe('what else The Things Stack sends holds no reading', () => {
	test.each([
		// The names of the topics: The Things Stack's documentation, integrations, MQTT server.
		['join', { join_accept: { session_key_id: 'AXBSH1Pk6Z0G166RlH16CQ==' } }],
		['down/queued', { downlink_queued: {} }],
		['down/sent', { downlink_sent: {} }],
		['down/ack', { downlink_ack: { f_cnt: 3 } }],
		['down/nack', { downlink_nack: {} }],
		['down/failed', { downlink_failed: {} }],
		['service/data', { service_data: { data: {} } }],
		['location/solved', { location_solved: { location: { latitude: 37.9 } } }],
		['up/normalized', { uplink_normalized: { normalized_payload: { air: { temperature: 1 } } } }]
	])('%s', (event, body) => {
		const { end_device_ids } = ttsUp();
		const topic = `v3/app1@tenant1/devices/dev1/${event}`;
		const decoded = decode(topic, { end_device_ids, ...body });
		expect(decoded).toMatchObject({
			readings: [],
			refused: [],
			nothing: { network: 'tts', what: event }
		});
	});

	test('a join on the topic of uplinks', () => {
		const { end_device_ids } = ttsUp();
		expect(decode(TTS_TOPIC, { end_device_ids, join_accept: {} }).nothing?.what).toBe('join');
	});
});

describe('the key of an uplink', () => {
	const key = (change: (message: ReturnType<typeof ttsUp>) => void) => {
		const message = ttsUp();
		change(message);
		return decode(TTS_TOPIC, message).uplinkKey;
	};
	const first = key(() => {});

	test('is the same for a second copy, whichever gateway heard it and whoever carried it', () => {
		expect(first).toBeTypeOf('string');
		expect(
			key((m) => {
				m.received_at = '2020-02-12T15:15:49Z';
				m.uplink_message.rx_metadata[0]!.rssi = -99;
				m.uplink_message.decoded_payload = { co2: 776, humidity: 41, temperature: 22.6 };
			})
		).toBe(first);
	});

	test.each([
		['content', (m: ReturnType<typeof ttsUp>) => (m.uplink_message.decoded_payload.co2 = 777)],
		['counter', (m: ReturnType<typeof ttsUp>) => (m.uplink_message.f_cnt = 2)],
		['device', (m: ReturnType<typeof ttsUp>) => (m.end_device_ids.dev_eui = '0004A30B001C0531')],
		[
			'time, after a counter was reset',
			(m: ReturnType<typeof ttsUp>) => (m.uplink_message.received_at = '2020-02-13T15:15:45Z')
		]
	])('is another with another %s', (_case, change) => {
		expect(key(change)).not.toBe(first);
	});
});
