/** What a room's page of comfort shows, as the server works it out. */
import type { Assumptions, Classes } from '#lib/domain/comfort/basis.ts';
import type { Excursion, WorstHour } from '#lib/domain/comfort/excursions.ts';
import type { CauseTally, PersonHours } from '#lib/domain/comfort/judgement.ts';
import type { SensorFinding } from '#lib/domain/comfort/sensor-agreement.ts';
import type { Tally } from '#lib/domain/comfort/tally.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Limit } from '#floorplan/building.ts';
import type { DayColumn } from '../overview.ts';
import type { Span } from '../periods.ts';

/** One quantity over the span, a value an interval; null is a gap. */
export interface RoomCourse {
	metric: Metric;
	/** Epoch ms UTC. */
	starts: number[];
	ends: number[];
	mean: (number | null)[];
	low: (number | null)[];
	high: (number | null)[];
}

/** ms of service by class; the reasons why there is no number likewise. */
export interface ClassTimes {
	ms: Record<string, number>;
	knownMs: number;
	refusedMs: Record<string, number>;
	mean: number | null;
}

export interface RoomDetail {
	excursions: Excursion[];
	others: { id: string; tally: Tally }[];
	pmv: ClassTimes;
	air: ClassTimes;
	/** Mean number of persons, epoch ms UTC. */
	course: [at: number, persons: number][];
	damp: { hours: number; knownHours: number };
}

export interface RoomJudged {
	total: Tally;
	days: Tally[];
	hours: Tally[];
	causes: CauseTally[];
	/** By the primary limit of each quantity alone. */
	quantities: { metric: Metric; tally: Tally; sensors: number }[];
	people: PersonHours | null;
	longest: Excursion[];
	worstHours: WorstHour[];
	findings: SensorFinding[];
	sensors: number;
	detail: RoomDetail;
}

export interface RoomFigures {
	span: Span;
	days: DayColumn[];
	/** null: nothing was ever measured there. */
	answer: RoomJudged | null;
	courses: RoomCourse[];
	/** All that hold for the room at the end of the span, the primary ones among them. */
	limits: Limit[];
	basis: { assumed: Assumptions; outdoorCo2: number; pmv: Classes; air: Classes };
}
