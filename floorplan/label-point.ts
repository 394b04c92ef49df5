/** Where a name may stand: the point of a polygon that is farthest from its edges. */
import type { Point, Polygon } from './building.ts';
import { bounds, depth } from './geometry.ts';

/** Along the longer side, to begin with. */
const MOST_CELLS = 64;
/** A room needs some dozens; a crack of a kilometre would never be done. */
const MOST_ROUNDS = 2_000;

interface Cell {
	centre: Point;
	half: number;
	/** m to the nearest edge, negative outside. */
	depth: number;
	/** The most any point of the cell can have. */
	best: number;
}

function cell(polygon: Polygon, centre: Point, half: number): Cell {
	const own = depth(polygon, centre);
	return { centre, half, depth: own, best: own + half * Math.SQRT2 };
}

/**
 * The pole of inaccessibility, to `precision` metres, by halving the cells that can still
 * win (V. Agafonkin, "A new algorithm for finding a visual center of a polygon", 2016).
 */
export function labelPoint(polygon: Polygon, precision = 0.05): Point {
	const box = bounds(polygon[0] ?? []);
	if (!box) return [0, 0];
	const [width, height] = [box.max[0] - box.min[0], box.max[1] - box.min[1]];
	// A sliver would else be cut into as many cells as it is longer than wide.
	const size = Math.max(Math.min(width, height), Math.max(width, height) / MOST_CELLS, precision);
	let best = cell(polygon, [box.min[0] + width / 2, box.min[1] + height / 2], 0);
	const open: Cell[] = [];
	for (let x = box.min[0]; x < box.max[0]; x += size) {
		for (let y = box.min[1]; y < box.max[1]; y += size) {
			open.push(cell(polygon, [x + size / 2, y + size / 2], size / 2));
		}
	}
	for (let round = 0; ; round++) {
		open.sort((a, b) => a.best - b.best);
		const next = open.pop();
		if (!next || round > MOST_ROUNDS || next.best - best.depth <= precision) return best.centre;
		if (next.depth > best.depth) best = next;
		const half = next.half / 2;
		for (const dx of [-half, half]) {
			for (const dy of [-half, half]) {
				open.push(cell(polygon, [next.centre[0] + dx, next.centre[1] + dy], half));
			}
		}
	}
}
