/** Makes a level of the plan from the IMDF features of its file. */
import * as v from 'valibot';
import type {
	Bay,
	Fixture,
	Level,
	Opening,
	ParkingArea,
	Point,
	Polygon,
	Room,
	SiteMark,
	Underlay,
	Wall
} from './building.ts';
import { area, project } from './geometry.ts';
import { cutAtOpenings } from './cut-walls.ts';
import { labelPoint } from './label-point.ts';
import { feature, type LevelFeature } from './feature-schema.ts';
import { faultsOf } from './schema.ts';

type Anchor = Parameters<typeof project>[0];
type Read<Type extends LevelFeature['feature_type']> = Extract<
	LevelFeature,
	{ feature_type: Type }
>;

/** Millimetres: neighbours that share a corner share it exactly, and fewer digits travel. */
const round = (metres: number): number => Math.round(metres * 1000) / 1000 + 0;

/** The level, or what is wrong with which feature. */
export function readLevel(
	anchor: Anchor,
	features: readonly unknown[]
): { level: Level | null; faults: string[] } {
	const faults: string[] = [];
	const read: LevelFeature[] = [];
	for (const [index, one] of features.entries()) {
		const result = v.safeParse(feature, one);
		if (result.success) read.push(result.output);
		else faults.push(...faultsOf(result.issues).map((fault) => `${nameOf(one, index)}: ${fault}`));
	}
	const heads = read.filter((one): one is Read<'level'> => one.feature_type === 'level');
	const [head] = heads;
	if (heads.length !== 1) faults.push(`holds ${heads.length} features of type level, not one`);
	if (!head || faults.length > 0) return { level: null, faults };

	const point = (position: readonly number[]): Point => {
		const [x, y] = project(anchor, position);
		return [round(x), round(y)];
	};
	const line = (positions: readonly (readonly number[])[]): Point[] => positions.map(point);
	const polygon = (rings: readonly (readonly (readonly number[])[])[]): Polygon =>
		rings.map((ring) => line(ring.slice(0, -1)));

	const { underlay } = head.properties;
	const level: Level = {
		id: head.id,
		key: head.properties.key,
		name: head.properties.name,
		ordinal: head.properties.ordinal,
		outdoor: head.properties.outdoor,
		outline: outlineOf(head.geometry, polygon),
		...(underlay ? { underlay: underlayOf(underlay, point) } : {}),
		rooms: [],
		walls: [],
		openings: [],
		fixtures: [],
		bays: [],
		areas: [],
		site: []
	};
	for (const one of read) {
		switch (one.feature_type) {
			case 'unit':
				level.rooms.push(roomOf(one, polygon(one.geometry.coordinates)));
				break;
			case 'opening': {
				const { kind, joins, thickness } = one.properties;
				level.openings.push(
					openingOf(one.id, kind, line(one.geometry.coordinates), joins, thickness)
				);
				break;
			}
			case 'fixture':
			case 'kiosk':
				level.fixtures.push(fixtureOf(one, polygon(one.geometry.coordinates)));
				break;
			case 'parking': {
				const shape = polygon(one.geometry.coordinates);
				if (one.properties.kind === 'bay') level.bays.push(bayOf(one.id, one.properties, shape));
				else level.areas.push(areaOf(one.id, one.properties, shape, point));
				break;
			}
			case 'site':
				level.site.push(siteMarkOf(one, { point, line, polygon }));
				break;
			case 'detail':
				addDetail(level, one, line(one.geometry.coordinates));
				break;
		}
	}
	level.walls = cutAtOpenings(level.walls, level.openings);
	return { level, faults };
}

/** A level of several parts is known by its largest. */
function outlineOf(
	geometry: Read<'level'>['geometry'],
	polygon: (rings: readonly (readonly (readonly number[])[])[]) => Polygon
): Polygon {
	if (geometry.type === 'Polygon') return polygon(geometry.coordinates);
	const parts = geometry.coordinates.map(polygon).sort((a, b) => area(b) - area(a));
	return parts[0] ?? [];
}

