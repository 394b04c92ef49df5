/** The air of the rooms through the day: CO2 from the people, heat from sun, people and machines, and what the plant takes away. */
import type { Building, Room, RoomType } from '#floorplan/building.ts';
import { bounds } from '#floorplan/geometry.ts';
import { co2After, OUTDOOR_PPM, relativeHumidity, relaxed } from './air-balance.ts';
import { MINUTE, MINUTES_A_DAY, type BuildingClock } from './building-clock.ts';
import { keepLast } from './day-cache.ts';
import type { People } from './people.ts';
import { drawFor } from './random.ts';
import { plantRuns, type ServiceDays } from './service-calendar.ts';
import { weatherAt } from './weather.ts';

/** Air-conditioning and ventilation that do not do what they were bought for: keys of rooms. */
export interface PlantFaults {
	hot: string | null;
	cold: string | null;
	stuffy: string | null;
	/** Local midnight from which on they are so, epoch ms UTC. */
	since: number;
}

export interface RoomAir {
	/** °C. */
	temperature: number;
	/** % relative. */
	humidity: number;
	/** ppm. */
	co2: number;
}

/** What the plant holds in a room type: °C, and the share of the heat above it that is taken away. */
const PLANT: Record<RoomType, { setPoint: number; takesAway: number }> = {
	work: { setPoint: 24.3, takesAway: 0.95 },
	waiting: { setPoint: 24.4, takesAway: 0.95 },
	lobby: { setPoint: 25.2, takesAway: 0.86 },
	corridor: { setPoint: 25.4, takesAway: 0.85 },
	service: { setPoint: 26, takesAway: 0.5 },
	prayer: { setPoint: 24.6, takesAway: 0.94 },
	child: { setPoint: 24.5, takesAway: 0.95 },
	server: { setPoint: 21.5, takesAway: 0.98 },
	outdoor: { setPoint: 26, takesAway: 0 },
	void: { setPoint: 26, takesAway: 0.7 }
};
/** The hall whose compressor has failed, and the room whose thermostat is set far too low. */
const HALF_COOLED = 0.53;
const TOO_COLD = 20.6;
const CEILING_M = 3.4;
/** Fresh air for each person of a usual peak, L/s; the stuffy hall's fan brings a part. */
const FRESH_L_S = 9;
const STUFFY_L_S = 1.9;
/** Air changes an hour: what the fan brings at least, and what comes through the cracks. */
const LEAST_CHANGES = 0.6;
const LEAKS = 0.2;
/** Kelvin above outdoors that the full sun adds, through a wall, a window or the roof. */
const SUN_K = 3;
const FACADE_K = 2;
const ROOF_K = 2;
/** Kelvin for one person on one m², and from lamps and machines while in service. */
const PEOPLE_K_M2 = 18;
const MACHINES_K = 1.5;
/** Minutes in which a room follows the plant, and the weather without it. */
const FOLLOWS_PLANT = 28;
const FOLLOWS_WEATHER = 330;
/** A Tuesday, by which the fans are laid out. */
const USUAL_DAY = 20_599;
const KEPT = 400;

interface Conditions {
	temperature: number;
	dewPoint: number;
	co2: number;
}

/** Of a room and a day, at each minute and at the next midnight. */
type Course = Record<keyof Conditions, Float64Array>;

export interface AirModel {
	/** The air in the middle of the room at an instant, epoch ms UTC. */
	at(room: string, at: number): RoomAir;
}

export function createAir(
	building: Building,
	people: People,
	service: ServiceDays,
	clock: BuildingClock,
	faults: PlantFaults,
	seed: number
): AirModel {
	const healthy = { hot: null, cold: null, stuffy: null };
	const before = traitsOf(building, people, healthy, seed);
	const traits = traitsOf(building, people, faults, seed);
	const indoors = (room: string, day: number, from: Conditions): Course => {
		const start = clock.startOf(day);
		const trait = (start < faults.since ? before : traits).get(room);
		const course = emptyCourse();
		const inRoom = people.day(day).inRoom(room);
		const hours = service(day);
		let now = from;
		let weather = weatherAt(seed, clock, start);
		for (let minute = 0; ; minute++) {
			course.temperature[minute] = now.temperature;
			course.dewPoint[minute] = now.dewPoint;
			course.co2[minute] = now.co2;
			if (minute === MINUTES_A_DAY || !trait) return course;
			if (minute % 10 === 0) weather = weatherAt(seed, clock, start + minute * MINUTE);
			const runs = trait.always || plantRuns(hours, minute * MINUTE);
			now = afterMinute(now, trait, weather, inRoom?.[minute] ?? 0, runs);
		}
	};
	// What was two days ago has left the room: yesterday, from the air outdoors, is start enough.
	const courses = keepLast(KEPT, (key: string) => {
		const [room = '', number = '0'] = key.split('\u001f');
		const day = Number(number);
		const yesterday = indoors(room, day - 1, outdoorsAt(seed, clock, clock.startOf(day - 1)));
		return indoors(room, day, endOf(yesterday));
	});
	return {
		at(room, at) {
			if (!traits.has(room)) {
				const { temperature, dewPoint } = weatherAt(seed, clock, at);
				return { temperature, humidity: relativeHumidity(temperature, dewPoint), co2: OUTDOOR_PPM };
			}
			const day = clock.dayOf(at);
			const course = courses(`${room}\u001f${day}`);
			const minutes = (at - clock.startOf(day)) / MINUTE;
			const read = (values: Float64Array) => {
				const [from = 0, to = 0] = values.subarray(Math.floor(minutes), Math.floor(minutes) + 2);
				return from + (to - from) * (minutes % 1);
			};
			const temperature = read(course.temperature);
			const humidity = relativeHumidity(temperature, read(course.dewPoint));
			return { temperature, humidity, co2: read(course.co2) };
		}
	};
}

