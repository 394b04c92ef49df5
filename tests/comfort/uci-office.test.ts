import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_BASIS } from '#lib/domain/comfort/basis.ts';
import { zonedToUtc } from '#lib/domain/calendar.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { judgeOne, judging } from '#lib/server/comfort/judge-rooms.ts';
import { QuarterMeans } from '#lib/server/comfort/quarter-means.ts';
import type { ComfortQuestion, RoomQuestion } from '#lib/server/comfort/questions.ts';
import { rolledUp } from './rolled-up.ts';

/**
 * UCI Occupancy Detection (Candanedo and Feldheim 2016): an office in Mons, 2 to 10 February
 * 2015, each minute. Its month is judged as one of the building's rooms would be, and beside it
 * once more by plain arithmetic over seconds, which shares no code with it.
 */
const FOLDER = join(import.meta.dirname, '../../../shared/realdata/series');
const FILES = ['uci-occupancy-datatest.csv', 'uci-occupancy-datatraining.csv'];
const THERE = FILES.every((file) => existsSync(join(FOLDER, file)));
if (!THERE) console.warn('uci-office.test.ts: ../shared is absent; the office is left out');

const ZONE = 'Europe/Brussels';
const COLUMNS = { temperature: 2, humidity: 3, co2: 5, presence: 7 } as const;
type Column = keyof typeof COLUMNS;
/** A value holds for three minutes after it was measured, and always to its quarter's end. */
const HOLD_S = 180;

const calendar = {
	weekly: Object.fromEntries(
		['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00'] as const]])
	),
	exceptions: []
};
const LIMITS = [
	{ id: 't', metric: 'temperature', min: 23, max: 26, watch: 1 },
	{ id: 'c', metric: 'co2', min: null, max: 1000, watch: 500 },
	{ id: 'h', metric: 'humidity', min: 40, max: 60, watch: 10 }
] as const;

function rows(): { at: number; cells: number[] }[] {
	return FILES.flatMap((file) =>
		readFileSync(join(FOLDER, file), 'utf8')
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => {
				const cells = line.replaceAll('"', '').trim().split(',');
				const at = zonedToUtc((cells[1] ?? '').replace(' ', 'T'), ZONE) ?? NaN;
				return { at, cells: cells.map(Number) };
			})
	).sort((a, b) => a.at - b.at);
}

function judged() {
	const recorded = rows();
	const dataDir = rolledUp(
		(Object.keys(COLUMNS) as Column[]).map((metric) => ({
			device: 'uci',
			channel: '',
			metric: metric satisfies Metric,
			readings: recorded.map(({ at, cells }) => ({ at, value: cells[COLUMNS[metric]] ?? NaN }))
		}))
	);
	const [from, to] = ['2015-02-01T00:00', '2015-03-01T00:00'].map((at) => zonedToUtc(at, ZONE));
	const room: RoomQuestion = {
		key: 'office',
		sensors: [
			{
				...{ device: 'uci', channel: '', without: [], from: -Infinity, to: Infinity },
				holdMs: HOLD_S * 1_000
			}
		],
		limits: LIMITS,
		others: [],
		doors: [],
		doorShare: 1,
		assumptions: DEFAULT_BASIS.assumptions
	};
	const question: ComfortQuestion = {
		...{ from: from ?? 0, to: to ?? 0, now: to ?? 0, calendar, timeZone: ZONE, rooms: [room] },
		...{ outdoorCo2: 420, pmv: DEFAULT_BASIS.pmv, air: DEFAULT_BASIS.airAboveOutdoor },
		detail: true
	};
	const reader = new QuarterMeans(dataDir);
	const answer = judgeOne(judging(question, reader), room);
	reader.close();
	return answer;
}

/**
 * The same by hand. Mons keeps UTC+1 in February: local midnight is 23:00 UTC, and the eight
 * service hours are 07:00 to 15:00 UTC. A quarter's mean is the mean of its 900 seconds, each
 * second with the value last measured; a quarter with fewer than 450 known seconds has none.
 */
