/** The shape of a level's features: IMDF's, and ours in its manner for what it does not know. */
import * as v from 'valibot';
import type { Bay, Fixture, Opening, SiteMark } from './building.ts';
import { finite, key, label, metres, position, ROOM_TYPES, text, uuid } from './schema-values.ts';

const FIXTURE_KINDS = [
	'column',
	'stairs',
	'counter',
	'desk',
	'seat',
	'lift',
	'ramp',
	'kiosk',
	'sanitary',
	'step',
	'wall',
	'glass'
] as const satisfies Fixture['kind'][];

const OPENING_KINDS = ['door', 'double-door', 'open'] as const satisfies Opening['kind'][];

const BAY_CLASSES = ['car', 'motorcycle', 'disabled', 'official'] as const satisfies Bay['class'][];

const SITE_KINDS = [
	'boundary',
	'kerb',
	'path',
	'crossing',
	'hut',
	'planter',
	'street',
	'gate',
	'assembly',
	'roof',
	'ridge',
	'shelter',
	'tree'
] as const satisfies SiteMark['kind'][];

/** IMDF feature types that say nothing the product draws. */
const UNREAD_FEATURES = [
	'address',
	'amenity',
	'anchor',
	'building',
	'footprint',
	'geofence',
	'occupant',
	'relationship',
	'section',
	'venue'
] as const;

const lineString = v.object({
	type: v.literal('LineString'),
	coordinates: v.pipe(v.array(position), v.minLength(2))
});
const point = v.object({ type: v.literal('Point'), coordinates: position });
const rings = v.pipe(
	v.array(
		v.pipe(
			v.array(position),
			v.minLength(4),
			v.check(
				(ring) => String(ring[0]) === String(ring.at(-1)),
				'is not closed: its last position is not its first'
			)
		)
	),
	v.minLength(1)
);
const polygon = v.object({ type: v.literal('Polygon'), coordinates: rings });
/** IMDF allows a level of several parts. */
const multiPolygon = v.object({
	type: v.literal('MultiPolygon'),
	coordinates: v.pipe(v.array(rings), v.minLength(1))
});

const pixels = v.pipe(finite, v.integer(), v.minValue(1));
/** A picture under the plan: its file in the building's folder, and where its corners lie. */
const underlay = v.object({
	file: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*\.(png|jpg)$/, 'is no name of a picture')),
	width: pixels,
	height: pixels,
	/** Top left, top right, bottom right, bottom left of the picture. */
	corners: v.tuple([position, position, position, position])
});

const level = v.object({
	id: uuid,
	feature_type: v.literal('level'),
	geometry: v.variant('type', [polygon, multiPolygon]),
	properties: v.object({
		key,
		name: label,
		ordinal: v.pipe(v.number(), v.integer()),
		outdoor: v.optional(v.boolean(), false),
		underlay: v.optional(underlay)
	})
});

const unit = v.object({
	id: uuid,
	feature_type: v.literal('unit'),
	geometry: polygon,
	properties: v.object({
		key,
		name: label,
		alt_name: v.nullish(label),
		type: v.picklist(ROOM_TYPES),
		category: text,
		seats: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
		occupants: v.optional(v.array(text), [])
	})
});

const opening = v.object({
	id: uuid,
	feature_type: v.literal('opening'),
	geometry: lineString,
	properties: v.object({
		kind: v.picklist(OPENING_KINDS),
		joins: v.tuple([text, text]),
		thickness: metres
	})
});

const detail = v.object({
	id: uuid,
	feature_type: v.literal('detail'),
	geometry: lineString,
	properties: v.variant('kind', [
		v.object({
			kind: v.picklist(['outer-wall', 'inner-wall', 'window']),
			thickness: metres
		}),
		v.object({ kind: v.picklist(FIXTURE_KINDS) })
	])
});

const furniture = v.object({
	id: uuid,
	feature_type: v.picklist(['fixture', 'kiosk']),
	geometry: polygon,
	properties: v.object({ kind: v.picklist(FIXTURE_KINDS), name: v.nullish(label) })
});

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Ours, in the manner of IMDF: its features know no single bay. */
const parking = v.object({
	id: uuid,
	feature_type: v.literal('parking'),
	geometry: polygon,
	properties: v.variant('kind', [
		v.object({
			kind: v.literal('bay'),
			key,
			number: count,
			class: v.picklist(BAY_CLASSES),
			zone: key
		}),
		v.object({
			kind: v.literal('area'),
			key,
			name: label,
			class: v.picklist(BAY_CLASSES),
			zone: key,
			places: count,
			gate: position,
			counted_by: v.nullish(v.object({ device: text, channel: v.optional(v.string(), '') }))
		})
	])
});

/** Ours too: what is drawn around the building. */
const site = v.object({
	id: uuid,
	feature_type: v.literal('site'),
	geometry: v.variant('type', [polygon, lineString, point]),
	properties: v.object({
		key,
		kind: v.picklist(SITE_KINDS),
		name: v.nullish(label),
		radius: v.optional(metres, 0.5)
	})
});

const unread = v.object({ feature_type: v.picklist(UNREAD_FEATURES) });

/** One feature of a level. */
export const feature = v.variant('feature_type', [
	level,
	unit,
	opening,
	detail,
	furniture,
	parking,
	site,
	unread
]);

export type LevelFeature = v.InferOutput<typeof feature>;
