/** Turns a drawn level into features in the shape of IMDF (OGC 20-094): WGS84, stable UUIDs. */
import type { Level, Point, Ring, Wall } from '../building.ts';
import type { CutOpening } from '../draft.ts';
import { signedArea, turn, unproject } from '../geometry.ts';
import { uuid5 } from '../uuid.ts';
import type { RoomSketch } from './room-sketch.ts';
import type { AreaSketch, BaySketch } from './parking.ts';
import type { MarkSketch } from './site.ts';
import type { FixtureSketch } from './sketch.ts';

export interface Site {
	/** Namespace of every id below. */
	id: string;
	anchor: { lon: number; lat: number };
	/** Degrees anticlockwise from the plan's axes to east and north. */
	turned: number;
}

export interface DrawnLevel extends Pick<Level, 'key' | 'name' | 'ordinal' | 'outdoor'> {
	outline: Ring;
	rooms: readonly RoomSketch[];
	walls: readonly Wall[];
	openings: readonly CutOpening[];
	fixtures: readonly FixtureSketch[];
	bays: readonly BaySketch[];
	areas: readonly AreaSketch[];
	marks: readonly MarkSketch[];
}

interface Feature {
	id: string;
	type: 'Feature';
	feature_type: string;
	geometry: { type: string; coordinates: unknown };
	properties: Record<string, unknown>;
}

/** lon, lat with 9 decimals: a tenth of a millimetre, so that neighbours still share their corners. */
export function position(site: Site, point: Point): [number, number] {
	const [lon, lat] = unproject(site.anchor, turn(point, site.turned));
	return [Number(lon.toFixed(9)), Number(lat.toFixed(9))];
}

export function levelFeatures(site: Site, level: DrawnLevel): Feature[] {
	const levelId = uuid5(site.id, `level/${level.key}`);
	const line = (...points: readonly Point[]) => ({
		type: 'LineString',
		coordinates: points.map((point) => position(site, point))
	});
	const ring = (points: Ring, anticlockwise: boolean) => {
		const turned = signedArea(points) > 0 === anticlockwise ? points : [...points].reverse();
		const positions = turned.map((point) => position(site, point));
		return [...positions, positions[0]];
	};
	const polygon = (outer: Ring, holes: readonly Ring[] = []) => ({
		type: 'Polygon',
		coordinates: [ring(outer, true), ...holes.map((hole) => ring(hole, false))]
	});
	const feature = (
		slug: string,
		type: string,
		geometry: Feature['geometry'],
		properties: Feature['properties']
	): Feature => ({
		id: uuid5(site.id, `${level.key}/${slug}`),
		type: 'Feature',
		feature_type: type,
		geometry,
		properties: { ...properties, level_id: levelId }
	});

	const geometryOf = (mark: MarkSketch): Feature['geometry'] => {
		if (mark.form === 'area') return polygon(mark.ring);
		if (mark.form === 'line') return line(...mark.points);
		return { type: 'Point', coordinates: position(site, mark.at) };
	};

	return [
		{
			id: levelId,
			type: 'Feature',
			feature_type: 'level',
			geometry: polygon(level.outline),
			properties: {
				category: 'unspecified',
				outdoor: level.outdoor,
				ordinal: level.ordinal,
				name: level.name,
				key: level.key
			}
		},
		...level.rooms.map((room) =>
			feature(`unit/${room.key}`, 'unit', polygon(room.ring, room.holes), {
				category: room.category,
				name: room.name,
				alt_name: room.shortName,
				key: room.key,
				type: room.type,
				seats: room.seats,
				occupants: room.occupants
			})
		),
		...level.walls.map(({ kind, from, to, thickness }, index) =>
			feature(`wall/${index + 1}`, 'detail', line(from, to), { kind: `${kind}-wall`, thickness })
		),
		...level.openings
			.filter(({ kind }) => kind !== 'window')
			.map(({ key, kind, from, to, joins, thickness }) =>
				feature(`opening/${key}`, 'opening', line(from, to), {
					category: /^d\d$/.test(key) ? 'pedestrian.principal' : 'pedestrian',
					door: { type: kind === 'open' ? 'open' : 'swinging', automatic: false },
					kind,
					joins,
					thickness
				})
			),
		...level.openings
			.filter(({ kind }) => kind === 'window')
			.map(({ key, from, to, thickness }) =>
				feature(`window/${key}`, 'detail', line(from, to), { kind: 'window', thickness })
			),
		...level.fixtures.map((fixture) =>
			feature(
				`fixture/${fixture.key}`,
				...fixtureType(fixture),
				fixture.closed ? polygon(fixture.points) : line(...fixture.points),
				{
					category: FIXTURE_CATEGORIES[fixture.kind],
					name: fixture.name,
					kind: fixture.kind,
					occupants: fixture.occupants
				}
			)
		),
		...level.bays.map(({ ring, ...properties }) =>
			feature(`bay/${properties.key}`, 'parking', polygon(ring), { kind: 'bay', ...properties })
		),
		...level.areas.map(({ ring, gate, countedBy, ...properties }) =>
			feature(`area/${properties.key}`, 'parking', polygon(ring), {
				kind: 'area',
				...properties,
				gate: position(site, gate),
				counted_by: countedBy
			})
		),
		...level.marks.map((mark) => {
			const { key, kind, name } = mark;
			const properties = { kind, key, name, ...(mark.form === 'point' && { radius: mark.radius }) };
			return feature(`site/${key}`, 'site', geometryOf(mark), properties);
		})
	];
}

/** IMDF keeps service points apart as kiosks, and lines as details. */
function fixtureType({ kind, closed }: FixtureSketch): [string] {
	if (!closed) return ['detail'];
	return [kind === 'counter' || kind === 'kiosk' ? 'kiosk' : 'fixture'];
}

const FIXTURE_CATEGORIES: Partial<Record<FixtureSketch['kind'], string>> = {
	column: 'obstruction',
	desk: 'desk',
	seat: 'furniture',
	sanitary: 'water',
	lift: 'equipment',
	ramp: 'obstruction'
};
