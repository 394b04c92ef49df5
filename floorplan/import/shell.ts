/** Walls from the outlines of rooms: what two enclosed rooms share, and what one has towards the outside. */
import type { Point, Polygon, Wall } from '../building.ts';
import {
	along,
	contains,
	distance,
	distanceToSegment,
	edges,
	nearestShare,
	signedArea
} from '../geometry.ts';

export interface Enclosure {
	key: string;
	polygon: Polygon;
	/** Towards another soft one there is no wall: corridors, open areas. */
	soft: boolean;
	/** Yards and voids. */
	open: boolean;
}

/** A stretch of edge with the same neighbours all along. */
export interface Piece {
	from: Point;
	to: Point;
	/** Key of the room on the left of from → to; null: none. */
	left: string | null;
	right: string | null;
	wall: Wall['kind'] | null;
}

/** m within which a corner lies on another room's edge. */
const NEAR = 0.01;
/** m across which two outlines that leave a wall's thickness between them are neighbours. */
const ACROSS = 0.3;
/** m of the grid in which corners are found. */
const CELL = 2;

/** Corners compared with edges; a plan of rooms needs some hundred thousand. */
const MOST_COMPARED = 20_000_000;

/** Every stretch of the rooms' edges, once; null for a plan too dense to be compared. */
export function pieces(rooms: readonly Enclosure[]): Piece[] | null {
	let compared = 0;
	const corners = new Grid(rooms.flatMap(({ polygon }) => polygon.flat()));
	const found = new Map<string, Piece>();
	for (const { key, polygon } of rooms) {
		for (const [index, ring] of polygon.entries()) {
			// Rooms on the left of their edges: outer rings anticlockwise, holes clockwise.
			const turned = signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed();
			for (const [from, to] of edges(turned)) {
				const near = corners.along(from, to);
				compared += near.length + distance(from, to);
				if (compared > MOST_COMPARED) return null;
				for (const [a, b] of stretches(from, to, near)) {
					const other = found.get(`${b.join()} ${a.join()}`);
					if (other && other.right === null) other.right = key;
					else
						found.set(`${a.join()} ${b.join()}`, {
							from: a,
							to: b,
							left: key,
							right: null,
							wall: null
						});
				}
			}
		}
	}
	const near = new RoomFinder(rooms);
	for (const piece of found.values()) {
		piece.right ??= near.beside(piece, -1, piece.left);
		piece.wall = wallOf(near.room(piece.left), near.room(piece.right));
	}
	return [...found.values()];
}

function stretches(from: Point, to: Point, near: readonly Point[]): [Point, Point][] {
	const stops = near
		.map((point) => ({ point, share: nearestShare(point, from, to) }))
		.filter(({ point, share }) => {
			return share > 0 && share < 1 && distanceToSegment(point, from, to) < NEAR;
		})
		.sort((a, b) => a.share - b.share)
		.map(({ point }) => point);
	const all = [from, ...stops, to].filter(
		(point, n, list) =>
			n === 0 || distance(point, list[n - 1] ?? point) > NEAR / 2 || n === list.length - 1
	);
	return all.slice(0, -1).map((point, n) => [point, all[n + 1] ?? to]);
}

function wallOf(left: Enclosure | null, right: Enclosure | null): Wall['kind'] | null {
	const sides = [left, right].filter((side) => side !== null);
	if (sides.every(({ open }) => open)) return null;
	if (sides.length === 2 && sides.some(({ open }) => open)) return 'outer';
	if (sides.every(({ soft }) => soft)) return sides.length === 2 ? null : 'outer';
	return sides.length === 2 ? 'inner' : 'outer';
}

/** Which room lies at a point. */
export class RoomFinder {
	readonly #rooms: readonly Enclosure[];
	readonly #byKey: ReadonlyMap<string, Enclosure>;
	readonly #boxes: { west: number; south: number; east: number; north: number; size: number }[];

