import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import type { Building, Point } from '#floorplan/building.ts';
import { geojsonFiles, imdfArchive, planOf } from '#floorplan/export/export-plan.ts';
import type { SourceFile } from '#floorplan/import/documents.ts';
import { importPlan, type ImportOptions } from '#floorplan/import/import-plan.ts';
import type { ImportReport } from '#floorplan/import/report.ts';
import { writeFolder } from '#floorplan/import/write-folder.ts';

export const CLINIC = fileURLToPath(new URL('plans/klinik', import.meta.url));
/** Plans that nobody of the project drew; beside the repository, where they are there at all. */
export const SHARED = fileURLToPath(new URL('../../../shared/realdata/plans', import.meta.url));
const folders: string[] = [];

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporary(): string {
	const folder = mkdtempSync(join(tmpdir(), 'plan-'));
	folders.push(folder);
	return folder;
}

export interface Bring {
	folder: string;
	building: Building;
	report: ImportReport;
}

/** Imports and writes a folder; fails the test where either refuses. */
export function bring(sources: readonly SourceFile[], options: ImportOptions = {}): Bring {
	const imported = importPlan(sources, options);
	if (!imported.ok) throw new Error(imported.detail);
	const folder = join(temporary(), 'building');
	const written = writeFolder(imported.value.files, folder);
	if (!written.ok) throw new Error(written.detail);
	return { folder, building: written.value, report: imported.value.report };
}

export function source(name: string, content: unknown): SourceFile {
	const text = typeof content === 'string' ? content : JSON.stringify(content);
	return { name, bytes: new TextEncoder().encode(text) };
}

export function filesOf(folder: string, wanted = /\.(geojson|json)$/): SourceFile[] {
	return readdirSync(folder)
		.filter((name) => wanted.test(name))
		.sort()
		.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

export function shared(path: string): string | null {
	const place = join(SHARED, path);
	if (existsSync(place)) return place;
	console.log(`left out: ../shared/realdata/plans/${path} is not there`);
	return null;
}

/** Out and in again, both ways. */
export function again({ folder }: Bring): { format: string; back: Bring }[] {
	const plan = planOf(folder);
	const archive = imdfArchive(plan, new Date(0));
	const files = [...geojsonFiles(plan)].map(([name, content]) => ({
		name,
		bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content
	}));
	return [
		{ format: 'imdf', back: bring([{ name: 'plan.zip', bytes: archive }]) },
		{ format: 'geojson', back: bring(files) }
	];
}

/** By id: an archive has its features by type, a level's file by what they are. */
function sorted<Thing extends { id: string }>(things: readonly Thing[]): Thing[] {
	return things.toSorted((a, b) => a.id.localeCompare(b.id));
}

/** What must come back: every id with its level, its name and its shape, mm. */
export function essence({ levels }: Building) {
	const shape = (points: readonly Point[]) => points.map(([x, y]) => [x, y]);
	return levels.map((level) => ({
		...{ id: level.id, key: level.key, name: level.name, ordinal: level.ordinal },
		rooms: sorted(level.rooms).map(({ id, key, name, type, polygon, occupants }) => ({
			...{ id, key, name, type, occupants },
			polygon: polygon.map(shape)
		})),
		openings: sorted(level.openings).map(({ id, kind, from, to, joins }) => ({
			id,
			kind,
			from,
			to,
			joins
		})),
		walls: level.walls.map(({ kind, from, to }) => [kind, ...from, ...to].join(' ')).sort(),
		fixtures: sorted(level.fixtures).map((fixture) => ({
			...{ id: fixture.id, kind: fixture.kind },
			shape: fixture.closed ? fixture.shape.map(shape) : [shape(fixture.shape)]
		}))
	}));
}

/** A square of metres, or of degrees. */
export function square(x: number, y: number, side = 10): number[][] {
	return [
		[x, y],
		[x + side, y],
		[x + side, y + side],
		[x, y + side],
		[x, y]
	];
}

export function area(properties: object, ...rings: number[][][]) {
	return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } };
}

export function collection(...features: unknown[]) {
	return { type: 'FeatureCollection', features };
}
