/** The openings one can walk through, which counters watch them, and by which one enters the building. */
import type { Building, Opening, Point, Room } from '#floorplan/building.ts';
import { along, distance } from '#floorplan/geometry.ts';

/** Everything that is under the sky is one place. */
export const OUTSIDE = 'outside';

/** An opening between two places; a place is the key of a room, or OUTSIDE. */
export interface Door {
	id: string;
	level: string;
	at: Point;
	sides: readonly [string, string];
}

/** A counter's opening, and the side into which it counts `in`. */
export interface CountedLine {
	device: string;
	door: string;
	into: string;
}

export interface Entrance extends Door {
	/** The place behind it. */
	room: string;
	/** For those who work there: it leads neither to a lobby nor to a waiting hall. */
	staff: boolean;
}

export interface Placed {
	device: string;
	level: string;
	room: string;
	at: Point;
	/** What goes from the one room into the other is counted as in, where the plan says so. */
	line?: { from: string; to: string } | undefined;
}

/** A counter hangs at its door, not across the room. */
const NEAR_A_DOOR_M = 6;
/** Of two doors, the one that leads to the counter's own room is nearer by this. */
const OWN_ROOM_M = 2;

export function roomsOf(
	building: Building
): Map<string, Room & { level: string; ordinal: number }> {
	return new Map(
		building.levels.flatMap(({ key: level, ordinal, rooms }) =>
			rooms.map((room) => [room.key, { ...room, level, ordinal }] as const)
		)
	);
}

export function doorsOf(building: Building): Door[] {
	const rooms = roomsOf(building);
	const place = (key: string | undefined) => {
		const type = rooms.get(key ?? '')?.type;
		return type === undefined || type === 'outdoor' || type === 'void' ? OUTSIDE : (key ?? OUTSIDE);
	};
	return building.levels.flatMap(({ key: level, openings }) =>
		openings
			.filter(({ kind, joins }) => kind !== 'window' && joins.length === 2)
			.map(({ id, from, to, joins }: Opening): Door => {
				return { id, level, at: along(from, to, 0.5), sides: [place(joins[0]), place(joins[1])] };
			})
			.filter(({ sides: [a, b] }) => a !== b)
	);
}

/** The door that each counter watches; a counter far from any watches none. */
export function countedLines(doors: readonly Door[], counters: readonly Placed[]): CountedLine[] {
	return counters.flatMap(({ device, level, room, at, line }) => {
		const joins = (door: Door) =>
			!line || door.sides.includes(line.from) || door.sides.includes(line.to);
		const [nearest] = doors
			.filter((door) => door.level === level && joins(door))
			.filter((door) => distance(door.at, at) <= NEAR_A_DOOR_M)
			.map((door) => ({
				door,
				far: distance(door.at, at) - (door.sides.includes(room) ? OWN_ROOM_M : 0)
			}))
			.sort((a, b) => a.far - b.far);
		if (!nearest) return [];
		const { id, sides } = nearest.door;
		const inner = sides.find((side) => side !== OUTSIDE) ?? room;
		const into = [line?.to, room, inner].find((side) => side && sides.includes(side));
		return [{ device, door: id, into: into ?? inner }];
	});
}

/**
 * Where people come in. Once a door is counted, those that are not stay shut, so that what
 * the counters see adds up to the building's total.
 */
export function entrancesOf(
	building: Building,
	doors: readonly Door[],
	lines: readonly CountedLine[]
): Entrance[] {
	const rooms = roomsOf(building);
	const outer = doors.filter(({ sides }) => sides.includes(OUTSIDE));
	const counted = outer.filter(({ id }) => lines.some(({ door }) => door === id));
	return (counted.length > 0 ? counted : outer).map((door) => {
		const room = door.sides.find((side) => side !== OUTSIDE) ?? OUTSIDE;
		const type = rooms.get(room)?.type;
		return { ...door, room, staff: type !== 'lobby' && type !== 'waiting' };
	});
}
