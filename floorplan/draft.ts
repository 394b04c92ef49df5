/** Draws walls and openings from the outlines of rooms: what two rooms share is a wall, what one has alone is the shell. */
import type { Opening, Point, Polygon, Wall } from './building.ts';
import { along, distance, distanceToSegment, edges, nearestShare, signedArea } from './geometry.ts';

/** The word for where there is no room. */
export const OUTSIDE = 'outside';

const NEAR = 1e-6;

export interface Outline {
	key: string;
	polygon: Polygon;
	/** Porches and yards: a wall stands towards the house only. */
	outdoor: boolean;
	/** Open to the floor below: towards the house a railing, no wall. */
	hollow?: boolean;
}

/** A piece of edge with the same neighbours all along. */
export interface Border {
	from: Point;
	to: Point;
	/** Key of the room on the left of from → to, or `outside`. */
	left: string;
	right: string;
	/** null: between two places outdoors, and around what is open to the floor below. */
	wall: 'outer' | 'inner' | null;
}

export interface OpeningSketch {
	key: string;
	kind: Opening['kind'];
	/** Middle of the opening, on the axis of its wall. */
	at: Point;
	/** m. */
	width: number;
	/** Which of the two rooms the leaf opens into. */
	into?: string;
}

/** A cut opening under the key of its sketch. */
export type CutOpening = Omit<Opening, 'id'> & { key: string };

const same = (a: Point, b: Point): boolean => distance(a, b) < NEAR;

/** Rooms on the left of their edges: outer rings anticlockwise, holes clockwise. */
function directed({ key, polygon }: Outline): { key: string; from: Point; to: Point }[] {
	return polygon.flatMap((ring, index) => {
		const turned = signedArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse();
		return edges(turned).map(([from, to]) => ({ key, from, to }));
	});
}

/** Splits the edges of all rooms where another room's corner lies, and pairs what two share. */
export function borders(rooms: readonly Outline[]): Border[] {
	const corners = rooms.flatMap(({ polygon }) => polygon.flat());
	const outdoors = new Set(rooms.filter(({ outdoor }) => outdoor).map(({ key }) => key));
	const found: Border[] = [];
	for (const { key, from, to } of rooms.flatMap(directed)) {
		const stops = corners
			.filter((corner) => distanceToSegment(corner, from, to) < NEAR)
			.map((corner) => nearestShare(corner, from, to))
			.concat(0, 1)
			.sort((a, b) => a - b)
			.filter((share, index, all) => index === 0 || share - (all[index - 1] ?? 0) > NEAR);
		for (const [index, share] of stops.slice(1).entries()) {
			const piece = { from: along(from, to, stops[index] ?? 0), to: along(from, to, share) };
			const other = found.find((b) => same(b.from, piece.to) && same(b.to, piece.from));
			if (other) other.right = key;
			else found.push({ ...piece, left: key, right: OUTSIDE, wall: null });
		}
	}
	const hollows = new Set(rooms.filter(({ hollow }) => hollow).map(({ key }) => key));
	const open = (key: string): boolean => key === OUTSIDE || outdoors.has(key);
	for (const border of found) {
		const railing = hollows.has(border.left) || hollows.has(border.right);
		const [left, right] = [open(border.left), open(border.right)];
		if (left !== right) border.wall = 'outer';
		else border.wall = left || railing ? null : 'inner';
	}
	return found;
}

/** Whole walls: neighbouring pieces of one kind in one line are one wall. */
export function walls(pieces: readonly Border[], thickness: Record<Wall['kind'], number>): Wall[] {
	const whole: Wall[] = [];
	for (const { wall: kind, from, to } of pieces) {
		if (kind === null) continue;
		let next: Wall = { kind, from, to, thickness: thickness[kind] };
		for (;;) {
			const index = whole.findIndex((wall) => wall.kind === kind && joined(wall, next) !== null);
			const other = whole[index];
			const union = other && joined(other, next);
			if (!union) break;
			whole.splice(index, 1);
			next = { ...next, from: union[0], to: union[1] };
		}
		whole.push(next);
	}
	return whole;
}

