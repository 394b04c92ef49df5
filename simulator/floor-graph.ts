/** How people walk from place to place: the shortest way that a person of the kind would take. */
import type { Building, Point, Room } from '#floorplan/building.ts';
import { contains, distance } from '#floorplan/geometry.ts';
import { OUTSIDE, roomsOf, type CountedLine, type Door, type Entrance } from './doors.ts';

export interface Crossing {
	/** Id of the opening. */
	door: string;
	outOf: string;
	into: string;
}

/** The doors on the way from one place to another, in order; null: there is no way. */
export type Walk = (from: string, to: string, staff: boolean) => readonly Crossing[] | null;

interface Edge extends Crossing {
	cost: number;
}

/** m that a person walks further rather than go through a room that is not for it. */
const NOT_A_WAY = 40;
/** The same rather than come in by the door of the others. */
const NOT_MY_DOOR = 100;
/** The same rather than slip into a hall by a door that nobody counts. */
const UNSEEN = 60;
/** A flight of stairs, in metres of corridor. */
const STAIRS = 20;
/** And rather than walk through those who wait. */
const AMONG_OTHERS = 20;
const WAYS = ['lobby', 'corridor', 'waiting'];

export function floorGraph(
	building: Building,
	doors: readonly Door[],
	lines: readonly CountedLine[],
	entrances: readonly Entrance[]
): Walk {
	const rooms = roomsOf(building);
	const staffDoors = new Map(entrances.map(({ id, staff }) => [id, staff]));
	const bothKinds = new Set(staffDoors.values()).size > 1;
	const edges = edgesOf(doors, lines, staffDoors, rooms);

	const cost = (edge: Edge, to: string, staff: boolean) => {
		const room = rooms.get(edge.into);
		const there = edge.into === to || !room || isShaft(room);
		const way = there || WAYS.includes(room.type) ? 0 : NOT_A_WAY;
		const crowd = !there && room.type === 'waiting' ? AMONG_OTHERS : 0;
		const kind = staffDoors.get(edge.door);
		const mine = kind === undefined || !bothKinds || kind === staff;
		return edge.cost + way + crowd + (mine ? 0 : NOT_MY_DOOR);
	};
	const ways = [true, false].map((staff) =>
		memo((from) => memo((to) => shortest(edges, from, to, (edge) => cost(edge, to, staff))))
	);
	return (from, to, staff) => ways[staff ? 0 : 1]?.(from)(to) ?? null;
}

function memo<Value>(make: (key: string) => Value): (key: string) => Value {
	const made = new Map<string, Value>();
	return (key) => {
		let value = made.get(key);
		if (value === undefined) made.set(key, (value = make(key)));
		return value;
	};
}

function edgesOf(
	doors: readonly Door[],
	lines: readonly CountedLine[],
	staffDoors: ReadonlyMap<string, boolean>,
	rooms: ReadonlyMap<string, Room & { ordinal: number }>
): Map<string, Edge[]> {
	const counted = new Set(lines.map(({ door }) => door));
	/** Halls with a counter at one of their doors: who goes in by another is not seen. */
	const watched = new Set(lines.map(({ into }) => into));
	const unseen = (id: string, side: string) =>
		!counted.has(id) && watched.has(side) && rooms.get(side)?.type === 'waiting';
	const edges = new Map<string, Edge[]>();
	const join = (edge: Edge) => {
		const back = { ...edge, into: edge.outOf, outOf: edge.into };
		for (const one of [edge, back]) edges.set(one.outOf, [...(edges.get(one.outOf) ?? []), one]);
	};
	const half = (key: string, at: Point) => {
		const room = rooms.get(key);
		return room ? distance(room.labelAt, at) : 0;
	};
	for (const { id, at, sides } of doors) {
		if (sides.includes(OUTSIDE) && !staffDoors.has(id)) continue;
		const beside = sides.some((side) => unseen(id, side));
		const length = half(sides[0], at) + half(sides[1], at) + (beside ? UNSEEN : 0);
		join({ door: id, outOf: sides[0], into: sides[1], cost: length });
	}
	const shafts = [...rooms.values()].filter(isShaft);
	for (const lower of shafts) {
		for (const upper of shafts) {
			const above = upper.ordinal === lower.ordinal + 1;
			if (
				above &&
				(contains(lower.polygon, upper.labelAt) || contains(upper.polygon, lower.labelAt))
			) {
				join({ door: '', outOf: lower.key, into: upper.key, cost: STAIRS });
			}
		}
	}
	return edges;
}

function isShaft({ category }: Room): boolean {
	return category === 'stairs' || category === 'elevator';
}

/** Dijkstra; nobody goes out in order to come in again. */
function shortest(
	edges: ReadonlyMap<string, readonly Edge[]>,
	from: string,
	to: string,
	cost: (edge: Edge) => number
): readonly Crossing[] | null {
	const best = new Map<string, { far: number; by: Edge | null }>([[from, { far: 0, by: null }]]);
	const done = new Set<string>();
	for (;;) {
		const [next] = [...best].filter(([key]) => !done.has(key)).sort((a, b) => a[1].far - b[1].far);
		if (!next) return null;
		const [key, { far }] = next;
		if (key === to) break;
		done.add(key);
		if (key === OUTSIDE && from !== OUTSIDE) continue;
		for (const edge of edges.get(key) ?? []) {
			const length = far + cost(edge);
			if (length < (best.get(edge.into)?.far ?? Infinity)) {
				best.set(edge.into, { far: length, by: edge });
			}
		}
	}
	const way: Crossing[] = [];
	for (let key = to; key !== from;) {
		const edge = best.get(key)?.by;
		if (!edge) return null;
		// Stairs are climbed without a door.
		if (edge.door !== '') way.unshift({ door: edge.door, outOf: edge.outOf, into: edge.into });
		key = edge.outOf;
	}
	return way;
}
