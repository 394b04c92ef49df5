/**
 * Which words stand in which room: level with the reader where they fit, along the building in
 * a thin room, else none. Rooms do not overlap, so their words do not.
 */
import type { Point, Polygon, Ring } from '#floorplan/building.ts';
import { bounds, contains, turn } from '#floorplan/geometry.ts';
import { boxAround, holdsBox } from './boxes.ts';
import { blocksOf, sizeOf, type LabelLine, type Measure } from './label-words.ts';
import type { RoomView } from './room-view.ts';

export interface LabelRoom {
	key: string;
	/** m. */
	polygon: Polygon;
	/** m, inside the room. */
	at: Point;
	view: RoomView;
	/** Named only on a near view. */
	minor: boolean;
	/** What words should leave in sight, if they can. */
	avoid: readonly Ring[];
}

export interface PlacedLabel {
	key: string;
	view: RoomView;
	lines: LabelLine[];
	/** m. */
	centre: Point;
	/** Degrees anticlockwise. */
	angle: number;
	/** px. */
	width: number;
	height: number;
	/** False where the name did not fit and only the value or the marker stands there. */
	named: boolean;
	/** From the room to words that stand outside it. */
	leader?: { from: Point; to: Point };
}

export interface LabelOptions {
	/** px a metre. */
	scale: number;
	/** Degrees anticlockwise, of words that run along the building. */
	direction: number;
	measure: Measure;
}

/** px a metre; under it a plan is too small for the names of rooms that are well. */
export const SMALL_SCALE = 5.5;
/** px a metre; from it on every room has its name. */
export const NEAR_SCALE = 12;

/** px that stay free around the words of a room. */
const FREE = 4;
/** px, where there is little room: on a small plan, and in a strip no higher than its words. */
const LITTLE_FREE = 1;

/** The words of every room that can carry them. */
export function placeLabels(rooms: readonly LabelRoom[], options: LabelOptions): PlacedLabel[] {
	return rooms.flatMap((room) => (speaks(room, options.scale) ? placeLabel(room, options) : []));
}

/** Whether a room is named at a scale at all. */
export function speaks({ view, minor }: LabelRoom, scale: number): boolean {
	if (view.state === 'act' || view.state === 'watch') return true;
	return scale >= (minor ? NEAR_SCALE : SMALL_SCALE);
}

function placeLabel(room: LabelRoom, options: LabelOptions): PlacedLabel | [] {
	const small = options.scale < SMALL_SCALE;
	for (const { lines, along, named } of blocksOf(room.view, small)) {
		const { width, height } = sizeOf(lines, options.measure);
		const angle = along ? options.direction : 0;
		const free = along || small ? LITTLE_FREE : FREE;
		const size = {
			width: (width + 2 * free) / options.scale,
			height: (height + 2 * free) / options.scale,
			angle
		};
		const centre =
			findPlace([...room.polygon, ...room.avoid], room.at, size) ??
			findPlace(room.polygon, room.at, size);
		if (centre) {
			return { key: room.key, view: room.view, lines, centre, angle, width, height, named };
		}
	}
	return [];
}

interface Size {
	/** m. */
	width: number;
	height: number;
	/** Degrees anticlockwise. */
	angle: number;
}

/** m between the places that are tried. */
const STEP = 0.25;

/** The place for words of a size inside a polygon that is nearest to its middle. */
function findPlace(polygon: Polygon, at: Point, { width, height, angle }: Size): Point | null {
	const upright = polygon.map((ring) => ring.map((point) => turn(point, -angle)));
	const extent = bounds(upright[0] ?? []);
	if (!extent) return null;
	const { min, max } = extent;
	const middle: Point = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
	const wish = contains(upright, middle) ? middle : turn(at, -angle);
	const fits = (centre: Point): boolean => holdsBox(upright, boxAround(centre, width, height));
	if (fits(wish)) return turn(wish, angle);
	let best: Point | null = null;
	let nearest = Infinity;
	for (let x = min[0] + width / 2; x <= max[0] - width / 2; x += STEP) {
		for (let y = min[1] + height / 2; y <= max[1] - height / 2; y += STEP) {
			const away = Math.hypot(x - wish[0], y - wish[1]);
			if (away >= nearest || !fits([x, y])) continue;
			best = [x, y];
			nearest = away;
		}
	}
	return best && turn(best, angle);
}

/** True where a point of the plan lies under the words: furniture yields to text. */
export function covers(label: PlacedLabel, point: Point, scale: number): boolean {
	const [x, y] = turn([point[0] - label.centre[0], point[1] - label.centre[1]], -label.angle);
	return (
		Math.abs(x) * scale <= label.width / 2 + FREE && Math.abs(y) * scale <= label.height / 2 + FREE
	);
}
