/** Which bays are free now, and how full the areas are that are counted at their gates. */
import { freshness } from '#lib/domain/freshness.ts';
import {
	countBays,
	countGate,
	type BayClass,
	type BayState,
	type GateCount
} from '#lib/domain/parking/free-bays.ts';
import { seriesId } from '#lib/domain/reading.ts';
import type { Bay, Device, Level, ParkingArea, Placement } from '#floorplan/building.ts';
import type { LinePassages } from './today.ts';
import type { LiveRow } from './wire.ts';

export interface BayNow {
	bay: Bay;
	state: BayState;
	/** Newest reading, epoch ms UTC; null: there has been none. */
	at: number | null;
}

export interface AreaNow {
	area: ParkingArea;
	/** null: nobody counts there, or the counter has not reported today. */
	count: GateCount | null;
	live: boolean;
}

/** What one answer says: at least so many places are free, by so many of the sensors. */
export interface FreePlaces {
	free: number;
	total: number;
	reporting: number;
	expected: number;
}

export interface ParkingNow {
	bays: readonly BayNow[];
	areas: readonly AreaNow[];
	car: FreePlaces | null;
	disabled: FreePlaces | null;
	motorcycle: FreePlaces | null;
}

/**
 * Every bay and area of the site. A bay whose sensor is silent is unknown; so is one whose
 * sensor speaks only on change and tells no heartbeat, after an hour.
 * @param passages of the gates since the day began.
 */
export function parkingNow(
	levels: readonly Level[],
	devices: readonly Device[],
	placements: readonly Placement[],
	rows: ReadonlyMap<string, LiveRow>,
	passages: readonly LinePassages[],
	now: number
): ParkingNow {
	const registry = new Map(devices.map((device) => [device.device, device]));
	const sensors = new Map<string, Placement>();
	for (const placement of placements) {
		const held = placement.from <= now && (placement.to === null || now < placement.to);
		if (placement.bay !== undefined && held) sensors.set(placement.bay, placement);
	}
	const bays = levels
		.flatMap((level) => level.bays)
		.map((bay): BayNow => {
			const sensor = sensors.get(bay.key);
			if (sensor === undefined) return { bay, state: 'unknown', at: null };
			const { device, channel } = sensor;
			const row = rows.get(seriesId({ device, channel, metric: 'occupied' }));
			if (row === undefined) return { bay, state: 'unknown', at: null };
			const [, , , value, at] = row;
			if (freshness(at, now, registry.get(device)) !== 'live') return { bay, state: 'unknown', at };
			return { bay, state: value === 1 ? 'taken' : 'free', at };
		});
	const areas = levels
		.flatMap((level) => level.areas)
		.map((area): AreaNow => {
			const { countedBy } = area;
			const own = passages.find(
				({ device, channel }) =>
					device === countedBy?.device &&
					(countedBy.channel === '' || countedBy.channel === channel)
			);
			if (own === undefined) return { area, count: null, live: false };
			const live = freshness(own.at, now, registry.get(own.device)) === 'live';
			return { area, count: countGate(area.places, own), live };
		});
	return {
		bays,
		areas,
		car: freeBays(bays, 'car'),
		disabled: freeBays(bays, 'disabled'),
		motorcycle: freeAreas(areas.filter(({ area }) => area.class === 'motorcycle'))
	};
}

function freeBays(bays: readonly BayNow[], of: BayClass): FreePlaces | null {
	const counted = countBays(
		bays.flatMap(({ bay, state }) => {
			return bay.class === 'motorcycle' ? [] : [{ class: bay.class, state }];
		}),
		of
	);
	if (counted.total === 0) return null;
	const { free, total, reporting } = counted;
	return { free, total, reporting, expected: total };
}

/** Areas whose gate is silent promise nothing. */
function freeAreas(areas: readonly AreaNow[]): FreePlaces | null {
	if (areas.length === 0) return null;
	const told = areas.filter(({ count, live }) => count !== null && live);
	return {
		free: told.reduce((sum, { count }) => sum + (count?.free ?? 0), 0),
		total: areas.reduce((sum, { area }) => sum + area.places, 0),
		reporting: told.length,
		expected: areas.length
	};
}
