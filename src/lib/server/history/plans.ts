/** What must be read to answer for each sensor: its rollups, and the raw readings where those are not enough. */
import { metricSpec } from '../../domain/metrics.ts';
import { HOLD_MS } from '../../domain/rollups/summary.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import { dayOf } from '../rollups/chunk.ts';
import type { Marks } from '../rollups/marks.ts';
import type { RollupDb } from '../rollups/rollup-db.ts';
import type { Point, SeriesSpan, Store } from '../store/store.ts';
import type { Group } from './rooms.ts';
import type { SeriesQuestion } from './questions.ts';
import { cutsOf, rawNeeds } from './rows.ts';
import type { RawNeeds } from './rows.ts';
import { sensorsOf } from './sensors.ts';
import type { Sensor } from './sensors.ts';
import { TOTAL_LOOK_BACK_MS } from './tally.ts';

export interface Past {
	store: Pick<Store, 'ranges'>;
	db: RollupDb;
	marks: Marks;
}

/** Days of single sensors that are read raw for one answer because they have changed; a live hour's are a few a sensor. */
const MAX_CHANGED = 3_000;
/** Raw readings in one answer. */
export const MAX_POINTS = 1_000_000;

/** One sensor's part of an answer. */
export interface Plan {
	sensor: Sensor;
	series: number | null;
	needs: RawNeeds;
	/** How far before the span one must look to know what held at its start, ms. */
	lookBackMs: number;
}

/** Called between two sensors; throws where nobody waits any more. */
export type Pause = () => Promise<void>;

/**
 * The sensors of one room or device, in the span.
 * @param service null: all hours.
 */
export function plansOf(
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
export function bound(plans: readonly Plan[]): { pending: number; cut: number } {
	const changed = plans.flatMap(({ needs }) => needs.changed.map((span) => ({ needs, span })));
	changed.sort((a, b) => b.span.from - a.span.from);
	const left = new Set(changed.slice(MAX_CHANGED).map(({ span }) => span));
	for (const { needs } of plans) needs.changed = needs.changed.filter((one) => !left.has(one));
	return {
		pending: left.size,
		cut: plans.reduce((sum, { needs }) => sum + needs.cut.length, 0)
	};
}

/** The raw readings of a sensor that were read for a span. */
export type RawOfSensor = (sensor: Sensor, span: Span) => readonly Point[];

/** Reads what the plans need beside their rollups. @throws {StoreUnavailable} */
export async function neededRaw(
	past: Past,
	plans: readonly Plan[],
	pause: Pause
): Promise<RawOfSensor> {
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

/** Reads everything, for an answer that is finer than rollups. @throws {StoreUnavailable} */
export async function allRaw(
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
