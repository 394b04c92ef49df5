/** Places and points as they are written on a command line. */
import type { Crs, Place } from '../floorplan/import/frames.ts';
import type { PointPair } from '../floorplan/import/underlay.ts';
import { UsageFault } from './command.ts';

const CRS = ['degrees', 'metres', 'millimetres', 'mercator'] as const satisfies Crs[];

/** @throws {UsageFault} */
export function crsOf(text: string | undefined): Crs | undefined {
	if (text === undefined) return undefined;
	const found = CRS.find((crs) => crs === text);
	if (!found) throw new UsageFault(`--crs ${text}: is none of ${CRS.join(', ')}`);
	return found;
}

function numbersOf(text: string, option: string): [number, number] {
	const [x, y, ...rest] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
	if (x === undefined || y === undefined || rest.length > 0) {
		throw new UsageFault(`${option} ${text}: two numbers with a comma between are needed`);
	}
	if (!Number.isFinite(x) || !Number.isFinite(y)) {
		throw new UsageFault(`${option} ${text}: is no pair of numbers`);
	}
	return [x, y];
}

/** `LON,LAT`. @throws {UsageFault} */
export function placeOf(text: string | undefined): Place | undefined {
	if (text === undefined) return undefined;
	const [lon, lat] = numbersOf(text, '--anchor');
	if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
		throw new UsageFault(`--anchor ${text}: is no place on earth (LON,LAT in degrees)`);
	}
	return { lon, lat };
}

/** `PX,PY=X,Y`. @throws {UsageFault} */
export function pairOf(text: string): PointPair {
	const [pixel, place, ...rest] = text.split('=');
	if (pixel === undefined || place === undefined || rest.length > 0) {
		throw new UsageFault(`--point ${text}: is not of the form PX,PY=X,Y`);
	}
	return { pixel: numbersOf(pixel, '--point'), place: numbersOf(place, '--point') };
}
