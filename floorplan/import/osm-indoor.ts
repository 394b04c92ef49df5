/** OSM Simple Indoor Tagging: `indoor=room|area|corridor|wall|level`, doors as nodes, levels as lists. */
import { categoryMeaning, meaningOf } from './categories.ts';
import { labelOf, levelAt, nameText, type Draft, type Label, type Thing } from './draft.ts';
import { levelList, levelName } from './levels.ts';
import type { Located } from './located.ts';
import { hasPersonal } from './personal.ts';
import type { Reason } from './reasons.ts';
import type { Tally } from './report.ts';

type Tags = Record<string, unknown>;

const INDOOR = new Set(['room', 'area', 'corridor', 'wall', 'level', 'yes', 'door', 'column']);

/** True where a feature speaks OSM's language rather than another. */
export function isOsm({ feature, properties }: Located): boolean {
	if (typeof properties.indoor === 'string') return true;
	return [feature.id, properties.id, properties['@id']].some(
		(id) => typeof id === 'string' && /^(node|way|relation)\/-?\d+$/.test(id)
	);
}

/** Takes all OSM features into the draft. */
export function readOsm(all: readonly Located[], draft: Draft, tally: Tally): void {
	for (const { properties, example } of all) {
		if (hasPersonal(properties)) tally.change('feature', 'personal-dropped', example);
	}
	const levels = new Set(
		all.flatMap(({ properties }) => (isDrawn(properties) ? listOf(properties) : []))
	);
	if (levels.size === 0) levels.add(0);
	for (const ordinal of [...levels].sort((a, b) => a - b)) {
		const level = levelAt(draft, String(ordinal), Math.floor(ordinal));
		if (!Number.isInteger(ordinal)) {
			tally.assume('level', 'half-level', String(ordinal));
			level.label ??= { ...levelName(ordinal) };
		}
		level.key ??= keyOf(ordinal);
	}
	for (const from of all) readFeature(from, draft, tally, [...levels]);
	readBuilding(all, draft);
}

function keyOf(ordinal: number): string {
	if (ordinal === 0) return 'dasar';
	const digits = String(Math.abs(ordinal)).replace('.', '-');
	return ordinal < 0 ? `basemen-${digits}` : `lantai-${digits}`;
}

/** The levels a feature says it is on; `min_level` and `max_level` where it has no other word. */
function listOf(tags: Tags): number[] {
	const said = [...levelList(tags.level), ...levelList(tags.repeat_on)];
	if (said.length > 0) return [...new Set(said)];
	const [min, max] = [levelList(tags.min_level)[0], levelList(tags.max_level)[0]];
	if (min === undefined && max === undefined) return [];
	return levelList(`${min ?? max}-${max ?? min}`);
}

function isDrawn(tags: Tags): boolean {
	return meaning(tags) !== null;
}

interface Meaning
	extends Pick<Thing, 'role'>, Partial<Pick<Thing, 'type' | 'category' | 'kind' | 'soft'>> {
	said: string;
}

/** What a feature's tags make it; null: nothing of an indoor plan. */
function meaning(tags: Tags): Meaning | null {
	const { indoor } = tags;
	const said = typeof indoor === 'string' ? `indoor=${indoor}` : '';
	if (indoor === 'level') return { role: 'outline', said };
	if (indoor === 'wall') return { role: 'wall', said };
	if (indoor === 'column') return { role: 'fixture', kind: 'column', said };
	if (typeof tags.door === 'string' || typeof tags.entrance === 'string' || indoor === 'door') {
		const open = tags.door === 'no';
		return { role: 'door', said: 'door', ...(open ? { kind: 'open' } : {}) };
	}
	if (tags.window === 'yes') return { role: 'window', said: 'window' };
	if (typeof indoor === 'string' && INDOOR.has(indoor)) {
		const soft = indoor === 'area' || indoor === 'corridor' || indoor === 'yes';
		const { category, type } = roomMeaning(tags, indoor);
		return { role: 'room', said, category, type, soft };
	}
	if (tags.highway === 'steps') return { role: 'fixture', kind: 'stairs', said: 'highway=steps' };
	if (tags.highway === 'elevator') return { role: 'mark', said: 'highway=elevator' };
	// Parking halls are drawn as areas of a level, without `indoor`.
	if (tags.amenity === 'parking' && tags.level !== undefined) {
		return {
			role: 'room',
			said: 'amenity=parking',
			category: 'parking',
			type: 'outdoor',
			soft: true
		};
	}
	for (const field of ['amenity', 'shop', 'office', 'tourism', 'information']) {
		if (typeof tags[field] === 'string' && tags.level !== undefined) {
			return { role: 'mark', said: field };
		}
	}
	return null;
}

