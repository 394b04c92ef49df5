/** What every counting line has counted, as the estimator reads it, from the readings as they were stored. */
import { daysAfter } from '#lib/domain/calendar.ts';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import { countUp } from '#lib/domain/occupancy/passages.ts';
import type { SeriesKey } from '#lib/domain/reading.ts';
import type { History } from '#lib/server/history/history.ts';
import type { Building, Placement } from '#floorplan/building.ts';
import {
	COUNTS,
	isCount,
	lineAt,
	type CountingLine,
	type CountMetric
} from '#lib/live/counting-lines.ts';
import { lineKey, turnedLine } from '#lib/live/occupancy-zones.ts';
import type { Hub } from '#lib/server/hub/hub.ts';

/** A recount holds from its minute on. */
const MINUTE_MS = 60_000;
/** Fine enough for a chart and a band, coarse enough for six weeks in one question. */
export const BIN_MS = 10 * 60_000;
/** What the estimate learns from, days. */
export const WINDOW_DAYS = 42;
/** A total that is silent over a long weekend still tells what it was before. */
const LOOK_BACK_MS = 90 * 3_600_000;
/** The past changes only while history is filled in. */
const KEEP_PAST_MS = 10 * 60_000;

/** A line for as long as its counter hung there. */
export interface DatedLine {
	line: CountingLine;
	from: number;
	to: number;
}

export interface Sources {
	building: Building;
	hub: Hub;
	history: History;
}

interface CountSeries extends SeriesKey {
	metric: CountMetric;
}

interface Kept {
	key: string;
	at: number;
	lines: Promise<CountLine[]>;
}

const pasts = new WeakMap<Hub, Kept>();

/** All lines that counters watch by their placements within a span, turned where a person has turned them. */
export function datedLines(
	{ placements, levels }: Building,
	hub: Hub,
	span: { from: number; to: number },
	turned: ReadonlySet<string>
): DatedLine[] {
	const counters = new Set(
		hub.rows().flatMap(([device, , metric]) => (isCount(metric) ? [device] : []))
	);
	return placements
		.filter(({ device }) => counters.has(device))
		.filter((one) => one.from < span.to && (one.to ?? Infinity) > span.from)
		.flatMap((placement: Placement) => {
			const line = lineAt(placement, levels);
			if (line === null) return [];
			const own = turned.has(lineKey(line)) ? turnedLine(line) : line;
			return [{ line: own, from: placement.from, to: placement.to ?? Infinity }];
		});
}

/**
 * The lines of the last six weeks up to now, in order of time; `door` is `device|channel`.
 * @throws {StoreUnavailable}
 */
export async function countLines(
	sources: Sources,
	lines: readonly DatedLine[],
	dayFrom: number,
	now: number
): Promise<CountLine[]> {
	const { hub, building } = sources;
	const from = daysAfter(
		{ date: new Date(dayFrom + 12 * 3_600_000).toISOString().slice(0, 10) },
		-WINDOW_DAYS,
		building.timeZone
	).from;
	const key = JSON.stringify([from, dayFrom, lines.map(({ line }) => lineKey(line))]);
	const known = pasts.get(hub);
	let past = known?.key === key && now - known.at < KEEP_PAST_MS ? known.lines : null;
	if (past === null) {
		past = read(sources, lines, { from, to: dayFrom }, BIN_MS);
		pasts.set(hub, { key, at: now, lines: past });
		past.catch(() => pasts.delete(hub));
	}
	const before = await past;
	return [...before, ...(await read(sources, lines, { from: dayFrom, to: now }, MINUTE_MS))];
}

async function read(
	{ hub, history }: Sources,
	lines: readonly DatedLine[],
	{ from, to }: { from: number; to: number },
	everyMs: number
): Promise<CountLine[]> {
	if (to <= from) return [];
	const series = seriesOf(hub, lines);
	const found = await history.aggregate(series, { from: from - LOOK_BACK_MS, to }, everyMs);
	const bins = new Map<string, CountLine>();
	for (const [n, { device, channel, metric }] of series.entries()) {
		const intervals = found[n] ?? [];
		const before = intervals.findLast(({ start }) => start < from);
		const { way, kind } = COUNTS[metric];
		let counted = 0;
		const own = intervals.filter(({ start }) => start >= from);
		for (const { start, count } of countUp(own, kind, before?.last ?? null)) {
			const placed = lines.find(
				({ line, ...held }) =>
					line.device === device &&
					(line.channel === '' || line.channel === channel) &&
					held.from <= start &&
					start < held.to
			);
			const more = count - counted;
			counted = count;
			if (placed === undefined) continue;
			const at = Math.min(to, start + everyMs);
			const door = lineKey(placed.line);
			const bin = bins.get(`${door} ${at}`) ?? {
				...{ at, door, in: 0, out: 0 },
				...(kind === 'total' ? ({ catchesUp: true } as const) : {})
			};
			bin[way] += more;
			bins.set(`${door} ${at}`, bin);
		}
	}
	return [...bins.values()].sort((a, b) => a.at - b.at);
}

/** The series of the lines' counters; a device's totals stand for its increments. */
function seriesOf(hub: Hub, lines: readonly DatedLine[]): CountSeries[] {
	const devices = new Set(lines.map(({ line }) => line.device));
	const all = hub.rows().flatMap(([device, channel, metric]): CountSeries[] => {
		return isCount(metric) && devices.has(device) ? [{ device, channel, metric }] : [];
	});
	const totalled = new Set(
		all.filter(({ metric }) => COUNTS[metric].kind === 'total').map(({ device }) => device)
	);
	return all.filter(({ device, metric }) => {
		return COUNTS[metric].kind === 'total' || !totalled.has(device);
	});
}
