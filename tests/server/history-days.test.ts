import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ServiceCalendar } from '#lib/domain/calendar-day.ts';
import type { Store } from '#lib/server/store/store.ts';
import { openFreshInflux, openFreshSqlite } from '../store/open-fresh.ts';
import { startInflux } from '../support/influx.ts';
import {
	CLIMATE,
	DAY,
	HOUR,
	MINUTE,
	openPast,
	reading,
	writeAll,
	type TestPast
} from './rollup-past.ts';

const influx = await startInflux();
afterAll(() => influx.close());
const ENGINES: { engine: string; open(): Promise<Store> }[] = [
	{ engine: 'sqlite', open: openFreshSqlite },
	{ engine: 'influxdb', open: () => openFreshInflux(influx) }
];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

async function past(open: () => Promise<Store>, timeZone: string, now: number): Promise<TestPast> {
	const opened = await openPast({ engine: await open(), timeZone, now });
	closing.push(() => opened.close());
	return opened;
}

const COUNT = { device: 'door', channel: '', metric: 'count_in' } as const;

/** Written by hand from the zones' rules; the first instant of each day or week, then the end. */
const DAYS = [
	{
		what: 'WIB, over the end of a month',
		timeZone: 'Asia/Jakarta',
		every: 'day',
		edges: [
			'2026-09-29T00:00+07:00',
			'2026-09-30T00:00+07:00',
			'2026-10-01T00:00+07:00',
			'2026-10-02T00:00+07:00'
		]
	},
	{
		what: 'India, half an hour beside the hours',
		timeZone: 'Asia/Kolkata',
		every: 'day',
		edges: ['2026-09-30T00:00+05:30', '2026-10-01T00:00+05:30', '2026-10-02T00:00+05:30']
	},
	{
		what: 'Paris, where clocks go forward',
		timeZone: 'Europe/Paris',
		every: 'day',
		edges: [
			'2026-03-28T00:00+01:00',
			'2026-03-29T00:00+01:00',
			'2026-03-30T00:00+02:00',
			'2026-03-31T00:00+02:00'
		]
	},
	{
		what: 'Paris, where clocks go back',
		timeZone: 'Europe/Paris',
		every: 'day',
		edges: [
			'2026-10-24T00:00+02:00',
			'2026-10-25T00:00+02:00',
			'2026-10-26T00:00+01:00',
			'2026-10-27T00:00+01:00'
		]
	},
	{
		what: 'Paris, by weeks',
		timeZone: 'Europe/Paris',
		every: 'week',
		edges: [
			'2026-10-12T00:00+02:00',
			'2026-10-19T00:00+02:00',
			'2026-10-26T00:00+01:00',
			'2026-11-02T00:00+01:00'
		]
	},
	{
		what: 'WIB, by months',
		timeZone: 'Asia/Jakarta',
		every: 'month',
		edges: [
			'2026-01-01T00:00+07:00',
			'2026-02-01T00:00+07:00',
			'2026-03-01T00:00+07:00',
			'2026-04-01T00:00+07:00'
		]
	},
	{
		what: 'Paris, by six hours on the day of 25',
		timeZone: 'Europe/Paris',
		every: 6 * HOUR,
		edges: [
			...['2026-10-25T00:00+02:00', '2026-10-25T06:00+02:00', '2026-10-25T11:00+01:00'],
			...['2026-10-25T17:00+01:00', '2026-10-25T23:00+01:00', '2026-10-26T00:00+01:00']
		]
	}
] as const;

