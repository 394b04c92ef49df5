/** Answers a question of comfort from rollups.db: every room judged over the service hours of a span. */
import { ServiceClock } from '../../domain/calendar-day.ts';
import { trailingMean } from '../../domain/comfort/averaging.ts';
import { COMFORT_METRICS } from '../../domain/comfort/cause.ts';
import { excursionsOf, longest, worstHours } from '../../domain/comfort/excursions.ts';
import {
	isHeadline,
	judgeRoom,
	type JudgedQuantity,
	type Quantity,
	type Track
} from '../../domain/comfort/judgement.ts';
import { reliableTracks, type SensorFinding } from '../../domain/comfort/sensor-agreement.ts';
import { serviceSlots, SLOT_MS, type ServiceSlots } from '../../domain/comfort/service-slots.ts';
import type { Metric } from '../../domain/metrics.ts';
import { inSlots, peopleOf, tracksOf, type Grid } from './room-tracks.ts';
import { roomDetail, tallyOf } from './room-detail.ts';
import type { QuarterMeans, Stay } from './quarter-means.ts';
import type {
	ComfortAnswer,
	ComfortQuestion,
	DailyMeans,
	RoomAnswer,
	RoomLimit,
	RoomQuestion
} from './questions.ts';

const DAY_MS = 86_400_000;
const MOST_EXCURSIONS = 3;

/** What every room of a question is judged with. */
export interface Judging {
	question: ComfortQuestion;
	reader: QuarterMeans;
	slots: ServiceSlots;
	grid: Grid;
}

/** The setting of a question; rooms are then judged one at a time with `judgeOne`. */
export function judging(question: ComfortQuestion, reader: QuarterMeans): Judging {
	const service = new ServiceClock(question.calendar, question.timeZone);
	// The running quarter is not summed up yet.
	const to = Math.min(question.to, Math.floor(question.now / SLOT_MS) * SLOT_MS);
	const slots = serviceSlots(service, question.from, Math.max(question.from, to));
	// Particles are judged by the day before, and a day's people from its midnight on.
	const begin = Math.floor((question.from - DAY_MS) / SLOT_MS) * SLOT_MS;
	const length = Math.max(0, Math.ceil((to - begin) / SLOT_MS));
	const all = { from: begin, to: begin + length * SLOT_MS };
	const spans = question.detail ? [all] : serviceSpans(slots);
	return { question, reader, slots, grid: { begin, length, spans } };
}

function isAveraged({ averagingMs }: RoomLimit): boolean {
	return (averagingMs ?? SLOT_MS) > SLOT_MS;
}

/** The stretches of service days; weekends and holidays between them are not asked. */
function serviceSpans({ starts }: ServiceSlots): Stay[] {
	const spans: Stay[] = [];
	for (const start of starts) {
		const last = spans.at(-1);
		// A night is read through: one question for a week costs less than five.
		if (last !== undefined && start - last.to < DAY_MS) last.to = start + SLOT_MS;
		else spans.push({ from: start, to: start + SLOT_MS });
	}
	return spans;
}

/** The answer with its rooms, which were judged one by one. */
export function answerOf({ question, slots, grid }: Judging, rooms: RoomAnswer[]): ComfortAnswer {
	return {
		from: question.from,
		to: grid.begin + grid.length * SLOT_MS,
		days: slots.days.map(({ date, from, weekday }) => ({ date, from, weekday })),
		rooms
	};
}

export function judgeOne(judging: Judging, room: RoomQuestion): RoomAnswer {
	const { reader, slots, grid, question } = judging;
	const findings: SensorFinding[] = [];
	const tracks = new Map<Metric, Track[]>();
	const quantities: Quantity[] = [];
	for (const metric of COMFORT_METRICS) {
		const limits = room.limits.filter((limit) => limit.metric === metric);
		if (limits.length === 0 && !question.detail) continue;
		const end = grid.begin + grid.length * SLOT_MS;
		const asked = limits.some(isAveraged)
			? { ...grid, spans: [{ from: grid.begin, to: end }] }
			: grid;
		const whole = tracksOf(reader, asked, room.sensors, metric);
		if (whole.length === 0) continue;
		const own = inService(slots, grid, whole, limits);
		const reliable = reliableTracks(slots, metric, own);
		findings.push(...reliable.findings);
		tracks.set(metric, whole);
		if (limits.length > 0) quantities.push({ metric, limits, tracks: reliable.tracks });
	}
	const people = peopleOf(reader, slots, grid, room, question.now);
	const judged = judgeRoom(slots, quantities, people);
	const headline = judged.quantities.filter(({ metric }) => isHeadline(metric));
	const excursions = headline.flatMap((quantity) => excursionsOf(slots, quantity));
	return {
		key: room.key,
		total: judged.total,
		days: [...judged.days],
		hours: [...judged.hours],
		causes: [...judged.causes],
		quantities: judged.quantities.map(({ metric, states, limits }) => ({
			metric,
			tally: tallyOf(slots, states, limits),
			sensors: quantities.find((one) => one.metric === metric)?.tracks.length ?? 0
		})),
		people: judged.people,
		longest: longest(excursions, MOST_EXCURSIONS),
		worstHours: worstHours(slots, headline, MOST_EXCURSIONS),
		findings,
		dailyMeans: judged.quantities.map((quantity) => dailyMeans(slots, quantity)),
		sensors: quantities
			.filter(({ metric }) => isHeadline(metric))
			.reduce((most, { tracks: own }) => Math.max(most, own.length), 0),
		detail: question.detail ? roomDetail(judging, room, { tracks, excursions, people }) : null
	};
}

/** Where a limit asks for a mean over a longer time, the track is that mean. */
export function inService(
	slots: ServiceSlots,
	grid: Grid,
	tracks: readonly Track[],
	limits: readonly RoomLimit[]
): Track[] {
	const averagingMs = limits[0]?.averagingMs ?? SLOT_MS;
	return tracks.map(({ sensor, values }) => ({
		sensor,
		values: inSlots(slots, grid, averagingMs > SLOT_MS ? trailingMean(values, averagingMs) : values)
	}));
}

function dailyMeans(slots: ServiceSlots, { metric, values }: JudgedQuantity): DailyMeans {
	const sums = slots.days.map(() => ({ sum: 0, n: 0 }));
	for (const [n, value] of values.entries()) {
		const day = sums[slots.day[n] ?? 0];
		if (day === undefined || Number.isNaN(value)) continue;
		day.sum += value;
		day.n += 1;
	}
	return { metric, means: sums.map(({ sum, n }) => (n === 0 ? null : sum / n)) };
}
