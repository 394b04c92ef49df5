import type { Level } from '#floorplan/building.ts';
import { packRows } from '#lib/live/packed-rows.ts';
import { withRhythms } from './rhythms.server.ts';
import { readRole, ROLE_COOKIE } from './reader.svelte.ts';
import type { LayoutServerLoad } from './$types';

/** Only in the server: the browser needs the names of the pages, not the pages. */
const BUILT = Object.keys(import.meta.glob('./**/+page.svelte')).map((file) =>
	file
		.replace(/^\.|\/\+page\.svelte$/g, '')
		.replace(/\/\([^/]+\)/g, '')
		.replace(/^$/, '/')
);

/** What every page says of the building and its data, whatever else it shows. */
export const load: LayoutServerLoad = async ({ locals, cookies }) => {
	const { building, about, hub } = locals;
	const devices = await withRhythms(locals);
	return {
		site: {
			name: building.name,
			notice: building.notice,
			timeZone: building.timeZone,
			calendar: building.calendar,
			devices,
			placements: building.placements,
			rooms: building.levels.reduce((sum, level) => sum + countRooms(level), 0)
		},
		about,
		planFault: locals.planFault,
		built: BUILT,
		role: readRole(cookies.get(ROLE_COOKIE)),
		/** What is known already is in the first paint, and nothing moves when the stream opens. */
		first: { now: hub.now(), rows: packRows(hub.rows()), health: hub.health() },
		/** The server's clock, for what is said before the first frame. */
		now: hub.now()
	};
};

function countRooms({ rooms }: Level): number {
	return rooms.filter((room) => room.type !== 'void' && room.type !== 'outdoor').length;
}
