import { describe, expect, test } from 'vitest';
import { decode, lines, reasons, tasmotaSensor } from './documented.ts';

const read = (payload: unknown, topic = 'tele/s1/SENSOR') => decode(topic, payload);
const short = (payload: unknown) =>
	read(payload).readings.map((r) => `${r.channel}:${r.metric}=${r.value}`);

test('a sensor’s time is local time of the building', () => {
	expect(lines(read(tasmotaSensor()))).toEqual([
		's1 temperature=21.7 @2019-11-03T12:34:28.000Z',
		's1 humidity=66.6 @2019-11-03T12:34:28.000Z',
		's1 pressure=988.6 @2019-11-03T12:34:28.000Z'
	]);
});

test.each([
	[
		'with an offset (SetOption52)',
		{ Time: '2021-06-27T15:03:44+02:00' },
		'2021-06-27T13:03:44.000Z'
	],
	['with Epoch', { Epoch: 1624799024, Time: '2021-06-27T23:59:59' }, '2021-06-27T13:03:44.000Z']
])('its time %s needs no zone', (_case, change, at) => {
	expect(lines(read({ ...tasmotaSensor(), ...change }))[0]).toContain(`@${at}`);
});

test.each([
	['before NTP has answered', { Time: '1970-01-01T00:00:32' }],
	['ahead of ours', { Time: '2026-11-24T11:06:00' }],
	['missing', { Time: undefined }],
	['no string', { Time: 12 }]
])('its time %s is that of receipt', (_case, change) => {
	expect(read({ ...tasmotaSensor(), ...change }).unstamped).toBe(true);
});

test.each([
	['tele/%topic%/', 'tele/s1/SENSOR', 's1'],
	['%topic%/tele/', 's1/tele/SENSOR', 's1'],
	['a topic of several parts', 'tele/lantai1/s1/SENSOR', 'lantai1/s1']
])('FullTopic %s', (_order, topic, device) => {
	expect(read(tasmotaSensor(), topic).readings[0]?.device).toBe(device);
});

describe('units are those the message states', () => {
	test.each([
		['°F', { TempUnit: 'F', BME280: { Temperature: 71.1 } }, [':temperature=21.72']],
		['mmHg', { PressureUnit: 'mmHg', BME280: { Pressure: 741.5 } }, [':pressure=988.59']],
		['inHg', { PressureUnit: 'inHg', BME280: { Pressure: 29.19 } }, [':pressure=988.49']],
		['none stated', { BME280: { Temperature: 21.7 } }, [':temperature=21.7']]
	])('%s', (_unit, payload, expected) => {
		expect(short(payload)).toEqual(expected);
	});

	test('what is in another unit is refused, and the rest is read', () => {
		const decoded = read({ ...tasmotaSensor(), PressureUnit: 'Torr', TempUnit: 'toString' });
		expect(decoded.readings.map((r) => r.metric)).toEqual(['humidity']);
		expect(reasons(decoded)).toEqual(['wrong-unit', 'wrong-unit']);
	});
});

describe('sensors of the documentation', () => {
	test.each([
		// tasmota/docs: SCD4x.md, DS18x20.md, TSL2561.md, IAQ.md, MH-Z19B.md.
		[
			'beside measured CO2, eCO2 is the same smoothed',
			{
				SCD40: {
					CarbonDioxide: 1204,
					eCO2: 1235,
					Temperature: 28.8,
					Humidity: 47.5,
					DewPoint: 16.5
				}
			},
			[':temperature=28.8', ':humidity=47.5', ':co2=1204']
		],
		[
			'alone it is an estimate',
			{ IAQ: { eCO2: 450, TVOC: 125, Resistance: 76827 } },
			[':co2_estimate=450', ':tvoc_ppb=125']
		],
		[
			'several probes of a kind have a channel each',
			{ 'DS18B20-1': { Id: '00000566CC39', Temperature: 13.3 }, 'DS18B20-2': { Temperature: 1.2 } },
			['DS18B20-1:temperature=13.3', 'DS18B20-2:temperature=1.2']
		],
		[
			'so have two chips that measure the same',
			{ BME280: { Temperature: 21, Humidity: 60 }, DS18B20: { Temperature: 22 } },
			['BME280:temperature=21', ':humidity=60', 'DS18B20:temperature=22']
		],
		[
			'a probe that fails does not rename the other',
			{ BME280: { Temperature: null, Humidity: 60 }, DS18B20: { Temperature: 22 } },
			[':humidity=60', 'DS18B20:temperature=22']
		],
		['light', { TSL2561: { Illuminance: 21.18 } }, [':illuminance=21.18']],
		['dust', { SDS0X1: { 'PM2.5': 12.1, PM10: 20 } }, [':pm2_5=12.1', ':pm10=20']],
		[
			'the cell of a CO2 sensor is not the room',
			{ MHZ19B: { Model: 'B', CarbonDioxide: 561, Temperature: 33 } },
			[':device_temperature=33', ':co2=561']
		]
	])('%s', (_case, payload, expected) => {
		expect(short({ Time: '2024-01-01T10:31:09', TempUnit: 'C', ...payload })).toEqual(expected);
	});

	test('the processor’s temperature is not the room’s (ESP32.md)', () => {
		const decoded = read({
			Time: '2021-01-01T00:00:00',
			ESP32: { Temperature: 41.7 },
			TempUnit: 'C'
		});
		expect(decoded.readings).toEqual([]);
		expect(reasons(decoded)).toEqual(['no-known-field']);
	});

	test('a value that is no number is refused', () => {
		expect(reasons(read({ BME280: { Temperature: '21.7', Humidity: true } }))).toEqual([
			'not-a-number',
			'not-a-number'
		]);
	});
});

test.each([
	[
		'tele/s1/STATE',
		{ Time: '2021-06-27T15:03:44+02:00', Wifi: { RSSI: 86, Signal: -57 } },
		'STATE'
	],
	['tele/s1/LWT', 'Online', 'LWT'],
	['s1/tele/LWT', 'Offline', 'LWT'],
	['tele/s1/INFO1', { Info1: { Module: 'Generic' } }, 'INFO1'],
	['stat/s1/STATUS8', { StatusSNS: tasmotaSensor() }, 'stat'],
	['stat/s1/POWER', 'ON', 'stat'],
	['cmnd/s1/POWER', '', 'empty'],
	['cmnd/s1/POWER', 'TOGGLE', 'cmnd'],
	['tasmota/discovery/AABBCCDDEEFF/config', {}, 'discovery']
])('%s holds no reading', (topic, payload, what) => {
	expect(decode(topic, payload)).toMatchObject({ readings: [], refused: [], nothing: { what } });
});
