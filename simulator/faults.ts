/**
 * What is wrong in the simulated building, for someone to find. Each is chosen by a rule and a
 * draw of the seed, never by a name, so that any building has its own.
 */
import type { RoomType } from '#floorplan/building.ts';
import { DAY, HOUR, MINUTE, type BuildingClock } from './building-clock.ts';
import type { CountedLine, Entrance } from './doors.ts';
import { drawFor } from './random.ts';
import type { PlantFaults } from './room-air.ts';

/** What a fault could befall. */
export interface Candidate {
	device: string;
	room: string;
	roomType: RoomType;
	senses: 'air' | 'presence' | 'passages' | 'bay';
	/** It measures CO2. */
	co2: boolean;
	intervalMs: number;
	/** A bay that anyone may take. */
	publicBay: boolean;
}

export interface Faults {
	plant: PlantFaults;
	/** Installed, never heard: alone in its room, so that the room is unknown. */
	silent: string | null;
	/** Heard until some days before the demo began, in a room with others. */
	dead: { device: string; at: number } | null;
	/** Stops shortly after each start, alone in its room: it grows stale before one's eyes. */
	stopping: string | null;
	/** Says "taken" from some days before the demo on, whatever stands in the bay. */
	stuck: { device: string; at: number } | null;
	/** An entrance's counter that misses five in a hundred of those who leave. */
	undercounting: string | null;
	/** Its zero creeps upward from weeks before the demo on. */
	drifting: { device: string; at: number } | null;
}

export const STOPS_AFTER_MS = 2 * MINUTE;
/** With fewer devices than this, none is spared to be missing. */
const ENOUGH_DEVICES = 6;
const PLANT_BEFORE = 15 * DAY;
const DIED_BEFORE = 4.3 * DAY;
const STUCK_BEFORE = 2 * DAY;
const DRIFTS_BEFORE = 50 * DAY;
const DRIFT_PPM_A_DAY = 4;
const MOST_DRIFT_PPM = 450;

/** @param origin when the demo's first day began, epoch ms UTC. */
export function faultsOf(
	candidates: readonly Candidate[],
	lines: readonly CountedLine[],
	entrances: readonly Entrance[],
	clock: BuildingClock,
	origin: number,
	seed: number
): Faults {
	const air = candidates.filter(({ senses }) => senses === 'air');
	const company = ({ room }: Candidate) => air.filter((other) => other.room === room).length;
	const chance = ({ device }: Candidate) => drawFor(seed, device, 'fault');
	const since = clock.startOf(clock.dayOf(origin - PLANT_BEFORE));
	const plant = { ...plantFaults(air, seed), since };
	const shown = new Set([plant.hot, plant.cold, plant.stuffy]);
	const spare = candidates.length >= ENOUGH_DEVICES;
	// A fault of the plant is to be seen: the sensors of its room are well.
	const well = spare ? air.filter(({ room }) => !shown.has(room)) : [];
	const [stopping, ...others] = [...well].sort(
		(a, b) => company(a) - company(b) || a.intervalMs - b.intervalMs || chance(a) - chance(b)
	);
	const [silent, ...rest] = others.sort((a, b) => company(a) - company(b) || chance(a) - chance(b));
	const inCompany = rest.filter((one) => company(one) > 1).sort((a, b) => chance(a) - chance(b));
	const drifting = inCompany.find(({ co2 }) => co2);
	const dead = inCompany.find(({ room }) => room !== drifting?.room);
	const [stuck] = candidates
		.filter(({ senses }) => senses === 'bay')
		.sort((a, b) => Number(b.publicBay) - Number(a.publicBay) || chance(a) - chance(b));
	return {
		plant,
		silent: silent?.device ?? null,
		stopping: stopping?.device ?? null,
		dead: dead ? { device: dead.device, at: origin - DIED_BEFORE } : null,
		stuck: stuck
			? { device: stuck.device, at: clock.startOf(clock.dayOf(origin - STUCK_BEFORE)) + 10 * HOUR }
			: null,
		undercounting: undercounting(lines, entrances, seed),
		drifting: drifting ? { device: drifting.device, at: origin - DRIFTS_BEFORE } : null
	};
}

/** ppm that the drifting sensor adds at an instant. */
export function driftAt({ drifting }: Faults, device: string, at: number): number {
	if (drifting?.device !== device) return 0;
	const days = Math.max(0, at - drifting.at) / DAY;
	return Math.min(MOST_DRIFT_PPM, days * DRIFT_PPM_A_DAY);
}

/** Only where a sensor would tell: two waiting halls, and a room where people work. */
function plantFaults(air: readonly Candidate[], seed: number): Omit<PlantFaults, 'since'> {
	const rooms = (type: RoomType, co2: boolean) =>
		[
			...new Set(
				air.filter((one) => one.roomType === type && (one.co2 || !co2)).map(({ room }) => room)
			)
		].sort((a, b) => drawFor(seed, a, 'plant') - drawFor(seed, b, 'plant'));
	const hot = rooms('waiting', false)[0] ?? null;
	const stuffy = rooms('waiting', true).find((room) => room !== hot) ?? null;
	return { hot, stuffy, cold: rooms('work', false)[0] ?? null };
}

/** One of the doors that visitors use, if there is such a one. */
function undercounting(
	lines: readonly CountedLine[],
	entrances: readonly Entrance[],
	seed: number
): string | null {
	const [door] = lines
		.flatMap(({ device, door }) => {
			const entrance = entrances.find(({ id }) => id === door);
			return entrance ? [{ device, staff: entrance.staff }] : [];
		})
		.sort(
			(a, b) =>
				Number(a.staff) - Number(b.staff) ||
				drawFor(seed, a.device, 'fault') - drawFor(seed, b.device, 'fault')
		);
	return door?.device ?? null;
}
