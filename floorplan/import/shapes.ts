/** A GeoJSON geometry as areas, lines and points: whatever was nested wrongly set right, or refused with the reason. */
import type { Reason } from './reasons.ts';

export type Position = [number, number];
export type Rings = Position[][];

export interface Shape {
	/** Rings without their closing position; the outer one first. */
	areas: Rings[];
	lines: Position[][];
	points: Position[];
}

export type ReadShape =
	{ ok: true; shape: Shape; changed: Reason[]; positions: number } | { ok: false; reason: Reason };

const DEPTHS: Record<string, number> = {
	Point: 1,
	MultiPoint: 2,
	LineString: 2,
	MultiLineString: 3,
	Polygon: 3,
	MultiPolygon: 4
};
/** A collection in a collection in a collection is no drawing. */
const MOST_NESTED = 4;

class Unreadable extends Error {
	readonly reason: Reason;
	constructor(reason: Reason) {
		super(reason);
		this.reason = reason;
	}
}

/** Positions are as in the file: degrees or metres. */
export function readShape(geometry: unknown): ReadShape {
	const shape: Shape = { areas: [], lines: [], points: [] };
	const changed = new Set<Reason>();
	try {
		collect(geometry, shape, changed, 0);
	} catch (error) {
		if (error instanceof Unreadable) return { ok: false, reason: error.reason };
		throw error;
	}
	const { areas, lines, points } = shape;
	const positions =
		areas.flat().reduce((sum, ring) => sum + ring.length, 0) +
		lines.reduce((sum, line) => sum + line.length, 0) +
		points.length;
	if (positions === 0) return { ok: false, reason: 'no-geometry' };
	return { ok: true, shape, changed: [...changed], positions };
}

function collect(geometry: unknown, shape: Shape, changed: Set<Reason>, nested: number): void {
	if (typeof geometry !== 'object' || geometry === null) throw new Unreadable('no-geometry');
	const { type, coordinates, geometries }: Record<string, unknown> = { ...geometry };
	if (type === 'GeometryCollection' && Array.isArray(geometries)) {
		if (nested >= MOST_NESTED) throw new Unreadable('unknown-geometry');
		for (const one of geometries) collect(one, shape, changed, nested + 1);
		return;
	}
	const wanted = typeof type === 'string' ? DEPTHS[type] : undefined;
	if (typeof type !== 'string' || wanted === undefined) throw new Unreadable('unknown-geometry');
	const depth = depthOf(coordinates);
	if (depth === 0) throw new Unreadable('no-geometry');
	if (depth !== wanted) changed.add('nesting-mended');
	if (type.endsWith('Polygon')) {
		for (const area of lists(coordinates, depth, 4)) {
			const rings = asArray(area).map((ring) => readRing(ring, changed));
			if (rings.length > 0) shape.areas.push(rings);
		}
	} else if (type.endsWith('LineString')) {
		for (const line of lists(coordinates, depth, 3)) {
			const read = withoutRepeats(asArray(line).map(readPosition));
			if (read.length < 2) throw new Unreadable('too-few-points');
			shape.lines.push(read);
		}
	} else {
		for (const point of lists(coordinates, depth, 2)) shape.points.push(readPosition(point));
	}
}

/** How deep the first of everything lies: a position is 1 deep. */
function depthOf(coordinates: unknown): number {
	let depth = 0;
	for (let at = coordinates; Array.isArray(at); at = at[0]) {
		depth += 1;
		if (depth > 5) throw new Unreadable('unknown-geometry');
		if (at.length === 0) return 0;
	}
	return depth;
}

/** The things one level below the top of coordinates `wanted` deep, however deep these are. */
function lists(coordinates: unknown, depth: number, wanted: number): unknown[] {
	let at = coordinates;
	for (let n = depth; n < wanted; n++) at = [at];
	for (let n = depth; n > wanted; n--) at = asArray(at).flat();
	return asArray(at);
}

function asArray(value: unknown): unknown[] {
	if (!Array.isArray(value)) throw new Unreadable('unknown-geometry');
	return value;
}

function readPosition(value: unknown): Position {
	const [x, y]: unknown[] = asArray(value);
	if (typeof x !== 'number' || typeof y !== 'number') throw new Unreadable('not-a-number');
	if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Unreadable('not-a-number');
	return [x, y];
}

function readRing(value: unknown, changed: Set<Reason>): Position[] {
	const ring = withoutRepeats(asArray(value).map(readPosition));
	const [first, last] = [ring[0], ring.at(-1)];
	if (first && last && ring.length > 1) {
		if (first[0] === last[0] && first[1] === last[1]) ring.pop();
		else changed.add('ring-closed');
	}
	if (ring.length < 3) throw new Unreadable('too-few-points');
	return ring;
}

function withoutRepeats(positions: Position[]): Position[] {
	return positions.filter(([x, y], n) => {
		const before = positions[n - 1];
		return !before || before[0] !== x || before[1] !== y;
	});
}