interface Trait {
	area: number;
	litres: number;
	/** L/s while the fan runs, and through the cracks at any time. */
	fresh: number;
	leaks: number;
	setPoint: number;
	takesAway: number;
	/** -1 by the west wall to 1 by the east one. */
	east: number;
	underRoof: boolean;
	always: boolean;
}

function traitsOf(
	{ levels }: Building,
	people: People,
	faults: Omit<PlantFaults, 'since'>,
	seed: number
): Map<string, Trait> {
	const top = Math.max(
		...levels.map(({ ordinal, rooms }) => (rooms.some(isIndoor) ? ordinal : -9))
	);
	const usual = people.day(USUAL_DAY);
	return new Map(
		levels.flatMap((level) => {
			const box = bounds(level.rooms.filter(isIndoor).flatMap(({ polygon }) => polygon[0] ?? []));
			return level.rooms.filter(isIndoor).map((room): [string, Trait] => {
				const { key, type, area } = room;
				const litres = area * CEILING_M * 1_000;
				const peak = Math.max(area / 15, ...(usual.inRoom(key) ?? []));
				const least = (LEAST_CHANGES * litres) / 3_600;
				const fresh = key === faults.stuffy ? peak * STUFFY_L_S : Math.max(peak * FRESH_L_S, least);
				const own = 0.5 * (drawFor(seed, key, 'set point') * 2 - 1);
				const { setPoint, takesAway } = PLANT[type];
				const [x] = room.labelAt;
				return [
					key,
					{
						area,
						litres,
						fresh,
						leaks: (LEAKS * litres) / 3_600,
						setPoint: key === faults.cold ? TOO_COLD : setPoint + own,
						takesAway: key === faults.hot ? HALF_COOLED : takesAway,
						east: box ? ((x - box.min[0]) / (box.max[0] - box.min[0])) * 2 - 1 : 0,
						underRoof: level.ordinal === top,
						always: type === 'server'
					}
				];
			});
		})
	);
}

function isIndoor({ type }: Room): boolean {
	return type !== 'outdoor';
}

function afterMinute(
	now: Conditions,
	room: Trait,
	weather: ReturnType<typeof weatherAt>,
	people: number,
	runs: boolean
): Conditions {
	const facade = Math.max(0, room.east * weather.eastness) * FACADE_K;
	const sun = weather.sun * (SUN_K + facade + (room.underRoof ? ROOF_K : 0));
	const crowd = people / room.area;
	const free = weather.temperature + sun + crowd * PEOPLE_K_M2 + (runs ? MACHINES_K : 0);
	const held = room.setPoint + (1 - room.takesAway) * Math.max(0, free - room.setPoint);
	// Cold air can hold little: the coil of a room that is cooled further dries further.
	const dried = Math.min(15.6, room.setPoint - 7.5) + crowd * 5;
	const follows = runs ? FOLLOWS_PLANT : FOLLOWS_WEATHER;
	return {
		temperature: relaxed(now.temperature, runs ? held : free, 1, follows),
		dewPoint: relaxed(now.dewPoint, runs ? dried : weather.dewPoint - 1.5, 1, follows),
		co2: co2After(now.co2, people, room.litres, room.leaks + (runs ? room.fresh : 0), 60)
	};
}

function outdoorsAt(seed: number, clock: BuildingClock, at: number): Conditions {
	const { temperature, dewPoint } = weatherAt(seed, clock, at);
	return { temperature: temperature + 2, dewPoint: dewPoint - 1.5, co2: OUTDOOR_PPM };
}

function emptyCourse(): Course {
	const values = () => new Float64Array(MINUTES_A_DAY + 1);
	return { temperature: values(), dewPoint: values(), co2: values() };
}

function endOf(course: Course): Conditions {
	const { temperature, dewPoint, co2 } = course;
	return {
		temperature: temperature[MINUTES_A_DAY] ?? 0,
		dewPoint: dewPoint[MINUTES_A_DAY] ?? 0,
		co2: co2[MINUTES_A_DAY] ?? OUTDOOR_PPM
	};
}
