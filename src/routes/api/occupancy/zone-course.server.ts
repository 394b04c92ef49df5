/** One zone's course through the last six weeks and today, by the estimator. */
import type { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import { OccupancyEstimator, type LiveEstimate } from '#lib/domain/occupancy/estimator.ts';
import type { Correction } from '#lib/domain/occupancy/ledger.ts';
import { serviceNights } from '#lib/domain/occupancy/nights.ts';
import type { DayQuality } from '#lib/domain/occupancy/quality.ts';
import type { Estimate } from '#lib/domain/occupancy/stretch.ts';
import type { Zone } from '#lib/live/occupancy-zones.ts';
import { lineKey } from '#lib/live/occupancy-zones.ts';
import type { Recount } from '#lib/server/occupancy/book.ts';
import { BIN_MS } from './counts.server.ts';

export interface Replacement {
	at: number;
	door: string;
}

export interface Said {
	/** Of the zone, in order; those that are undone are left out. */
	recounts: readonly Recount[];
	/** Ids of corrections that are undone. */
	undone: ReadonlySet<string>;
	replaced: readonly Replacement[];
}

export interface ZoneCourse {
	now: LiveEstimate;
	/** Today's instants, as they were known then. */
	today: LiveEstimate[];
	/** The days before, as they are known now. */
	past: Estimate[];
	ledger: Correction[];
	quality: DayQuality | null;
	days: DayQuality[];
}

/** An hour has two of these, and a day that nobody looks at again needs no more. */
const PAST_STEP_MS = 30 * 60_000;

/**
 * Feeds the zone's lines in order of time, and asks at each bin of today and each half hour of
 * the days before.
 * @param lines of all doors, in order of time
 */
export function zoneCourse(
	zone: Zone,
	lines: readonly CountLine[],
	said: Said,
	service: ServiceClock,
	dayFrom: number,
	now: number
): ZoneCourse {
	const inwards = new Map(zone.doors.map((door) => [lineKey(door.line), door.inwards]));
	const estimator = new OccupancyEstimator({
		nights: serviceNights(service),
		undone: said.undone
	});
	const events = [
		...lines.flatMap((line) => {
			const way = inwards.get(line.door);
			if (way === undefined) return [];
			const own = way ? line : { ...line, in: line.out, out: line.in };
			return [{ at: line.at, order: 1, run: () => estimator.count(own) }];
		}),
		...said.replaced
			.filter(({ door, at }) => inwards.has(door) && at <= now && at > (lines[0]?.at ?? now))
			.map(({ at, door }) => ({ at, order: 0, run: () => estimator.replaced(at, door, null) })),
		...said.recounts
			.filter(({ at }) => at <= now)
			.map(({ at, people, margin, id, person }) => ({
				...{ at, order: 2 },
				run: () => estimator.recount(at, people, margin, id, person)
			}))
	].sort((a, b) => a.at - b.at || a.order - b.order);
	const today: LiveEstimate[] = [];
	const past: Estimate[] = [];
	let asked = events[0]?.at ?? dayFrom;
	const askUntil = (time: number): void => {
		for (;;) {
			const step = asked < dayFrom ? PAST_STEP_MS : BIN_MS;
			const next = (Math.floor(asked / step) + 1) * step;
			if (next >= time) return;
			asked = next;
			const estimate = estimator.at(asked);
			if (asked >= dayFrom) today.push(estimate);
		}
	};
	for (const event of events) {
		askUntil(event.at);
		event.run();
	}
	askUntil(now);
	const last = estimator.at(now);
	past.push(...estimator.takeHistory());
	return {
		now: last,
		today: [...today, last],
		past,
		ledger: estimator.takeLedger(),
		quality: estimator.quality(),
		days: estimator.takeDays()
	};
}
