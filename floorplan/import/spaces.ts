/** A floor that was drawn without its rooms still needs one to hang a sensor in: the floor itself. */
import { covered, type Outline } from './outline.ts';
import { polygonOf, type Context, type DrawnRoom } from './drawn.ts';
import { cleanArea, degreesOf } from './clean.ts';
import type { Label } from './draft.ts';

/** Covered by less than this share, a floor has rooms that were not drawn. */
const LEAST_COVERED = 0.5;

export function openFloor(
	rooms: readonly DrawnRoom[],
	outline: Outline,
	level: Label,
	context: Context
): DrawnRoom[] {
	if (outline.drawn || covered(outline.polygon, rooms) >= LEAST_COVERED) return [];
	const { place, level: at } = context;
	const rings = outline.polygon.map((ring) => ring.map((point) => degreesOf(place, point)));
	const [area] = cleanArea(rings, place).areas;
	if (!area) return [];
	context.tally.assume('level', 'open-floor', at.key);
	const name = { id: `${level.id ?? ''} – area lain`, en: `${level.en ?? ''} – other areas` };
	const key = context.rooms.take(`${at.key}-area`);
	const { id } = context.ids.take(null, `unit/${at.key}/open-floor`);
	return [
		{
			...{ key, area, type: 'work', soft: true, category: 'unspecified' },
			feature: {
				...{ id, type: 'Feature', feature_type: 'unit', geometry: polygonOf(area.rings) },
				properties: {
					...{ category: 'unspecified', key, name, type: 'work', derived: true },
					level_id: at.id
				}
			}
		}
	];
}
