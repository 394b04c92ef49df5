import { describe, expect, test } from 'vitest';
import { daysAfter, localDay, timeOf } from '#lib/domain/calendar.ts';
import { ServiceClock, type ServiceCalendar } from '#lib/domain/calendar-day.ts';

const WIB = 'Asia/Jakarta';
const DAY: [string, string][] = [['08:00', '16:00']];
const calendar: ServiceCalendar = {
	weekly: {
		1: DAY,
		2: DAY,
		3: DAY,
		4: DAY,
		5: [
			['08:00', '11:30'],
			['13:30', '16:00']
		]
	},
	exceptions: [
		{ from: '2026-12-25', to: '2026-12-25', name: { id: 'Natal', en: 'Christmas' } },
		{
			from: '2027-02-08',
			to: '2027-03-09',
			name: { id: 'Ramadan', en: 'Ramadan' },
			weekly: { 1: [['08:00', '15:00']], 2: [['08:00', '15:00']] }
		}
	]
};
const service = new ServiceClock(calendar, WIB);
const at = (local: string) => Date.parse(`${local}+07:00`);

describe('a day of a zone', () => {
	test.each([
		// 2026-11-24 is a Tuesday; the last minute in Jakarta is still the day before in London.
		[at('2026-11-24T00:00'), WIB, '2026-11-24', 2, 24],
		[at('2026-11-24T23:59'), WIB, '2026-11-24', 2, 24],
		[at('2026-11-29T12:00'), WIB, '2026-11-29', 7, 24],
		// Clocks of New York go back on 1 November 2026 and forward on 8 March.
		[Date.parse('2026-11-01T12:00-05:00'), 'America/New_York', '2026-11-01', 7, 25],
		[Date.parse('2026-03-08T12:00-04:00'), 'America/New_York', '2026-03-08', 7, 23]
	])('%i in %s is %s', (instant, zone, date, weekday, hours) => {
		const day = localDay(instant, zone);
		expect(day).toMatchObject({ date, weekday });
		expect((day.to - day.from) / 3_600_000).toBe(hours);
		expect(day.from <= instant && instant < day.to).toBe(true);
	});

	test('days after and before cross months and years', () => {
		const day = localDay(at('2026-12-31T10:00'), WIB);
		expect(daysAfter(day, 1, WIB).date).toBe('2027-01-01');
		expect(daysAfter(day, -7, WIB).date).toBe('2026-12-24');
		expect(timeOf(day, '08:00', WIB)).toBe(at('2026-12-31T08:00'));
		expect(timeOf(day, '24:00', WIB)).toBe(day.to);
	});

	test('a zone that there is not is refused', () => {
		expect(() => localDay(0, 'Asia/Lubuklinggau')).toThrow(RangeError);
	});
});

describe('the building', () => {
	test.each([
		['2026-11-24T08:00', { state: 'open', until: at('2026-11-24T16:00') }],
		['2026-11-24T07:59', { state: 'closed', opensAt: at('2026-11-24T08:00'), why: null }],
		['2026-11-24T16:00', { state: 'closed', opensAt: at('2026-11-25T08:00'), why: null }],
		['2026-11-27T10:00', { state: 'open', until: at('2026-11-27T16:00') }],
		['2026-11-27T12:00', { state: 'break', until: at('2026-11-27T13:30') }],
		// Friday evening: Monday is next.
		['2026-11-27T16:30', { state: 'closed', opensAt: at('2026-11-30T08:00'), why: null }],
		[
			'2026-12-25T10:00',
			{ state: 'closed', opensAt: at('2026-12-28T08:00'), why: { id: 'Natal', en: 'Christmas' } }
		],
		['2027-02-08T14:59', { state: 'open', until: at('2027-02-08T15:00') }],
		// In Ramadan only Mondays and Tuesdays are given here: a Wednesday is closed by its name.
		[
			'2027-02-10T10:00',
			{ state: 'closed', opensAt: at('2027-02-15T08:00'), why: { id: 'Ramadan', en: 'Ramadan' } }
		]
	])('at %s says %o', (local, state) => {
		expect(service.stateAt(at(local))).toEqual(state);
	});

	test('that never serves announces nothing', () => {
		const never = new ServiceClock({ weekly: {}, exceptions: [] }, WIB);
		expect(never.stateAt(at('2026-11-24T10:00'))).toMatchObject({ opensAt: null });
	});

	test.each([
		['within a day', '2026-11-24T07:00', '2026-11-24T09:00', 60],
		['over a break', '2026-11-27T11:20', '2026-11-27T13:40', 20],
		['over a night', '2026-11-24T15:30', '2026-11-25T08:10', 40],
		['over a weekend', '2026-11-27T15:50', '2026-11-30T08:05', 15],
		['when closed', '2026-11-28T08:00', '2026-11-29T16:00', 0],
		['backwards', '2026-11-24T10:00', '2026-11-24T09:00', 0]
	])('counts service time %s', (_case, from, to, minutes) => {
		expect(service.serviceTime(at(from), at(to))).toBe(minutes * 60_000);
	});
});
