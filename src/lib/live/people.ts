/** How many people are in the building and in each room, from the lines between them. */
import { capacityOf } from '#lib/domain/occupancy/capacity.ts';
import { freshness } from '#lib/domain/freshness.ts';
import {
	estimatePeople,
	type Passages,
	type PeopleEstimate
} from '#lib/domain/occupancy/people-now.ts';
import type { Level, Placement, Room, RoomType } from '#floorplan/building.ts';
import { lineAt, OUTSIDE, type CountingLine } from './counting-lines.ts';
import type { Places } from './places.ts';
import type { LinePassages } from './today.ts';

/** Rooms between which people go uncounted: only together can they be told. */
export interface ZoneNow {
	/** The halls and lobbies of it, the largest first. */
	rooms: readonly Room[];
	/** Whole persons. */
	capacity: number;
	people: PeopleEstimate;
	/** False where a door of it is silent: the number is of then, and not of now. */
	live: boolean;
	/** Of the newest readings of its doors the oldest, epoch ms UTC; null: one has not spoken today. */
	at: number | null;
}

export interface PeopleNow {
	/** null: no counter at an outer door has reported, or one has not since the day began. */
	building: PeopleEstimate | null;
	/** Of the counters at outer doors, how many report. */
	reporting: number;
	expected: number;
	/** Where counting began too late to tell how many are in: when, epoch ms UTC; else null. */
	countedFrom: number | null;
	/** By hall or lobby, the zone it lies in. */
	zones: ReadonlyMap<string, ZoneNow>;
}

/** Where the public waits and passes; offices have their own people, whom no door counts. */
const PUBLIC: ReadonlySet<RoomType> = new Set(['waiting', 'lobby']);

/** Whole persons, over all rooms for the public. */
export function buildingCapacity(levels: readonly Level[]): number {
	return publicRooms(levels).reduce((sum, room) => sum + capacityOf(room), 0);
}

/** The rooms in which the public waits and passes. */
export function publicRooms(levels: readonly Level[]): Room[] {
	return levels.flatMap(({ rooms }) => rooms).filter(({ type }) => PUBLIC.has(type));
}

/** The lines of all counters that stand somewhere now. */
export function linesNow(
	placements: readonly Placement[],
	levels: readonly Level[],
	now: number
): CountingLine[] {
	return placements
		.filter(({ from, to }) => from <= now && (to === null || now < to))
		.flatMap((placement) => lineAt(placement, levels) ?? []);
}

/**
 * @param passages since the day began, of any counters; those without a line are left out.
 * @param begins from when on all who come must have been counted, epoch ms UTC.
 */
export function peopleNow(
	lines: readonly CountingLine[],
	passages: readonly LinePassages[],
	levels: readonly Level[],
	places: Places,
	begins: number,
	now: number
): PeopleNow {
	const watched = lines.flatMap((line) => {
		const own = passages.filter(
			({ device, channel }) =>
				device === line.device && (line.channel === '' || line.channel === channel)
		);
		const live = own.some(({ at }) => freshness(at, now, places.device(line.device)) === 'live');
		return own.length > 0 ? [{ line, own, live }] : [];
	});
	const outer = watched.filter(({ line }) => line.from === OUTSIDE);
	const live = outer.filter((one) => one.live);
	const since = Math.max(-Infinity, ...outer.flatMap(({ own }) => own.map((one) => one.since)));
	const complete = since <= begins;
	return {
		building:
			outer.length === 0 || !complete ? null : estimatePeople(outer.flatMap(({ own }) => own)),
		countedFrom: complete ? null : since,
		reporting: live.length,
		expected: outer.length,
		zones: complete ? zonesNow(levels, watched) : new Map()
	};
}

interface Watched {
	line: CountingLine;
	own: readonly LinePassages[];
	live: boolean;
}

interface Counted {
	rooms: Room[];
	doors: Passages[];
	live: boolean;
	at: number;
}

const unheard = (): Counted => ({ rooms: [], doors: [], live: true, at: Infinity });

function zonesNow(levels: readonly Level[], watched: readonly Watched[]): Map<string, ZoneNow> {
	const zoneOf = zoneFinder(
		levels,
		watched.map(({ line }) => line)
	);
	const zones = new Map<string, Counted>();
	for (const room of publicRooms(levels)) {
		const zone = zones.get(zoneOf(room.key)) ?? unheard();
		zone.rooms.push(room);
		zones.set(zoneOf(room.key), zone);
	}
	for (const { line, own, live } of watched) {
		for (const side of [line.into, line.from]) {
			const zone = zones.get(zoneOf(side));
			if (zone === undefined) continue;
			zone.live &&= live;
			zone.at = Math.min(zone.at, Math.max(...own.map(({ at }) => at ?? -Infinity)));
		}
		for (const { in: into, out } of own) {
			zones.get(zoneOf(line.into))?.doors.push({ in: into, out });
			zones.get(zoneOf(line.from))?.doors.push({ in: out, out: into });
		}
	}
	const found = new Map<string, ZoneNow>();
	for (const { rooms, doors, live, at } of zones.values()) {
		if (doors.length === 0) continue;
		const capacity = rooms.reduce((sum, room) => sum + capacityOf(room), 0);
		const largest = rooms.toSorted((a, b) => b.area - a.area);
		const zone = {
			rooms: largest,
			capacity,
			people: estimatePeople(doors),
			live,
			at: Number.isFinite(at) ? at : null
		};
		for (const room of rooms) found.set(room.key, zone);
	}
	return found;
}

/** Joins the halls on both sides of every opening that no line watches; names each lot by one of them. */
export function zoneFinder(
	levels: readonly Level[],
	lines: readonly CountingLine[]
): (room: string) => string {
	const parent = new Map<string, string>();
	const find = (room: string): string => {
		const up = parent.get(room);
		return up === undefined ? room : find(up);
	};
	const counted = new Set(
		lines.flatMap(({ into, from }) => [`${into} ${from}`, `${from} ${into}`])
	);
	const halls = new Set(publicRooms(levels).map(({ key }) => key));
	for (const { kind, joins } of levels.flatMap(({ openings }) => openings)) {
		const [a, b] = joins;
		if (kind === 'window' || a === undefined || b === undefined) continue;
		// Who goes to an office or along a corridor is taken to come back the same way.
		if (!halls.has(a) || !halls.has(b)) continue;
		if (counted.has(`${a} ${b}`)) continue;
		const [rootA, rootB] = [find(a), find(b)];
		if (rootA !== rootB) parent.set(rootA, rootB);
	}
	return find;
}
