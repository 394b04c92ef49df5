/** The features of all files with their shapes in degrees: what lies nowhere, or far from the rest, is left. */
import { distance, project } from '../geometry.ts';
import { MOST, Refused } from './bounds.ts';
import type { Document } from './documents.ts';
import {
	boxOf,
	guessCrs,
	isOnEarth,
	mapShape,
	namedCrs,
	toDegrees,
	type Crs,
	type MetreFrame,
	type Place
} from './frames.ts';
import type { Tally } from './report.ts';
import { readShape, type Position, type Shape } from './shapes.ts';

export interface Located {
	document: Document;
	/** The feature as it stands in the file. */
	feature: Record<string, unknown>;
	properties: Record<string, unknown>;
	/** In degrees, to nine decimals. */
	shape: Shape;
	/** null: a feature that says something without lying somewhere. */
	box: { centre: Position } | null;
	/** What a person finds it by. */
	example: string;
}

export interface LocateOptions {
	crs?: Crs | undefined;
	anchor?: Place | undefined;
	turned?: number | undefined;
}

export function locate(
	documents: readonly Document[],
	options: LocateOptions,
	tally: Tally
): Located[] {
	const total = documents.reduce((sum, { features }) => sum + features.length, 0);
	if (total > MOST.features) {
		throw new Refused(`holds ${total} features; at most ${MOST.features} are read`);
	}
	let positions = 0;
	const found: Located[] = [];
	for (const document of documents) {
		const read: Located[] = [];
		for (const [index, feature] of document.features.entries()) {
			const properties = propertiesOf(feature);
			const example = exampleOf(feature, properties, `${document.name} #${index + 1}`);
			if ('broken' in feature) {
				tally.leave('feature', 'no-feature', String(feature.broken));
				continue;
			}
			const one = { document, feature, properties, example, box: null };
			if (feature.geometry === null || feature.geometry === undefined) {
				read.push({ ...one, shape: { areas: [], lines: [], points: [] } });
				continue;
			}
			const shape = readShape(feature.geometry);
			if (!shape.ok) {
				tally.leave('feature', shape.reason, example);
				continue;
			}
			positions += shape.positions;
			if (positions > MOST.positions) {
				throw new Refused(`holds more than ${MOST.positions} points`);
			}
			for (const reason of shape.changed) tally.change('feature', reason, example);
			read.push({ ...one, shape: shape.shape });
		}
		found.push(...inDegrees(document, read, options, tally));
	}
	return withoutStrays(found, tally);
}

function propertiesOf({ properties }: Record<string, unknown>): Record<string, unknown> {
	if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {};
	const own: Record<string, unknown> = { ...properties };
	// osmtogeojson keeps tags in a drawer of their own.
	const { tags } = own;
	return typeof tags === 'object' && tags !== null && !Array.isArray(tags)
		? { ...own, ...tags }
		: own;
}

function exampleOf(
	feature: Record<string, unknown>,
	properties: Record<string, unknown>,
	otherwise: string
): string {
	for (const value of [feature.id, properties.id, properties['@id'], properties.name]) {
		if (typeof value === 'string' || typeof value === 'number') return String(value);
	}
	return otherwise;
}

function inDegrees(
	document: Document,
	read: readonly Located[],
	{ crs: wanted, anchor, turned }: LocateOptions,
	tally: Tally
): Located[] {
	const placed = read.filter(({ shape }) => !isEmpty(shape));
	const crs = wanted ?? namedCrs(document.head) ?? guessCrs(placed.map(({ shape }) => shape));
	const frame: MetreFrame = {
		anchor: anchor ?? { lon: 0, lat: 0 },
		turned: turned ?? 0,
		origin: [0, 0]
	};
	const unit = crs === 'metres' ? 1 : crs === 'millimetres' ? 0.001 : 0;
	if (unit > 0 && placed.length > 0) {
		tally.assume('file', crs === 'metres' ? 'in-metres' : 'in-millimetres', document.name);
		if (!anchor) tally.assume('file', 'no-place', document.name);
		const corner = middleCorner(placed);
		if (Math.hypot(...corner) * unit > MOST.reach) {
			frame.origin = corner;
			tally.assume('file', 'origin-moved', `${document.name}: ${corner.join(', ')}`);
		}
	}
	if (crs === 'swapped') tally.change('file', 'axes-swapped', document.name);
	const move = toDegrees(crs, frame);
	return read.flatMap((one) => {
		if (isEmpty(one.shape)) return [one];
		const shape = mapShape(one.shape, move);
		const box = boxOf(shape);
		if (!isOnEarth(box)) {
			tally.leave('feature', 'out-of-range', one.example);
			return [];
		}
		const centre: Position = [(box.west + box.east) / 2, (box.south + box.north) / 2];
		const place = { lon: centre[0], lat: centre[1] };
		const across = distance(
			project(place, [box.west, box.south]),
			project(place, [box.east, box.north])
		);
		if (across > MOST.reach * 2) {
			tally.leave('feature', 'too-large', one.example);
			return [];
		}
		return [{ ...one, shape, box: { centre } }];
	});
}

export function isEmpty({ areas, lines, points }: Shape): boolean {
	return areas.length + lines.length + points.length === 0;
}

/** The south-west corner of the plan, to whole metres, whatever single things lie astray. */
function middleCorner(placed: readonly Located[]): Position {
	const boxes = placed.map(({ shape }) => boxOf(shape));
	const low = (values: number[]): number => {
		values.sort((a, b) => a - b);
		return Math.floor(values[Math.floor(values.length * 0.1)] ?? 0);
	};
	return [low(boxes.map(({ west }) => west)), low(boxes.map(({ south }) => south))];
}

function withoutStrays(found: readonly Located[], tally: Tally): Located[] {
	const centres = found.flatMap(({ box }) => (box ? [box.centre] : []));
	const middle = (axis: 0 | 1): number =>
		centres.map((centre) => centre[axis]).sort((a, b) => a - b)[centres.length >> 1] ?? 0;
	const place = { lon: middle(0), lat: middle(1) };
	return found.filter(({ box, example }) => {
		if (!box || distance(project(place, box.centre), [0, 0]) <= MOST.reach) return true;
		tally.leave('feature', 'far-away', example);
		return false;
	});
}
