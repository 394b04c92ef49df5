/** Answers one question about rooms and sensors from rollups, and from raw readings where those must help. */
import { localDay } from '../../domain/calendar.ts';
import { ServiceClock } from '../../domain/calendar-day.ts';
import { metricSpec } from '../../domain/metrics.ts';
import { HISTORY_BOUNDS } from '../../domain/rollups/history-answer.ts';
import type { Every, HistoryResult, HistorySeries } from '../../domain/rollups/history-answer.ts';
import {
	chooseEvery,
	countIntervals,
	intervalsOf,
	sourceOf
} from '../../domain/rollups/intervals.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import { QUARTER_MS, quarterOf } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import { ok, refuse } from '../../domain/result.ts';
import { MAX_POINTS, allRaw, bound, neededRaw, plansOf } from './plans.ts';
import type { Past, Pause, Plan } from './plans.ts';
import type { SeriesQuestion } from './questions.ts';
import { RawGone, dayRows, partsOf, quarterRows } from './rows.ts';
import type { Sensor } from './sensors.ts';
import { Tally } from './tally.ts';
import { daysOfZone } from './zone-days.ts';

/** Quarters of an hour that are read raw because an opening or a move cuts them. */
const MAX_CUT = 4_000;
/** Days of single sensors in one answer: some ten ms a thousand. */
const MAX_DAYS = 60_000;
/** @throws {StoreUnavailable} */
export async function answer(
	past: Past,
	question: SeriesQuestion,
	pause: Pause
): Promise<HistoryResult> {
	const { metric, timeZone, now, band } = question;
	const { kind } = metricSpec(metric);
	const every = stepOf(question, past);
	if (every === null) {
		return refuse('no-raw', 'raw readings of that time are gone: ask for 15 minutes or coarser');
	}
	const finest = sourceOf(every);
	const source = finest === 'day' && (question.service || band) ? 'quarter' : finest;
	const span = source === 'raw' ? question.span : widened(question.span);
	const cells = countIntervals(span, every);
	if (cells > HISTORY_BOUNDS.intervals || cells * question.groups.length > HISTORY_BOUNDS.cells) {
		return refuse('too-much', `${cells} intervals of ${question.groups.length} series`);
	}
	const intervals = intervalsOf(span, every, timeZone, daysOfZone);
	if (source !== 'raw' && intervals.some(({ from }) => from % QUARTER_MS !== 0)) {
		return refuse('not-valid', `days of ${timeZone} begin on no quarter hour`);
	}
	const service = question.service && serviceSpans(question.service, span, timeZone);
	const groups = question.groups.map((group) => ({
		group,
		plans: plansOf(past, question, group, span, service)
	}));
	const plans = groups.flatMap((group) => group.plans);
	const days = (span.to - span.from) / 86_400_000;
	if (source === 'quarter' && plans.length * days > MAX_DAYS) {
		return refuse('too-much', `quarters of an hour of ${plans.length} sensors in ${days} days`);
	}

	try {
		const raw = source === 'raw' ? await allRaw(past, plans, span, pause) : null;
		if (raw === 'too-much') return refuse('too-much', `more than ${MAX_POINTS} raw readings`);
		const { pending, cut } = raw === null ? bound(plans) : { pending: 0, cut: 0 };
		if (cut > MAX_CUT) {
			return refuse(
				'no-raw',
				`service hours or moves cut ${cut} quarters of an hour: ask for a shorter span, or let the hours begin on a quarter hour`
			);
		}
		const rawOf = raw ?? (await neededRaw(past, plans, pause));
		const list = source === 'day' ? daysOfZone(span, timeZone) : [];
		const series: HistorySeries[] = [];
		for (const { group, plans: own } of groups) {
			const tally = new Tally(intervals, kind, now, band && { query: band, span });
			for (const plan of own) {
				await pause();
				const { sensor, series: id, needs, lookBackMs } = plan;
				const reads = (part: Span) => rawOf(sensor, part);
				let rows: Summary[];
				if (source === 'raw') {
					rows = partsOf(
						reads({ from: span.from - lookBackMs, to: span.to }),
						edgesOf(sensor, intervals, span.from - lookBackMs),
						kind
					);
				} else if (source === 'quarter') {
					const wide = { from: quarterOf(span.from - lookBackMs), to: span.to };
					rows = quarterRows(past.db, id, sensor, wide, needs, reads);
				} else {
					const from = list[0]?.from ?? span.from;
					const before = { from: quarterOf(from - lookBackMs), to: from };
					rows = [
						...(lookBackMs > 0 ? quarterRows(past.db, id, sensor, before, needs, reads) : []),
						...dayRows(past.db, id, sensor, { days: list, now }, needs, reads)
					];
				}
				tally.addSensor(sensor, rows);
			}
			series.push({ key: group.key, ...tally.columns(), madeOf: madeOf(own) });
		}
		const isBuilt = past.db.meta('built') !== null;
		return ok({
			...{ metric, kind, timeZone, source, every, series, now },
			...{ from: span.from, to: span.to, serviceOnly: question.service !== null },
			starts: intervals.map(({ from }) => from),
			ends: intervals.map(({ to }) => to),
			cut: intervals.map(({ from, to }) => from < span.from || to > Math.min(span.to, now)),
			pending: pending + (isBuilt ? 0 : 1),
			uncut: plans.reduce((sum, { needs }) => sum + needs.uncut, 0)
		});
	} catch (error) {
		if (!(error instanceof RawGone)) throw error;
		const { date } = localDay(error.at, timeZone);
		return refuse(
			'no-raw',
			`on ${date} a quarter of an hour is cut at ${clockText(error.at, timeZone)} by service hours, and its raw readings are gone`
		);
	}
}

