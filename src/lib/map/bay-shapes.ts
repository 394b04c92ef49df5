/** What a bay or a motorcycle area looks like, in metres: its inset outline, its sign, its bar. */
import type { Bay, ParkingArea, Point, Ring } from '#floorplan/building.ts';
import { along, distance } from '#floorplan/geometry.ts';
import type { Line } from './strokes.ts';

/** m between a bay's edge and its outline on the plan. */
const INSET_M = 0.14;
/** m from the open side to the cross line of an official bay. */
const OFFICIAL_M = 1.1;
/** m, of the bar that shows how full an area is. */
const BAR_M = 1.7;

interface Frame {
	/** Middle of the open side. */
	foot: Point;
	/** Along the open side, and from it inwards; of length 1. */
	across: Point;
	inwards: Point;
	width: number;
	depth: number;
}

/** A place by its open side: the ring is anticlockwise, so inwards lies to the left of it. */
function frameOf(ring: Ring): Frame | null {
	const [a, b, c] = ring;
	if (!a || !b || !c) return null;
	const width = distance(a, b);
	if (width === 0) return null;
	const across: Point = [(b[0] - a[0]) / width, (b[1] - a[1]) / width];
	return {
		foot: along(a, b, 0.5),
		across,
		inwards: [-across[1], across[0]],
		width,
		depth: distance(b, c)
	};
}

/** A point by its metres along the open side from its middle, and inwards. */
function at({ foot, across, inwards }: Frame, x: number, y: number): Point {
	return [foot[0] + across[0] * x + inwards[0] * y, foot[1] + across[1] * x + inwards[1] * y];
}

function rectangle(frame: Frame, x1: number, y1: number, x2: number, y2: number): Point[] {
	return [at(frame, x1, y1), at(frame, x2, y1), at(frame, x2, y2), at(frame, x1, y2)];
}

/** The outline of a bay, a little inside its edges. */
export function bayOutline({ polygon: [ring = []] }: Pick<Bay, 'polygon'>): Line {
	const frame = frameOf(ring);
	if (!frame || ring.length !== 4) return ring;
	const half = frame.width / 2 - INSET_M;
	return rectangle(frame, -half, INSET_M, half, frame.depth - INSET_M);
}

/** The lines that tell a bay's class; none for a public one. */
export function baySign({
	class: kind,
	polygon: [ring = []]
}: Pick<Bay, 'class' | 'polygon'>): Line[] {
	const frame = frameOf(ring);
	if (!frame) return [];
	if (kind === 'official') {
		const half = frame.width / 2 - INSET_M;
		return [[at(frame, -half, OFFICIAL_M), at(frame, half, OFFICIAL_M)]];
	}
	return kind === 'disabled' ? wheelchair(frame) : [];
}

/** Of the sign's height, metres. */
const SIGN_M = 2.3;

const arc = (x: number, y: number, radius: number, from: number, to: number): Point[] =>
	Array.from({ length: 15 }, (_, n): Point => {
		const angle = ((from + ((to - from) * n) / 14) * Math.PI) / 180;
		return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});

/** The person in a wheelchair, one unit high, its middle at the origin. */
const WHEELCHAIR: Line[] = [
	arc(-0.1, 0.41, 0.055, 0, 360),
	[
		[-0.1, 0.27],
		[-0.08, -0.04],
		[0.17, -0.04],
		[0.29, -0.36],
		[0.37, -0.33]
	],
	[
		[-0.09, 0.13],
		[0.13, 0.13]
	],
	arc(-0.04, -0.2, 0.25, 128, 352)
];

/** Upright for who drives in. */
function wheelchair(frame: Frame): Line[] {
	const size = Math.min(SIGN_M, frame.width * 0.8);
	return WHEELCHAIR.map((line) =>
		line.map(([x, y]) => at(frame, x * size, frame.depth * 0.5 + y * size))
	);
}

export interface AreaBar {
	/** null where nothing is taken, or nothing left. */
	taken: Line | null;
	rest: Line | null;
}

/**
 * The bar of an area along its first side, filled from that side's start.
 * @param share taken, 0 to 1; null: unknown, and the bar is all rest.
 */
export function areaBar(
	{ polygon: [ring = []] }: Pick<ParkingArea, 'polygon'>,
	share: number | null
): AreaBar {
	const frame = frameOf(ring);
	if (!frame) return { taken: null, rest: null };
	const [start, end] = [INSET_M - frame.width / 2, frame.width / 2 - INSET_M];
	const middle = start + (end - start) * Math.min(1, Math.max(0, share ?? 0));
	const part = (from: number, to: number) =>
		to - from > 0.05 ? rectangle(frame, from, INSET_M, to, BAR_M - INSET_M) : null;
	return { taken: part(start, middle), rest: part(middle, end) };
}
