/** Words of rooms too small for them: beside the building, at the end of a line. */
import type { Point, Ring } from '#floorplan/building.ts';
import { distance, edges, segmentsMeet, turn, type Bounds } from '#floorplan/geometry.ts';
import {
	boxAround,
	boxesMeet,
	clearOfRing,
	cornersOf,
	nearestOfBox,
	segmentMeetsBox
} from './boxes.ts';
import type { LabelOptions, LabelRoom, PlacedLabel } from './label-layout.ts';
import { SMALL_SCALE, speaks } from './label-layout.ts';
import { outsideLines, sizeOf } from './label-words.ts';
import type { RoomState } from './room-view.ts';

type Leader = NonNullable<PlacedLabel['leader']>;

export interface Surroundings {
	/** What words beside the building must not cover: its outline, the porch. */
	buildings: readonly Ring[];
	/** m, what is in sight. */
	frame: Bounds;
	/** m, what lies over the plan. */
	taken: readonly Bounds[];
}

/** px that stay free around words beside the building. */
const FREE = 8;
/** m, the longest leader; m between the places tried. */
const FAR = 45;
const STEP = 0.75;
/** m of detour that are worth a leader which ends at a side and not at a corner. */
const CORNER_M = 6;
/** m of detour that are worth a leader which does not run through another room that speaks. */
const THROUGH_M = 20;
const DIRECTIONS = 40;
/** Who may have words outside, and who is served first. */
const URGENCY: RoomState[] = ['act', 'watch', 'unknown', 'stale'];

/**
 * Gives rooms in watch, act or without data their words outside, where the words inside lack
 * the name. Returns all labels, those inside that were replaced left out.
 */
export function withLeaders(
	labels: readonly PlacedLabel[],
	rooms: readonly LabelRoom[],
	around: Surroundings,
	options: LabelOptions
): PlacedLabel[] {
	const placed = labels.filter(({ named }) => named);
	const lacking = rooms
		.filter((room) => URGENCY.includes(room.view.state) && speaks(room, options.scale))
		.filter(({ key }) => !placed.some((label) => label.key === key))
		.sort((a, b) => URGENCY.indexOf(a.view.state) - URGENCY.indexOf(b.view.state));
	for (const room of lacking) {
		const inside = labels.find(({ key }) => key === room.key);
		const outside = placeOutside(room, { ...around, rooms, placed }, options) ?? inside;
		if (outside) placed.push(outside);
	}
	return placed;
}

interface Crowd {
	rooms: readonly LabelRoom[];
	placed: readonly PlacedLabel[];
}

function placeOutside(
	room: LabelRoom,
	{ buildings, frame, taken, rooms, placed }: Surroundings & Crowd,
	options: LabelOptions
): PlacedLabel | null {
	const { scale } = options;
	const lines = outsideLines(room.view, scale < SMALL_SCALE);
	const { width, height } = sizeOf(lines, options.measure);
	const loud = rooms.filter(({ key, view }) => key !== room.key && URGENCY.includes(view.state));
	const others = placed.filter(({ leader }) => leader).map((label) => boxOf(label, scale));
	let best: PlacedLabel | null = null;
	let least = FAR + THROUGH_M;
	// Words cannot be nearer than their middle less their own extent.
	const reach = Math.hypot(width, height) / scale;
	for (let away = STEP; away - reach < least; away += STEP) {
		for (let n = 0; n < DIRECTIONS; n++) {
			const [dx, dy] = turn([away, 0], (360 * n) / DIRECTIONS);
			const centre: Point = [room.at[0] + dx, room.at[1] + dy];
			const words = boxAround(centre, (width + FREE) / scale, (height + FREE) / scale);
			const nearest = nearestOfBox(words, room.at);
			if (distance(room.at, nearest) >= least) continue;
			const box = boxAround(centre, (width + 2 * FREE) / scale, (height + 2 * FREE) / scale);
			if (!within(frame, box) || [...taken, ...others].some((one) => boxesMeet(one, box))) continue;
			if (!buildings.every((ring) => clearOfRing(ring, box))) continue;
			for (const [index, to] of [nearest, ...cornersOf(words)].entries()) {
				const leader = { from: room.at, to };
				const through = loud.filter(({ polygon }) => runsThrough(leader, polygon[0] ?? [])).length;
				const detour = (index === 0 ? 0 : CORNER_M) + through * THROUGH_M;
				const cost = distance(leader.from, to) + detour;
				if (cost >= least || placed.some((label) => crosses(leader, label, scale))) continue;
				least = cost;
				best = {
					...{ key: room.key, view: room.view, lines, centre, angle: 0, width, height },
					named: true,
					leader
				};
			}
		}
	}
	return best;
}

function runsThrough({ from, to }: Leader, ring: Ring): boolean {
	return edges(ring).some(([a, b]) => segmentsMeet(from, to, a, b));
}

function boxOf({ centre, width, height }: PlacedLabel, scale: number): Bounds {
	return boxAround(centre, (width + FREE) / scale, (height + FREE) / scale);
}

function within(frame: Bounds, { min, max }: Bounds): boolean {
	return (
		min[0] >= frame.min[0] &&
		min[1] >= frame.min[1] &&
		max[0] <= frame.max[0] &&
		max[1] <= frame.max[1]
	);
}

/** True where a leader runs through other words, or through another leader. */
function crosses({ from, to }: Leader, label: PlacedLabel, scale: number): boolean {
	const [a, b] = [from, to].map((point): Point => {
		const [x, y] = turn([point[0] - label.centre[0], point[1] - label.centre[1]], -label.angle);
		return [x, y];
	});
	const words = boxAround([0, 0], label.width / scale, label.height / scale);
	if (a && b && segmentMeetsBox(a, b, words)) return true;
	return label.leader !== undefined && segmentsMeet(from, to, label.leader.from, label.leader.to);
}