function clockText(at: number, timeZone: string): string {
	return new Intl.DateTimeFormat('id-ID', { timeZone, timeStyle: 'short' }).format(at);
}

/** Null: finer than quarters of an hour, where there are no raw readings any more. */
function stepOf(
	{ every, points, span, groups, metric }: SeriesQuestion,
	{ db, marks }: Past
): Every | null {
	const { rawFrom } = marks;
	if (every !== null) {
		return sourceOf(every) === 'raw' && span.from < rawFrom ? null : every;
	}
	// A bay sensor that speaks twice a day says nothing of how often a thermometer does.
	const intervals = groups
		.flatMap(({ devices }) => devices)
		.filter(
			({ device }) =>
				db.channels(device, metric).length > 0 || marks.channels(device, metric).length > 0
		)
		.map(({ intervalMs }) => intervalMs ?? 0);
	// Finer than the sensors speak, every other interval would be a gap that is none.
	const least = Math.max(60_000, ...intervals);
	return chooseEvery(span, points, span.from < rawFrom ? Math.max(least, QUARTER_MS) : least);
}

function widened({ from, to }: Span): Span {
	return { from: quarterOf(from), to: Math.ceil(to / QUARTER_MS) * QUARTER_MS };
}

function serviceSpans(
	calendar: NonNullable<SeriesQuestion['service']>,
	span: Span,
	timeZone: string
): Span[] {
	const clock = new ServiceClock(calendar, timeZone);
	return daysOfZone(span, timeZone).flatMap((day) => [...clock.spansOf(day)]);
}

/** Where raw readings are parted: at every interval, and where what is wanted begins and ends. */
function edgesOf(sensor: Sensor, intervals: readonly Span[], from: number): number[] {
	const last = intervals.at(-1)?.to ?? from;
	const edges = new Set([from, last, ...intervals.map((interval) => interval.from)]);
	for (const span of sensor.wanted) {
		if (span.from > from && span.from < last) edges.add(span.from);
		if (span.to > from && span.to < last) edges.add(span.to);
	}
	return [...edges].sort((a, b) => a - b);
}

function madeOf(plans: readonly Plan[]): HistorySeries['madeOf'] {
	return plans
		.flatMap(({ sensor: { key, placed } }) =>
			placed.map(({ from, to }) => ({ device: key.device, channel: key.channel, from, to }))
		)
		.sort((a, b) => a.from - b.from);
}
