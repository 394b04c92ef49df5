/** What the pages of comfort show, as the server works it out: figures, never words. */
import type { Cause } from '#lib/domain/comfort/cause.ts';
import type { Change } from '#lib/domain/comfort/change.ts';
import type { Excursion, WorstHour } from '#lib/domain/comfort/excursions.ts';
import type { CauseTally, PersonHours } from '#lib/domain/comfort/judgement.ts';
import type { SensorFinding } from '#lib/domain/comfort/sensor-agreement.ts';
import { coverage, shareWithin, type Tally } from '#lib/domain/comfort/tally.ts';
import type { Metric, Words } from '#lib/domain/metrics.ts';
import type { Limit } from '#floorplan/building.ts';
import type { Span } from './periods.ts';

export interface RoomOverview {
	key: string;
	name: Words;
	/** Key of its level. */
	level: string;
	total: Tally;
	/** Whole per cent within limits, parallel to the overview's days; null: not judged. */
	days: (number | null)[];
	causes: CauseTally[];
	people: PersonHours | null;
	longest: Excursion[];
	worstHours: WorstHour[];
	findings: SensorFinding[];
	/** Of its headline. */
	sensors: number;
}

export interface DayColumn {
	date: string;
	/** Epoch ms UTC. */
	from: number;
	/** 1 Monday to 7 Sunday. */
	weekday: number;
}

export interface CauseSum {
	cause: Cause;
	metric: Metric;
	/** ms of service, over all rooms. */
	outsideMs: number;
	knownMs: number;
	serviceMs: number;
	/** Of the rooms that are counted; null where none is. */
	personHours: number | null;
	/** The room with the most of it. */
	room: string;
}

export interface PeopleSum extends PersonHours {
	/** How many of the rooms are counted. */
	rooms: number;
}

export interface Overview {
	span: Span;
	days: DayColumn[];
	total: Tally;
	/** Of all rooms, parallel to `days`. */
	byDay: Tally[];
	/** Weekday (0 Monday) × 24 + hour. */
	byHour: Tally[];
	levels: { key: string; name: Words; total: Tally; rooms: number }[];
	/** Those that are judged, the worst first, then those that are not. */
	rooms: RoomOverview[];
	causes: CauseSum[];
	people: PeopleSum | null;
	/** The primary limits in force at its end that decide the headline. */
	limits: Limit[];
}

export interface MonthChange {
	now: { span: Span; total: Tally; people: PeopleSum | null };
	before: { span: Span; total: Tally; people: PeopleSum | null };
	/** Service time of either, ms. */
	serviceMs: number;
}

export interface DateChange {
	/** The date from which on is "after", `2026-11-02`. */
	date: string;
	/** Key of the room; null: the building. */
	room: string | null;
	/** Days looked at on either side. */
	days: number;
	/** Daily share within limits, 0 to 1; null where there are too few days. */
	share: Change | null;
	/** Daily means of the room; empty for the building. */
	means: { metric: Metric; change: Change | null }[];
	/** Means of the open air in service hours, before and after; null where nothing measures it. */
	outdoor: { before: number; after: number } | null;
}

/** What of the limits is known of a room today. */
export interface TodayRoom {
	key: string;
	total: Tally;
	/** Outside by more than can wait at any time. */
	act: boolean;
}

/** By share within limits, the lowest first; rooms that are not judged at the end, by their data. */
export function byShare(a: { total: Tally }, b: { total: Tally }): number {
	const [one, other] = [shareWithin(a.total), shareWithin(b.total)];
	if (one !== null && other !== null) return one - other;
	if (one === null && other === null) {
		return (coverage(b.total) ?? 0) - (coverage(a.total) ?? 0);
	}
	return one === null ? 1 : -1;
}
