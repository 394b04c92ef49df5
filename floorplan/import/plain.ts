/** GeoJSON of no particular dialect, a file a floor or all in one: types by plain words, levels by property or file name. */
import { meaningOf, type Meaning } from './categories.ts';
import type { Document } from './documents.ts';
import { labelOf, levelAt, nameText, type Draft, type DraftLevel, type Thing } from './draft.ts';
import { boxOf } from './frames.ts';
import { ordinalOf } from './levels.ts';
import type { Located } from './located.ts';
import { hasPersonal } from './personal.ts';
import type { Tally } from './report.ts';

type Fields = Record<string, unknown>;

/** Where plans write what a thing is, most telling first. */
const TYPE_FIELDS = ['type', 'feature_type', 'featuretype', 'kind', 'category', 'class', 'element']
	.concat('room_type', 'roomtype', 'space_type', 'spacetype', 'usage', 'use', 'layer', 'function')
	.concat('jenis', 'tipe', 'kategori', 'ifcclass', 'entity');
const NAME_FIELDS = [
	'name',
	'nama',
	'label',
	'title',
	'room_name',
	'roomname',
	'space_name'
].concat('longname', 'text', 'roomnumber', 'room_number', 'number', 'nomor', 'ref', 'no');
const LEVEL_FIELDS = ['level', 'floor', 'lantai', 'storey', 'story', 'level_id', 'floor_id'].concat(
	'floor_number',
	'ordinal',
	'etage',
	'geschoss',
	'z_order',
	'z'
);
const ID_FIELDS = ['id', 'fid', 'gid', 'objectid', 'uuid', 'guid', 'globalid', 'osm_id'];

/** A file of metadata that names the others (WRLD's `main.json`): name and order of each. */
interface FileLevel {
	ordinal: number;
	name: string | null;
	id: string | null;
}

/** Takes all features of no known dialect into the draft. */
export function readPlain(
	documents: readonly Document[],
	all: readonly Located[],
	draft: Draft,
	tally: Tally
): void {
	const named = namedFiles(documents, draft);
	const files = [...new Set(all.map(({ document }) => document))];
	const told = files.map((file) => ({ file, level: levelOfFile(file, named) }));
	const someTell = told.some(({ level }) => level !== null);
	const untold = told.filter(({ level }) => level === null).map(({ file }) => file);
	const severalUntold = !someTell && untold.length > 1;
	for (const from of all) {
		const fields = lowerCased(from.properties);
		if (hasPersonal(from.properties)) tally.change('feature', 'personal-dropped', from.example);
		const thing = thingOf(from, fields, all);
		if (thing === null) {
			tally.leave(saidOf(fields), 'no-plan-meaning', from.example);
			continue;
		}
		if (thing === 'path') {
			tally.leave(saidOf(fields), 'a-path', from.example);
			continue;
		}
		const file = told.find((one) => one.file === from.document)?.level ?? null;
		const levels = levelsOf(fields, file, draft);
		if (levels.length > 0) thing.levels = levels;
		else if (someTell && thing.role === 'outline') {
			// The outline of the whole building beside those of its floors.
			tally.leave(thing.said, 'no-level', from.example);
			continue;
		} else {
			const index = severalUntold ? untold.indexOf(from.document) : 0;
			const level = levelAt(draft, `plain ${index}`, index);
			if (severalUntold) {
				level.label ??= labelOf(from.document.stem);
				tally.assume('level', 'ordinal-assumed', from.document.name);
			}
			thing.levels = [level.ref];
		}
		draft.things.push(thing);
	}
}

function lowerCased(properties: Fields): Fields {
	return Object.fromEntries(
		Object.entries(properties).map(([field, value]) => [
			field.toLowerCase().replaceAll(' ', '_'),
			value
		])
	);
}

function firstOf(fields: Fields, names: readonly string[]): string | null {
	for (const name of names) {
		const text = nameText(fields[name]);
		if (text !== null) return text;
	}
	return null;
}

function saidOf(fields: Fields): string {
	return (firstOf(fields, TYPE_FIELDS) ?? 'feature').slice(0, 40);
}

function thingOf(from: Located, fields: Fields, all: readonly Located[]): Thing | 'path' | null {
	// Routes lie in files of their own, and name stairs and doors as a plan does.
	const { areas, lines } = from.shape;
	if (areas.length === 0 && lines.length > 0 && /\bpaths?$/.test(from.document.stem)) return 'path';
	const meaning = meaningAt(from, fields, all);
	if (meaning === null) return null;
	if (meaning.role === 'path') return 'path';
	const { shape, feature } = from;
	// A wall drawn as an area stands as it is drawn; a window or a column as a line is a line.
	const solid = meaning.role === 'wall' && shape.areas.length > 0;
	return {
		...(solid ? { role: 'solid', kind: 'wall' } : meaning),
		...{ from, levels: [], said: saidOf(fields) },
		label: labelAt(fields),
		sourceId: nameText(feature.id) ?? firstOf(fields, ID_FIELDS),
		properties: { source_type: firstOf(fields, TYPE_FIELDS) ?? undefined, ...seatsOf(fields) },
		...(meaning.role === 'room' && ['walkway', 'unenclosedarea'].includes(meaning.category)
			? { soft: true }
			: {})
	};
}

