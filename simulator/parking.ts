/** Where the vehicles of the day's people stand: each car takes the nearest bay that is free, motorcycles pass a gate. */
import type { Bay, Point } from '#floorplan/building.ts';
import { distance } from '#floorplan/geometry.ts';
import { MINUTE } from './building-clock.ts';
import { keepLast } from './day-cache.ts';
import { OUTSIDE, type Entrance } from './doors.ts';
import type { Walk } from './floor-graph.ts';
import type { People } from './people.ts';
import type { Person, Vehicle } from './person.ts';
import { drawFor, hashOf, mulberry32 } from './random.ts';

/** A bay with a sensor. */
export interface WatchedBay {
	device: string;
	at: Point;
	class: Bay['class'];
}

/** A gate with a counter, and how many stand behind it. */
export interface Gate {
	device: string;
	at: Point;
	places: number;
}

/** ms after local midnight. */
export interface Parked {
	vehicle: Vehicle;
	/** The bay's or the gate's device. */
	place: string;
	from: number;
	to: number;
}

export interface Parking {
	day(day: number): readonly Parked[];
	/** Times at which the bay changes: taken, left, taken … */
	bayChanges(day: number, bay: string): readonly number[];
}

/** Looking for a bay and walking to the door. */
const TO_THE_DOOR: Record<Vehicle, number> = {
	car: 3 * MINUTE,
	official: 3 * MINUTE,
	motorcycle: 1.5 * MINUTE
};
/** A bay is not driven into the moment it is left. */
const TURN_OVER = 1.5 * MINUTE;
const USES_DISABLED_BAY = 0.04;
/** m; not everyone sees the nearest bay. */
const OVERLOOKS = 12;
const KEPT_DAYS = 4;

export function createParking(
	bays: readonly WatchedBay[],
	gates: readonly Gate[],
	entrances: readonly Entrance[],
	walk: Walk,
	people: People,
	seed: number
): Parking {
	const doors = new Map(entrances.map((door) => [door.id, door]));
	const staffDoor = entrances.find(({ staff }) => staff);
	// The gate by the staff's door is the staff's, if there is another for the visitors.
	const staffGate =
		staffDoor && gates.length > 1 ? nearestFirst(gates, staffDoor.at)[0] : undefined;
	const publicGates = gates.filter((gate) => gate !== staffGate);

	const park = (day: number): Parked[] => {
		const drivers = people
			.day(day)
			.people.flatMap((person) => vehicleOf(person))
			.sort((a, b) => a.from - b.from);
		const freeFrom = new Map<string, number>();
		/** Of each gate, when those behind it leave. */
		const behind = new Map<string, number[]>();
		return drivers.flatMap(({ person, vehicle, from, to, room }, index): Parked[] => {
			const entrance = doors.get(walk(OUTSIDE, room, person.staff)?.[0]?.door ?? '');
			if (!entrance) return [];
			if (vehicle === 'motorcycle') {
				const own = person.staff ? staffGate : undefined;
				const others = nearestFirst(own ? gates : publicGates, entrance.at);
				const gate = [...(own ? [own] : []), ...others].find((one) => {
					const inside = behind.get(one.device)?.filter((leaves) => leaves > from) ?? [];
					behind.set(one.device, inside);
					return inside.length < one.places;
				});
				if (!gate) return [];
				behind.get(gate.device)?.push(to);
				return [{ vehicle, place: gate.device, from, to }];
			}
			const wants = wanted(vehicle, drawFor(seed, 'bay class', day, index), bays);
			const overlooks = mulberry32(hashOf(seed, 'overlooks', day, index));
			const [bay] = bays
				.filter((one) => one.class === wants && (freeFrom.get(one.device) ?? -1) < from)
				.map((one) => {
					// Who stays all day leaves the bays at the door to the others.
					const far = distance(one.at, entrance.at) * (person.staff ? -0.5 : 1);
					return { ...one, far: far + OVERLOOKS * overlooks() };
				})
				.sort((a, b) => a.far - b.far);
			// Full: the driver lets the others out and goes home.
			if (!bay) return [];
			freeFrom.set(bay.device, to + TURN_OVER);
			return [{ vehicle, place: bay.device, from, to }];
		});
	};
	const days = keepLast(KEPT_DAYS, park);
	const changes = keepLast(KEPT_DAYS, (day: number) => {
		const byBay = new Map<string, number[]>();
		for (const { place, from, to } of days(day)) {
			byBay.set(place, [...(byBay.get(place) ?? []), from, to]);
		}
		return byBay;
	});
	return {
		day: days,
		bayChanges: (day, bay) => changes(day).get(bay) ?? []
	};
}

function vehicleOf(person: Person) {
	const { vehicle, trips } = person;
	const first = trips[0]?.[0];
	const last = trips.at(-1)?.at(-1);
	if (vehicle === null || !first || !last) return [];
	const walked = TO_THE_DOOR[vehicle];
	return [{ person, vehicle, from: first.from - walked, to: last.to + walked, room: first.room }];
}

/** The class of bay the driver may use: the public's, where the building has no other. */
function wanted(vehicle: Vehicle, lot: number, bays: readonly WatchedBay[]): Bay['class'] {
	const has = (one: Bay['class']) => bays.some((bay) => bay.class === one);
	if (vehicle === 'official' && has('official')) return 'official';
	return lot < USES_DISABLED_BAY && has('disabled') ? 'disabled' : 'car';
}

function nearestFirst(gates: readonly Gate[], to: Point): Gate[] {
	return [...gates].sort((a, b) => distance(a.at, to) - distance(b.at, to));
}
