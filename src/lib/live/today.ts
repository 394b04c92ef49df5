/** What only the past can tell of today, as `GET /api/today` gives it; the newest values go on top. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { LiveRow } from './wire.ts';
import { COUNTS, isCount, type CountMetric } from './counting-lines.ts';

/** A sensor that is in the red band of its room's limit. */
export interface RedSensor {
	device: string;
	channel: string;
	metric: Metric;
	/** Epoch ms UTC. */
	since: number;
}

/** What one series of a counter has counted since the day began. */
export interface CountToday {
	device: string;
	channel: string;
	metric: CountMetric;
	count: number;
	/** From when on nothing is missing, epoch ms UTC: the day's begin where the past reaches back to it. */
	since: number;
	/** The newest reading that is in it: its value, and its time in epoch ms UTC. */
	last: { value: number; at: number } | null;
}

/** Epoch ms UTC, and what was there then. */
export type CurvePoint = readonly [at: number, value: number];

/** The same with half the width of its doubt. */
export type DoubtfulPoint = readonly [at: number, value: number, half: number];

export interface Curve {
	today: DoubtfulPoint[];
	/** The same weekday's mean, moved onto today's times; empty where there is no past. */
	usual: CurvePoint[];
	/** How many days that mean is of. */
	days: number;
}

export interface Today {
	/** The server's clock when it was computed, epoch ms UTC. */
	at: number;
	/** The building's day, epoch ms UTC. */
	from: number;
	to: number;
	red: RedSensor[];
	counts: CountToday[];
	/** People in the building. */
	people: Curve;
	/** Cars on bays with a sensor. */
	cars: Curve;
}

/**
 * The counts with the newest values on top: totals go on from where they were, and of
 * increments the newest is added where it is not in the count yet.
 */
export function withNewest(
	counts: readonly CountToday[],
	rows: ReadonlyMap<string, LiveRow>,
	from: number
): CountToday[] {
	const known = new Map(
		counts.map((count) => [`${count.device}\u001f${count.channel}\u001f${count.metric}`, count])
	);
	const found: CountToday[] = [];
	for (const [id, [device, channel, metric, value, at]] of rows) {
		if (!isCount(metric)) continue;
		const before = known.get(id);
		known.delete(id);
		// A counter that the past does not know counts from its newest reading on.
		const base = before ?? { device, channel, metric, count: 0, since: at, last: null };
		found.push(at < from ? base : { ...base, ...added(base, value, at) });
	}
	return [...found, ...known.values()];
}

function added({ metric, count, last }: CountToday, value: number, at: number) {
	const total = COUNTS[metric].kind === 'total';
	// A total tells by itself what is new; an increment only by its time.
	if (last !== null && (total ? value < last.value : at <= last.at)) return {};
	const more = total ? (last === null ? 0 : value - last.value) : value;
	return { count: count + more, last: { value, at } };
}

/** In and out of each counter's channel. */
export interface LinePassages {
	device: string;
	channel: string;
	in: number;
	out: number;
	/** From when on nothing is missing, epoch ms UTC. */
	since: number;
	/** Newest reading, epoch ms UTC; null: there has been none today. */
	at: number | null;
}

/** Counters that report both a total and an increment are counted by their totals. */
export function passagesByLine(counts: readonly CountToday[]): LinePassages[] {
	const lines = new Map<string, LinePassages & { total: boolean }>();
	const totals = counts.filter(({ metric }) => COUNTS[metric].kind === 'total');
	const increments = counts.filter(({ metric }) => COUNTS[metric].kind === 'increment');
	for (const { device, channel, metric, count, since, last } of [...totals, ...increments]) {
		const { way, kind } = COUNTS[metric];
		const id = `${device}\u001f${channel}`;
		const line = lines.get(id) ?? {
			...{ device, channel, in: 0, out: 0, since, at: null },
			total: kind === 'total'
		};
		if (line.total && kind === 'increment') continue;
		line[way] += count;
		line.since = Math.max(line.since, since);
		if (last !== null) line.at = Math.max(line.at ?? 0, last.at);
		lines.set(id, line);
	}
	return [...lines.values()].map(({ device, channel, in: entered, out, since: from, at }) => {
		return { device, channel, in: entered, out, since: from, at };
	});
}
