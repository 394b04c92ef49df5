/** Words of rooms too small for them: beside the building, at the end of a line. */
import type { Point, Ring } from '#floorplan/building.ts';
import { bounds, distance, edges, segmentsMeet, turn, type Bounds } from '#floorplan/geometry.ts';
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
import { outsideLines, sizeOf, type LabelLine } from './label-words.ts';
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

/** A room whose name is not on the plan though it must be told, and its words. */
export interface Lacking {
	room: LabelRoom;
	lines: LabelLine[];
	/** px. */
	width: number;
	height: number;
}

/** Where words beside the building stand, m. */
export interface LeaderPlace {
	centre: Point;
	leader: Leader;
}

/** More lines than this are a thicket, in which none leads anywhere. */
const MOST_LEADERS = 8;

/**
 * Rooms in watch, act or without data whose words inside lack the name; the most urgent first.
 * Where they are too many, those in act alone; where these are too many too, none.
 */
export function lackingRooms(
	inside: readonly PlacedLabel[],
	rooms: readonly LabelRoom[],
	options: LabelOptions
): Lacking[] {
	const named = new Set(inside.filter((label) => label.named).map(({ key }) => key));
	const all = rooms
		.filter(({ key, view }) => URGENCY.includes(view.state) && !named.has(key))
		.filter((room) => speaks(room, options.scale));
	const some = all.length > MOST_LEADERS ? all.filter(({ view }) => view.state === 'act') : all;
	if (some.length > MOST_LEADERS) return [];
	return some
		.sort((a, b) => URGENCY.indexOf(a.view.state) - URGENCY.indexOf(b.view.state))
		.map((room) => {
			const lines = outsideLines(room.view, options.scale < SMALL_SCALE);
			return { room, lines, ...sizeOf(lines, options.measure) };
		});
}

/** Places beside the building, by the key of the room; null: there is none. */
export function placeLeaders(
	inside: readonly PlacedLabel[],
	lacking: readonly Lacking[],
	rooms: readonly LabelRoom[],
	around: Surroundings,
	options: LabelOptions
): Map<string, LeaderPlace | null> {
	const lost = new Set(lacking.map(({ room }) => room.key));
	const placed: Standing[] = inside.filter(({ key }) => !lost.has(key));
	const found = new Map<string, LeaderPlace | null>();
	const solids = around.buildings.flatMap((ring) => {
		const box = bounds(ring);
		return box ? [{ ring, box }] : [];
	});
	for (const one of lacking) {
		const place = placeOutside(one, { ...around, solids, rooms, placed }, options.scale);
		found.set(one.room.key, place);
		const { width, height } = one;
		const kept = inside.find(({ key }) => key === one.room.key);
		if (place) placed.push({ ...place, width, height, angle: 0 });
		else if (kept) placed.push(kept);
	}
	return found;
}

type Standing = Pick<PlacedLabel, 'centre' | 'width' | 'height' | 'angle' | 'leader'>;

interface Crowd {
	/** What words must not cover, each with the box around it: asking a ring is dear. */
	solids: readonly { ring: Ring; box: Bounds }[];
	rooms: readonly LabelRoom[];
	placed: readonly Standing[];
}

function placeOutside(
	{ room, width, height }: Lacking,
	{ solids, frame, taken, rooms, placed }: Surroundings & Crowd,
	scale: number
): LeaderPlace | null {
	const loud = rooms.filter(({ key, view }) => key !== room.key && URGENCY.includes(view.state));
	const others = placed.filter(({ leader }) => leader).map((label) => boxOf(label, scale));
	let best: LeaderPlace | null = null;
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
			if (solids.some((one) => boxesMeet(one.box, box) && !clearOfRing(one.ring, box))) continue;
			for (const [index, to] of [nearest, ...cornersOf(words)].entries()) {
				const leader = { from: room.at, to };
				const detour = index === 0 ? 0 : CORNER_M;
				if (distance(room.at, to) + detour >= least) continue;
				const through = loud.filter(({ polygon }) => runsThrough(leader, polygon[0] ?? [])).length;
				const cost = distance(room.at, to) + detour + through * THROUGH_M;
				if (cost >= least || placed.some((label) => crosses(leader, label, scale))) continue;
				least = cost;
				best = { centre, leader };
			}
		}
	}
	return best;
}

function runsThrough({ from, to }: Leader, ring: Ring): boolean {
	return edges(ring).some(([a, b]) => segmentsMeet(from, to, a, b));
}

function boxOf({ centre, width, height }: Standing, scale: number): Bounds {
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
function crosses({ from, to }: Leader, label: Standing, scale: number): boolean {
	const [a, b] = [from, to].map((point): Point => {
		const [x, y] = turn([point[0] - label.centre[0], point[1] - label.centre[1]], -label.angle);
		return [x, y];
	});
	const words = boxAround([0, 0], label.width / scale, label.height / scale);
	if (a && b && segmentMeetsBox(a, b, words)) return true;
	return label.leader !== undefined && segmentsMeet(from, to, label.leader.from, label.leader.to);
}
