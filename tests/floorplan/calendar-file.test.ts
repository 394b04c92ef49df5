import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { calendarFile } from '#floorplan/schema-calendar.ts';
import { faultsOf } from '#floorplan/schema.ts';
import { localDay } from '#lib/domain/calendar.ts';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { ROOT } from '../support/process.ts';

const SAMPLE: unknown = JSON.parse(
	readFileSync(join(ROOT, 'floorplan/mpp-lubuklinggau/calendar.json'), 'utf8')
);
const WIB = 'Asia/Jakarta';
const DAY = [['08:00', '16:00']];
const LEAVE = { from: '2027-05-07', to: '2027-05-07', name: { id: 'Cuti', en: 'Leave' } };

const calendar = v.parse(calendarFile, SAMPLE);
const service = new ServiceClock(calendar, WIB);
const day = (date: string) => localDay(Date.parse(`${date}T12:00+07:00`), WIB);
const hours = (date: string) =>
	service.spansOf(day(date)).map(({ from, to }) => (to - from) / 3_600_000);

describe('the sample’s calendar', () => {
	// SKB 3 Menteri 1497/2025, 2/2025, 5/2025: 17 days of public holiday, 8 of joint leave.
	test.each([
		['holiday', 17],
		['joint-leave', 8]
	])('has every %s of 2026 that the decree names', (kind, days) => {
		const named = calendar.exceptions.filter((one) => one.kind === kind && one.from < '2027');
		expect(named.every(({ sure }) => sure === 'decree')).toBe(true);
		const all = named.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
		expect(all.reduce((sum, n) => sum + n, 0)).toBe(days);
	});

	test('says of every day of 2026 and 2027 how sure it is, and by what', () => {
		expect(calendar.exceptions.every(({ sure, source, kind }) => sure && source && kind)).toBe(
			true
		);
		const sure = (from: string) => calendar.exceptions.find((one) => one.from === from)?.sure;
		expect(sure('2027-08-17')).toBe('decree');
		expect(sure('2027-03-10')).toBe('calculated');
		expect(sure('2027-03-12')).toBe('unconfirmed');
	});

	test.each([
		['an ordinary Tuesday', '2026-11-24', [8]],
		['a Friday with its break', '2026-11-27', [3.5, 2.5]],
		['a Monday of Ramadan', '2026-02-23', [7]],
		['a Friday of Ramadan', '2026-02-27', [3.5, 3]],
		['a holiday in Ramadan', '2026-03-19', []],
		['joint leave after it', '2026-03-24', []],
		['the Wednesday after', '2026-03-25', [8]],
		['Christmas Eve', '2026-12-24', []],
		['a leave of 2027 that nobody has confirmed', '2027-05-07', [3.5, 2.5]]
	])('serves on %s', (_what, date, spans) => {
		expect(hours(date)).toEqual(spans);
	});

	test('still names a day that is only expected', () => {
		expect(service.namesOf(day('2027-05-07')).map(({ sure }) => sure)).toEqual(['unconfirmed']);
		expect(service.namesOf(day('2026-11-24'))).toEqual([]);
	});
});

describe('a calendar that is wrong', () => {
	test.each([
		[{ weekly: { 1: [['8:00', '16:00']] } }, 'weekly.1.0.0: is no time of day such as 08:00'],
		[{ weekly: { 1: [['16:00', '08:00']] } }, 'weekly.1.0: ends before it begins'],
		[{ weekly: { 1: ['08:00'] } }, 'weekly.1.0: is no pair of times'],
		[
			{
				weekly: {
					5: [
						['08:00', '12:00'],
						['11:30', '16:00']
					]
				}
			},
			'weekly.5: has spans that overlap or are not in order of time'
		],
		[{ weekly: { 8: DAY } }, 'weekly.8: "8" is no weekday from "1", Monday, to "7", Sunday'],
		[
			{ weekly: {}, exceptions: [{ ...LEAVE, from: '2027-02-30' }] },
			'exceptions.0.from: is no day of the calendar'
		],
		[
			{ weekly: {}, exceptions: [{ ...LEAVE, from: '7 Mei' }] },
			'exceptions.0.from: is no date such as 2026-12-25'
		],
		[
			{ weekly: {}, exceptions: [{ ...LEAVE, to: '2027-05-01' }] },
			'exceptions.0: ends before it begins'
		],
		[
			{ weekly: {}, exceptions: [{ ...LEAVE, sure: 'decree' }] },
			'exceptions.0: says how sure it is, but not by what'
		],
		[{ weekly: {}, holidays: [] }, 'holidays: ']
	])('is refused in words: %j', (file, says) => {
		const parsed = v.safeParse(calendarFile, file);
		expect(faultsOf(parsed.issues ?? []).join('\n')).toContain(says);
	});
});
