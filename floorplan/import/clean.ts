/** Areas made fit to be rooms: no needless points, no outline that crosses itself, holes where they belong. */
import type { Point, Polygon, Ring } from '../building.ts';
import {
	contains,
	crossesItself,
	meetingEdges,
	project,
	signedArea,
	unproject
} from '../geometry.ts';
import { MOST } from './bounds.ts';
import { rounded, type Place } from './frames.ts';
import type { Reason } from './reasons.ts';
import type { Position, Rings } from './shapes.ts';

/** An area in degrees as it will be written, and in metres as the reader will see it. */
export interface Area {
	rings: Rings;
	polygon: Polygon;
}

export interface Cleaned {
	areas: Area[];
	changed: Reason[];
	/** Why nothing is left; null where something is. */
	reason: Reason | null;
}

/** m²; less is no room and no wall. */
const LEAST_AREA = 0.01;
/** m; points beyond need lie closer to the straight line than this. */
const TOLERANCE = 0.005;
/** A loop smaller than this share of the largest is a slip of the pen. */
const LEAST_SHARE = 0.01;

interface Corner {
	degrees: Position;
	/** To the millimetre, as the reader rounds. */
	metres: Point;
}

const round = (metres: number): number => Math.round(metres * 1000) / 1000 + 0;

export function metresOf(place: Place, position: Position): Point {
	const [x, y] = project(place, position);
	return [round(x), round(y)];
}

export function degreesOf(place: Place, point: Point): Position {
	const [lon, lat] = unproject(place, point);
	return [rounded(lon), rounded(lat)];
}

/** @param strict false for what is only drawn: then an outline may cross itself as it likes. */
export function cleanArea(rings: Rings, place: Place, strict = true): Cleaned {
	const changed = new Set<Reason>();
	const none = (reason: Reason): Cleaned => ({ areas: [], changed: [...changed], reason });
	const corners: Corner[][] = [];
	for (const ring of rings) {
		let read = withoutRepeats(
			ring.map((degrees) => ({ degrees, metres: metresOf(place, degrees) }))
		);
		if (read.length > MOST.ringPoints) {
			read = simplified(read);
			changed.add('simplified');
		}
		if (read.length > MOST.ringPoints) return none('too-detailed');
		if (read.length >= 3) corners.push(read);
	}
	const bySize = corners
		.map((ring) => ({ ring, size: Math.abs(signedArea(metres(ring))) }))
		.sort((a, b) => b.size - a.size);
	const [outer] = bySize;
	if (!outer || (outer.size < LEAST_AREA && !crossesItself(metres(outer.ring)))) {
		return none('too-small');
	}
	if (outer.ring !== corners[0]) changed.add('nesting-mended');
	if (!strict) {
		const all = [outer.ring, ...corners.filter((ring) => ring !== outer.ring)];
		return { areas: [areaOf(all)], changed: [...changed], reason: null };
	}
	const outers = simple(outer.ring, place, changed);
	if (outers === null) return none('too-tangled');
	const areas = [...outers];
	const holes = bySize
		.slice(1)
		.flatMap(({ ring }) => simple(ring, place, changed) ?? [])
		.flatMap(([own]) => (own ? [own] : []));
	for (const hole of holes) {
		const home = areas.find(([ring = []]) => isInside(hole, ring));
		if (home) home.push(hole);
		else changed.add('hole-dropped');
	}
	if (areas.length === 0) return none('too-small');
	return { areas: areas.map(areaOf), changed: [...changed], reason: null };
}

function metres(corners: readonly Corner[]): Ring {
	return corners.map((corner) => corner.metres);
}

function areaOf(rings: readonly Corner[][]): Area {
	return {
		// RFC 7946, 3.1.6: outer rings anticlockwise, holes clockwise.
		rings: rings.map((ring, n) => {
			const turned = signedArea(metres(ring)) > 0 === (n === 0) ? ring : ring.toReversed();
			return turned.map(({ degrees }) => degrees);
		}),
		polygon: rings.map(metres)
	};
}

function withoutRepeats(corners: readonly Corner[]): Corner[] {
	const same = (a: Corner | undefined, b: Corner | undefined): boolean =>
		a?.metres[0] === b?.metres[0] && a?.metres[1] === b?.metres[1];
	const kept = corners.filter((corner, n) => n === 0 || !same(corner, corners[n - 1]));
	while (kept.length > 1 && same(kept[0], kept.at(-1))) kept.pop();
	return kept;
}

/**
 * Leaves out what lies within the tolerance of a straight line, in one pass: from each kept point
 * the directions narrow to those in which every point since still lies near the line.
 */
function simplified(corners: readonly Corner[]): Corner[] {
	const [first] = corners;
	if (!first) return [];
	const kept = [first];
	let before = first;
	let cone: Cone | null = null;
	for (const corner of corners.slice(1)) {
		const from = kept.at(-1) ?? first;
		const seen: Seen = seenFrom(from.metres, corner.metres, cone?.heading);
		if (cone && (seen.turn < cone.low || seen.turn > cone.high || seen.away < cone.reach)) {
			kept.push(before);
			cone = narrowed(null, seenFrom(before.metres, corner.metres));
		} else if (cone || seen.away > TOLERANCE) cone = narrowed(cone, seen);
		before = corner;
	}
	if (before !== kept.at(-1)) kept.push(before);
	return withoutRepeats(kept);
}

