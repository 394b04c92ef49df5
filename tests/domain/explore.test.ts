import { describe, expect, test } from 'vitest';
import { writeCsv } from '#lib/domain/explore/csv.ts';
import { differenceOf, figuresOf, shownIntervals } from '#lib/domain/explore/figures.ts';
import {
	alignment,
	comparisonOf,
	moved,
	settled,
	shiftTime,
	spanOf,
	zoomed
} from '#lib/domain/explore/spans.ts';
import { readView, writeView } from '#lib/domain/explore/view.ts';
import { writtenInstant, writtenTime } from '#lib/domain/explore/written-time.ts';
import type { HistoryAnswer, HistorySeries } from '#lib/domain/rollups/history-answer.ts';

const WIB = 'Asia/Jakarta';
const PARIS = 'Europe/Paris';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROOMS = new Set(['tunggu-a', 'lobi', 'samsat', 'kantor', 'arsip']);

/** An instant of a clock with its offset. */
const at = (text: string) => Date.parse(text);
const wib = (text: string) => at(`${text}+07:00`);
/** Tuesday. */
const NOW = wib('2026-11-24T10:42');

const written = ({ from, to }: { from: number; to: number }, zone = WIB) =>
	`${writtenTime(from, zone)}/${writtenTime(to, zone)}`;

describe('an address', () => {
	test.each([
		['', { rooms: [], metrics: [], span: '7d', compare: null, serviceOnly: false }],
		[
			'room=lobi&room=tunggu-a&metric=co2&span=month&compare=month&service=1',
			{
				rooms: ['lobi', 'tunggu-a'],
				metrics: ['co2'],
				span: 'month',
				compare: 'month',
				serviceOnly: true
			}
		],
		[
			'room=lobi&metric=temperature&from=2026-11-01T07%3A30&to=2026-11-24T00%3A00',
			{
				rooms: ['lobi'],
				metrics: ['temperature'],
				span: { from: wib('2026-11-01T07:30'), to: wib('2026-11-24T00:00') },
				compare: null,
				serviceOnly: false
			}
		]
	])('holds the view: %s', (query, view) => {
		expect(readView(new URLSearchParams(query), ROOMS, WIB)).toEqual({ view, faults: [] });
		expect(writeView(readView(new URLSearchParams(query), ROOMS, WIB).view, WIB).toString()).toBe(
			query
		);
	});

	test('may hold days alone, which begin at midnight of the building', () => {
		const query = new URLSearchParams('from=2026-11-01&to=2026-12-01');
		expect(readView(query, ROOMS, WIB).view.span).toEqual({
			from: wib('2026-11-01T00:00'),
			to: wib('2026-12-01T00:00')
		});
	});

	test.each([
		['room=gudang&room=lobi', ['room gudang'], ['lobi']],
		['room=lobi&room=lobi', [], ['lobi']],
		[
			'room=tunggu-a&room=lobi&room=samsat&room=kantor&room=arsip',
			['room arsip'],
			['tunggu-a', 'lobi', 'samsat', 'kantor']
		],
		['room=lobi&metric=constructor', ['metric constructor'], ['lobi']],
		['room=lobi&span=99y', ['span 99y'], ['lobi']],
		['room=lobi&from=2026-11-24&to=2026-11-01', ['span 2026-11-24/2026-11-01'], ['lobi']],
		['room=lobi&from=2026-11-24', ['span 2026-11-24/'], ['lobi']],
		['room=lobi&from=2026-11-24T10:00&to=2026-11-24T10:20', expect.any(Array), ['lobi']],
		['room=lobi&from=1026-01-01&to=2026-01-01', expect.any(Array), ['lobi']],
		['room=lobi&compare=decade', ['compare decade'], ['lobi']]
	])('that asks for what cannot be says so and keeps the rest: %s', (query, faults, rooms) => {
		const read = readView(new URLSearchParams(query), ROOMS, WIB);
		expect(read.faults.map(({ parameter, value }) => `${parameter} ${value}`)).toEqual(faults);
		expect(read.view).toMatchObject({ rooms, metrics: [], span: '7d', compare: null });
	});
});

