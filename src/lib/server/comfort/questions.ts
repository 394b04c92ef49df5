/** What the web thread asks of the comfort thread, and what comes back: plain data only. */
import type { ServiceCalendar } from '../../domain/calendar-day.ts';
import type { Assumptions, Classes } from '../../domain/comfort/basis.ts';
import type { Excursion, WorstHour } from '../../domain/comfort/excursions.ts';
import type { CauseTally, DatedBounds, PersonHours } from '../../domain/comfort/judgement.ts';
import type { SensorFinding } from '../../domain/comfort/sensor-agreement.ts';
import type { Tally } from '../../domain/comfort/tally.ts';
import type { Metric } from '../../domain/metrics.ts';

/** A sensor for as long as it hung in the room, epoch ms UTC, half-open. */
export interface PlacedSensor {
	device: string;
	/** `''`: all channels that have no placement of their own. */
	channel: string;
	/** Channels that hang elsewhere by a placement of their own. */
	without: readonly string[];
	from: number;
	to: number;
	/** How long a value holds after it was measured, ms. */
	holdMs: number;
}

export interface RoomLimit extends DatedBounds {
	id: string;
	metric: Metric;
	averagingMs?: number | undefined;
}

/** A counter at one of the room's doors, for as long as it was there. */
export interface RoomDoor {
	device: string;
	channel: string;
	/** What the counter calls "in" leads into the room. */
	inward: boolean;
	from: number;
	to: number;
}

export interface RoomQuestion {
	key: string;
	sensors: readonly PlacedSensor[];
	/** Of the primary standard. */
	limits: readonly RoomLimit[];
	/** Of other standards; judged only in detail. */
	others: readonly RoomLimit[];
	doors: readonly RoomDoor[];
	/** Of the people whom the doors count, the share that is in this room. */
	doorShare: number;
	assumptions: Assumptions;
}

export interface ComfortQuestion {
	/** Epoch ms UTC, half-open; nothing after the last whole quarter before now. */
	from: number;
	to: number;
	now: number;
	calendar: ServiceCalendar;
	timeZone: string;
	rooms: readonly RoomQuestion[];
	/** CO2 of the open air, ppm. */
	outdoorCo2: number;
	pmv: Classes;
	air: Classes;
	/** Excursions, other standards and indices too. */
	detail: boolean;
}

/** A quantity's daily means over service hours, of the sensor that speaks for the room. */
export interface DailyMeans {
	metric: Metric;
	/** Parallel to the answer's days; null where nothing was measured. */
	means: (number | null)[];
}

/** Time in the classes of a standard, ms of service, by the name of the class; `''`: beyond all. */
export interface ClassTally {
	ms: Record<string, number>;
	knownMs: number;
	/** Why there is no number, and for how long, ms. */
	refusedMs: Record<string, number>;
	mean: number | null;
}

export interface OtherStandard {
	id: string;
	tally: Tally;
}

export interface RoomDetail {
	excursions: Excursion[];
	others: OtherStandard[];
	pmv: ClassTally;
	air: ClassTally;
	/** Mean number of persons in service hours, for a chart: epoch ms UTC and persons. */
	course: [at: number, persons: number][];
	/** Hours of all day and night above 80 % RH, and those that are known. */
	damp: { hours: number; knownHours: number };
}

export interface RoomAnswer {
	key: string;
	total: Tally;
	/** Parallel to the answer's days. */
	days: Tally[];
	/** Weekday (0 Monday) × 24 + hour. */
	hours: Tally[];
	causes: CauseTally[];
	/** By the primary limit of each quantity alone. */
	quantities: { metric: Metric; tally: Tally; sensors: number }[];
	people: PersonHours | null;
	longest: Excursion[];
	worstHours: WorstHour[];
	findings: SensorFinding[];
	dailyMeans: DailyMeans[];
	/** Sensors whose values speak for the room's headline. */
	sensors: number;
	detail: RoomDetail | null;
}

export interface ComfortAnswer {
	from: number;
	/** Judged up to here. */
	to: number;
	days: { date: string; from: number; weekday: number }[];
	rooms: RoomAnswer[];
}

export interface Asked {
	id: number;
	question: ComfortQuestion;
}

export type Answer = { id: number; answer: ComfortAnswer } | { id: number; unavailable: string };
