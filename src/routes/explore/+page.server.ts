import { placementOf } from '#floorplan/plan.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { PageServerLoad } from './$types';
import type { ExploreRoom } from './explore-rooms.ts';

/** Which rooms have a past, and what was measured there last; it does not ask the address, so that moving on asks nothing twice. */
export const load: PageServerLoad = ({ locals }) => {
	const { building, hub } = locals;
	const now = hub.now();
	const measured = new Map<string, Set<Metric>>();
	for (const { room } of building.placements) measured.set(room, new Set());
	for (const [device, channel, metric] of hub.rows()) {
		const room = placementOf(building, device, channel, now)?.room;
		if (room !== undefined) measured.get(room)?.add(metric);
	}
	const rooms: ExploreRoom[] = building.levels.flatMap((level) =>
		level.rooms
			.filter(({ key }) => measured.has(key))
			.map(({ key, name, type }) => ({
				key,
				name,
				type,
				level: level.name,
				ordinal: level.ordinal,
				metrics: [...(measured.get(key) ?? [])]
			}))
	);
	return { rooms, limits: building.limits.filter(({ primary }) => primary) };
};