test.each([
	['1h', '2026-11-24T09:42/2026-11-24T10:42'],
	['24h', '2026-11-23T10:42/2026-11-24T10:42'],
	['12m', '2025-11-24T10:42/2026-11-24T10:42'],
	['today', '2026-11-24T00:00/2026-11-24T10:42'],
	['week', '2026-11-23T00:00/2026-11-24T10:42'],
	['month', '2026-11-01T00:00/2026-11-24T10:42'],
	['year', '2026-01-01T00:00/2026-11-24T10:42']
] as const)('%s is %s', (preset, span) => {
	expect(written(spanOf(preset, NOW, WIB))).toBe(span);
});

test('a day that has just begun is not shorter than an hour', () => {
	const span = spanOf('today', wib('2026-11-24T00:05'), WIB);
	expect(written(span)).toBe('2026-11-24T00:00/2026-11-24T01:00');
});

test.each([
	['2026-03-31T08:15', 'month', -1, '2026-02-28T08:15'],
	['2028-02-29T08:15', 'year', -1, '2027-02-28T08:15'],
	['2026-01-15T00:00', 'month', -1, '2025-12-15T00:00'],
	['2026-12-15T00:00', 'month', 1, '2027-01-15T00:00'],
	['2026-11-01T00:00', 'week', -1, '2026-10-25T00:00'],
	['2026-11-01T23:59', 'day', 1, '2026-11-02T23:59']
] as const)('%s, %s %i: %s', (from, period, n, to) => {
	expect(writtenTime(shiftTime(wib(from), period, n, WIB), WIB)).toBe(to);
});

test('a day before is the same time of the clock, whatever the clocks did in between', () => {
	// Clocks went forward on 29 March 2026 at 02:00 in Paris.
	const noon = at('2026-03-29T12:00+02:00');
	expect(writtenTime(shiftTime(noon, 'day', -1, PARIS), PARIS)).toBe('2026-03-28T12:00');
	expect(noon - shiftTime(noon, 'day', -1, PARIS)).toBe(23 * HOUR);
});

describe('a comparison', () => {
	test.each([
		{
			what: 'a month that runs is compared up to the same time of the month before',
			span: '2026-11-01T00:00/2026-12-01T00:00',
			period: 'month',
			part: '2026-11-01T00:00/2026-11-24T10:42',
			before: '2026-10-01T00:00/2026-10-24T10:42',
			unfinished: true,
			alike: true
		},
		{
			what: 'a whole month stands beside a whole one, and says that it has not as many days',
			span: '2026-10-01T00:00/2026-11-01T00:00',
			period: 'month',
			part: '2026-10-01T00:00/2026-11-01T00:00',
			before: '2026-09-01T00:00/2026-10-01T00:00',
			unfinished: false,
			alike: false
		},
		{
			what: 'a week stands beside the week before',
			span: '2026-11-16T00:00/2026-11-23T00:00',
			period: 'week',
			part: '2026-11-16T00:00/2026-11-23T00:00',
			before: '2026-11-09T00:00/2026-11-16T00:00',
			unfinished: false,
			alike: true
		}
	] as const)('$what', ({ span, period, part, before, unfinished, alike }) => {
		const [from = '', to = ''] = span.split('/');
		const found = comparisonOf({ from: wib(from), to: wib(to) }, period, NOW, WIB);
		expect(found && { ...found, part: written(found.part), before: written(found.before) }).toEqual(
			{ part, before, unfinished, alike }
		);
	});

	test('is none where the month before has no such days, or nothing is over yet', () => {
		const last = { from: wib('2026-03-29T00:00'), to: wib('2026-03-31T00:00') };
		expect(comparisonOf(last, 'month', NOW, WIB)).toBeNull();
		const later = { from: NOW + HOUR, to: NOW + DAY };
		expect(comparisonOf(later, 'day', NOW, WIB)).toBeNull();
	});

	test('stands day over day and clock over clock, also across a change of the clocks', () => {
		const part = { from: at('2026-03-26T00:00+01:00'), to: at('2026-03-31T00:00+02:00') };
		const found = comparisonOf(part, 'month', at('2026-06-01T00:00Z'), PARIS);
		expect(found).toMatchObject({ unfinished: false, alike: false });
		const onto = alignment(
			{ from: at('2026-02-20T00:00+01:00'), to: at('2026-02-25T00:00+01:00') },
			{ from: at('2026-03-27T00:00+01:00'), to: at('2026-04-01T00:00+02:00') },
			PARIS
		);
		expect(onto(at('2026-02-20T09:00+01:00'))).toBe(at('2026-03-27T09:00+01:00'));
		expect(onto(at('2026-02-23T01:00+01:00'))).toBe(at('2026-03-30T01:00+02:00'));
	});
});