/** The directions from a point in which a line passes near all that were seen. */
interface Cone {
	/** rad. */
	heading: number;
	/** rad, from the heading. */
	low: number;
	high: number;
	/** m, of the farthest. */
	reach: number;
}

interface Seen {
	angle: number;
	/** rad, from the heading. */
	turn: number;
	away: number;
}

function seenFrom(from: Point, to: Point, heading?: number): Seen {
	const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
	const angle = Math.atan2(dy, dx);
	const turn = angle - (heading ?? angle);
	const wrapped = turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn;
	return { angle, turn: wrapped, away: Math.hypot(dx, dy) };
}

function narrowed(cone: Cone | null, { angle, turn, away }: Seen): Cone {
	const slack = away <= TOLERANCE ? Math.PI : Math.asin(TOLERANCE / away);
	return {
		heading: cone?.heading ?? angle,
		low: Math.max(cone?.low ?? -Math.PI, turn - slack),
		high: Math.min(cone?.high ?? Math.PI, turn + slack),
		reach: Math.max(cone?.reach ?? 0, away)
	};
}

/** The ring as areas whose outlines cross nowhere; null where that cannot be had. */
function simple(ring: Corner[], place: Place, changed: Set<Reason>): Corner[][][] | null {
	const meets = meetingEdges(metres(ring), MOST.crossings + 1);
	if (meets.length === 0) return [[ring]];
	if (meets.length > MOST.crossings) return null;
	changed.add('untangled');
	const loops = loopsOf(noded(ring, meets, place))
		.map((loop) => ({ loop, signed: signedArea(metres(loop)) }))
		.sort((a, b) => Math.abs(b.signed) - Math.abs(a.signed));
	const largest = loops[0]?.signed ?? 0;
	const least = Math.max(LEAST_AREA, Math.abs(largest) * LEAST_SHARE);
	const areas: Corner[][][] = [];
	for (const { loop, signed } of loops) {
		if (Math.abs(signed) < least || crossesItself(metres(loop))) continue;
		// What runs the other way round inside an area is a hole that a seam led to.
		const home =
			signed > 0 === largest > 0 ? null : areas.find(([own = []]) => isInside(loop, own));
		if (home) home.push(loop);
		else areas.push([loop]);
	}
	if (areas.length > 1) changed.add('split-in-parts');
	return areas.length > 0 ? areas : null;
}

/** By most of its corners: those on the edge may be told either way. */
function isInside(ring: readonly Corner[], outer: readonly Corner[]): boolean {
	const polygon = [metres(outer)];
	const inside = ring.filter((corner) => contains(polygon, corner.metres)).length;
	return inside * 2 > ring.length;
}

/** The ring with a corner wherever it meets itself. */
function noded(ring: Corner[], meets: readonly [number, number][], place: Place): Corner[] {
	const extra = new Map<number, Corner[]>();
	const add = (edge: number, corner: Corner): void => {
		extra.set(edge, [...(extra.get(edge) ?? []), corner]);
	};
	const edge = (n: number): [Corner, Corner] | null => {
		const [a, b] = [ring[n], ring[(n + 1) % ring.length]];
		return a && b ? [a, b] : null;
	};
	for (const [i, j] of meets) {
		const [one, two] = [edge(i), edge(j)];
		if (!one || !two) continue;
		const at = crossing(one[0].metres, one[1].metres, two[0].metres, two[1].metres);
		if (at) {
			const metres: Point = [round(at[0]), round(at[1])];
			const corner = { degrees: degreesOf(place, metres), metres };
			add(i, corner);
			add(j, corner);
		}
		for (const corner of two) if (isOn(corner.metres, one)) add(i, corner);
		for (const corner of one) if (isOn(corner.metres, two)) add(j, corner);
	}
	return ring.flatMap((corner, n) => {
		const [x, y] = corner.metres;
		const far = ({ metres: [px, py] }: Corner): number => Math.hypot(px - x, py - y);
		return [corner, ...(extra.get(n) ?? []).sort((a, b) => far(a) - far(b))];
	});
}

function isOn(point: Point, [a, b]: [Corner, Corner]): boolean {
	const [dx, dy] = [b.metres[0] - a.metres[0], b.metres[1] - a.metres[1]];
	const [px, py] = [point[0] - a.metres[0], point[1] - a.metres[1]];
	const along = px * dx + py * dy;
	return Math.abs(px * dy - py * dx) < 1e-9 && along > 0 && along < dx * dx + dy * dy;
}

/** Where two segments cross inside both; null where they are parallel or do not. */
function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
	const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
	const cross = rx * sy - ry * sx;
	if (cross === 0) return null;
	const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
	const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
	return t < 0 || t > 1 || u < 0 || u > 1 ? null : [a[0] + t * rx, a[1] + t * ry];
}

/** Parts a walk at every corner it comes back to. */
function loopsOf(walk: readonly Corner[]): Corner[][] {
	const loops: Corner[][] = [];
	const path: Corner[] = [];
	const at = new Map<string, number>();
	for (const corner of walk) {
		const key = corner.metres.join();
		const seen = at.get(key);
		if (seen !== undefined) {
			const loop = path.splice(seen);
			for (const one of loop) at.delete(one.metres.join());
			if (loop.length >= 3) loops.push(loop);
		}
		at.set(key, path.length);
		path.push(corner);
	}
	if (path.length >= 3) loops.push(path);
	return loops;
}
