/** A plan from elsewhere made into a building's files: read, judged, drawn, and checked by the same reader as any building. */
import { readFileSync } from 'node:fs';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import { URL_NAMESPACE, uuid5 } from '../uuid.ts';
import { assemble, type DrawnLevel } from './assemble.ts';
import { MOST, Refused } from './bounds.ts';
import { openFiles, type SourceFile } from './documents.ts';
import { emptyDraft, labelOf, type Draft, type Thing } from './draft.ts';
import { geojsonText, jsonText } from './files.ts';
import type { Crs, Place } from './frames.ts';
import { imdfType, readImdf } from './imdf.ts';
import { locate, type Located } from './located.ts';
import { Ids, Keys } from './names.ts';
import { isOsm, readOsm } from './osm-indoor.ts';
import { readPlain } from './plain.ts';
import { Tally, type ImportReport, type LevelReport } from './report.ts';
import { layUnderlays, type PointPair } from './underlay.ts';

export interface ImportOptions {
	/** Of the building, where the plan says none. */
	name?: string | undefined;
	/** IANA name. */
	timeZone?: string | undefined;
	/** Where the plan's [0, 0] lies, for a plan in metres. */
	anchor?: Place | undefined;
	/** Degrees anticlockwise from east, of the plan's x, for a plan in metres. */
	turned?: number | undefined;
	crs?: Crs | undefined;
	/** Three places of a picture and where they lie. */
	points?: readonly PointPair[] | undefined;
	/** Level of a picture; 0 by default. */
	level?: number | undefined;
}

/** A building's folder as it would be: its files by name. */
export type BuildingFiles = ReadonlyMap<string, string | Uint8Array>;

export interface Imported {
	files: BuildingFiles;
	report: ImportReport;
}

export type ImportFault = 'nothing-to-import' | 'too-much' | 'invalid-building';

/** Limits for a building that has not said its own. */
const LIMITS = new URL('../mpp-lubuklinggau/limits.json', import.meta.url);
const TIME_ZONE = 'Asia/Jakarta';

/**
 * Reads GeoJSON, IMDF archives, OSM Simple Indoor Tagging and pictures. Nothing is written: the
 * files come back, with the report of what was taken, left, changed and assumed. Never throws for
 * what is in a file.
 * @returns the files of a folder without devices, or why there is nothing to make one of
 */
export function importPlan(
	sources: readonly SourceFile[],
	options: ImportOptions = {}
): Result<Imported, ImportFault> {
	const tally = new Tally();
	try {
		const { documents, pictures } = openFiles(sources, tally);
		const located = locate(documents, options, tally);
		const imdf = located.filter((from) => imdfType(from) !== null);
		const rest = located.filter((from) => imdfType(from) === null);
		// A file has one dialect, though not each of its features shows it.
		const mapped = new Set(rest.filter(isOsm).map(({ document }) => document));
		const osm = rest.filter(({ document }) => mapped.has(document));
		const plain = rest.filter(({ document }) => !mapped.has(document));
		for (const document of documents) {
			const of = (all: readonly Located[]) => all.some((from) => from.document === document);
			const format = of(imdf) ? 'IMDF' : of(osm) ? 'OSM indoor' : of(plain) ? 'GeoJSON' : 'JSON';
			tally.file(document.name, format, document.features.length);
		}
		for (const { name } of pictures) tally.file(name, 'picture', 1);
		const draft = emptyDraft();
		readImdf(imdf, draft, tally);
		if (osm.length > 0) readOsm(osm, draft, tally);
		readPlain(documents, plain, draft, tally);
		const underlays = layUnderlays(pictures, options, draft, tally);
		return draw(draft, located, underlays, options, tally, sources);
	} catch (error) {
		if (error instanceof Refused) return refuse('too-much', error.message);
		throw error;
	}
}

