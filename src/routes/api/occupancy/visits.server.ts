/** Visits of the last thirteen months by day, week and month, as the ministry asks for them. */
import { daysAfter, localDay } from '#lib/domain/calendar.ts';
import { dayQuality } from '#lib/domain/occupancy/quality.ts';
import { periodsOf, type VisitDay, type VisitPeriod } from '#lib/domain/occupancy/visits.ts';
import type { HistorySeries } from '#lib/domain/rollups/history-answer.ts';
import { COUNTS, isCount, OUTSIDE } from '#lib/live/counting-lines.ts';
import type { OccupancyBook } from '#lib/server/occupancy/book.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { datedLines, type DatedLine, type Sources } from './counts.server.ts';

export interface Visits {
	days: VisitDay[];
	weeks: VisitPeriod[];
	months: VisitPeriod[];
}

const MONTHS_BACK_DAYS = 400;
const KEEP_MS = 60_000;

interface Kept {
	at: number;
	/** Counters that are turned. */
	turned: string;
	visits: Promise<Visits>;
}

const kept = new WeakMap<Hub, Kept>();

/**
 * The visits up to today; one computation serves everyone within a minute.
 * @throws {StoreUnavailable}
 */
export function visitsOf(sources: Sources & { occupancy: OccupancyBook }): Promise<Visits> {
	const { hub, occupancy } = sources;
	const now = hub.now();
	const known = kept.get(hub);
	const fresh = known !== undefined && now >= known.at && now - known.at < KEEP_MS;
	const turned = [...occupancy.turned()].join();
	if (fresh && known.turned === turned) return known.visits;
	const own = { at: now, turned, visits: compute(sources, now) };
	kept.set(hub, own);
	own.visits.catch(() => {
		if (kept.get(hub) === own) kept.delete(hub);
	});
	return own.visits;
}

async function compute(
	{ building, hub, history, occupancy }: Sources & { occupancy: OccupancyBook },
	now: number
): Promise<Visits> {
	const today = localDay(now, building.timeZone);
	const from = daysAfter(today, -MONTHS_BACK_DAYS, building.timeZone).from;
	const span = { from, to: today.to };
	// `into` and `from` are as turned: what leads inside is a visit.
	const lines = datedLines(building, hub, span, occupancy.turned()).filter(
		({ line }) => (line.into === OUTSIDE) !== (line.from === OUTSIDE)
	);
	const counted = new Map<string, { in: number; out: number }>();
	for (const [metric, { way }] of metricsOf(hub, lines)) {
		const devices = [...new Set(lines.map(({ line }) => line.device))].filter((device) =>
			metricsOfDevice(hub, device).has(metric)
		);
		if (devices.length === 0) continue;
		const asked = devices.map((device) => ({ device }));
		const found = await history.series({ metric, devices: asked, ...span, every: 'day' });
		if (!found.ok) continue;
		const { starts, series } = found.value;
		for (const one of series) addTo(counted, one, starts, way, lines, building.timeZone);
	}
	const days = [...counted]
		.map(([date, sum]): VisitDay => {
			const line = { at: 0, door: '', ...sum };
			return {
				...{ date, visits: sum.in, whole: date < today.date },
				poor: dayQuality(date, [line], [], []).poor && date < today.date
			};
		})
		.sort((a, b) => a.date.localeCompare(b.date));
	const first = days.findIndex(({ visits }) => visits > 0);
	const known = first < 0 ? [] : days.slice(first);
	return {
		days: known,
		weeks: periodsOf(known, 'week', today.date),
		months: periodsOf(known, 'month', today.date)
	};
}

function addTo(
	counted: Map<string, { in: number; out: number }>,
	{ key, count }: HistorySeries,
	starts: readonly number[],
	way: 'in' | 'out',
	lines: readonly DatedLine[],
	timeZone: string
): void {
	for (const [n, start] of starts.entries()) {
		// A day on which a counter was moved is the new place's.
		const placed = lines.findLast(
			({ line, from, to }) => line.device === key && from <= start && start < to
		);
		const { date } = localDay(start, timeZone);
		const sum = counted.get(date) ?? { in: 0, out: 0 };
		counted.set(date, sum);
		if (placed === undefined) continue;
		const inwards = placed.line.from === OUTSIDE;
		sum[inwards === (way === 'in') ? 'in' : 'out'] += count[n] ?? 0;
	}
}

function metricsOf(hub: Hub, lines: readonly DatedLine[]) {
	const all = new Set(lines.flatMap(({ line }) => [...metricsOfDevice(hub, line.device)]));
	return [...all].map((metric) => [metric, COUNTS[metric]] as const);
}

/** A device's totals stand for its increments. */
function metricsOfDevice(hub: Hub, device: string) {
	const own = hub.rows().flatMap(([one, , metric]) => {
		return one === device && isCount(metric) ? [metric] : [];
	});
	const totals = own.filter((metric) => COUNTS[metric].kind === 'total');
	return new Set(totals.length > 0 ? totals : own);
}
