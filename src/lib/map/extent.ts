/** What of a building is in sight when its plan is whole: the same for every level, so that none moves. */
import type { Level, Point } from '#floorplan/building.ts';

/** px; a narrower sheet shows the building alone. */
export const NARROW_PX = 500;

/** What a level shows, m. */
function pointsOf({ outline, rooms, fixtures }: Level): Point[] {
	return [
		...outline.flat(),
		...rooms.flatMap(({ polygon }) => polygon.flat()),
		...fixtures.flatMap(({ shape, closed }) => (closed ? shape.flat() : shape))
	];
}

/** The ground that is used: not the far corners of the lot, but all bays, gates and lawns before the house. */
function sitePoints({ rooms, site }: Level): Point[] {
	return [
		...rooms.flatMap(({ polygon }) => polygon.flat()),
		...site.flatMap((mark): Point[] => {
			if (mark.form === 'area') return mark.kind === 'boundary' ? [] : mark.shape.flat();
			return mark.form === 'point' && mark.kind !== 'tree' ? [mark.at] : [];
		})
	];
}

/** The points that are all in sight. @param width px of the sheet. */
export function extentOf(level: Level, levels: readonly Level[], width: number): Point[] {
	const floors = levels.filter(({ outdoor }) => !outdoor).flatMap(pointsOf);
	const site = levels.find(({ outdoor }) => outdoor);
	if (!site || (width < NARROW_PX && !level.outdoor)) return floors;
	return [...floors, ...sitePoints(site)];
}
