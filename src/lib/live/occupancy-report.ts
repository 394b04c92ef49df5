/** What `GET /api/occupancy` tells: people by zone, doors, ledger and quality. */
import type { Filling } from '#lib/domain/occupancy/filling.ts';
import type { Correction } from '#lib/domain/occupancy/ledger.ts';
import type { DayQuality } from '#lib/domain/occupancy/quality.ts';
import type { Suspect } from '#lib/domain/occupancy/suspects.ts';
import type { NoLength } from '#lib/domain/occupancy/visits.ts';
import type { CurvePoint, DoubtfulPoint } from './today.ts';

export interface ZoneReport {
	/** `building`, or the key of its largest room. */
	key: string;
	/** Keys of its rooms, the largest first. */
	rooms: string[];
	/** Key of the level its largest room is on. */
	level: string;
	/** Persons; `ownCapacity`: set by a person, and not by area and seats. */
	capacity: number;
	ownCapacity: boolean;
	/** Persons who work there and are no visitors. */
	staff: number;
	/** Persons, and the band that holds the true number nine times of ten. */
	people: number;
	low: number;
	high: number;
	/** When the number was last certain, epoch ms UTC. */
	certainAt: number;
	/** Newest reading of the door that has been silent longest, epoch ms UTC; null: one has none. */
	heardAt: number | null;
	/** Of its doors' counters, so many speak. */
	reporting: number;
	expected: number;
	/** A door of it is silent: the number is of then, and not of now. */
	stale: boolean;
	filling: Filling | null;
	today: DoubtfulPoint[];
	/** The last recount that is not undone; who made it may undo it. */
	recount: { id: string; at: number; people: number; person: string } | null;
}

/** None of its doors has ever been heard: there is no number, and 0 would be one. */
export function unheard({ reporting, heardAt }: ZoneReport): boolean {
	return reporting === 0 && heardAt === null;
}

export interface DoorReport {
	device: string;
	channel: string;
	name: string;
	/** Keys of the rooms that in leads to and from; `outside` where there is none. */
	into: string;
	from: string;
	/** A person has exchanged in and out. */
	turned: boolean;
	/** Since the day began. */
	in: number;
	out: number;
	/** By half hours: their begin in epoch ms UTC, in, out. */
	halves: (readonly [number, number, number])[];
}

export interface LedgerEntry extends Correction {
	zone: string;
	/** Who undid it, and when; null: it holds. */
	undone: { person: string; at: number } | null;
	/** It can be undone, or where it is undone be taken in again. */
	reversible: boolean;
}

export interface HourOfWeek {
	/** Persons inside, mean of the days; null: no day. */
	people: number | null;
	/** Persons who came, mean of the days. */
	came: number;
}

export interface LengthOfDay {
	date: string;
	/** Minutes, or why there is none. */
	length: number | NoLength;
}

/** Another witness, and what it says against the counters. */
export interface CrossCheck {
	by: 'co2' | 'vehicles';
	/** Zone that it speaks of. */
	zone: string;
	/** What it makes of it, persons, with its band of nine in ten. */
	people: number;
	low: number;
	high: number;
	/** What the counters say of the same. */
	counted: number;
	countedLow: number;
	countedHigh: number;
	/** Persons by which the two bands miss each other; 0: they meet. */
	apart: number;
	/** `device|channel` of the counter that explains it best; null: none, or they meet. */
	suspect: string | null;
}

export interface OccupancyReport {
	/** The server's clock when it was computed, epoch ms UTC. */
	at: number;
	/** The building's day. */
	from: number;
	to: number;
	/** Days of counts that it rests on. */
	learnedDays: number;
	/** The building first. Their halls together hold no more than it. */
	zones: ZoneReport[];
	/** People in rooms without a counted door, persons. */
	rest: number;
	/** Of the building: the usual same weekday on today's times, and of how many days. */
	usual: CurvePoint[];
	usualDays: number;
	doors: DoorReport[];
	/** Counters that cannot be right, by `device|channel`. */
	suspects: Suspect[];
	checks: CrossCheck[];
	/** The newest first. */
	ledger: LedgerEntry[];
	quality: DayQuality | null;
	/** Of the days before, the newest first. */
	days: DayQuality[];
	/** By weekday from Monday, by hour; and of how many days. */
	week: HourOfWeek[][];
	weekDays: number;
	lengths: LengthOfDay[];
}
