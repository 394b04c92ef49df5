/** IMDF (OGC 20-094), and this project's own files, which are of its shape. */
import * as v from 'valibot';
import { feature as ourFeature } from '../feature-schema.ts';
import { isUuid } from '../uuid.ts';
import { closedRings } from './drawn.ts';
import { categoryMeaning, fixtureKind } from './categories.ts';
import type { Document } from './documents.ts';
import { labelOf, levelAt, type Draft, type Thing } from './draft.ts';
import { ordinalOf } from './levels.ts';
import type { Located } from './located.ts';
import { hasPersonal, withoutPersonal } from './personal.ts';
import type { Tally } from './report.ts';
import { readShape } from './shapes.ts';

const TYPES = [
	'address amenity anchor building detail fixture footprint geofence kiosk level occupant',
	'opening parking relationship section site unit venue'
]
	.join(' ')
	.split(' ');

/** What is said of the building as a whole, and kept as it came. */
const KEPT = [
	'address',
	'anchor',
	'building',
	'footprint',
	'geofence',
	'occupant',
	'amenity'
].concat(...['relationship', 'section', 'venue']);

/** The IMDF type of a feature: from itself, or from the file it lies in (`unit.geojson`). */
export function imdfType({ feature, properties, document }: Located): string | null {
	for (const said of [feature.feature_type, properties.feature_type]) {
		if (typeof said === 'string')
			return TYPES.includes(said.toLowerCase()) ? said.toLowerCase() : null;
	}
	return TYPES.includes(document.stem) && isUuid(feature.id) ? document.stem : null;
}

/** Takes all IMDF features into the draft. */
export function readImdf(all: readonly Located[], draft: Draft, tally: Tally): void {
	const typed = all.map(restored).map((from) => ({ from, type: imdfType(from) ?? '' }));
	const of = (type: string): Located[] => typed.flatMap((t) => (t.type === type ? [t.from] : []));
	for (const from of of('level')) readLevelFeature(from, draft, tally);
	levelsOfUnits(typed, draft, tally);
	readHead(all, of, draft);
	const occupants = occupantsOf(of);
	for (const { from, type } of typed) {
		if (type === 'level') continue;
		if (KEPT.includes(type)) keep(from, type, draft, tally);
		else {
			const levels = levelsOf(from, draft);
			if (levels.length === 0) {
				tally.leave(type, from.properties.level_id ? 'unknown-level' : 'no-level', from.example);
			} else draft.things.push(thingOf(from, type, levels, occupants));
		}
	}
}

function readLevelFeature(from: Located, draft: Draft, tally: Tally): void {
	const { properties, feature } = from;
	const ref = refOf(feature.id ?? properties.id) ?? `level ${draft.levels.size}`;
	const label = labelOf(properties.name) ?? labelOf(properties.short_name);
	const said = Number(properties.ordinal);
	const ordinal = Number.isFinite(said)
		? Math.trunc(said)
		: (ordinalOf(label?.en ?? '') ?? draft.levels.size);
	if (draft.levels.has(ref)) return tally.leave('level', 'duplicate-id', from.example);
	const level = levelAt(draft, ref, ordinal);
	level.label = label;
	level.outdoor = properties.outdoor === true;
	level.complete = true;
	level.properties = withoutPersonal(properties);
	level.properties.source_id ??= properties.id;
	if (isUuid(feature.id)) level.id = feature.id;
	if (typeof properties.key === 'string') level.key = properties.key;
	draft.things.push({ ...bare(from, 'level'), role: 'outline', levels: [ref] });
}

/** An archive without its levels: one is made of each `level_id` that units speak of. */
function levelsOfUnits(
	typed: readonly { from: Located; type: string }[],
	draft: Draft,
	tally: Tally
): void {
	if (draft.levels.size > 0) return;
	const refs = new Set<string>();
	for (const { from, type } of typed) {
		if (type === 'unit') refs.add(refOf(from.properties.level_id) ?? 'level');
	}
	for (const [index, ref] of [...refs].entries()) {
		const level = levelAt(draft, ref, index);
		if (isUuid(ref)) level.id = ref;
		tally.assume('level', 'ordinal-assumed', ref);
	}
}

function levelsOf({ properties, document }: Located, draft: Draft): string[] {
	const ref = refOf(properties.level_id);
	if (ref !== null && draft.levels.has(ref)) return [ref];
	if (ref !== null) return [];
	// Our own files hold one level each.
	const own = draft.things.filter(
		(thing) => thing.role === 'outline' && thing.from.document === document
	);
	const only = own.length === 1 ? own[0]?.levels[0] : undefined;
	if (only !== undefined) return [only];
	return draft.levels.size === 1 ? [...draft.levels.keys()] : [];
}

