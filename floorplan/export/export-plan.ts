/** A building's plan for other programs: as an IMDF archive, or as GeoJSON with one file a level. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { geojsonText, jsonText } from '../import/files.ts';
import { readBuilding } from '../read-building.ts';
import { imdfFiles } from './imdf-files.ts';
import { writeZip } from './zip-write.ts';

export interface PlanFeature {
	id: string;
	type: 'Feature';
	feature_type: string;
	geometry: { type: string; coordinates: unknown } | null;
	properties: Record<string, unknown>;
}

export interface PlanLevel {
	/** Of its file, without the ending. */
	file: string;
	features: PlanFeature[];
}

/** The head of a building as its file has it, and all that is drawn. */
export interface PlanFiles {
	head: Record<string, unknown>;
	levels: PlanLevel[];
	/** IMDF features of the building as a whole. */
	kept: PlanFeature[];
	pictures: Map<string, Uint8Array>;
}

/**
 * The plan of a building's folder, as it is written there: what the reader passes over is kept.
 * @throws {BuildingError} where the folder holds no good building
 */
export function planOf(folder: string): PlanFiles {
	readBuilding(folder);
	const names = readdirSync(folder).sort();
	const kept = join(folder, 'imdf.json');
	return {
		head: JSON.parse(readFileSync(join(folder, 'building.json'), 'utf8')),
		levels: names
			.filter((name) => name.endsWith('.geojson'))
			.map((name) => ({
				file: name.replace(/\.geojson$/, ''),
				features: joinedParts(featuresIn(join(folder, name)))
			})),
		kept: existsSync(kept) ? featuresIn(kept) : [],
		pictures: new Map(
			names
				.filter((name) => /\.(png|jpg)$/.test(name))
				.map((name) => [name, readFileSync(join(folder, name))])
		)
	};
}

function featuresIn(file: string): PlanFeature[] {
	const { features }: { features: PlanFeature[] } = JSON.parse(readFileSync(file, 'utf8'));
	return features.map((feature) => ({ ...feature, properties: { ...feature.properties } }));
}

/** Rooms that were one unit of several areas in their source become that unit again. */
function joinedParts(features: readonly PlanFeature[]): PlanFeature[] {
	const wholes = new Map<unknown, PlanFeature>();
	return features.flatMap((feature) => {
		const { part_of: whole } = feature.properties;
		if (whole === undefined || feature.geometry?.type !== 'Polygon') return [feature];
		const first = wholes.get(whole);
		if (!first) {
			const coordinates = [feature.geometry.coordinates];
			const { part_of: _, ...properties } = feature.properties;
			const joined = { ...feature, geometry: { type: 'MultiPolygon', coordinates }, properties };
			wholes.set(whole, joined);
			return [joined];
		}
		if (Array.isArray(first.geometry?.coordinates)) {
			first.geometry.coordinates.push(feature.geometry.coordinates);
		}
		return [];
	});
}

/**
 * One GeoJSON file (RFC 7946) a level, and beside them what belongs to the building as a whole.
 * A door or window that was drawn as an area is an area again; the source's own id stands in
 * `properties.id`.
 */
export function geojsonFiles({
	head,
	levels,
	kept,
	pictures
}: PlanFiles): Map<string, string | Uint8Array> {
	return new Map<string, string | Uint8Array>([
		...levels.map(({ file, features }): [string, string] => [
			`${file}.geojson`,
			geojsonText(features.map(asDrawn), { building: head })
		]),
		...(kept.length > 0
			? ([['imdf.json', geojsonText(kept, { building: head })]] as [string, string][])
			: []),
		...pictures
	]);
}

function asDrawn(feature: PlanFeature): PlanFeature {
	const { footprint, source_id: id, ...properties } = feature.properties;
	const named = { ...(id === undefined ? {} : { id }), ...properties };
	if (!Array.isArray(footprint)) return { ...feature, properties: named };
	return {
		...feature,
		geometry: { type: 'Polygon', coordinates: footprint },
		properties: { ...named, axis: feature.geometry?.coordinates }
	};
}

/** An IMDF archive: a file a feature type, and its manifest. @param created when it was made. */
export function imdfArchive(plan: PlanFiles, created: Date): Uint8Array {
	const files = new Map<string, string | Uint8Array>();
	for (const [type, features] of imdfFiles(plan)) {
		files.set(`${type}.geojson`, geojsonText(features, { name: type }));
	}
	const manifest = {
		...{ version: '1.0.0', created: created.toISOString(), generated_by: 'Nyaman' },
		...{ language: 'id', extensions: null }
	};
	return writeZip(new Map([['manifest.json', jsonText(manifest)], ...files, ...plan.pictures]));
}
