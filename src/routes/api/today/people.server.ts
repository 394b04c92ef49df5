/** What the people counters have counted, and the number of people it makes. */
import { countUp, type Counted } from '#lib/domain/occupancy/passages.ts';
import type { Step } from '#lib/domain/occupancy/day-curve.ts';
import type { SeriesKey } from '#lib/domain/reading.ts';
import { placementsAt } from '#floorplan/plan.ts';
import { COUNTS, isCount, lineAt, OUTSIDE, type CountMetric } from '#lib/live/counting-lines.ts';
import type { CountToday } from '#lib/live/today.ts';
import { EVERY_MS } from './curves.server.ts';
import type { Inquiry } from './today.server.ts';

/** A counter that is silent all night still tells what its total was the evening before. */
const NIGHT_MS = 14 * 3_600_000;
/** Today must be told after a long weekend too. */
const WEEKEND_MS = 90 * 3_600_000;

interface CountSeries extends SeriesKey {
	metric: CountMetric;
}

/** Every counter's count since the day began. */
export async function countsOf(inquiry: Inquiry): Promise<CountToday[]> {
	const { now, service } = inquiry;
	const series = countSeries(inquiry);
	const counted = await countIn(
		inquiry,
		series,
		{ from: service.dayOf(now).from, to: now },
		WEEKEND_MS
	);
	return series.map((key, n): CountToday => {
		const { steps = [], since = now, last = null } = counted[n] ?? {};
		return { ...key, count: steps.at(-1)?.count ?? 0, since, last };
	});
}

/** In of the outer doors upwards, out of them downwards; each holds from the end of its interval. */
export async function peopleSteps(
	inquiry: Inquiry,
	span: { from: number; to: number }
): Promise<Step[][] | null> {
	const series = outerSeries(inquiry);
	const counted = await countIn(inquiry, series, span, NIGHT_MS);
	if (counted.every(({ steps }) => steps.length === 0)) return null;
	return counted.map(({ steps }, n) => {
		const { way } = COUNTS[series[n]?.metric ?? 'count_in'];
		const sign = way === 'in' ? 1 : -1;
		return steps.map(({ start, count }) => ({ start: start + EVERY_MS, value: sign * count }));
	});
}

async function countIn(
	{ history }: Inquiry,
	series: readonly CountSeries[],
	{ from, to }: { from: number; to: number },
	lookBackMs: number
): Promise<({ steps: Counted[] } & Pick<CountToday, 'since' | 'last'>)[]> {
	const found = await history.aggregate(series, { from: from - lookBackMs, to }, EVERY_MS);
	return series.map(({ metric }, n) => {
		const intervals = found[n] ?? [];
		const before = intervals.findLast(({ start }) => start < from);
		const own = intervals.filter(({ start }) => start >= from);
		const newest = own.at(-1) ?? before;
		return {
			steps: countUp(own, COUNTS[metric].kind, before?.last ?? null),
			since: before === undefined ? (own[0]?.start ?? to) : from,
			// Readings up to the interval's end are in it, and none after the span's.
			last: newest ? { value: newest.last, at: Math.min(to, newest.start + EVERY_MS) - 1 } : null
		};
	});
}

/** All series of the counters that report; a device's totals stand for its increments. */
function countSeries({ hub, places }: Inquiry): CountSeries[] {
	const all = hub.rows().flatMap(([device, channel, metric]): CountSeries[] => {
		return isCount(metric) && places.roomOf(device, channel) !== null
			? [{ device, channel, metric }]
			: [];
	});
	const totalled = new Set(
		all.filter(({ metric }) => COUNTS[metric].kind === 'total').map(({ device }) => device)
	);
	return all.filter(({ device, metric }) => {
		return COUNTS[metric].kind === 'total' || !totalled.has(device);
	});
}

function outerSeries(inquiry: Inquiry): CountSeries[] {
	const { building, now } = inquiry;
	const outer = new Set(
		placementsAt(building, now)
			.filter((placement) => lineAt(placement, building.levels)?.from === OUTSIDE)
			.map(({ device }) => device)
	);
	return countSeries(inquiry).filter(({ device }) => outer.has(device));
}
