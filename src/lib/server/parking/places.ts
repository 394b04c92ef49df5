/** The building's parking as it is watched now: bays with their sensors, areas with their gates, and the pools an officer counts. */
import type { Bay, Building, Level, ParkingArea, Placement, Point } from '#floorplan/building.ts';
import { distance } from '#floorplan/geometry.ts';
import { placementsAt } from '#floorplan/plan.ts';
import type { Words } from '../../domain/metrics.ts';
import type { ParkingClass } from '../../domain/parking/picture.ts';

export interface WatchedBay {
	bay: Bay;
	sensor: Placement | null;
	/** Longest silence of its sensor when healthy, ms. */
	intervalMs: number | null;
	centre: Point;
	/** m to the nearest public entrance; null: the plan shows none. */
	metres: number | null;
}

export interface Places {
	bays: WatchedBay[];
	areas: ParkingArea[];
	pools: PoolPlace[];
	zoneName(key: string): Words;
	/** Bays and areas by key. */
	has(place: string): boolean;
}

export interface PoolPlace {
	pool: string;
	class: ParkingClass;
	area: ParkingArea | null;
	bays: WatchedBay[];
	places: number;
}

/** Key of the pool of an area; that of bays is the name of their class. */
export function areaPool(key: string): string {
	return `area:${key}`;
}

/** @param at epoch ms UTC: placements are dated. */
export function placesOf(building: Building, at: number): Places {
	const { levels, devices } = building;
	const sensors = new Map<string, Placement>();
	for (const placement of placementsAt(building, at)) {
		if (placement.bay !== undefined) sensors.set(placement.bay, placement);
	}
	const doors = entrances(levels);
	const bays = levels
		.flatMap((level) => level.bays)
		.map((bay): WatchedBay => {
			const sensor = sensors.get(bay.key) ?? null;
			const device = devices.find((one) => one.device === sensor?.device);
			const centre = centreOf(bay.polygon[0] ?? []);
			const metres = doors.length === 0 ? null : Math.min(...doors.map((d) => distance(d, centre)));
			return { bay, sensor, intervalMs: device?.intervalMs ?? null, centre, metres };
		});
	const areas = levels.flatMap((level) => level.areas);
	const byClass = Map.groupBy(bays, ({ bay }) => bay.class);
	const names = new Map(
		levels.flatMap((level) => level.rooms.map((room) => [room.key, room.name] as const))
	);
	const keys = new Set([...bays.map(({ bay }) => bay.key), ...areas.map(({ key }) => key)]);
	return {
		bays,
		areas,
		pools: [
			...[...byClass].map(([kind, own]): PoolPlace => ({
				...{ pool: kind, class: kind, area: null, bays: own, places: own.length }
			})),
			...areas.map((area): PoolPlace => ({
				...{ pool: areaPool(area.key), class: area.class, area, bays: [], places: area.places }
			}))
		],
		zoneName: (key) => names.get(key) ?? { id: key, en: key },
		has: (place) => keys.has(place)
	};
}

/** Doors from the open into a lobby; where there is none, any door from the open. */
function entrances(levels: readonly Level[]): Point[] {
	const open = new Set(['outside']);
	for (const { key, type } of levels.flatMap(({ rooms }) => rooms)) {
		if (type === 'outdoor') open.add(key);
	}
	const lobbies = new Set(
		levels.flatMap(({ rooms }) =>
			rooms.filter(({ type }) => type === 'lobby').map(({ key }) => key)
		)
	);
	const doors = levels
		.filter(({ ordinal }) => ordinal === 0)
		.flatMap(({ openings }) => openings)
		.filter(({ kind, joins }) => kind !== 'window' && joins.some((key) => open.has(key)));
	const main = doors.filter(({ joins }) => joins.some((key) => lobbies.has(key)));
	return (main.length > 0 ? main : doors).map(({ from, to }) => [
		(from[0] + to[0]) / 2,
		(from[1] + to[1]) / 2
	]);
}

function centreOf(ring: readonly Point[]): Point {
	const sum = (axis: 0 | 1) => ring.reduce((total, point) => total + point[axis], 0);
	return [sum(0) / Math.max(1, ring.length), sum(1) / Math.max(1, ring.length)];
}
