/**
 * Which words stand in which room: level with the reader where they fit, along the building in
 * a thin room, else none. Rooms do not overlap, so their words do not.
 */
import type { Point, Polygon, Ring } from '#floorplan/building.ts';
import { bounds, contains, turn, type Bounds } from '#floorplan/geometry.ts';
import { holdsBox } from './boxes.ts';
import { blocksOf, lineSizes, sizeOf, type LabelLine, type Measure } from './label-words.ts';
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
	/** Of its lines; in the middle, if it is left out. */
	align?: Align;
	/** Class names of words that are no room's. */
	look?: string;
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
/** px above and below them, where their lines bring air of their own. */
const FREE_ABOVE = 1;
/** px, where there is little room: on a small plan, and in a strip no higher than its words. */
const LITTLE_FREE = 1;

/** Where words of a size stand in a room, by what decides it; null: nowhere. */
export type Places = Map<string, { centre: Point; align: Align } | null>;

/** On which side the lines of a block are even. */
export type Align = 'center' | 'start' | 'end';

/** The words of every room that can carry them. */
export function placeLabels(rooms: readonly LabelRoom[], options: LabelOptions): PlacedLabel[] {
	const places: Places = new Map();
	return rooms.flatMap((room) => placeLabel(room, options, places) ?? []);
}

/** Whether a room is named at a scale at all. */
export function speaks({ view, minor }: LabelRoom, scale: number): boolean {
	if (view.state === 'act' || view.state === 'watch') return true;
	return scale >= (minor ? NEAR_SCALE : SMALL_SCALE);
}

/**
 * The fullest words that a room can carry; undefined: none.
 * @param places what has been found of these rooms at this scale; gains what is found now.
 */
export function placeLabel(
	room: LabelRoom,
	options: LabelOptions,
	places: Places
): PlacedLabel | undefined {
	if (!speaks(room, options.scale)) return undefined;
	const small = options.scale < SMALL_SCALE;
	const polygons = room.avoid.length > 0 ? [[...room.polygon, ...room.avoid]] : [];
	polygons.push([...room.polygon]);
	for (const { lines, along, named } of blocksOf(room.view, small)) {
		const { width, height } = sizeOf(lines, options.measure);
		const angle = along ? options.direction : 0;
		const free = along || small ? LITTLE_FREE : FREE;
		const sizes = lineSizes(lines, options.measure);
		const found = `${room.key} ${sizes.map((one) => one.width).join()} ${height} ${free} ${along}`;
		let place = places.get(found);
		if (place === undefined) {
			const aligns: Align[] = lines.length > 1 ? ['center', 'start', 'end'] : ['center'];
			const shapes = aligns.map((align) => ({
				align,
				boxes: stack(sizes, align, free, options.scale)
			}));
			place = firstPlace(polygons, shapes, room.at, angle);
			places.set(found, place);
		}
		if (place) {
			const words = { key: room.key, view: room.view, lines, angle, width, height, named };
			return { ...words, ...place };
		}
	}
	return undefined;
}

/** The lines of a block as boxes about its middle, with what stays free around them; m. */
function stack(
	sizes: readonly { width: number; height: number }[],
	align: Align,
	free: number,
	scale: number
): Bounds[] {
	const widest = Math.max(...sizes.map(({ width }) => width));
	const high = sizes.reduce((sum, { height }) => sum + height, 0);
	const above = Math.min(free, FREE_ABOVE);
	let top = high / 2;
	return sizes.map(({ width, height }, index) => {
		const aside = { center: 0, start: width - widest, end: widest - width }[align] / 2;
		const bottom = top - height;
		const box: Bounds = {
			min: [
				(aside - width / 2 - free) / scale,
				(bottom - (index === sizes.length - 1 ? above : 0)) / scale
			],
			max: [(aside + width / 2 + free) / scale, (top + (index === 0 ? above : 0)) / scale]
		};
		top = bottom;
		return box;
	});
}

function firstPlace(
	polygons: readonly Polygon[],
	shapes: readonly { align: Align; boxes: Bounds[] }[],
	at: Point,
	angle: number
): { centre: Point; align: Align } | null {
	for (const polygon of polygons) {
		for (const { align, boxes } of shapes) {
			const centre = findPlace(polygon, at, boxes, angle);
			if (centre) return { centre, align };
		}
	}
	return null;
}

/** Two labels of one box hide the same of the plan. */
export function boxKey({ key, centre, width, height, angle, leader }: PlacedLabel): string {
	return [key, ...centre, width, height, angle, ...(leader?.to ?? [])].join(' ');
}

/** m between the places that are tried. */
const STEP = 0.25;

/** The place for boxes inside a polygon that is nearest to its middle. */
function findPlace(
	polygon: Polygon,
	at: Point,
	boxes: readonly Bounds[],
	angle: number
): Point | null {
	const upright = polygon.map((ring) => ring.map((point) => turn(point, -angle)));
	const extent = bounds(upright[0] ?? []);
	const reach = bounds(boxes.flatMap(({ min, max }) => [min, max]));
	if (!extent || !reach) return null;
	const [west, east] = [extent.min[0] - reach.min[0], extent.max[0] - reach.max[0]];
	const [south, north] = [extent.min[1] - reach.min[1], extent.max[1] - reach.max[1]];
	const middle: Point = [(extent.min[0] + extent.max[0]) / 2, (extent.min[1] + extent.max[1]) / 2];
	const wish = contains(upright, middle) ? middle : turn(at, -angle);
	const fits = ([x, y]: Point): boolean =>
		boxes.every(({ min, max }) =>
			holdsBox(upright, { min: [min[0] + x, min[1] + y], max: [max[0] + x, max[1] + y] })
		);
	if (fits(wish)) return turn(wish, angle);
	let best: Point | null = null;
	let nearest = Infinity;
	for (let x = west; x <= east; x += STEP) {
		for (let y = south; y <= north; y += STEP) {
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