function refOf(id: unknown): string | null {
	return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

/** A door or window that our GeoJSON shows as the area it was drawn as: its line stands beside it. */
function restored(from: Located): Located {
	const { axis, id: source, ...properties } = from.properties;
	const [rings] = from.shape.areas;
	if (!Array.isArray(axis) || !rings) return from;
	const line = readShape({ type: 'LineString', coordinates: axis });
	if (!line.ok) return from;
	const footprint = closedRings(rings);
	const known = source === undefined ? {} : { source_id: source };
	return {
		...from,
		shape: line.shape,
		feature: { ...from.feature, geometry: { type: 'LineString', coordinates: axis } },
		properties: { ...properties, ...known, footprint }
	};
}

function readHead(all: readonly Located[], of: (type: string) => Located[], draft: Draft): void {
	const { building } = draft;
	const [one] = [...of('building'), ...of('venue')];
	if (one) {
		building.label ??= labelOf(one.properties.name) ?? undefined;
		if (isUuid(one.feature.id)) building.id ??= one.feature.id;
		const { anchor, time_zone: timeZone, notice } = one.properties;
		readOwn({ anchor, timeZone, notice }, draft);
	}
	const [address] = of('address');
	if (address) {
		const { address: street, locality, province, country } = address.properties;
		const parts = [street, locality, province, country].filter((part) => typeof part === 'string');
		building.address ??= labelOf(parts.join(', ')) ?? undefined;
	}
	for (const document of new Set(all.map((from) => from.document))) readOwnHead(document, draft);
}

/** What our own exports say of the building beside the features. */
function readOwnHead({ head }: Document, { building }: Draft): void {
	readOwn(Object(head.building), { building });
}

function readOwn(said: Record<string, unknown>, { building }: Pick<Draft, 'building'>): void {
	const anchor: Record<string, unknown> = Object(said.anchor);
	if (isUuid(said.id)) building.id = said.id;
	building.label = labelOf(said.name) ?? building.label;
	building.address = labelOf(said.address) ?? building.address;
	building.notice = labelOf(said.notice) ?? building.notice;
	if (typeof said.timeZone === 'string') building.timeZone = said.timeZone;
	const { lon, lat } = anchor;
	if (typeof lon === 'number' && typeof lat === 'number') building.anchor = { lon, lat };
}

/** Names of occupants by the id of the unit they are anchored in. */
function occupantsOf(of: (type: string) => Located[]): Map<string, string[]> {
	const units = new Map(
		of('anchor').map(({ feature, properties }) => [refOf(feature.id), refOf(properties.unit_id)])
	);
	const found = new Map<string, string[]>();
	for (const { properties } of of('occupant')) {
		const unit = units.get(refOf(properties.anchor_id));
		const name = labelOf(properties.name);
		if (unit && name) found.set(unit, [...(found.get(unit) ?? []), name.id ?? '']);
	}
	return found;
}

function keep(from: Located, type: string, draft: Draft, tally: Tally): void {
	if (hasPersonal(from.properties)) tally.change(type, 'personal-dropped', from.example);
	const { id, geometry } = from.feature;
	draft.kept.push({
		...{ id, type: 'Feature', feature_type: type, geometry: geometry ?? null },
		properties: withoutPersonal(from.properties)
	});
	tally.take(type);
}

function bare(from: Located, said: string): Omit<Thing, 'role' | 'levels'> {
	const { feature, properties } = from;
	const { id, source_id, ...rest } = properties;
	return {
		...{ said, from, label: labelOf(properties.name) },
		sourceId: refOf(source_id ?? id ?? feature.id),
		properties: withoutPersonal(rest)
	};
}

function thingOf(
	from: Located,
	type: string,
	levels: string[],
	occupants: ReadonlyMap<string, string[]>
): Thing {
	const { feature, properties } = from;
	const category = typeof properties.category === 'string' ? properties.category : 'unspecified';
	const thing = { ...bare(from, type), levels };
	const own = v.safeParse(ourFeature, { ...feature, properties, feature_type: type });
	if (own.success && type !== 'unit') return { ...thing, role: 'as-is' };
	switch (type) {
		case 'unit': {
			const { type: meant, solid, soft } = categoryMeaning(category);
			if (solid && !own.success) return { ...thing, role: 'solid', kind: solid, category };
			const anchored = occupants.get(String(feature.id)) ?? [];
			return {
				...thing,
				...{ role: 'room', said: `unit/${category}`, category, soft: soft ?? false },
				type:
					own.success && own.output.feature_type === 'unit' ? own.output.properties.type : meant,
				properties: { ...occupied(anchored), ...thing.properties }
			};
		}
		case 'opening': {
			const door: Record<string, unknown> = Object(properties.door);
			return { ...thing, role: 'door', ...(door.type === 'open' ? { kind: 'open' } : {}) };
		}
		case 'kiosk':
			return { ...thing, role: 'fixture', kind: 'kiosk', category };
		case 'fixture':
			return { ...thing, role: 'fixture', kind: fixtureKind(category), category };
		case 'detail':
			return { ...thing, role: 'fixture', kind: 'step' };
		default:
			return { ...thing, role: 'mark' };
	}
}

function occupied(names: string[]): Record<string, unknown> {
	return names.length > 0 ? { occupants: names } : {};
}
