/** A picture laid under a level by three points whose place is known. */
import type { Point } from '../building.ts';
import { project, unproject } from '../geometry.ts';
import type { Picture } from './documents.ts';
import { levelAt, type Draft } from './draft.ts';
import { rounded, type Crs, type Place } from './frames.ts';
import { slug } from './names.ts';
import type { Reason } from './reasons.ts';
import type { Tally } from './report.ts';
import type { Position } from './shapes.ts';

/** A place of the picture, px from its top left, and where that lies: lon and lat, or metres. */
export interface PointPair {
	pixel: Position;
	place: Position;
}

export interface UnderlayOptions {
	points?: readonly PointPair[] | undefined;
	anchor?: Place | undefined;
	crs?: Crs | undefined;
	level?: number | undefined;
}

/** The picture's corners in degrees: top left, top right, bottom right, bottom left. */
export type Corners = [Position, Position, Position, Position];

/** m a pixel: finer is no scan of a floor, coarser no floor. */
const FINEST = 0.0005;
const COARSEST = 20;
/** Three places this near in their numbers are degrees; in metres they would be one place. */
const DEGREES_APART = 0.05;

/**
 * Where a picture's corners lie when three of its places are known: an affine map, so that a scan
 * may be turned, scaled and sheared.
 */
export function cornersOf(
	{ width, height }: Pick<Picture, 'width' | 'height'>,
	{ points = [], anchor, crs }: UnderlayOptions
): { ok: true; corners: Corners; anchor: Place } | { ok: false; reason: Reason } {
	const [a, b, c] = points;
	if (!a || !b || !c || points.length !== 3) return { ok: false, reason: 'no-three-points' };
	const spread = Math.max(
		...[b, c].map(({ place: [x, y] }) =>
			Math.max(Math.abs(x - a.place[0]), Math.abs(y - a.place[1]))
		)
	);
	const degrees = crs === undefined ? spread < DEGREES_APART : crs === 'degrees';
	const at = anchor ?? (degrees ? { lon: a.place[0], lat: a.place[1] } : { lon: 0, lat: 0 });
	if (degrees && Math.abs(a.place[1]) > 90) return { ok: false, reason: 'out-of-range' };
	const metres = (pair: PointPair): Point => (degrees ? project(at, pair.place) : pair.place);
	const [ma, mb, mc] = [metres(a), metres(b), metres(c)];
	const [ux, uy] = [b.pixel[0] - a.pixel[0], b.pixel[1] - a.pixel[1]];
	const [vx, vy] = [c.pixel[0] - a.pixel[0], c.pixel[1] - a.pixel[1]];
	const cross = ux * vy - uy * vx;
	// A triangle thinner than a pixel tells a line and no plane.
	if (Math.abs(cross) < Math.hypot(ux, uy, vx, vy)) return { ok: false, reason: 'points-in-line' };
	const column = (du: Point, dv: Point, k: 0 | 1): [number, number] => [
		(du[k] * vy - dv[k] * uy) / cross,
		(dv[k] * ux - du[k] * vx) / cross
	];
	const du: Point = [mb[0] - ma[0], mb[1] - ma[1]];
	const dv: Point = [mc[0] - ma[0], mc[1] - ma[1]];
	const [xx, xy] = column(du, dv, 0);
	const [yx, yy] = column(du, dv, 1);
	const scale = Math.sqrt(Math.abs(xx * yy - xy * yx));
	if (!(scale >= FINEST && scale <= COARSEST)) return { ok: false, reason: 'points-in-line' };
	const corner = (px: number, py: number): Position => {
		const [dx, dy] = [px - a.pixel[0], py - a.pixel[1]];
		const [lon, lat] = unproject(at, [ma[0] + xx * dx + xy * dy, ma[1] + yx * dx + yy * dy]);
		return [rounded(lon), rounded(lat)];
	};
	const corners: Corners = [
		corner(0, 0),
		corner(width, 0),
		corner(width, height),
		corner(0, height)
	];
	return { ok: true, corners, anchor: at };
}

/** Puts pictures under the draft's levels; one that cannot be placed is left. @returns files by name. */
export function layUnderlays(
	pictures: readonly Picture[],
	options: UnderlayOptions,
	draft: Draft,
	tally: Tally
): Map<string, Uint8Array> {
	const files = new Map<string, Uint8Array>();
	const laid = [...draft.levels.values()].map(({ properties }) => fileOf(properties.underlay));
	for (const [index, picture] of pictures.entries()) {
		const known = `${picture.stem}.${picture.type}`;
		if (laid.includes(known)) {
			// The plan itself says where it lies.
			files.set(known, picture.bytes);
			tally.take('picture');
			continue;
		}
		const placed = cornersOf(picture, options);
		if (!placed.ok) {
			tally.leave('picture', placed.reason, picture.name);
			continue;
		}
		const ordinal = (options.level ?? 0) + index;
		const level =
			[...draft.levels.values()].find((one) => one.ordinal === ordinal) ??
			levelAt(draft, `picture ${ordinal}`, ordinal);
		const stem = slug(picture.stem) || 'gambar';
		const file = files.has(`${stem}.${picture.type}`) ? `${stem}-${index + 1}` : stem;
		const name = `${file}.${picture.type}`;
		files.set(name, picture.bytes);
		const { width, height } = picture;
		level.properties.underlay = { file: name, width, height, corners: placed.corners };
		if (!options.anchor && placed.anchor.lon === 0 && placed.anchor.lat === 0) {
			tally.assume('picture', 'no-place', picture.name);
		}
		draft.building.anchor ??= placed.anchor;
		if (!addOutline(draft, level.ref, picture, placed.corners)) tally.take('picture');
	}
	for (const { properties } of draft.levels.values()) {
		const file = fileOf(properties.underlay);
		if (file !== undefined && !files.has(String(file))) delete properties.underlay;
	}
	return files;
}

function fileOf(underlay: unknown): unknown {
	const { file }: { file?: unknown } = Object(underlay);
	return file;
}

/** A level that is a picture alone is as large as the picture. @returns whether it is one. */
function addOutline(draft: Draft, ref: string, { name, stem }: Picture, corners: Corners): boolean {
	if (draft.things.some(({ levels }) => levels.includes(ref))) return false;
	const document = { name, stem, head: {}, features: [] };
	draft.things.push({
		...{ role: 'outline', said: 'picture', levels: [ref], label: null, sourceId: null },
		properties: {},
		from: {
			...{ document, feature: {}, properties: {}, example: name, box: null },
			shape: { areas: [[[...corners]]], lines: [], points: [] }
		}
	});
	return true;
}
