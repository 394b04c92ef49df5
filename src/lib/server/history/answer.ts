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
import { HOLD_MS, QUARTER_MS, quarterOf } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import { ok, refuse } from '../../domain/result.ts';
import { dayOf } from '../rollups/chunk.ts';
import type { Marks } from '../rollups/marks.ts';
import type { RollupDb } from '../rollups/rollup-db.ts';
import type { Point, SeriesSpan, Store } from '../store/store.ts';
import { daysOfZone } from './zone-days.ts';
import type { Group } from './rooms.ts';
import type { SeriesQuestion } from './questions.ts';
import { RawGone, cutsOf, dayRows, partsOf, quarterRows, rawNeeds } from './rows.ts';
import type { RawNeeds } from './rows.ts';
import { sensorsOf } from './sensors.ts';
import type { Sensor } from './sensors.ts';
import { TOTAL_LOOK_BACK_MS, Tally } from './tally.ts';

export interface Past {
	store: Pick<Store, 'ranges'>;
	db: RollupDb;
	marks: Marks;
}

/** Days of single sensors that are read raw for one answer because they have changed; a live hour's are a few a sensor. */
const MAX_CHANGED = 3_000;
/** Quarters of an hour that are read raw because an opening or a move cuts them. */
const MAX_CUT = 4_000;
/** Days of single sensors in one answer: some ten ms a thousand. */
const MAX_DAYS = 60_000;
/** Raw readings in one answer. */
const MAX_POINTS = 1_000_000;

interface Plan {
	sensor: Sensor;
	series: number | null;
	needs: RawNeeds;
	/** How far before the span one must look to know what held at its start, ms. */
	lookBackMs: number;
}

/** Called between two sensors; throws where nobody waits any more. */
export type Pause = () => Promise<void>;

/** @throws {StoreUnavailable} */
export async function answer(
	past: Past,
	question: SeriesQuestion,
	pause: Pause
): Promise<HistoryResult> {
	const { metric, timeZone, now, band } = question;
	const { kind } = metricSpec(metric);
	const every = stepOf(question, past.marks.rawFrom);
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
			pending: pending + (isBuilt ? 0 : 1)
		});
	} catch (error) {
		if (!(error instanceof RawGone)) throw error;
		const { date } = localDay(error.at, timeZone);
		return refuse(
			'no-raw',
			`on ${date} a quarter of an hour is cut at ${clockText(error.at, timeZone)} by service hours or a move, and its raw readings are gone`
		);
	}
}

function clockText(at: number, timeZone: string): string {
	return new Intl.DateTimeFormat('id-ID', { timeZone, timeStyle: 'short' }).format(at);
}

/** Null: finer than quarters of an hour, where there are no raw readings any more. */
function stepOf({ every, points, span, groups }: SeriesQuestion, rawFrom: number): Every | null {
	if (every !== null) {
		return sourceOf(every) === 'raw' && span.from < rawFrom ? null : every;
	}
	const intervals = groups.flatMap(({ devices }) => devices.map((own) => own.intervalMs ?? 0));
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

function plansOf(
	{ db, marks }: Past,
	{ metric }: SeriesQuestion,
	group: Group,
	span: Span,
	service: readonly Span[] | null
): Plan[] {
	const { kind } = metricSpec(metric);
	const channelsOf = (device: string) => [
		...new Set([...db.channels(device, metric), ...marks.channels(device, metric)])
	];
	return group.devices.flatMap((placed) =>
		sensorsOf(placed, metric, span, service, channelsOf).map((sensor): Plan => {
			const lookBackMs = kind === 'total' ? TOTAL_LOOK_BACK_MS : sensor.holds ? HOLD_MS[kind] : 0;
			// Marks first, rollups after: what is let go of in between is in the rollups then.
			const changed = marks.of(sensor.key, dayOf(span.from - lookBackMs), dayOf(span.to));
			const needs = rawNeeds(changed, cutsOf(sensor.wanted));
			return { sensor, series: db.find(sensor.key), needs, lookBackMs };
		})
	);
}

/** Leaves out what is too much to be read raw: the newest changes are read, the others told as pending. */
function bound(plans: readonly Plan[]): { pending: number; cut: number } {
	const changed = plans.flatMap(({ needs }) => needs.changed.map((span) => ({ needs, span })));
	changed.sort((a, b) => b.span.from - a.span.from);
	const left = new Set(changed.slice(MAX_CHANGED).map(({ span }) => span));
	for (const { needs } of plans) needs.changed = needs.changed.filter((one) => !left.has(one));
	return {
		pending: left.size,
		cut: plans.reduce((sum, { needs }) => sum + needs.cut.length, 0)
	};
}

type RawOfSensor = (sensor: Sensor, span: Span) => readonly Point[];

async function neededRaw(past: Past, plans: readonly Plan[], pause: Pause): Promise<RawOfSensor> {
	const asked = plans.flatMap(({ sensor, needs }) =>
		[...needs.changed, ...needs.cut].map((span) => ({ sensor, span }))
	);
	const found = new Map<Sensor, Map<number, Point[]>>();
	const lists = asked.map(({ sensor, span }) => {
		const own = found.get(sensor) ?? new Map<number, Point[]>();
		const points: Point[] = [];
		found.set(sensor, own.set(span.from, points));
		return points;
	});
	const spans = asked.map(({ sensor, span }): SeriesSpan => ({ series: sensor.key, span }));
	for await (const { index, points } of past.store.ranges(spans)) {
		for (const point of points) lists[index]?.push(point);
		if (index % 50 === 0) await pause();
	}
	return (sensor, { from }) => found.get(sensor)?.get(from) ?? [];
}

async function allRaw(
	past: Past,
	plans: readonly Plan[],
	span: Span,
	pause: Pause
): Promise<RawOfSensor | 'too-much'> {
	const found = new Map(plans.map(({ sensor }) => [sensor, [] as Point[]]));
	const asked = plans.map(({ sensor, lookBackMs }): SeriesSpan => {
		const lookBack = sensor.kind === 'total' ? HOLD_MS.state : lookBackMs;
		return { series: sensor.key, span: { from: span.from - lookBack, to: span.to } };
	});
	let count = 0;
	for await (const { index, points } of past.store.ranges(asked)) {
		await pause();
		count += points.length;
		if (count > MAX_POINTS) return 'too-much';
		const sensor = plans[index]?.sensor;
		const own = sensor && found.get(sensor);
		for (const point of points) own?.push(point);
	}
	return (sensor) => found.get(sensor) ?? [];
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
