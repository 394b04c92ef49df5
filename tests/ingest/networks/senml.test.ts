import { describe, expect, test } from 'vitest';
import { decode, lines, reasons, RECEIVED_AT, senmlPack } from './documented.ts';

const NOW = new Date(RECEIVED_AT).toISOString();
const TOPIC = 'any/topic';

test('base name, time and unit hold until replaced (RFC 8428, 5.1.3)', () => {
	expect(lines(decode(TOPIC, senmlPack()))).toEqual([
		'urn:dev:ow:10e2073a01080063 humidity=20 @2011-10-31T13:24:24.000Z',
		'urn:dev:ow:10e2073a01080063 humidity=20.3 @2011-10-31T13:25:24.000Z',
		'urn:dev:ow:10e2073a01080063 battery=98 @2011-10-31T13:26:54.000Z'
	]);
});

test('several devices in one pack (RFC 8428, 5.1.7), with a base value', () => {
	const pack = [
		{ bn: '2001:db8::2/', bt: 1320078429, n: 'temperature', v: 25.2, u: 'Cel' },
		{ n: 'humidity', v: 30, u: '%RH' },
		{ bn: '2001:db8::1/', bv: 10, n: 'temperature', v: 2.5, u: 'Cel' },
		{ n: 'probe-2/temperature', v: 5, u: 'Cel' }
	];
	expect(lines(decode(TOPIC, pack))).toEqual([
		'2001:db8::2 temperature=25.2 @2011-10-31T16:27:09.000Z',
		'2001:db8::2 humidity=30 @2011-10-31T16:27:09.000Z',
		'2001:db8::1 temperature=12.5 @2011-10-31T16:27:09.000Z',
		'2001:db8::1/probe-2 temperature=15 @2011-10-31T16:27:09.000Z'
	]);
});

describe('names', () => {
	test.each([
		['a whole name', {}, 'urn:dev:ow:10e2073a01080063', 'urn:dev:ow:10e2073a01080063', ''],
		[
			'base and quantity',
			{ bn: 'urn:dev:ow:10e2073a0108006:' },
			'temp',
			'urn:dev:ow:10e2073a0108006',
			''
		],
		[
			'quantity after an underscore',
			{},
			'urn:dev:mac:0024befffe804ff1_temperature',
			'urn:dev:mac:0024befffe804ff1',
			''
		],
		[
			'a namespace as base',
			{ bn: 'urn:dev:ow:' },
			'10e2073a01080063',
			'urn:dev:ow:10e2073a01080063',
			''
		],
		['base and channel', { bn: 'gate7/' }, 'probe1', 'gate7', 'probe1'],
		['base in the middle of a name', { bn: 'dev1' }, '23:temp', 'dev123', ''],
		['nothing but a quantity', {}, 'temperature', TOPIC, '']
	])('%s', (_case, base, n, device, channel) => {
		const [reading] = decode(TOPIC, [{ ...base, n, u: 'Cel', v: 23.1 }]).readings;
		expect(reading).toMatchObject({ device, channel, metric: 'temperature', value: 23.1 });
	});
});

describe('times', () => {
	test('below 2^28 s are counted from now', () => {
		const decoded = decode(TOPIC, [{ bn: 'd:', n: 'temp', u: 'Cel', v: 20, t: -5 }]);
		expect(decoded.readings[0]?.at).toBe(RECEIVED_AT - 5_000);
		expect(decoded.unstamped).toBe(true);
	});

	test('absent, they are now', () => {
		expect(lines(decode(TOPIC, [{ n: 'd', u: 'Cel', v: 20 }]))).toEqual([
			`d temperature=20 @${NOW}`
		]);
	});

	test('with fractions and negative steps are dates (RFC 8428, 5.1.2)', () => {
		const pack = [{ bn: 'd:', bt: 1276020076.001, n: 'temp', u: 'Cel', t: -5, v: 20 }];
		expect(lines(decode(TOPIC, pack))).toEqual(['d temperature=20 @2010-06-08T18:01:11.001Z']);
	});

	test.each([
		['from 2001 on are believed', 978307200, []],
		['of 1990 are not', 631152000, ['before-any-clock']],
		['of 2030 are not', 1893456000, ['from-the-future']]
	])('%s', (_case, bt, refused) => {
		expect(reasons(decode(TOPIC, [{ bt, n: 'd', u: 'Cel', v: 20 }]))).toEqual(refused);
	});

	test('counted from now are worthless in a retained message, and dates are not', () => {
		const pack = [
			{ bn: 'd:', n: 'temp', u: 'Cel', v: 20, t: -5 },
			{ n: 'temp', u: 'Cel', v: 21, t: 1320067464 }
		];
		const decoded = decode(TOPIC, pack, { retained: true });
		expect(lines(decoded)).toEqual(['d temperature=21 @2011-10-31T13:24:24.000Z']);
		expect(reasons(decoded)).toEqual(['retained-without-time']);
	});
});