function byHand() {
	const recorded = rows();
	const first = Date.UTC(2015, 1, 1) / 1_000;
	const seconds = 28 * 86_400;
	const meanOf = (column: number, decimals: number | null) => {
		const value = new Float64Array(seconds).fill(NaN);
		for (const [n, { at, cells }] of recorded.entries()) {
			const begin = at / 1_000 - first;
			const quarterEnd = (Math.floor(begin / 900) + 1) * 900;
			const until = Math.max(quarterEnd, begin + HOLD_S);
			const next = recorded[n + 1] === undefined ? Infinity : recorded[n + 1]!.at / 1_000 - first;
			value.fill(cells[column] ?? NaN, begin, Math.min(until, next));
		}
		return (quarter: number) => {
			const known = value
				.subarray(quarter * 900, quarter * 900 + 900)
				.filter((one) => !Number.isNaN(one));
			if (known.length < 450) return NaN;
			const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
			return decimals === null ? mean : Math.round(mean * 10 ** decimals) / 10 ** decimals;
		};
	};
	const temperature = meanOf(2, 1);
	const co2 = meanOf(5, 0);
	const humidity = meanOf(3, 0);
	const presence = meanOf(7, null);
	const sums = { service: 0, known: 0, within: 0, hot: 0, cold: 0, stuffy: 0, dry: 0 };
	let [personHours, outside] = [0, 0];
	for (let day = 1; day <= 28; day++) {
		// 1 February 2015 was a Sunday.
		const weekday = (day - 1) % 7;
		if (weekday === 0 || weekday === 6) continue;
		for (let quarter = (day - 1) * 96 + 28; quarter < (day - 1) * 96 + 60; quarter++) {
			const [t, c, h, p] = [temperature, co2, humidity, presence].map((of) => of(quarter));
			sums.service += 0.25;
			const bad = t! > 26 || t! < 23 || c! > 1000;
			if (bad || (!Number.isNaN(t) && !Number.isNaN(c))) sums.known += 0.25;
			if (!bad && !Number.isNaN(t) && !Number.isNaN(c)) sums.within += 0.25;
			if (t! > 26) sums.hot += 0.25;
			if (t! < 23) sums.cold += 0.25;
			if (c! > 1000) sums.stuffy += 0.25;
			if (h! < 40) sums.dry += 0.25;
			if (Number.isNaN(p)) continue;
			personHours += p! * 0.25;
			if (bad) outside += p! * 0.25;
		}
	}
	return { ...sums, personHours, outside };
}

test.runIf(THERE)('the month of the UCI office is what plain arithmetic makes of it', () => {
	const [found, expected] = [judged(), byHand()];
	const HOUR = 3_600_000;
	expect(found.total).toEqual({
		serviceMs: expected.service * HOUR,
		knownMs: expected.known * HOUR,
		withinMs: expected.within * HOUR
	});
	const hours = Object.fromEntries(
		found.causes.map(({ cause, outsideMs }) => [cause, outsideMs / HOUR])
	);
	expect({ hot: 0, cold: 0, stuffy: 0, dry: 0, ...hours }).toEqual({
		hot: expected.hot,
		cold: expected.cold,
		stuffy: expected.stuffy,
		dry: expected.dry
	});
	expect(found.people?.all).toBeCloseTo(expected.personHours, 6);
	expect(found.people?.outside).toBeCloseTo(expected.outside, 6);
	// 20 weekdays of eight hours; the record covers 2 February from 14:19 to the 10th at 09:33.
	expect(expected.service).toBe(160);
	expect(expected.known).toBeGreaterThan(35);
	expect(expected.cold).toBeGreaterThan(0);
	expect(expected.outside).toBeGreaterThan(0);
	console.info('UCI office, February 2015, service hours:', expected);
});
