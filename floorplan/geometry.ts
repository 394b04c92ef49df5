/** Plane geometry of a plan, in metres about the building's anchor; pure, and runs anywhere. */
import type { Point, Polygon, Ring } from './building.ts';

const RADIANS = Math.PI / 180;

/** Metres in a degree of latitude and of longitude at a latitude, WGS84 (series of the ellipsoid). */
function metresPerDegree(lat: number): { lon: number; lat: number } {
	const phi = lat * RADIANS;
	return {
		lat: 111132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
		lon: 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi)
	};
}

/** Degrees (lon, lat; WGS84) to metres east and north of the anchor; true to 1 mm within 1 km. */
export function project(anchor: { lon: number; lat: number }, position: readonly number[]): Point {
	const scale = metresPerDegree(anchor.lat);
	const [lon = NaN, lat = NaN] = position;
	return [(lon - anchor.lon) * scale.lon, (lat - anchor.lat) * scale.lat];
}

/** Metres east and north of the anchor to degrees (lon, lat; WGS84): the inverse of `project`. */
export function unproject(anchor: { lon: number; lat: number }, [x, y]: Point): Point {
	const scale = metresPerDegree(anchor.lat);
	return [anchor.lon + x / scale.lon, anchor.lat + y / scale.lat];
}

/** Turns a point about the origin, degrees anticlockwise. */
export function turn([x, y]: Point, degrees: number): Point {
	const cos = Math.cos(degrees * RADIANS);
	const sin = Math.sin(degrees * RADIANS);
	return [x * cos - y * sin, x * sin + y * cos];
}

export function distance(a: Point, b: Point): number {
	return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** The point a share of the way from `a` to `b`: 0 is `a`, 1 is `b`. */
export function along(a: Point, b: Point, share: number): Point {
	return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The edges of a ring, the closing one last. */
export function edges(ring: Ring): [Point, Point][] {
	return ring.map((point, index) => [point, ring[(index + 1) % ring.length] ?? point]);
}

/** m², positive where the ring runs anticlockwise. */
export function signedArea(ring: Ring): number {
	return edges(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0) / 2;
}

/** m², holes taken off. */
export function area(polygon: Polygon): number {
	const [outer = [], ...holes] = polygon;
	return holes.reduce(
		(rest, hole) => rest - Math.abs(signedArea(hole)),
		Math.abs(signedArea(outer))
	);
}

/** True inside the outer ring and outside the holes; on an edge either answer may come. */
export function contains(polygon: Polygon, [x, y]: Point): boolean {
	let inside = false;
	for (const ring of polygon) {
		for (const [a, b] of edges(ring)) {
			if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) {
				inside = !inside;
			}
		}
	}
	return inside;
}

/** The place on the segment nearest to the point, as a share of the way from `a` to `b`. */
export function nearestShare(point: Point, a: Point, b: Point): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const squared = dx * dx + dy * dy;
	if (squared === 0) return 0;
	const share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared;
	return Math.min(1, Math.max(0, share));
}

/** From a point to the nearest place of a segment, m. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
	return distance(point, along(a, b, nearestShare(point, a, b)));
}

/** From a point to the polygon's nearest edge, m: positive inside, negative outside. */
export function depth(polygon: Polygon, point: Point): number {
	let nearest = Infinity;
	for (const ring of polygon) {
		for (const [a, b] of edges(ring)) {
			nearest = Math.min(nearest, distanceToSegment(point, a, b));
		}
	}
	return contains(polygon, point) ? nearest : -nearest;
}

/** True where the segments cross or touch. */
export function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
	const side = (p: Point, q: Point, r: Point): number =>
		Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
	const within = (p: Point, q: Point, r: Point): boolean =>
		Math.min(p[0], q[0]) <= r[0] &&
		r[0] <= Math.max(p[0], q[0]) &&
		Math.min(p[1], q[1]) <= r[1] &&
		r[1] <= Math.max(p[1], q[1]);
	const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
	if (s1 !== s2 && s3 !== s4) return true;
	return (
		(s1 === 0 && within(a, b, c)) ||
		(s2 === 0 && within(a, b, d)) ||
		(s3 === 0 && within(c, d, a)) ||
		(s4 === 0 && within(c, d, b))
	);
}

/**
 * The pairs of edges that meet anywhere but at the end two neighbours share, by their numbers;
 * edge `n` runs from point `n` to the next. Edges are compared only where they lie beside each
 * other, so that a ring of thousands of points is no matter.
 * @param most ends the search after so many
 */
export function meetingEdges(ring: Ring, most = Infinity): [number, number][] {
	const sides = edges(ring);
	const boxes = sides
		.map(([a, b], index) => ({
			...{ index, from: Math.min(a[0], b[0]), to: Math.max(a[0], b[0]) },
			...{ low: Math.min(a[1], b[1]), high: Math.max(a[1], b[1]) }
		}))
		.sort((a, b) => a.from - b.from);
	const found: [number, number][] = [];
	let open: typeof boxes = [];
	for (const box of boxes) {
		open = open.filter(({ to }) => to >= box.from);
		for (const other of open) {
			if (other.low > box.high || other.high < box.low) continue;
			const [i, j] = [Math.min(box.index, other.index), Math.max(box.index, other.index)];
			if (j === i + 1 || (i === 0 && j === sides.length - 1)) continue;
			const [one, two] = [sides[i], sides[j]];
			if (one && two && segmentsMeet(...one, ...two)) found.push([i, j]);
			if (found.length >= most) return found;
		}
		open.push(box);
	}
	return found;
}

/** True where a ring's edges meet anywhere but at shared ends: it has no clear inside. */
export function crossesItself(ring: Ring): boolean {
	return meetingEdges(ring, 1).length > 0;
}

export interface Bounds {
	min: Point;
	max: Point;
}

/** The smallest upright box around the points; null when there is none. */
export function bounds(points: Iterable<Point>): Bounds | null {
	let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of points) {
		minX = Math.min(minX, x);
		minY = Math.min(minY, y);
		maxX = Math.max(maxX, x);
		maxY = Math.max(maxY, y);
	}
	return minX > maxX ? null : { min: [minX, minY], max: [maxX, maxY] };
}
