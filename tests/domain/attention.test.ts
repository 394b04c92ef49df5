import { describe, expect, test } from 'vitest';
import { byUrgency, isDue } from '#lib/domain/attention/attention.ts';
import { redSince } from '#lib/domain/attention/red-run.ts';
import { ServiceClock } from '#lib/domain/calendar-day.ts';

const MINUTE = 60_000;
/** Permenkes 48/2016, work room: 23-26 °C; red from 1 °C beyond. */
const WORK_ROOM = { min: 23, max: 26, watch: 1 };

/** Five minutes apart, from 0. */
const every5 = (...values: number[]) => values.map((value, n) => ({ at: n * 5 * MINUTE, value }));

test.each([
	['no reading', [], null],
	['never red', [24, 25, 26.9, 27], null],
	['one red reading', [25, 27.4], null],
	['one red reading between others', [25, 27.4, 26.8], null],
	['two in a row', [25, 27.4, 27.5], 1],
	['red all along', [27.4, 27.5, 27.6], 0],
	['one reading that dips', [27.4, 27.5, 26.9, 27.4], 0],
	['two that dip', [27.4, 27.5, 26.9, 26.8], null],
	['back again after two that dip', [27.4, 27.5, 26.9, 26.8, 27.2, 27.3], 4],
	['red, then not, by turns', [27.4, 26, 27.4, 26, 27.4, 26], null],
	['too cold as well', [22, 21.9, 21.8], 1]
])('%s: red since reading %#', (_case, values, reading) => {
	const since = reading === null ? null : reading * 5 * MINUTE;
	expect(redSince(WORK_ROOM, every5(...values))).toBe(since);
});

test('a silence breaks what was known: the readings after it must say it again', () => {
	const before = every5(27.5, 27.5, 27.5);
	const late = { at: 70 * MINUTE, value: 27.6 };
	expect(redSince(WORK_ROOM, [...before, late])).toBeNull();
	expect(redSince(WORK_ROOM, [...before, late, { at: 75 * MINUTE, value: 27.6 }])).toBe(late.at);
});

describe('a red room needs attention', () => {
	const service = new ServiceClock(
		{ weekly: { 2: [['08:00', '16:00']], 3: [['08:00', '16:00']] }, exceptions: [] },
		'Asia/Jakarta'
	);
	const at = (local: string) => Date.parse(`2026-11-${local}+07:00`);

	test.each([
		['after a quarter of an hour', '24T10:00', '24T10:15', true],
		['not a minute before', '24T10:00', '24T10:14', false],
		['when it was red all night, a quarter of an hour after opening', '24T02:00', '24T08:15', true],
		['not at opening', '24T02:00', '24T08:05', false],
		['never when closed', '24T10:00', '24T16:00', false],
		['with the time before closing counted', '24T15:50', '25T08:05', true]
	])('%s', (_case, since, now, due) => {
		expect(isDue(at(since), at(now), service)).toBe(due);
	});
});

test('the worst comes first, and of two alike the older', () => {
	const items = [
		{ name: 'silent', urgency: 'unknown', severity: 0, since: 1 },
		{ name: 'newer', urgency: 'act', severity: 2, since: 20 },
		{ name: 'nearly full', urgency: 'watch', severity: 9, since: 5 },
		{ name: 'older', urgency: 'act', severity: 2, since: 10 },
		{ name: 'undated', urgency: 'act', severity: 2, since: null },
		{ name: 'worst', urgency: 'act', severity: 3, since: 30 }
	] as const;
	expect(items.toSorted(byUrgency).map(({ name }) => name)).toEqual([
		'worst',
		'older',
		'newer',
		'undated',
		'nearly full',
		'silent'
	]);
});