function roomMeaning(tags: Tags, indoor: string): Required<Pick<Thing, 'category' | 'type'>> {
	const of = (category: string) => ({ category, type: categoryMeaning(category).type });
	const yes = (field: string): boolean => tags[field] !== undefined && tags[field] !== 'no';
	if (yes('elevator') || tags.highway === 'elevator') return of('elevator');
	if (yes('stairs') || tags.highway === 'steps')
		return of(yes('conveying') ? 'escalator' : 'stairs');
	if (yes('ramp')) return of('ramp');
	if (tags.amenity === 'toilets' || /^(toilets?|wc|bathroom)$/.test(String(tags.room))) {
		if (tags.wheelchair === 'designated') return of('restroom.unisex.wheelchair');
		if (yes('male') && !yes('female')) return of('restroom.male');
		return of(yes('female') && !yes('male') ? 'restroom.female' : 'restroom');
	}
	if (indoor === 'corridor') return of('walkway');
	for (const field of ['room', 'amenity', 'shop', 'office']) {
		const value = tags[field];
		if (typeof value !== 'string' || value === 'yes') continue;
		const found = meaningOf(value);
		if (found?.role === 'room') return { category: found.category, type: found.type };
	}
	if (typeof tags.office === 'string') return of('office');
	return of(indoor === 'area' ? 'unenclosedarea' : 'room');
}

/** What is carried of the tags: what the place is, and nothing of who wrote it down. */
const CARRIED =
	/^(level|repeat_on|indoor|room|door|entrance|automatic_door|width|wheelchair|amenity|shop|office|stairs|elevator|conveying|highway|access|male|female|unisex|ref|capacity|level:ref)$/;

function readFeature(from: Located, draft: Draft, tally: Tally, known: readonly number[]): void {
	const { properties: tags, feature, example } = from;
	const found = meaning(tags);
	if (!found) return tally.leave(saidOf(tags), leftFor(tags), example);
	const { areas, lines } = from.shape;
	const [closed] = lines;
	const isRing = closed && closed.length > 3 && String(closed[0]) === String(closed.at(-1));
	if (found.role === 'room' && areas.length === 0) {
		if (!isRing || !closed) return tally.leave(found.said, 'needs-an-area', example);
		from.shape.areas = [[closed.slice(0, -1)]];
		from.shape.lines = [];
	}
	let list = listOf(tags).filter((level) => known.includes(level));
	if (list.length === 0) {
		const ground = known.includes(0) ? 0 : (known.find((level) => level >= 0) ?? known.at(-1) ?? 0);
		tally.change(found.said, 'level-assumed', example);
		list = [ground];
	}
	if (found.role === 'outline') nameLevel(list, tags, draft);
	const id = [tags['@id'], feature.id, tags.id].find(
		(one): one is string | number => typeof one === 'string' || typeof one === 'number'
	);
	const metres = typeof tags.width === 'string' ? parseFloat(tags.width) : NaN;
	draft.things.push({
		...{ ...found, from, levels: list.map(String), label: nameOf(tags) },
		sourceId: id === undefined ? null : String(id),
		properties: {
			tags: Object.fromEntries(Object.entries(tags).filter(([tag]) => CARRIED.test(tag)))
		},
		...(metres > 0.3 && metres < 10 ? { width: metres } : {})
	});
}

function leftFor(tags: Tags): Reason {
	return typeof tags.indoor === 'string' && tags.level === undefined
		? 'no-level'
		: 'no-plan-meaning';
}

function saidOf(tags: Tags): string {
	for (const field of ['indoor', 'building', 'building:part', 'highway', 'amenity', 'shop']) {
		const value = nameText(tags[field]);
		if (value !== null) return `${field}=${value.slice(0, 30)}`;
	}
	return 'feature';
}

/** `name` in the place's own language, `name:xx` in others; a number where there is no name. */
function nameOf(tags: Tags): Label | null {
	const base = nameText(tags.name) ?? nameText(tags.ref);
	const others = Object.entries(tags).flatMap(([tag, value]): [string, string][] => {
		const language = /^name:([a-z]{2,3}(-[A-Za-z]+)?)$/.exec(tag)?.[1];
		const text = nameText(value);
		return language !== undefined && text !== null ? [[language, text]] : [];
	});
	const label: Label = Object.fromEntries(others);
	if (base !== null) {
		label.id ??= base;
		label.en ??= base;
	}
	return labelOf(label);
}

function nameLevel(levels: readonly number[], tags: Tags, draft: Draft): void {
	const [only] = levels;
	if (levels.length !== 1 || only === undefined) return;
	const level = draft.levels.get(String(only));
	const label = nameOf({ ...tags, ref: tags['level:ref'] ?? tags.ref });
	if (level && label) level.label ??= label;
}

/** The building's own name: of an outline of a building, or what the shops are gathered under. */
function readBuilding(all: readonly Located[], draft: Draft): void {
	const whole = all.find(
		({ properties: tags }) =>
			nameText(tags.name) !== null &&
			tags.indoor === undefined &&
			(tags.building !== undefined || tags.shop === 'mall') &&
			tags.level === undefined
	);
	if (!whole) return;
	const { properties: tags } = whole;
	draft.building.label ??= nameOf(tags) ?? undefined;
	const street = [tags['addr:street'], tags['addr:housenumber'], tags['addr:city']];
	const address = street
		.map(nameText)
		.filter((part) => part !== null)
		.join(' ');
	draft.building.address ??= labelOf(address) ?? undefined;
}
