import { expect, test } from 'vitest';
import { freshness, UNDECLARED_LIMIT_MS } from '#lib/domain/freshness.ts';

const NOW = Date.UTC(2026, 10, 24, 3, 42);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
	{ when: 'it has never spoken', age: null, rhythm: {}, is: 'unknown' },
	{
		when: 'it has never spoken, though it should',
		age: null,
		rhythm: { intervalMs: MINUTE },
		is: 'unknown'
	},
	{
		when: 'two reports in a row were lost',
		age: 30 * MINUTE,
		rhythm: { intervalMs: 10 * MINUTE },
		is: 'live'
	},
	{
		when: 'a third is overdue',
		age: 30 * MINUTE + 1,
		rhythm: { intervalMs: 10 * MINUTE },
		is: 'stale'
	},
	{
		when: 'only its family has a heartbeat',
		age: 3 * HOUR + 1,
		rhythm: { heartbeatMs: HOUR },
		is: 'stale'
	},
	{
		when: 'the registry knows better than the family',
		age: 4 * HOUR,
		rhythm: { intervalMs: 2 * HOUR, heartbeatMs: HOUR },
		is: 'live'
	},
	{
		when: 'it speaks on change and its heartbeat is a day',
		age: 25 * HOUR,
		rhythm: { heartbeatMs: 24 * HOUR, eventOnly: true },
		is: 'live'
	},
	{
		when: 'nothing is declared, within the hour',
		age: UNDECLARED_LIMIT_MS,
		rhythm: {},
		is: 'live'
	},
	{
		when: 'nothing is declared, after the hour',
		age: UNDECLARED_LIMIT_MS + 1,
		rhythm: {},
		is: 'stale'
	},
	{
		when: 'it speaks on change and declared nothing, after the hour',
		age: UNDECLARED_LIMIT_MS + 1,
		rhythm: { eventOnly: true },
		is: 'unknown'
	},
	{
		when: 'nothing is declared and thrice its usual pause has passed',
		age: 45 * MINUTE + 1,
		rhythm: { learnedMs: 15 * MINUTE },
		is: 'stale'
	},
	{
		when: 'nothing is declared and its usual pause is long',
		age: 5 * HOUR,
		rhythm: { learnedMs: 2 * HOUR },
		is: 'live'
	},
	{
		when: 'it chattered, and has been quiet for some minutes',
		age: 15 * MINUTE,
		rhythm: { learnedMs: 2_000 },
		is: 'live'
	},
	{
		when: 'its family declares more than was learned',
		age: 4 * HOUR,
		rhythm: { heartbeatMs: 24 * HOUR, learnedMs: 10 * MINUTE },
		is: 'live'
	},
	{
		when: 'it speaks on change, whatever was learned of it',
		age: UNDECLARED_LIMIT_MS + 1,
		rhythm: { learnedMs: 10 * MINUTE, eventOnly: true },
		is: 'unknown'
	},
	{
		when: 'its gateway has a fast clock',
		age: -2 * MINUTE,
		rhythm: { intervalMs: MINUTE },
		is: 'live'
	}
])('a device is $is when $when', ({ age, rhythm, is }) => {
	expect(freshness(age === null ? null : NOW - age, NOW, rhythm)).toBe(is);
});