function draw(
	draft: Draft,
	located: readonly Located[],
	underlays: ReadonlyMap<string, Uint8Array>,
	options: ImportOptions,
	tally: Tally,
	sources: readonly SourceFile[]
): Result<Imported, ImportFault> {
	if (draft.levels.size > MOST.levels) {
		return refuse('too-much', `holds ${draft.levels.size} levels; at most ${MOST.levels} are read`);
	}
	const head = headOf(draft, located, options, tally, sources);
	const levels = assemble(draft, {
		...{ place: head.anchor, ids: new Ids(head.id), rooms: new Keys(), named: new Map() },
		...{ tally, counted: new Set<Thing>() }
	});
	if (levels.length === 0) {
		const why = tally.reasons();
		return refuse('nothing-to-import', why.length > 0 ? why.join('; ') : 'the files hold no plan');
	}
	tally.assume('building', 'default-limits', 'limits.json');
	tally.assume('building', 'default-hours', 'calendar.json');
	const files = new Map<string, string | Uint8Array>([
		['building.json', jsonText(head)],
		['devices.json', '[]\n'],
		['placements.json', '[]\n'],
		['limits.json', readFileSync(LIMITS, 'utf8')],
		['calendar.json', jsonText(HOURS)],
		...levels.map(({ key, features }): [string, string] => [
			`${key}.geojson`,
			geojsonText(features)
		]),
		...underlays
	]);
	if (draft.kept.length > 0) files.set('imdf.json', geojsonText(draft.kept));
	return ok({ files, report: tally.report(levels.map(levelReport)) });
}

const HOURS = {
	weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00']]]))
};

function headOf(
	{ building }: Draft,
	located: readonly Located[],
	options: ImportOptions,
	tally: Tally,
	sources: readonly SourceFile[]
) {
	const stem = (sources[0]?.name ?? '').split(/[/\\]/).at(-1)?.replace(/\..*$/, '');
	const name = labelOf(options.name) ?? building.label ?? labelOf(stem) ?? { id: '?', en: '?' };
	if (options.name === undefined && !building.label) {
		tally.assume('building', 'building-name', name.id ?? '');
	}
	const timeZone = options.timeZone ?? building.timeZone ?? TIME_ZONE;
	if (options.timeZone === undefined && building.timeZone === undefined) {
		tally.assume('building', 'time-zone', timeZone);
	}
	return {
		id: building.id?.toLowerCase() ?? uuid5(URL_NAMESPACE, `plan/${name.en ?? ''}`),
		name,
		address: building.address ?? { id: '–', en: '–' },
		timeZone,
		anchor: building.anchor ?? anchorOf(located, options),
		notice: building.notice ?? null
	};
}

/** The given one for a plan in metres; else the middle of the plan, to about a centimetre. */
function anchorOf(located: readonly Located[], { anchor }: ImportOptions): Place {
	if (anchor) return anchor;
	const centres = located.flatMap(({ box }) => (box ? [box.centre] : []));
	const middle = (axis: 0 | 1): number => {
		const values = centres.map((centre) => centre[axis]).sort((a, b) => a - b);
		return Number((values[values.length >> 1] ?? 0).toFixed(7));
	};
	return { lon: middle(0), lat: middle(1) };
}

function levelReport({ key, label, ordinal, features }: DrawnLevel): LevelReport {
	const count = (test: (type: string, kind: string) => boolean): number =>
		features.filter((one) => test(one.feature_type, String(one.properties.kind))).length;
	return {
		...{ key, ordinal, name: { id: label.id ?? '', en: label.en ?? '' } },
		rooms: count((type) => type === 'unit'),
		openings: count((type, kind) => type === 'opening' || kind === 'window'),
		walls: count((_, kind) => kind === 'wall' || kind.endsWith('-wall')),
		fixtures: count(
			(type, kind) => ['fixture', 'kiosk'].includes(type) && kind !== 'wall' && kind !== 'window'
		),
		bays: count((type) => type === 'parking')
	};
}
