/** The shape of `calendar.json`: weekly hours, and the days on which others hold. */
import * as v from 'valibot';
import { text, words } from './schema-values.ts';

const clock = v.pipe(
	v.string(),
	v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is no time of day such as 08:00')
);

const date = v.pipe(
	v.string(),
	v.isoDate('is no date such as 2026-12-25'),
	// The 30th of February is well written, and no day.
	v.check((day) => {
		const time = Date.parse(day);
		return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
	}, 'is no day of the calendar')
);

const hours = v.pipe(
	v.array(
		v.pipe(
			v.tuple([clock, clock], 'is no pair of times such as ["08:00", "16:00"]'),
			v.check(([from, to]) => from < to, 'ends before it begins')
		)
	),
	v.check(
		(spans) => spans.every(([from], n) => (spans[n - 1]?.[1] ?? '') <= from),
		'has spans that overlap or are not in order of time'
	)
);

const weeklyHours = v.record(
	v.picklist(
		['1', '2', '3', '4', '5', '6', '7'],
		(issue) => `${issue.received} is no weekday from "1", Monday, to "7", Sunday`
	),
	hours
);

const exception = v.pipe(
	v.strictObject({
		from: date,
		to: date,
		name: words,
		weekly: v.optional(weeklyHours),
		kind: v.optional(v.picklist(['holiday', 'joint-leave', 'ramadan'])),
		sure: v.optional(v.picklist(['decree', 'calculated', 'unconfirmed'])),
		source: v.optional(text)
	}),
	v.check(({ from, to }) => from <= to, 'ends before it begins'),
	v.check(
		({ sure, source }) => sure === undefined || source !== undefined,
		'says how sure it is, but not by what: source is missing'
	)
);

/** `calendar.json`. */
export const calendarFile = v.strictObject({
	weekly: weeklyHours,
	exceptions: v.optional(v.array(exception), [])
});
