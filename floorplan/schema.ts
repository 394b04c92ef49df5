/** The shape of every file of a building's folder, and the sentence said of what is not in shape. */
import * as v from 'valibot';
import { METRICS, type Metric } from '#lib/domain/metrics.ts';
import { finite, key, lat, lon, position, ROOM_TYPES, text, uuid, words } from './schema-values.ts';

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
		bay: v.optional(key),
		line: v.optional(v.object({ from: key, to: key })),
		position,
		from: moment,
		to: v.nullable(moment)
	})
);

const metric = v.picklist(Object.keys(METRICS) as Metric[]);
const date = v.pipe(v.string(), v.isoDate('is no date such as 2026-12-25'));
/** The past is kept by the quarter of an hour: nothing is averaged over less. */
const QUARTER_MS = 900_000;

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
			averagingMs: v.optional(v.pipe(v.number(), v.minValue(QUARTER_MS), v.multipleOf(QUARTER_MS))),
			verified: v.boolean(),
			mark: v.optional(v.picklist(['S', 'M', 'T'])),
			from: v.optional(date),
			to: v.optional(date),
			note: v.optional(words),
			primary: v.boolean()
		}),
		v.check(
			({ mark, verified }) => mark !== 'M' || !verified,
			'is from memory (mark M) and cannot be verified'
		),
		v.check(({ from, to }) => !from || !to || from <= to, 'ends before it begins'),
		v.check(({ min, max }) => min !== null || max !== null, 'has neither min nor max'),
		v.check(({ min, max }) => min === null || max === null || min < max, 'has min above max')
	)
);

const positive = v.pipe(finite, v.minValue(0));
const assumptions = {
	metabolicRate: v.pipe(finite, v.minValue(0.8), v.maxValue(4)),
	clothing: v.pipe(finite, v.minValue(0), v.maxValue(2)),
	airSpeed: v.pipe(finite, v.minValue(0), v.maxValue(1)),
	radiantOffset: v.pipe(finite, v.minValue(-10), v.maxValue(10))
};
const classes = v.object({
	standard: text,
	verified: v.boolean(),
	classes: v.pipe(
		v.array(v.object({ name: text, most: positive })),
		v.minLength(1),
		v.check(
			(all) => all.every(({ most }, n) => n === 0 || most > (all[n - 1]?.most ?? 0)),
			'do not go from the strictest up'
		)
	)
});

/** `comfort.json`; a building without it follows the defaults. */
export const comfortFile = v.object({
	assumptions: v.object(assumptions),
	rooms: v.optional(v.record(key, v.partial(v.object(assumptions))), {}),
	outdoorCo2: v.pipe(finite, v.minValue(380), v.maxValue(600)),
	pmv: classes,
	airAboveOutdoor: classes
});

/** The faults of a value as sentences, each beginning with where in the value it lies. */
export function faultsOf(issues: readonly v.BaseIssue<unknown>[]): string[] {
	return issues.map((issue) => {
		const path = v.getDotPath(issue);
		return path === null ? inWords(issue) : `${path}: ${inWords(issue)}`;
	});
}

/** The schema's own sentence where it has one; else what is there and what should be. */
function inWords({ type, message, received, expected }: v.BaseIssue<unknown>): string {
	if (!message.startsWith('Invalid ')) return message;
	if (received === 'undefined') return 'is missing';
	if (type === 'non_empty') return 'is empty';
	return expected === null ? `is ${received}` : `is ${received}, and should be ${expected}`;
}
