import { describe, expect, test } from 'vitest';
import { decode, lines, plainMessage, reasons, RECEIVED_AT } from './documented.ts';

test('device and channel are the topic’s, and states may be booleans', () => {
	expect(lines(decode('nyaman/pintu-1/kiri', plainMessage()))).toEqual([
		'pintu-1/kiri temperature=25.4 @2026-11-24T03:42:07.000Z',
		'pintu-1/kiri co2=612 @2026-11-24T03:42:07.000Z',
		'pintu-1/kiri presence=1 @2026-11-24T03:42:07.000Z'
	]);
});

test.each([
	['epoch ms', 1795491727000, '2026-11-24T03:42:07.000Z'],
	['local time of the building', '2026-11-24T10:42:07', '2026-11-24T03:42:07.000Z'],
	['years ago', '2001-01-01T00:00:00Z', '2001-01-01T00:00:00.000Z'],
	['none', undefined, new Date(RECEIVED_AT).toISOString()],
	['null', null, new Date(RECEIVED_AT).toISOString()]
])('its time is a statement: %s', (_case, at, expected) => {
	const decoded = decode('nyaman/d', { at, values: { co2: 612 } });
	expect(lines(decoded)).toEqual([`d co2=612 @${expected}`]);
	expect(decoded.unstamped).toBe(at === undefined || at === null);
});

test.each([
	['garbage', 'yesterday', 'wrong-shape'],
	['of another kind', true, 'wrong-shape'],
	['seconds for milliseconds', 1795491727, 'before-any-clock'],
	['ahead by more than five minutes', RECEIVED_AT + 300_001, 'from-the-future']
])('a time that is %s is refused, never replaced', (_case, at, reason) => {
	expect(reasons(decode('nyaman/d', { at, values: { co2: 612 } }))).toEqual([reason]);
});

test('an array is history of one or several devices, which may be named inside', () => {
	const history = [
		{ device: 'a', at: '2026-11-01T00:00:00Z', values: { count_in: 3 } },
		{ device: 'b', channel: 'utara', at: '2026-11-01T00:15:00Z', values: { count_in: 4 } },
		{ at: '2026-11-01T00:30:00Z', values: { count_in: 5 } }
	];
	expect(lines(decode('nyaman/d', history))).toEqual([
		'a count_in=3 @2026-11-01T00:00:00.000Z',
		'b/utara count_in=4 @2026-11-01T00:15:00.000Z',
		'd count_in=5 @2026-11-01T00:30:00.000Z'
	]);
});

test('one wrong value or object does not hold up the others', () => {
	const decoded = decode('nyaman/d', [
		{
			values: { temprature: 25, co2: 612, humidity: { value: 0.5, unit: 'fraction' }, sound: '40' }
		},
		{ values: 7 },
		{ device: '', values: { co2: 600 } },
		{ values: { co2: 500, constructor: 1 } }
	]);
	expect(decoded.readings.map((r) => r.value)).toEqual([612, 500]);
	expect(reasons(decoded).sort()).toEqual([
		'invalid-device',
		'not-a-number',
		'unknown-metric',
		'unknown-metric',
		'wrong-shape',
		'wrong-unit'
	]);
});

describe('what is refused says what was expected', () => {
	test.each([
		[{ temprature: 25 }, 'unknown-metric', 'temperature'],
		[{ CO2: 25 }, 'unknown-metric', 'co2'],
		[{ peopleCount: 25 }, 'unknown-metric', 'people_count'],
		[{ humidity: { value: 1, unit: 'g' } }, 'wrong-unit', '%'],
		[{ tvoc: { value: 1, unit: 'ppb' } }, 'wrong-unit', 'µg/m³'],
		[{ humidity: 101 }, 'out-of-range', '0 to 100 %'],
		[{ presence: 0.5 }, 'out-of-range', '0 nor 1'],
		[{ temperature: true }, 'not-a-number', 'temperature'],
		[{ temperature: { unit: '°C' } }, 'not-a-number', 'missing']
	])('%j is %s', (values, reason, told) => {
		expect(decode('nyaman/d', { values }).refused).toEqual([
			{ reason, detail: expect.stringContaining(told) }
		]);
	});
});

test('either of Unicode’s two signs for micro is the unit', () => {
	const decoded = decode('nyaman/d', { values: { pm2_5: { value: 9, unit: '\u03bcg/m³' } } });
	expect(decoded.readings).toHaveLength(1);
});

test.each([
	['an empty array', 'nyaman/d', [], 'wrong-shape'],
	['a number', 'nyaman/d', 25.4, 'wrong-shape'],
	['an empty object', 'nyaman/d', {}, 'wrong-shape'],
	['an object of no known device', 'nyaman/d', { hello: 25 }, 'no-known-field'],
	['empty values', 'nyaman/d', { values: {} }, 'no-known-field'],
	['no device', 'nyaman', plainMessage(), 'invalid-device'],
	['a device of blanks', 'nyaman/ ', plainMessage(), 'invalid-device'],
	['a long channel', `nyaman/d/${'c'.repeat(129)}`, plainMessage(), 'invalid-device'],
	['a thousand and one names', 'nyaman/d', { values: manyNames(1001) }, 'too-large'],
	['a thousand and one values', 'nyaman/d', Array(1001).fill(plainMessage()), 'too-large']
])('%s is refused', (_case, topic, payload, reason) => {
	expect(reasons(decode(topic, payload))).toEqual([reason]);
});

function manyNames(count: number): Record<string, number> {
	return Object.fromEntries(Array.from({ length: count }, (_, i) => [`name_${i}`, i]));
}

test('a device’s own object, forwarded as it is, is read by its profile', () => {
	// City of Melbourne open data, as in the UCI/Melbourne snapshot: two times, an offset of +11:00.
	const decoded = decode('nyaman/bay-17954', {
		Lastupdated: '2025-03-25T11:44:37+11:00',
		Status_Timestamp: '2025-03-25T10:56:53+11:00',
		Zone_Number: '7265',
		Status_Description: 'Present',
		KerbsideID: '17954'
	});
	expect(decoded.readings).toMatchObject([
		{ device: 'bay-17954', metric: 'occupied', value: 1, at: Date.UTC(2025, 2, 24, 23, 56, 53) }
	]);
});
