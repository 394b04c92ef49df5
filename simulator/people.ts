/** All who are in the building on a day: in which room at each minute, and when they pass which door. */
import type { Building } from '#floorplan/building.ts';
import { MINUTE, MINUTES_A_DAY, SECOND } from './building-clock.ts';
import { keepLast } from './day-cache.ts';
import { OUTSIDE } from './doors.ts';
import type { Crossing, Walk } from './floor-graph.ts';
import type { Person } from './person.ts';
import { placesOf } from './places.ts';
import type { ServiceDays } from './service-calendar.ts';
import { staffOf } from './staff.ts';
import { visitorsOf } from './visitors.ts';

/** Somebody goes through a door, ms after local midnight. */
export interface Passage extends Crossing {
	at: number;
}

export interface PeopleDay {
	people: readonly Person[];
	/** In order of time. */
	passages: readonly Passage[];
	/** People in the room at each minute of the day; undefined: nobody all day. */
	inRoom(room: string): Uint16Array | undefined;
	/** People in the building at the time, ms after local midnight. */
	inBuilding(time: number): number;
}

export interface People {
	day(day: number): PeopleDay;
}

/** A backward search of a year's totals must not keep a year of people. */
const KEPT_DAYS = 4;
/** Between two doors on one way. */
const A_FEW_STEPS = 3 * SECOND;

export function createPeople(
	building: Building,
	service: ServiceDays,
	walk: Walk,
	seed: number
): People {
	const places = placesOf(building, walk);
	return {
		day: keepLast(KEPT_DAYS, (day: number) => {
			const hours = service(day);
			if (!hours) return peopleDay([], walk);
			const staff = staffOf(seed, day, hours, places);
			return peopleDay([...staff, ...visitorsOf(seed, day, hours, places, walk)], walk);
		})
	};
}

function peopleDay(people: readonly Person[], walk: Walk): PeopleDay {
	const passages: Passage[] = [];
	for (const { trips, staff } of people) {
		for (const trip of trips) walkTrip(trip, staff, walk, passages);
	}
	passages.sort((a, b) => a.at - b.at);
	let rooms: Map<string, Uint16Array> | undefined;
	return {
		people,
		passages,
		inRoom: (room) => (rooms ??= minutesIn(people)).get(room),
		inBuilding(time) {
			let inside = 0;
			for (const { at, into, outOf } of passages) {
				if (at > time) break;
				if (outOf === OUTSIDE) inside++;
				if (into === OUTSIDE) inside--;
			}
			return inside;
		}
	};
}

/** Adds the doors that a trip passes. */
function walkTrip(
	trip: Person['trips'][number],
	staff: boolean,
	walk: Walk,
	passages: Passage[]
): void {
	/** From the street to where one is, without the detours. */
	const way: Crossing[] = [];
	let place = OUTSIDE;
	let since = (trip[0]?.from ?? 0) - A_FEW_STEPS;
	const go = (crossings: readonly Crossing[]) => {
		let at = since;
		for (const { door, outOf, into } of crossings) {
			passages.push({ door, outOf, into, at: (at += A_FEW_STEPS) });
		}
	};
	for (const { room, to } of trip) {
		const onward = walk(place, room, staff) ?? [];
		go(onward);
		for (const crossing of onward) {
			const before = way.findIndex(({ outOf }) => outOf === crossing.into);
			if (before < 0) way.push(crossing);
			else way.length = before;
		}
		place = room;
		since = to;
	}
	// Back the way one came: there one's vehicle stands, and each door sees everyone go.
	go(way.reverse().map(({ door, outOf, into }) => ({ door, outOf: into, into: outOf })));
}

function minutesIn(people: readonly Person[]): Map<string, Uint16Array> {
	const changes = new Map<string, Int16Array>();
	for (const { trips } of people) {
		for (const { room, from, to } of trips.flat()) {
			const change = changes.get(room) ?? new Int16Array(MINUTES_A_DAY + 1);
			changes.set(room, change);
			// Rounded at both ends, so that the minutes of a person add up over many.
			const first = Math.round(from / MINUTE);
			const last = Math.max(first, Math.round(to / MINUTE));
			change[first] = (change[first] ?? 0) + 1;
			change[last] = (change[last] ?? 0) - 1;
		}
	}
	return new Map(
		[...changes].map(([room, change]) => {
			const inside = new Uint16Array(MINUTES_A_DAY);
			let now = 0;
			for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
				inside[minute] = now += change[minute] ?? 0;
			}
			return [room, inside];
		})
	);
}
