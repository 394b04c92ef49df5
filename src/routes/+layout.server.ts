import type { Level } from '#floorplan/building.ts';
import type { LayoutServerLoad } from './$types';

/** What every page says of the building and its data, whatever else it shows. */
export const load: LayoutServerLoad = ({ locals: { building, about, hub } }) => ({
	site: {
		name: building.name,
		notice: building.notice,
		timeZone: building.timeZone,
		devices: building.devices,
		placements: building.placements,
		rooms: building.levels.reduce((sum, level) => sum + countRooms(level), 0)
	},
	about,
	/** The server's clock, for what is said before the first frame. */
	now: hub.now()
});

function countRooms({ rooms }: Level): number {
	return rooms.filter((room) => room.type !== 'void').length;
}