function underlayOf(
	{ corners, ...picture }: NonNullable<Read<'level'>['properties']['underlay']>,
	point: (position: readonly number[]) => Point
): Underlay {
	const [a, b, c, d] = corners;
	return { ...picture, corners: [point(a), point(b), point(c), point(d)] };
}

function roomOf({ id, properties }: Read<'unit'>, polygon: Polygon): Room {
	const { key, name, alt_name, type, category, seats, occupants } = properties;
	const [x, y] = labelPoint(polygon);
	return {
		id,
		key,
		name,
		...(alt_name ? { shortName: alt_name } : {}),
		type,
		category,
		polygon,
		labelAt: [round(x), round(y)],
		area: Math.round(area(polygon) * 100) / 100,
		...(seats === undefined ? {} : { seats }),
		occupants
	};
}

function openingOf(
	id: string,
	kind: Opening['kind'],
	points: Point[],
	joins: string[],
	thickness: number
): Opening {
	return { id, kind, ...ends(points), joins, thickness };
}

function fixtureOf({ id, properties }: Read<'fixture' | 'kiosk'>, shape: Polygon): Fixture {
	const { kind, name } = properties;
	return { id, kind, closed: true, shape, ...(name ? { name } : {}) };
}

type Parking = Read<'parking'>['properties'];

function bayOf(
	id: string,
	{ key, number, class: kind, zone }: Extract<Parking, { kind: 'bay' }>,
	polygon: Polygon
): Bay {
	return { id, key, number, class: kind, zone, polygon };
}

function areaOf(
	id: string,
	properties: Extract<Parking, { kind: 'area' }>,
	polygon: Polygon,
	point: (position: readonly number[]) => Point
): ParkingArea {
	const { key, name, class: kind, zone, places, gate, counted_by: countedBy } = properties;
	return {
		...{ id, key, name, class: kind, zone, places, gate: point(gate) },
		...{ polygon, countedBy: countedBy ?? null }
	};
}

function siteMarkOf(
	{ id, geometry, properties: { key, kind, name, radius } }: Read<'site'>,
	read: {
		point: (position: readonly number[]) => Point;
		line: (positions: readonly (readonly number[])[]) => Point[];
		polygon: (rings: readonly (readonly (readonly number[])[])[]) => Polygon;
	}
): SiteMark {
	const mark = { id, key, kind, ...(name ? { name } : {}) };
	switch (geometry.type) {
		case 'Polygon':
			return { ...mark, form: 'area', shape: read.polygon(geometry.coordinates) };
		case 'LineString':
			return { ...mark, form: 'line', shape: read.line(geometry.coordinates) };
		case 'Point':
			return { ...mark, form: 'point', at: read.point(geometry.coordinates), radius };
	}
}

function addDetail(level: Level, { id, properties }: Read<'detail'>, points: Point[]): void {
	switch (properties.kind) {
		case 'window':
			level.openings.push(openingOf(id, 'window', points, [], properties.thickness));
			break;
		case 'outer-wall':
		case 'inner-wall': {
			const kind: Wall['kind'] = properties.kind === 'outer-wall' ? 'outer' : 'inner';
			for (const [index, from] of points.slice(0, -1).entries()) {
				const to = points[index + 1] ?? from;
				level.walls.push({ kind, from, to, thickness: properties.thickness });
			}
			break;
		}
		default:
			level.fixtures.push({ id, kind: properties.kind, closed: false, shape: points });
	}
}

/** First and last point of a line, which the schema has made at least two long. */
function ends(points: readonly Point[]): { from: Point; to: Point } {
	const from = points[0] ?? [0, 0];
	return { from, to: points.at(-1) ?? from };
}

/** A feature by what a person can search for in the file. */
function nameOf(value: unknown, index: number): string {
	const fields: Record<string, unknown> = { ...(typeof value === 'object' ? value : {}) };
	const properties: Record<string, unknown> = {
		...(typeof fields.properties === 'object' ? fields.properties : {})
	};
	const type = typeof fields.feature_type === 'string' ? fields.feature_type : 'feature';
	if (typeof properties.key === 'string') return `${type} "${properties.key}"`;
	return typeof fields.id === 'string' ? `${type} ${fields.id}` : `feature ${index + 1}`;
}