describe('moving and zooming', () => {
	const span = { from: NOW - DAY, to: NOW };

	test('keeps what is under the pointer where it is', () => {
		const nearer = zoomed(span, 0.5, NOW - DAY / 4, NOW);
		expect(nearer).toEqual({ from: NOW - DAY / 4 - (3 / 8) * DAY, to: NOW - DAY / 8 });
	});

	test('ends at an hour, at many years and at the present', () => {
		const near = zoomed(span, 0.0001, NOW - HOUR, NOW);
		expect(near.to - near.from).toBe(HOUR);
		const far = zoomed(span, 1e6, NOW, NOW);
		expect(far.to).toBe(NOW);
		expect(far.to - far.from).toBeLessThan(20 * 366 * DAY);
		expect(moved(span, DAY, NOW)).toEqual(span);
		expect(moved(span, -DAY, NOW)).toEqual({ from: NOW - 2 * DAY, to: NOW - DAY });
	});

	test('comes to rest on whole intervals of the building’s clock', () => {
		const loose = { from: wib('2026-11-02T07:20'), to: wib('2026-11-20T19:02') };
		expect(written(settled(loose, HOUR, WIB))).toBe('2026-11-02T07:00/2026-11-20T19:00');
		expect(written(settled(loose, 'day', WIB))).toBe('2026-11-02T00:00/2026-11-21T00:00');
		const short = { from: NOW, to: NOW + HOUR };
		expect(settled(short, 'day', WIB)).toEqual(short);
	});
});

function series(part: Partial<HistorySeries>, length: number): HistorySeries {
	const none = Array.from({ length }, () => null);
	return {
		key: 'lobi',
		n: Array.from({ length }, () => 0),
		sensors: Array.from({ length }, () => 1),
		mean: none,
		min: none,
		max: none,
		count: none,
		complete: none,
		completeness: null,
		madeOf: [],
		...part
	};
}

function answer(part: Partial<HistoryAnswer> & Pick<HistoryAnswer, 'series'>): HistoryAnswer {
	const starts = part.starts ?? [0, 1, 2, 3].map((n) => wib('2026-11-24T00:00') + n * HOUR);
	return {
		metric: 'temperature',
		kind: 'gauge',
		from: starts[0] ?? 0,
		to: (starts.at(-1) ?? 0) + HOUR,
		timeZone: WIB,
		serviceOnly: false,
		source: 'quarter',
		every: HOUR,
		starts,
		ends: starts.map((start) => start + HOUR),
		cut: starts.map(() => false),
		pending: 0,
		now: NOW,
		...part
	};
}