describe('units that cannot be mistaken', () => {
	test.each([
		['Cel', 'temp', 23.1, 'temperature', 23.1],
		['Cel', 'cpu_temp', 61, 'device_temperature', 61],
		['K', 'temp', 296.25, 'temperature', 23.1],
		['%RH', 'x', 40, 'humidity', 40],
		['lx', 'x', 120, 'illuminance', 120],
		['Pa', 'x', 100_729, 'pressure', 1007.29],
		['hPa', 'x', 1007.5, 'pressure', 1007.5],
		['%EL', 'x', 98, 'battery', 98],
		['ppm', 'co2', 600, 'co2', 600],
		['ppb', 'tvoc', 30, 'tvoc_ppb', 30],
		['dB', 'noise', 48, 'sound', 48],
		['dBm', 'rssi', -70, 'rssi', -70],
		['V', 'battery', 3.1, 'battery_voltage', 3.1],
		['ug/m3', 'pm2.5', 12, 'pm2_5', 12]
	])('%s named %s', (u, n, v, metric, value) => {
		const [reading] = decode(TOPIC, [{ bn: 'd:', n, u, v }]).readings;
		expect(reading).toMatchObject({ device: 'd', metric, value });
	});

	test.each([
		['V', 'voltage', 120.1],
		['A', 'current', 1.2],
		['ppm', 'ch4', 600],
		['ppm', 'eco2', 600],
		['dB', 'snr', 8],
		['K', 'colour', 2700],
		['%', 'level', 50],
		['constructor', 'x', 1],
		[undefined, 'temperature', 20]
	])('%s named %s says nothing', (u, n, v) => {
		expect(reasons(decode(TOPIC, [{ bn: 'd:', n, u, v }]))).toEqual(['no-known-field']);
	});

	test('strings, booleans and data beside a value are left out (RFC 8428, 5.1.6)', () => {
		const pack = [
			{ bn: 'urn:dev:ow:10e2073a01080063:', n: 'temp', u: 'Cel', v: 23.1 },
			{ n: 'label', vs: 'Machine Room' },
			{ n: 'open', vb: false },
			{ n: 'nfv-reader', vd: 'aGkgCg' }
		];
		expect(lines(decode(TOPIC, pack))).toEqual([
			`urn:dev:ow:10e2073a01080063 temperature=23.1 @${NOW}`
		]);
	});
});

test.each([
	['a later version', [{ bver: 11, n: 'd', u: 'Cel', v: 1 }], 'wrong-shape'],
	['an extension that must be understood', [{ n: 'd', u: 'Cel', v: 1, x_: 1 }], 'wrong-shape'],
	['a time that is no number', [{ n: 'd', u: 'Cel', v: 1, t: 'now' }], 'wrong-shape'],
	['an entry that is no object', [{ n: 'd', u: 'Cel', v: 1 }, 7], 'wrong-shape'],
	['a value that is no number', [{ n: 'd', u: 'Cel', v: '1' }], 'not-a-number'],
	['a name with control characters', [{ n: 'd\u0007', u: 'Cel', v: 1 }], 'invalid-device']
])('%s is refused', (_case, pack, reason) => {
	expect(reasons(decode(TOPIC, pack))).toEqual([reason]);
});

test('version 5, as the RFC’s own example has it, is read', () => {
	expect(decode(TOPIC, [{ bver: 5, n: 'd', u: 'Cel', v: 1 }]).readings).toHaveLength(1);
});
