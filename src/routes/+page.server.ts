import type { Level } from '#floorplan/building.ts';
import { limitsOn } from '#floorplan/plan.ts';
import { localDay } from '#lib/domain/calendar.ts';
import { todayAtHand } from './api/today/today.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	levels: locals.building.levels.map(withoutDrawing),
	limits: limitsOn(
		locals.building.limits,
		localDay(locals.hub.now(), locals.building.timeZone).date
	).filter((limit) => limit.primary),
	today: todayAtHand(locals)
});

/** What is said of a level, without what is drawn of it: that comes by `GET /api/plan`. */
function withoutDrawing(level: Level): Level {
	return {
		...level,
		outline: [],
		walls: [],
		fixtures: [],
		site: [],
		openings: level.openings.filter(({ kind }) => kind !== 'window'),
		rooms: level.rooms.map((room) => ({ ...room, polygon: [] })),
		bays: level.bays.map((bay) => ({ ...bay, polygon: [] })),
		areas: level.areas.map((area) => ({ ...area, polygon: [] }))
	};
}
