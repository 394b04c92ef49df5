/** What sensors and gates make of each pool at an instant, now or earlier. */
import { freshness } from '../../domain/freshness.ts';
import type { ServiceClock } from '../../domain/calendar-day.ts';
import { takenAt, type BayReading } from '../../domain/parking/bay-record.ts';
import { passedGate, type GateSeries } from '../../domain/parking/gate-count.ts';
import { gateCount, missedDoubt, type PoolCount } from '../../domain/parking/pool.ts';
import type { WatchedBay } from './places.ts';

/** What one bay says now, before doubts and holds. */
export interface BayWord {
	watched: WatchedBay;
	readings: readonly BayReading[];
	/** null: silent too long, or never heard. */
	taken: boolean | null;
	/** Newest reading. */
	at: number | null;
}

/** A stay lasts about so long: a lost change stands until the next. */
const STAY_MS = 60 * 60_000;

export function bayWord(
	watched: WatchedBay,
	readings: readonly BayReading[],
	now: number
): BayWord {
	const last = readings.at(-1);
	const rhythm = watched.intervalMs === null ? {} : { intervalMs: watched.intervalMs };
	const live = freshness(last?.at ?? null, now, rhythm) === 'live';
	return { watched, readings, taken: live ? (last?.taken ?? null) : null, at: last?.at ?? null };
}

/**
 * null where no bay speaks: then nothing can be said, not even that none is free.
 * @param words of the pool's bays that are offered. @param doubted keys of bays not to be believed.
 */
export function countBayPool(
	words: readonly BayWord[],
	doubted: ReadonlySet<string>,
	now: number
): PoolCount | null {
	const known = words.filter(
		({ taken, watched }) => taken !== null && !doubted.has(watched.bay.key)
	);
	if (known.length === 0) return null;
	const changes = known.reduce((sum, { readings }) => {
		for (let n = readings.length - 1; n > 0; n--) {
			const [one, before] = [readings[n], readings[n - 1]];
			if (one === undefined || one.at <= now - STAY_MS) break;
			if (one.taken !== before?.taken) sum++;
		}
		return sum;
	}, 0);
	return {
		taken: known.filter(({ taken }) => taken).length,
		unknown: words.length - known.length,
		doubt: missedDoubt(changes)
	};
}

/**
 * Since the building's day began, when the area is taken to have been empty; null where nothing was
 * heard that day. `partial`: the counter was first heard after the doors had opened, so that who came
 * before is not known and only a recount tells how many there are.
 */
export function countGateArea(
	series: readonly GateSeries[],
	service: ServiceClock,
	at: number
): (PoolCount & { partial: boolean }) | null {
	const day = service.dayOf(at);
	if (newestOf(series, at) < day.from) return null;
	const first = Math.min(Infinity, ...series.map(({ points }) => points[0]?.at ?? Infinity));
	const opens = service.spansOf(day)[0]?.from ?? day.from;
	return { ...gateCount(passedGate(series, day.from, at)), partial: first > opens };
}

export function newestOf(series: readonly GateSeries[], at: number): number {
	return Math.max(
		-Infinity,
		...series.map(({ points }) => points.findLast((point) => point.at <= at)?.at ?? -Infinity)
	);
}

/** Vehicles on the bays at an earlier instant; null where more than half of them cannot be told. */
export function baysTakenAt(
	bays: readonly { readings: readonly BayReading[]; brokenSince: number }[],
	at: number
): { taken: number; known: number } | null {
	let [taken, known] = [0, 0];
	for (const { readings, brokenSince } of bays) {
		const state = at >= brokenSince ? null : takenAt(readings, at);
		if (state === null) continue;
		known++;
		if (state) taken++;
	}
	return known * 2 < bays.length || known === 0 ? null : { taken, known };
}
