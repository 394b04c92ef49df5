/** Questions asked of a building: which room, which device, which limit, at which time; runs in the browser too. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Building, Level, Limit, Placement, Room, RoomType } from './building.ts';

export interface RoomPlace {
	level: Level;
	room: Room;
}

/** The room of a key and its level; null where the building has none. */
export function findRoom(building: Pick<Building, 'levels'>, key: string): RoomPlace | null {
	for (const level of building.levels) {
		const room = level.rooms.find((one) => one.key === key);
		if (room) return { level, room };
	}
	return null;
}

/** The placements that held at a time. @param at epoch ms UTC. */
export function placementsAt(building: Pick<Building, 'placements'>, at: number): Placement[] {
	return building.placements.filter(({ from, to }) => from <= at && (to === null || at < to));
}

/**
 * Where a channel of a device hung at a time: a placement of the channel itself before one of
 * the whole device; null where there was none. @param at epoch ms UTC.
 */
export function placementOf(
	building: Pick<Building, 'placements'>,
	device: string,
	channel: string,
	at: number
): Placement | null {
	const held = placementsAt(building, at).filter((placement) => placement.device === device);
	return (
		held.find((placement) => placement.channel === channel) ??
		held.find((placement) => placement.channel === '') ??
		null
	);
}

/** The room a channel of a device measured at a time; null where it hung nowhere. */
export function roomOfDevice(
	building: Pick<Building, 'placements' | 'levels'>,
	device: string,
	channel: string,
	at: number
): RoomPlace | null {
	const placement = placementOf(building, device, channel, at);
	return placement && findRoom(building, placement.room);
}

/** The limits in force on a day of the building's calendar, `2026-11-24`. */
export function limitsOn(limits: readonly Limit[], date: string): Limit[] {
	return limits.filter(({ from, to }) => (from ?? date) <= date && date <= (to ?? date));
}

/** The limit that colours a type of room by a quantity; null where none does. */
export function primaryLimit(
	building: Pick<Building, 'limits'>,
	type: RoomType,
	metric: Metric
): Limit | null {
	return (
		building.limits.find(
			(limit) => limit.primary && limit.metric === metric && limit.roomTypes.includes(type)
		) ?? null
	);
}
