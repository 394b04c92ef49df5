/** Upright boxes of words against the plan's outlines; metres. */
import type { Point, Polygon, Ring } from '#floorplan/building.ts';
import { contains, edges, segmentsMeet, type Bounds } from '#floorplan/geometry.ts';

export function boxAround([x, y]: Point, width: number, height: number): Bounds {
	return { min: [x - width / 2, y - height / 2], max: [x + width / 2, y + height / 2] };
}

/** South-west, south-east, north-east, north-west. */
export function cornersOf({ min, max }: Bounds): Point[] {
	return [min, [max[0], min[1]], max, [min[0], max[1]]];
}

/** True where the segment runs through the box or along its edge. */
export function segmentMeetsBox(a: Point, b: Point, box: Bounds): boolean {
	const { min, max } = box;
	if (Math.max(a[0], b[0]) < min[0] || Math.min(a[0], b[0]) > max[0]) return false;
	if (Math.max(a[1], b[1]) < min[1] || Math.min(a[1], b[1]) > max[1]) return false;
	if (a[0] > min[0] && a[0] < max[0] && a[1] > min[1] && a[1] < max[1]) return true;
	return edges(cornersOf(box)).some(([c, d]) => segmentsMeet(a, b, c, d));
}

export function ringMeetsBox(ring: Ring, box: Bounds): boolean {
	return edges(ring).some(([a, b]) => segmentMeetsBox(a, b, box));
}

/** True where the box lies wholly in the polygon, clear of its holes. */
export function holdsBox(polygon: Polygon, box: Bounds): boolean {
	return contains(polygon, box.min) && !polygon.some((ring) => ringMeetsBox(ring, box));
}

/** True where no point of the box lies in the ring. */
export function clearOfRing(ring: Ring, box: Bounds): boolean {
	return !contains([ring], box.min) && !ringMeetsBox(ring, box);
}

export function boxesMeet(a: Bounds, b: Bounds): boolean {
	return a.min[0] < b.max[0] && b.min[0] < a.max[0] && a.min[1] < b.max[1] && b.min[1] < a.max[1];
}

export function nearestOfBox({ min, max }: Bounds, [x, y]: Point): Point {
	return [Math.min(max[0], Math.max(min[0], x)), Math.min(max[1], Math.max(min[1], y))];
}