describe.each(ENGINES)('the totals of $engine', ({ open }) => {
	test.each(DAYS)(
		'are right on both sides of every edge: $what',
		async ({ timeZone, every, edges }) => {
			const times = edges.map((edge) => Date.parse(edge));
			const [from = 0, to = 0] = [times[0], times.at(-1)];
			const own = await past(open, timeZone, to + DAY);
			// One person in the last ms before each edge, ten in the first ms after, a hundred in between.
			const readings = times.flatMap((at, n) => [
				reading(at - 1, 1, COUNT),
				reading(at, 10, COUNT),
				reading(at + Math.floor(((times[n + 1] ?? at + DAY) - at) / 2), 100, COUNT)
			]);
			await writeAll(own.store, readings);
			const ask = () =>
				own.ask({ metric: 'count_in', devices: [{ device: 'door' }], from, to, every });
			const unsummed = await ask();
			await own.sumUp();
			const answer = await ask();
			expect(answer.starts).toEqual(times.slice(0, -1));
			expect(answer.ends).toEqual(times.slice(1));
			expect(answer.series[0]?.count).toEqual(times.slice(1).map(() => 111));
			expect(answer.cut).toEqual(times.slice(1).map(() => false));
			expect(answer.source).toBe(typeof every === 'string' ? 'day' : 'quarter');
			// Before anything was summed up the answer was the same, from raw readings.
			expect(unsummed.series).toEqual(answer.series);
			expect([unsummed.pending, answer.pending]).toEqual([0, 0]);
		}
	);

	const OPENINGS: { hours: [string, string][]; minutes: number; cut: boolean }[] = [
		{ hours: [['07:30', '15:30']], minutes: 480, cut: false },
		{
			hours: [
				['07:30', '11:40'],
				['13:05', '15:59']
			],
			minutes: 250 + 174,
			cut: true
		}
	];
	test.each(OPENINGS)('count service hours only: $hours', async ({ hours, minutes, cut }) => {
		const from = Date.parse('2026-11-23T00:00+07:00');
		const to = from + 3 * DAY;
		const own = await past(open, 'Asia/Jakarta', to + DAY);
		const calendar: ServiceCalendar = {
			// Monday and Wednesday; Tuesday is a holiday.
			weekly: { 1: hours, 2: hours, 3: hours },
			exceptions: [{ from: '2026-11-24', to: '2026-11-24', name: { id: 'Libur', en: 'Holiday' } }]
		};
		// One a minute, all night; and a temperature that is the minute of the day.
		const all = Array.from({ length: (to - from) / MINUTE }, (_, n) => from + n * MINUTE);
		await writeAll(
			own.store,
			all.map((at) => reading(at, 1, COUNT))
		);
		await writeAll(
			own.store,
			all.map((at) => reading(at, ((at - from) % DAY) / MINUTE / 30))
		);
		await own.sumUp();
		const query = { from, to, every: 'day', serviceOnly: true } as const;
		const counted = await own.ask(
			{ ...query, metric: 'count_in', devices: [{ device: 'door' }] },
			{ calendar }
		);
		expect(counted.series[0]?.count).toEqual([minutes, null, minutes]);
		expect(counted).toMatchObject({ source: 'quarter', serviceOnly: true });

		const warm = await own.ask(
			{ ...query, metric: 'temperature', devices: [CLIMATE] },
			{
				calendar,
				devices: [
					{
						device: CLIMATE.device,
						name: '',
						network: '',
						brand: '',
						model: '',
						intervalMs: MINUTE
					}
				]
			}
		);
		const [first = ['', '']] = hours;
		const [opens, last] = [first[0], hours.at(-1)?.[1] ?? ''].map((text) => {
			const [hour = 0, minute = 0] = text.split(':').map(Number);
			return hour * 60 + minute;
		});
		expect(warm.series[0]?.min[0]).toBeCloseTo((opens ?? 0) / 30, 9);
		expect(warm.series[0]?.max[0]).toBeCloseTo(((last ?? 0) - 1) / 30, 9);
		expect(warm.series[0]).toMatchObject({ n: [minutes, 0, minutes], complete: [1, null, 1] });

		await own.store.remove({ before: to });
		const refusal = await own.refused(
			{ ...query, metric: 'count_in', devices: [{ device: 'door' }] },
			{ calendar }
		);
		if (cut)
			expect(refusal).toMatch(/^no-raw: on 2026-11-23 a quarter of an hour is cut at 11\.40/);
		else expect(refusal).toBe('was answered');
	});
});

test('the process’s own zone is another, half an hour beside the hours', () => {
	expect(process.env.TZ).toBe('America/St_Johns');
});
