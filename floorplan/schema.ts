/** The shape of every file of a building's folder, and the sentence said of what is not in shape. */
import * as v from 'valibot';
import { METRICS, type Metric } from '#lib/domain/metrics.ts';
import type { Fixture, Opening, RoomType } from './building.ts';

const ROOM_TYPES = [
	'work',
	'waiting',
	'lobby',
	'corridor',
	'service',
	'prayer',
	'child',
	'server',
	'outdoor',
	'void'
] as const satisfies RoomType[];

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
	'step'
] as const satisfies Fixture['kind'][];

const OPENING_KINDS = ['door', 'double-door', 'open'] as const satisfies Opening['kind'][];

/** IMDF feature types that say nothing the product draws. */
export const UNREAD_FEATURES = [
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

const text = v.pipe(v.string(), v.nonEmpty());
const words = v.object({ id: text, en: text });
const finite = v.pipe(v.number(), v.finite());
const metres = v.pipe(finite, v.minValue(0.01), v.maxValue(5));
const lon = v.pipe(finite, v.minValue(-180), v.maxValue(180));
const lat = v.pipe(finite, v.minValue(-90), v.maxValue(90));
const uuid = v.pipe(v.string(), v.uuid());
/** What a URL can carry unescaped. */
const key = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'is no key of a-z, 0-9 and -'));
/** RFC 7946 allows a height as a third number; it is left out. */
const position = v.pipe(
	v.looseTuple([lon, lat]),
	v.transform(([x, y]): [number, number] => [x, y])
);

const lineString = v.object({
	type: v.literal('LineString'),
	coordinates: v.pipe(v.array(position), v.minLength(2))
});
const polygon = v.object({
	type: v.literal('Polygon'),
	coordinates: v.pipe(
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
	)
});

const zone = v.pipe(
	v.string(),
	v.check((name) => {
		try {
			new Intl.DateTimeFormat('en', { timeZone: name });
			return true;
		} catch {
			return false;
		}
	}, 'is no IANA time zone')
);

/** `building.json`. */
export const buildingFile = v.object({
	id: uuid,
	name: words,
	address: words,
	timeZone: zone,
	anchor: v.object({ lon, lat }),
	notice: v.nullable(words)
});

/** A level's `*.geojson`; its features are read one by one, so that each can be named. */
export const levelFile = v.object({
	type: v.literal('FeatureCollection'),
	features: v.array(v.unknown())
});

const level = v.object({
	id: uuid,
	feature_type: v.literal('level'),
	geometry: polygon,
	properties: v.object({ key, name: words, ordinal: v.pipe(v.number(), v.integer()) })
});

const unit = v.object({
	id: uuid,
	feature_type: v.literal('unit'),
	geometry: polygon,
	properties: v.object({
		key,
		name: words,
		alt_name: v.nullish(words),
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
	properties: v.object({ kind: v.picklist(FIXTURE_KINDS), name: v.nullish(words) })
});

const unread = v.object({ feature_type: v.picklist(UNREAD_FEATURES) });

/** One feature of a level. */
export const feature = v.variant('feature_type', [level, unit, opening, detail, furniture, unread]);

/** `devices.json`. */
export const devicesFile = v.array(
	v.object({
		device: v.pipe(text, v.maxLength(128)),
		name: text,
		network: text,
		brand: text,
		model: text,
		profile: v.optional(text),
		intervalMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1000))),
		eventOnly: v.optional(v.boolean())
	})
);

/** A date with its offset: a local time would mean another moment on another machine. */
const moment = v.pipe(
	v.string(),
	v.isoTimestamp('is no ISO 8601 time with an offset, such as 2026-01-05T07:00:00+07:00'),
	v.transform((time) => Date.parse(time)),
	v.finite('is no date of the calendar')
);

/** `placements.json`. */
export const placementsFile = v.array(
	v.object({
		device: text,
		channel: v.optional(v.string(), ''),
		level: key,
		room: key,
		position,
		from: moment,
		to: v.nullable(moment)
	})
);

const metric = v.picklist(Object.keys(METRICS) as Metric[]);

/** `limits.json`. */
export const limitsFile = v.array(
	v.pipe(
		v.object({
			id: key,
			standard: text,
			clause: v.nullable(text),
			roomTypes: v.pipe(v.array(v.picklist(ROOM_TYPES)), v.minLength(1)),
			metric,
			min: v.nullable(finite),
			max: v.nullable(finite),
			watch: v.pipe(finite, v.minValue(0)),
			verified: v.boolean(),
			primary: v.boolean()
		}),
		v.check(({ min, max }) => min !== null || max !== null, 'has neither min nor max'),
		v.check(({ min, max }) => min === null || max === null || min < max, 'has min above max')
	)
);

export type LevelFeature = v.InferOutput<typeof feature>;

/** The faults of a value as sentences, each beginning with where in the value it lies. */
export function faultsOf(issues: readonly v.BaseIssue<unknown>[]): string[] {
	return issues.map((issue) => {
		const path = v.getDotPath(issue);
		return path === null ? issue.message : `${path}: ${issue.message}`;
	});
}
