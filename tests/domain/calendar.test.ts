import { describe, expect, test } from 'vitest';
import { parseInstant, parseTime, zonedToUtc } from '#lib/domain/calendar.ts';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

describe('an instant is read by its own offset', () => {
	test.each([
		// ChirpStack and The Things Stack write nanoseconds (their documentation, events and data formats).
		['2022-07-18T09:34:15.775023242+00:00', '2022-07-18T09:34:15.775Z'],
		['2020-02-12T15:15:45.789585559Z', '2020-02-12T15:15:45.789Z'],
		['2026-11-24T10:42:07+07:00', '2026-11-24T03:42:07.000Z'],
		['2025-03-25T10:56:53+11:00', '2025-03-24T23:56:53.000Z'],
		['2021-06-27T15:03:44-0330', '2021-06-27T18:33:44.000Z'],
		['2024-02-29T23:59:59.9999999Z', '2024-02-29T23:59:59.999Z'],
		['2024-01-01 00:00:00.5Z', '2024-01-01T00:00:00.500Z'],
		['2016-12-31t23:59:60z', '2017-01-01T00:00:00.000Z'],
		['2024-05-05T12:00+07', '2024-05-05T05:00:00.000Z']
	])('%s is %s', (written, instant) => {
		expect(iso(parseInstant(written))).toBe(instant);
	});

	test.each([
		'2026-11-24T10:42:07',
		'2023-02-29T00:00:00Z',
		'2024-13-01T00:00:00Z',
		'2024-04-31T00:00:00Z',
		'2024-01-01T24:00:00Z',
		'2024-01-01T00:60:00Z',
		'2024-01-01T00:00:00+24:00',
		'2024-01-01T00:00:00+07:60',
		'2024-01-01',
		'24-01-01T00:00:00Z',
		'0000-01-01T00:00:00Z',
		'XXXX-XX-XXTXX:XX:XX.XXXZ',
		'2024-01-01T00:00:00Z and more',
		''
	])('%s is none', (written) => {
		expect(parseInstant(written)).toBeNull();
	});
});

describe('a local time is read in the zone of the building, never in that of the process', () => {
	test.each([
		['2019-11-03T19:34:28', 'Asia/Jakarta', '2019-11-03T12:34:28.000Z'],
		['2019-11-03T19:34:28', 'Asia/Jayapura', '2019-11-03T10:34:28.000Z'],
		['2024-07-01T00:00:00', 'Asia/Kathmandu', '2024-06-30T18:15:00.000Z'],
		['2024-01-01T00:00:00', 'Pacific/Kiritimati', '2023-12-31T10:00:00.000Z'],
		['2024-12-31T23:30:00.25', 'Etc/UTC', '2024-12-31T23:30:00.250Z'],
		['2024-06-01T12:00:00', 'Europe/Berlin', '2024-06-01T10:00:00.000Z'],
		['2024-12-01T12:00:00', 'Europe/Berlin', '2024-12-01T11:00:00.000Z']
	])('%s in %s is %s', (local, zone, instant) => {
		expect(iso(zonedToUtc(local, zone))).toBe(instant);
		expect(iso(parseTime(local, zone))).toBe(instant);
	});

	// tzdata: Berlin 2024-03-31 and 2024-10-27 at 01:00 UTC; Lord Howe moves by half an hour;
	// Apia left out 2011-12-30 altogether.
	test.each([
		['before the gap', '2024-03-31T01:59:59', 'Europe/Berlin', '2024-03-31T00:59:59.000Z'],
		['in the gap', '2024-03-31T02:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
		['after the gap', '2024-03-31T03:00:00', 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
		['the first of two', '2024-10-27T02:30:00', 'Europe/Berlin', '2024-10-27T00:30:00.000Z'],
		['after both', '2024-10-27T03:00:00', 'Europe/Berlin', '2024-10-27T02:00:00.000Z'],
		[
			'half an hour twice',
			'2024-04-07T01:45:00',
			'Australia/Lord_Howe',
			'2024-04-06T14:45:00.000Z'
		],
		[
			'in half an hour’s gap',
			'2024-10-06T02:15:00',
			'Australia/Lord_Howe',
			'2024-10-05T15:45:00.000Z'
		],
		[
			'west: the first of two',
			'2024-11-03T01:30:00',
			'America/New_York',
			'2024-11-03T05:30:00.000Z'
		],
		['west: in the gap', '2024-03-10T02:30:00', 'America/New_York', '2024-03-10T07:30:00.000Z'],
		['a day that was left out', '2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z']
	])('%s', (_case, local, zone, instant) => {
		expect(iso(zonedToUtc(local, zone))).toBe(instant);
	});

	test('a zone that does not exist, and a time with an offset, are no local time', () => {
		expect(zonedToUtc('2024-01-01T00:00:00', 'Asia/Lubuklinggau')).toBeNull();
		expect(zonedToUtc('2024-01-01T00:00:00', '')).toBeNull();
		expect(zonedToUtc('2024-01-01T00:00:00Z', 'Asia/Jakarta')).toBeNull();
		expect(zonedToUtc('Tuesday', 'Asia/Jakarta')).toBeNull();
	});
});