function labelAt(fields: Fields): Thing['label'] {
	for (const name of NAME_FIELDS) {
		const label = labelOf(fields[name]);
		if (label) return label;
	}
	return null;
}

function seatsOf(fields: Fields): Fields {
	for (const name of ['seats', 'kursi', 'capacity', 'kapasitas']) {
		const seats = Number(fields[name] ?? NaN);
		if (Number.isInteger(seats) && seats >= 0 && seats < 100_000) return { seats };
	}
	return {};
}

/** A share of the plan's features within an area without a type that makes it their outline. */
const OUTLINE_SHARE = 0.8;

function meaningAt(from: Located, fields: Fields, all: readonly Located[]): Meaning | null {
	for (const name of TYPE_FIELDS) {
		const text = nameText(fields[name]);
		// "polygon" and the like say how it is drawn, not what it is.
		const meaning = text === null || text.length > 60 ? null : meaningOf(text);
		if (meaning) return meaning;
	}
	const { areas, lines } = from.shape;
	if (areas.length > 0) {
		const name = firstOf(fields, NAME_FIELDS);
		const byName = name === null ? null : meaningOf(name);
		if (byName?.role === 'room') return byName;
		if (name === null && isOutline(from, all)) return { role: 'outline' };
		return { role: 'room', category: 'room', type: 'work' };
	}
	return lines.length > 0 ? { role: 'wall' } : null;
}

/** The largest feature of each file: only it can be the outline of the others. */
const LARGEST = new WeakMap<Document, Located>();

function isOutline(from: Located, all: readonly Located[]): boolean {
	const { document } = from;
	const known = LARGEST.get(document);
	if (known && known !== from) return false;
	const others = all.filter((one) => one.document === document && one.box);
	const largest = others.reduce((a, b) => (extent(b) > extent(a) ? b : a));
	LARGEST.set(document, largest);
	if (largest !== from || others.length < 4) return false;
	const { west, south, east, north } = boxOf(from.shape);
	const inside = others.filter(({ box }) => {
		const [x, y] = box?.centre ?? [NaN, NaN];
		return x >= west && x <= east && y >= south && y <= north;
	});
	return inside.length >= others.length * OUTLINE_SHARE;
}

function extent({ shape }: Located): number {
	const { west, south, east, north } = boxOf(shape);
	return (east - west) * (north - south);
}

/** The levels that other files are said to be. */
function namedFiles(documents: readonly Document[], draft: Draft): Map<string, FileLevel> {
	const found = new Map<string, FileLevel>();
	for (const { head } of documents) {
		if (!Array.isArray(head.levels)) continue;
		draft.building.label ??= labelOf(head.name) ?? undefined;
		for (const level of head.levels) {
			const { filename, z_order, name, readable_name, id }: Fields = Object(level);
			if (typeof filename !== 'string') continue;
			const short = nameText(name);
			const order = Number(z_order);
			found.set(filename.toLowerCase(), {
				ordinal: Number.isFinite(order)
					? Math.trunc(order)
					: (ordinalOf(short ?? '') ?? found.size),
				name: nameText(readable_name) ?? short,
				id: nameText(id)
			});
		}
	}
	// WRLD counts from the lowest floor; the one called ground is 0 here.
	const ground = [...found.values()].find(({ name }) => name !== null && /\bground\b/i.test(name));
	for (const level of found.values()) level.ordinal -= ground?.ordinal ?? 0;
	return found;
}

function levelOfFile(document: Document, named: ReadonlyMap<string, FileLevel>): FileLevel | null {
	const file = (document.name.split(/[/\\]/).at(-1) ?? '').toLowerCase();
	const known = named.get(file);
	if (known) return known;
	const inside = document.head.name;
	for (const text of [document.stem, typeof inside === 'string' ? inside : '']) {
		const ordinal = ordinalOf(text);
		if (ordinal !== null) return { ordinal, name: null, id: null };
	}
	return null;
}

function levelsOf(fields: Fields, file: FileLevel | null, draft: Draft): string[] {
	if (file) return [placed(levelAt(draft, `plain ${file.ordinal}`, file.ordinal), file)];
	for (const name of LEVEL_FIELDS) {
		const text = nameText(fields[name]);
		if (text === null) continue;
		const ordinal = ordinalOf(text);
		if (ordinal !== null) {
			const level = levelAt(draft, `plain ${ordinal}`, ordinal);
			if (/[a-z]/i.test(text)) level.label ??= labelOf(text);
			return [level.ref];
		}
		// A word of its own, such as "mezzanine": a level in the order it is met.
		const level = levelAt(draft, `plain "${text}"`, draft.levels.size);
		level.label ??= labelOf(text);
		return [level.ref];
	}
	return [];
}

function placed(level: DraftLevel, { name, id }: FileLevel): string {
	level.label ??= labelOf(name);
	if (id !== null) level.properties.source_id ??= id;
	return level.ref;
}
