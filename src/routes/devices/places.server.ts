/** The rooms that a device can stand in, with the names of their levels. */
import type { Building } from '#floorplan/building.ts';
import type { DevicePlace } from './device-rows.ts';

export function devicePlaces({ levels }: Pick<Building, 'levels'>): DevicePlace[] {
	return levels.flatMap((level) =>
		level.rooms
			.filter((room) => room.type !== 'void')
			.map(({ key, name }) => ({ key, name, level: level.name, levelKey: level.key }))
	);
}
