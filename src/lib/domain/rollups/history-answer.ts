/** What may be asked of the past, and an answer that says where it comes from and how complete it is. */
import type { Metric, MetricKind } from '../metrics.ts';
import type { Result } from '../result.ts';

/**
 * How long an interval is: ms that divide a day, counted from local midnight; or a day, a week
 * from Monday, a month by the building's calendar, where a day may have 23 to 25 hours.
 */
export type Every = number | 'day' | 'week' | 'month';

/** A sensor wherever it hung; without a channel all channels of the device together. */
export interface SensorQuery {
	device: string;
	channel?: string | undefined;
}

/** A limit to hold the past against; `watch` is how far beyond it is still no fault. */
export interface BandQuery {
	min: number | null;
	max: number | null;
	watch: number;
}

/** "This quantity, these rooms, this span, this many points." */
export interface HistoryQuery {
	metric: Metric;
	/** Keys of rooms. A room's series is of the sensors that hung there, each for as long as it did. */
	rooms?: readonly string[] | undefined;
	/** Beside the rooms, or instead of them. */
	devices?: readonly SensorQuery[] | undefined;
	/** Half-open, epoch ms UTC. What lies after now is no gap: nothing is expected of it. */
	from: number;
	to: number;
	/** At most so many intervals: the finest step that keeps to it is taken. 500 by default. */
	points?: number | undefined;
	/** Or the intervals themselves. */
	every?: Every | undefined;
	/** Only what was measured in service hours, by the building's calendar; breaks are none. */
	serviceOnly?: boolean | undefined;
	/** Adds `band` to every series: time within, on watch, beyond. */
	band?: BandQuery | undefined;
}

/** Bounds of one question; what lies beyond is refused with `too-much`. */
export const HISTORY_BOUNDS = {
	/** Rooms and devices together. */
	series: 500,
	/** Intervals of one series. */
	intervals: 10_000,
	/** Intervals of all series together. */
	cells: 400_000,
	/** Years. */
	years: 20
} as const;

export type HistoryFault =
	/** No such span, step, number of points; `detail` says which. */
	| 'not-valid'
	/** A room that the building does not have. */
	| 'no-such-room'
	/** Beyond HISTORY_BOUNDS; a coarser step or fewer rooms will do. */
	| 'too-much'
	/**
	 * Finer than a quarter of an hour, or service hours that begin on no quarter hour (07.40), where
	 * the raw readings are gone, or too many to be read.
	 */
	| 'no-raw';

export type HistoryResult = Result<HistoryAnswer, HistoryFault>;

/**
 * Columns of one room or sensor; every column has a value for each of the answer's intervals,
 * and null where nothing was measured: a gap is a gap.
 */
export interface HistorySeries {
	/** Key of the room, or `device` / `device|channel`. */
	key: string;
	/** Number of readings. */
	n: number[];
	/** Sensors that measured in the interval. */
	sensors: number[];
	/**
	 * Gauge: the mean; of several sensors the mean of their means. State: the share of the time at
	 * 1, from 0 to 1. Null for increments and totals.
	 */
	mean: (number | null)[];
	/** Of all readings of all sensors: a peak stays, however coarse the step. */
	min: (number | null)[];
	max: (number | null)[];
	/**
	 * Increments and totals: how many were counted, over all sensors; a total is differenced and
	 * its restarts are recognised. State: how often it became 1 (vehicles that came to a bay).
	 * Null for gauges.
	 */
	count: (number | null)[];
	/** Share of the readings that were to be expected, 0 to 1; null where no interval is known. */
	complete: (number | null)[];
	/** Of the whole span. */
	completeness: number | null;
	/** Where a `band` was asked for: seconds of known time, judged a quarter of an hour at a time. */
	band?: { within: number[]; watch: number[]; beyond: number[] } | undefined;
	/** What it was made of, in order of time. */
	madeOf: { device: string; channel: string; from: number; to: number }[];
}

export interface HistoryAnswer {
	metric: Metric;
	kind: MetricKind;
	/** What it covers: as asked, but widened to quarter hours where `source` is not raw. */
	from: number;
	to: number;
	timeZone: string;
	serviceOnly: boolean;
	/** From which rows it was computed; a part that is not summed up yet comes from raw readings. */
	source: 'raw' | 'quarter' | 'day';
	every: Every;
	/** The intervals, epoch ms UTC, half-open; the first and last may reach beyond the span. */
	starts: number[];
	ends: number[];
	/** True where the span, or now, leaves a part of the interval out: no whole day or month. */
	cut: boolean[];
	series: HistorySeries[];
	/**
	 * Days of single sensors that have changed and are not summed up again yet, and were too many
	 * to be read from raw: their old figures stand here. 0: everything is as the store has it.
	 */
	pending: number;
	/**
	 * Quarters of an hour in which a device was moved, whose raw readings are gone: they count where
	 * it hung when they began.
	 */
	uncut?: number;
	/** The time the answer goes by, epoch ms UTC. */
	now: number;
}

/** What the background says of the rollups; for the devices page. */
export interface RollupStatus {
	/** Days of single sensors that wait to be summed up, those of the running quarter left out. */
	waiting: number;
	/** Up to when everything is summed up, epoch ms UTC; null: nothing yet. */
	computedTo: number | null;
	/** The last comparison with raw readings; null: none yet. */
	check: SelfCheck | null;
	/** Why it does not go on, in a sentence; null: it does. */
	fault: string | null;
}

/** A sample of days compared with raw readings. */
export interface SelfCheck {
	/** Epoch ms UTC. */
	at: number;
	/** Days of single sensors compared. */
	days: number;
	/** Of these, how many differed; they are computed again. */
	differing: number;
	/** All checks since the rollups were made. */
	daysEver: number;
	differingEver: number;
}
