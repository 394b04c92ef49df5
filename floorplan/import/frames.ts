/** From the numbers of a file to degrees of WGS84: what they mean is told by the file, or by their size. */
import { turn, unproject } from '../geometry.ts';
import type { Position, Shape } from './shapes.ts';

export interface Place {
	lon: number;
	lat: number;
}

export type Crs = 'degrees' | 'swapped' | 'metres' | 'millimetres' | 'mercator';

/** Half the circumference of the sphere of EPSG:3857, m. */
const MERCATOR_EDGE = 20_037_508.342_789_244;
/** A room of half this in degrees would be kilometres wide; in metres, it would be a crack. */
const DIVIDE = 0.05;
/** A plan whose middling things are this long was drawn in millimetres, as CAD does. */
const MILLIMETRES = 1_000;

/** What the `crs` member names (GeoJSON of 2008), where it names something known. */
export function namedCrs(head: Record<string, unknown>): Crs | null {
	const text = JSON.stringify(head.crs ?? '').slice(0, 500);
	if (/CRS84|EPSG:+4326\b/i.test(text)) return 'degrees';
	if (/EPSG:+(3857|900913)\b/i.test(text)) return 'mercator';
	return null;
}

/** Decides by the middle one of the sizes of things, so that a few absurd ones decide nothing. */
export function guessCrs(shapes: readonly Shape[]): Crs {
	const boxes = shapes.map(boxOf).sort((a, b) => size(a) - size(b));
	const extended = boxes.filter((box) => size(box) > 0);
	const median = extended[extended.length >> 1];
	if (!median) {
		// Points alone: how far apart they lie.
		const xs = boxes.map(({ west }) => west).sort((a, b) => a - b);
		const spread = (xs.at(-1) ?? 0) - (xs[0] ?? 0);
		return spread < DIVIDE && boxes.every(isOnEarth) ? 'degrees' : 'metres';
	}
	if (size(median) >= MILLIMETRES) return 'millimetres';
	if (size(median) >= DIVIDE) return 'metres';
	const [south, west] = [median.south, median.west];
	if (Math.abs(south) > 90 && Math.abs(south) <= 180 && Math.abs(west) <= 90) return 'swapped';
	return 'degrees';
}

export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

export function boxOf({ areas, lines, points }: Shape): Box {
	const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
	for (const part of [...areas.flat(), ...lines, points]) {
		for (const [x, y] of part) {
			if (x < box.west) box.west = x;
			if (x > box.east) box.east = x;
			if (y < box.south) box.south = y;
			if (y > box.north) box.north = y;
		}
	}
	return box;
}

function size({ west, south, east, north }: Box): number {
	return Math.max(east - west, north - south);
}

export function isOnEarth({ west, south, east, north }: Box): boolean {
	return west >= -180 && east <= 180 && south >= -90 && north <= 90;
}

/** Where the metres of a file lie. */
export interface MetreFrame {
	anchor: Place;
	/** Degrees anticlockwise, by which the plan's x lies from east. */
	turned: number;
	/** What the file gives to the anchor, m. */
	origin: Position;
}

/** To a tenth of a millimetre, so that the same plan gives the same numbers each time. */
const DECIMALS = 9;

export function rounded(degrees: number): number {
	return Number(degrees.toFixed(DECIMALS));
}

export function toDegrees(crs: Crs, frame: MetreFrame): (position: Position) => Position {
	switch (crs) {
		case 'degrees':
			return ([lon, lat]) => [rounded(lon), rounded(lat)];
		case 'swapped':
			return ([lat, lon]) => [rounded(lon), rounded(lat)];
		case 'mercator':
			return ([x, y]) => [
				rounded((x / MERCATOR_EDGE) * 180),
				rounded((Math.atan(Math.sinh((y / MERCATOR_EDGE) * Math.PI)) * 180) / Math.PI)
			];
		case 'metres':
		case 'millimetres': {
			const unit = crs === 'metres' ? 1 : 0.001;
			return ([x, y]) => {
				const [ox, oy] = frame.origin;
				const [lon, lat] = unproject(
					frame.anchor,
					turn([(x - ox) * unit, (y - oy) * unit], frame.turned)
				);
				return [rounded(lon), rounded(lat)];
			};
		}
	}
}

/** @returns the same shape with every position moved. */
export function mapShape(shape: Shape, move: (position: Position) => Position): Shape {
	return {
		areas: shape.areas.map((rings) => rings.map((ring) => ring.map(move))),
		lines: shape.lines.map((line) => line.map(move)),
		points: shape.points.map(move)
	};
}