describe('figures', () => {
	const temperature = series(
		{
			mean: [24, null, 26, 27],
			min: [23, null, 25, 20],
			max: [25, null, 31, 28],
			n: [4, 0, 4, 2],
			complete: [1, 0, 1, 0.5]
		},
		4
	);

	test('are of what is shown: gaps have no part in a mean, a peak stays a peak', () => {
		const whole = answer({ series: [temperature] });
		const start = whole.from;
		expect(figuresOf(whole, temperature, whole)).toEqual({
			mean: (24 + 26 + 27) / 3,
			min: { value: 20, at: start + 3 * HOUR },
			max: { value: 31, at: start + 2 * HOUR },
			total: null,
			completeness: 2.5 / 4,
			n: 10,
			sensors: 1
		});
		const shown = { from: start + 1, to: start + 2 * HOUR };
		expect(shownIntervals(whole, shown)).toEqual([0, 2]);
		expect(figuresOf(whole, temperature, shown)).toMatchObject({ mean: 24, completeness: 0.5 });
	});

	test('weigh an interval that is not over by the part that is', () => {
		const running = answer({ series: [temperature] });
		running.now = running.from + 3.5 * HOUR;
		expect(figuresOf(running, temperature, running).mean).toBeCloseTo((24 + 26 + 27 / 2) / 2.5);
	});

	test('of a span without readings are none, and are no zero', () => {
		const empty = answer({ series: [series({}, 4)] });
		expect(figuresOf(empty, empty.series[0]!, empty)).toMatchObject({
			mean: null,
			min: null,
			total: null,
			completeness: null
		});
	});

	test('are compared where both have enough of their readings', () => {
		const whole = answer({ series: [temperature] });
		const one = figuresOf(whole, temperature, { from: whole.from, to: whole.from + HOUR });
		const thin = figuresOf(whole, temperature, whole);
		expect(differenceOf(one, { ...one, mean: 22 }, 'mean')).toEqual({
			kind: 'difference',
			by: 2,
			of: 22
		});
		expect(differenceOf(one, thin, 'mean')).toEqual({ kind: 'too-little', completeness: 0.625 });
		expect(differenceOf(one, null, 'mean')).toEqual({ kind: 'nothing' });
		expect(differenceOf(one, one, 'total')).toEqual({ kind: 'nothing' });
	});
});

test('a file says what it holds, and holds what is shown: times with their offset, gaps empty', () => {
	const temperature = series(
		{ mean: [24, null, 26.123456789, 27], n: [4, 0, 4, 2], complete: [1, 0, 1, 0.5] },
		4
	);
	const whole = answer({ series: [temperature], cut: [false, false, false, true] });
	const text = writeCsv(
		{ building: 'Mal "A", Kota', notice: 'Data\nsimulasi', madeAt: NOW, timeZone: WIB },
		[
			{
				answer: whole,
				span: { from: whole.from + HOUR, to: whole.to },
				period: 'this',
				nameOf: () => 'Lobi, "depan"'
			}
		]
	);
	const [mark, ...lines] = [text[0], ...text.slice(1).trimEnd().split('\r\n')];
	expect(mark).toBe('\ufeff');
	expect(lines.filter((line) => line.startsWith('#'))).toEqual([
		'# Mal "A", Kota',
		'# Data simulasi',
		'# made: 2026-11-24T10:42:00+07:00',
		'# zone: Asia/Jakarta',
		'# quantity: temperature; unit: °C; period: this; span: 2026-11-24T01:00:00+07:00/2026-11-24T04:00:00+07:00; source: summaries of 15 minutes; bucket: 3600 s; hours: all',
		'# completeness of temperature, this, Lobi, "depan": 0.5'
	]);
	expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
		'quantity,unit,period,room,from,to,part_interval,mean,min,max,count,readings,sensors,completeness',
		'temperature,°C,this,"Lobi, ""depan""",2026-11-24T01:00:00+07:00,2026-11-24T02:00:00+07:00,0,,,,,0,1,0',
		'temperature,°C,this,"Lobi, ""depan""",2026-11-24T02:00:00+07:00,2026-11-24T03:00:00+07:00,0,26.123457,,,,4,1,1',
		'temperature,°C,this,"Lobi, ""depan""",2026-11-24T03:00:00+07:00,2026-11-24T04:00:00+07:00,1,27,,,,2,1,0.5'
	]);
});

test.each([
	['2026-11-24T03:42:07Z', WIB, '2026-11-24T10:42:07+07:00'],
	['2026-10-25T00:30:00Z', PARIS, '2026-10-25T02:30:00+02:00'],
	['2026-10-25T01:30:00Z', PARIS, '2026-10-25T02:30:00+01:00'],
	['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00+00:00'],
	['2026-01-01T00:00:00Z', 'Asia/Kolkata', '2026-01-01T05:30:00+05:30']
])('%s in %s is written %s', (instant, zone, text) => {
	expect(writtenInstant(at(instant), zone)).toBe(text);
});
