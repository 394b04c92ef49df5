/** A room and the level it lies on, as the list and the panel hand it about. */
import type { Level, Room } from '#floorplan/building.ts';
import type { RoomReport } from '#lib/live/room-state.ts';

export interface RoomEntry {
	room: Room;
	level: Level;
}

/** How many rooms of each level, by its key, lie outside their limits; levels without one are left out. */
export function troublesByLevel(
	entries: readonly RoomEntry[],
	reports: ReadonlyMap<string, RoomReport> | null
): ReadonlyMap<string, number> {
	const count = new Map<string, number>();
	for (const { room, level } of entries) {
		const state = reports?.get(room.key)?.state;
		if (state !== 'act' && state !== 'watch') continue;
		count.set(level.key, (count.get(level.key) ?? 0) + 1);
	}
	return count;
}