function joined(a: Wall, b: Wall): [Point, Point] | null {
	for (const [start, middle] of [
		[a.from, a.to],
		[a.to, a.from]
	] as const) {
		for (const [near, far] of [
			[b.from, b.to],
			[b.to, b.from]
		] as const) {
			if (same(middle, near) && distanceToSegment(middle, start, far) < NEAR) return [start, far];
		}
	}
	return null;
}

/**
 * Cuts the openings out of the walls and finds which rooms each joins.
 * @throws {Error} an opening lies on no wall, is too wide for it, or names a room it does not touch.
 */
export function cut(
	whole: readonly Wall[],
	pieces: readonly Border[],
	sketches: readonly OpeningSketch[]
): { walls: Wall[]; openings: CutOpening[] } {
	let rest = [...whole];
	const openings = sketches.map(({ key, kind, at, width, into }): CutOpening => {
		const border = pieces.find((b) => b.wall && distanceToSegment(at, b.from, b.to) < NEAR);
		if (!border) throw new Error(`opening ${key} lies on no wall`);
		const length = distance(border.from, border.to);
		const middle = nearestShare(at, border.from, border.to);
		const [start, end] = [middle - width / 2 / length, middle + width / 2 / length];
		if (start < -NEAR || end > 1 + NEAR) throw new Error(`opening ${key} is wider than its wall`);
		if (into !== undefined && into !== border.left && into !== border.right) {
			throw new Error(`opening ${key} does not touch ${into}`);
		}
		const turned = into === border.right;
		const ends = [
			along(border.from, border.to, start),
			along(border.from, border.to, end)
		] as const;
		const [from, to] = turned ? [ends[1], ends[0]] : ends;
		const sides = turned ? [border.right, border.left] : [border.left, border.right];
		const index = rest.findIndex(
			(w) =>
				distanceToSegment(from, w.from, w.to) < NEAR && distanceToSegment(to, w.from, w.to) < NEAR
		);
		const wall = rest[index];
		if (!wall) throw new Error(`opening ${key} overlaps another one`);
		rest = [...rest.slice(0, index), ...without(wall, from, to), ...rest.slice(index + 1)];
		const { thickness } = wall;
		return { key, kind, from, to, joins: kind === 'window' ? [] : sides, thickness };
	});
	return { walls: rest, openings };
}

function without(wall: Wall, a: Point, b: Point): Wall[] {
	const [first, second] = distance(wall.from, a) < distance(wall.from, b) ? [a, b] : [b, a];
	return [
		{ ...wall, to: first },
		{ ...wall, from: second }
	].filter(({ from, to }) => distance(from, to) > NEAR);
}

export interface WindowRule {
	/** m. */
	width: number;
	/** m between two. */
	gap: number;
}

/** Windows evenly over what the doors leave of a shell's piece, clear of its corners. */
export function windows(
	border: Border,
	rule: WindowRule,
	taken: readonly OpeningSketch[],
	key: string,
	clear = 0.6
): OpeningSketch[] {
	const length = distance(border.from, border.to);
	const blocked = taken
		.filter(({ at }) => distanceToSegment(at, border.from, border.to) < NEAR)
		.map(({ at, width }) => {
			const middle = nearestShare(at, border.from, border.to) * length;
			return { start: middle - width / 2 - clear, end: middle + width / 2 + clear };
		})
		.concat({ start: length - clear, end: length })
		.sort((a, b) => a.start - b.start);
	const found: OpeningSketch[] = [];
	let start = clear;
	for (const stop of blocked) {
		const free = stop.start - start;
		const count = Math.max(0, Math.floor((free + rule.gap + NEAR) / (rule.width + rule.gap)));
		const margin = (free - count * rule.width - (count - 1) * rule.gap) / 2;
		for (let n = 0; n < count; n++) {
			const middle = start + margin + n * (rule.width + rule.gap) + rule.width / 2;
			const at = along(border.from, border.to, middle / length);
			found.push({ key: `${key}-${found.length + 1}`, kind: 'window', at, width: rule.width });
		}
		start = stop.end;
	}
	return found;
}
