/** `npm run building:import -- FILE… --out FOLDER`: a plan from elsewhere as a building's folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MOST } from '../floorplan/import/bounds.ts';
import type { SourceFile } from '../floorplan/import/documents.ts';
import { importPlan, type ImportOptions } from '../floorplan/import/import-plan.ts';
import { writeFolder } from '../floorplan/import/write-folder.ts';
import { CommandFault, EXIT, UsageFault, readArgs, runCommand } from './command.ts';
import { crsOf, pairOf, placeOf } from './building-options.ts';
import { reportText } from './building-words.ts';

const USAGE = `npm run building:import -- FILE… --out FOLDER [--json] [--lang id|en]

Makes a building's folder of a plan: GeoJSON (a file a floor, or all in one), IMDF archives, OSM
Simple Indoor Tagging, Overpass answers, and pictures (PNG, JPEG) to lay under a plan. A FILE may be
a folder: then its plan files are read. docs/building.md tells the rest.

  --out FOLDER            where the building goes; must not be there yet, or be empty
  --json                  the report as JSON
  --lang id|en            language of the report (en)
  --name NAME             of the building, where the plan says none
  --time-zone ZONE        IANA name (Asia/Jakarta)
  --crs degrees|metres|millimetres|mercator   where the numbers would be taken for something else
  --anchor LON,LAT        where [0, 0] lies, for a plan in metres
  --turned DEGREES        anticlockwise from east, of the plan's x axis, for a plan in metres
  --point PX,PY=X,Y       three times, for a picture: a pixel, and its lon,lat or metres
  --level NUMBER          of a picture (0)
  --dry-run               writes nothing, and reports

Exit code: 0 imported · 3 imported, but a file could not be read · 1 nothing was imported
           2 wrong command line`;

const READ = /\.(geojson|json|zip|imdf|png|jpe?g)$/i;

interface Wanted extends ImportOptions {
	files: readonly string[];
	out: string | undefined;
	json: boolean;
	dryRun: boolean;
	language: 'id' | 'en';
}

function readWanted(args: readonly string[]): Wanted {
	const { values, positionals } = readArgs(args, {
		out: { type: 'string' },
		json: { type: 'boolean', default: false },
		lang: { type: 'string', default: 'en' },
		name: { type: 'string' },
		'time-zone': { type: 'string' },
		crs: { type: 'string' },
		anchor: { type: 'string' },
		turned: { type: 'string' },
		point: { type: 'string', multiple: true },
		level: { type: 'string' },
		'dry-run': { type: 'boolean', default: false }
	});
	if (positionals.length === 0) throw new UsageFault('which file?');
	if (values.out === undefined && !values['dry-run'])
		throw new UsageFault('--out FOLDER is missing');
	const number = (name: 'turned' | 'level'): number | undefined => {
		const text = values[name];
		if (text === undefined) return undefined;
		if (text.trim() === '' || !Number.isFinite(Number(text))) {
			throw new UsageFault(`--${name} ${text} is no number`);
		}
		return Number(text);
	};
	const points = values.point?.map(pairOf);
	if (points && points.length !== 3) throw new UsageFault('--point is needed three times');
	return {
		...{ files: positionals, out: values.out, json: values.json, dryRun: values['dry-run'] },
		language: values.lang === 'id' ? 'id' : 'en',
		...{ name: values.name, timeZone: values['time-zone'], crs: crsOf(values.crs) },
		...{ anchor: placeOf(values.anchor), turned: number('turned'), level: number('level'), points }
	};
}

/** The files of the command line; of a folder, those that can be plans. */
function sourcesOf(paths: readonly string[]): SourceFile[] {
	return paths.flatMap((path) => {
		const entry = statSync(path);
		const files = entry.isDirectory()
			? readdirSync(path)
					.filter((name) => READ.test(name))
					.sort()
					.map((name) => join(path, name))
			: [path];
		return files.map((file) => ({ name: basename(file), bytes: readBounded(file) }));
	});
}

/** A file that is too large to be read is known by its first bytes, and left with the reason. */
function readBounded(file: string): Uint8Array {
	if (statSync(file).size > MOST.fileBytes) return new Uint8Array(MOST.fileBytes + 1);
	return readFileSync(file);
}

await runCommand(USAGE, async (args) => {
	const { files, out, json, dryRun, language, ...options } = readWanted(args);
	const imported = importPlan(sourcesOf(files), options);
	if (!imported.ok) throw new CommandFault(`nothing was imported: ${imported.detail}`);
	const { report } = imported.value;
	if (!dryRun && out !== undefined) {
		const written = writeFolder(imported.value.files, out);
		if (!written.ok) throw new CommandFault(written.detail);
	}
	console.log(json ? JSON.stringify(report, null, '\t') : reportText(report, language));
	return report.left.some(({ kind }) => kind === 'file') ? EXIT.partly : EXIT.done;
});
