/** Everything that is true of the simulated building, whether a sensor is there to see it or not. */
import type { Building } from '#floorplan/building.ts';
import { buildingClock, type BuildingClock } from './building-clock.ts';
import { createCounting, type Counting } from './counting.ts';
import type { SimulatedDevice } from './devices.ts';
import { countedLines, doorsOf, entrancesOf, type CountedLine, type Entrance } from './doors.ts';
import { faultsOf, type Faults } from './faults.ts';
import { floorGraph } from './floor-graph.ts';
import { createParking, type Parking } from './parking.ts';
import { createPeople, type People } from './people.ts';
import { createAir, type AirModel } from './room-air.ts';
import { serviceDays, type ServiceDays } from './service-calendar.ts';
import { weatherAt, type Weather } from './weather.ts';

export interface World {
	clock: BuildingClock;
	service: ServiceDays;
	people: People;
	parking: Parking;
	counting: Counting;
	air: AirModel;
	weather(at: number): Weather;
	faults: Faults;
	/** Counters at doors; those at no door count vehicles. */
	lines: readonly CountedLine[];
	entrances: readonly Entrance[];
}

/** @param origin when the demo's first day began, epoch ms UTC: faults are dated from it. */
export function createWorld(
	building: Building,
	devices: readonly SimulatedDevice[],
	origin: number,
	seed: number
): World {
	const clock = buildingClock(building.timeZone);
	const service = serviceDays(building, clock);
	const doors = doorsOf(building);
	const counters = devices.filter(({ codec }) => codec.senses === 'passages');
	const lines = countedLines(doors, counters);
	const entrances = entrancesOf(building, doors, lines);
	const walk = floorGraph(building, doors, lines, entrances);
	const people = createPeople(building, service, walk, seed);
	const drawn = new Map(building.levels.flatMap(({ bays }) => bays.map((bay) => [bay.key, bay])));
	const bays = devices
		.filter(({ codec }) => codec.senses === 'bay')
		.map(({ device, at, bay = '' }) => ({ device, at, class: drawn.get(bay)?.class ?? 'car' }));
	const areas = building.levels.flatMap((level) => level.areas);
	const gates = counters
		.filter(({ device }) => !lines.some((line) => line.device === device))
		.map(({ device, at }) => {
			const area = areas.find(({ countedBy }) => countedBy?.device === device);
			return { device, at: area?.gate ?? at, places: area?.places ?? Infinity };
		});
	const parking = createParking(bays, gates, entrances, walk, people, seed);
	const candidates = devices.map(({ device, room, roomType, codec, intervalMs, bay = '' }) => {
		const { senses, measures } = codec;
		const publicBay = drawn.get(bay)?.class === 'car';
		const co2 = measures.co2 !== undefined;
		return { device, room, roomType, senses, co2, intervalMs, publicBay };
	});
	const faults = faultsOf(candidates, lines, entrances, clock, origin, seed);
	return {
		clock,
		service,
		people,
		parking,
		counting: createCounting(lines, people, parking, clock, faults.undercounting, origin, seed),
		air: createAir(building, people, service, clock, faults.plant, seed),
		weather: (at) => weatherAt(seed, clock, at),
		faults,
		lines,
		entrances
	};
}