	constructor(rooms: readonly Enclosure[]) {
		this.#rooms = rooms;
		this.#byKey = new Map(rooms.map((room) => [room.key, room]));
		this.#boxes = rooms.map(({ polygon: [ring = []] }) => {
			let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
			for (const [x, y] of ring) {
				west = Math.min(west, x);
				south = Math.min(south, y);
				east = Math.max(east, x);
				north = Math.max(north, y);
			}
			return { west, south, east, north, size: (east - west) * (north - south) };
		});
	}

	room(key: string | null): Enclosure | null {
		return key === null ? null : (this.#byKey.get(key) ?? null);
	}

	/** Key of the smallest room that holds a point; null: none does. */
	at([x, y]: Point, but: string | null = null): string | null {
		let best: { key: string; size: number } | null = null;
		for (const [n, room] of this.#rooms.entries()) {
			const box = this.#boxes[n];
			if (!box || x < box.west || x > box.east || y < box.south || y > box.north) continue;
			if (room.key === but || (best && best.size <= box.size)) continue;
			if (contains(room.polygon, [x, y])) best = { key: room.key, size: box.size };
		}
		return best?.key ?? null;
	}

	/** The room to the left (1) or right (-1) of a line, a wall's thickness away. */
	beside(line: { from: Point; to: Point }, side: 1 | -1, but: string | null = null): string | null {
		const length = distance(line.from, line.to);
		if (length === 0) return null;
		const [x, y] = along(line.from, line.to, 0.5);
		const [nx, ny] = [
			(-(line.to[1] - line.from[1]) / length) * side,
			((line.to[0] - line.from[0]) / length) * side
		];
		for (const away of [ACROSS / 2, ACROSS, ACROSS * 2]) {
			const found = this.at([x + nx * away, y + ny * away], but);
			if (found !== null) return found;
		}
		return null;
	}
}

/** Corners by the cell they lie in. */
class Grid {
	readonly #cells = new Map<string, Point[]>();

	constructor(points: readonly Point[]) {
		const seen = new Set<string>();
		for (const point of points) {
			if (seen.has(point.join())) continue;
			seen.add(point.join());
			const key = `${Math.floor(point[0] / CELL)} ${Math.floor(point[1] / CELL)}`;
			const cell = this.#cells.get(key);
			if (cell) cell.push(point);
			else this.#cells.set(key, [point]);
		}
	}

	/** Those in the cells that a line runs through, and beside it. */
	along(from: Point, to: Point): Point[] {
		const steps = Math.ceil(distance(from, to) / CELL) + 1;
		const cells = new Set<string>();
		for (let n = 0; n <= steps; n++) {
			const [x, y] = along(from, to, n / steps);
			for (const dx of [-1, 0, 1]) {
				for (const dy of [-1, 0, 1]) {
					cells.add(`${Math.floor(x / CELL) + dx} ${Math.floor(y / CELL) + dy}`);
				}
			}
		}
		return [...cells].flatMap((cell) => this.#cells.get(cell) ?? []);
	}
}

/** Walls end to end as lines, straight corners left out. */
export function wallLines(all: readonly Piece[], kind: Wall['kind']): Point[][] {
	const mine = all.filter(({ wall }) => wall === kind);
	const at = new Map<string, Piece[]>();
	for (const piece of mine) {
		for (const end of [piece.from, piece.to]) {
			const known = at.get(end.join());
			if (known) known.push(piece);
			else at.set(end.join(), [piece]);
		}
	}
	const done = new Set<Piece>();
	const follow = (start: Point): Point[] => {
		const line: Point[] = [];
		for (let end = start; ;) {
			const next = at.get(end.join())?.find((piece) => !done.has(piece));
			if (!next) return line;
			done.add(next);
			end = next.from.join() === end.join() ? next.to : next.from;
			line.push(end);
		}
	};
	return mine.flatMap((piece) => {
		if (done.has(piece)) return [];
		done.add(piece);
		const line = [...follow(piece.from).toReversed(), piece.from, piece.to, ...follow(piece.to)];
		return [withoutStraight(line)];
	});
}

function withoutStraight(line: readonly Point[]): Point[] {
	const kept: Point[] = [];
	for (const [n, point] of line.entries()) {
		const [before, next] = [kept.at(-1), line[n + 1]];
		if (before && next && distanceToSegment(point, before, next) < NEAR / 10) continue;
		kept.push(point);
	}
	return kept;
}
