/** `npm run building:export -- FOLDER --format imdf|geojson --out PLACE`: a building's plan for other programs. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { geojsonFiles, imdfArchive, planOf } from '../floorplan/export/export-plan.ts';
import { CommandFault, EXIT, UsageFault, readArgs, runCommand } from './command.ts';

const USAGE = `npm run building:export -- FOLDER --format imdf|geojson --out PLACE

Writes the plan of a building's folder: rooms, walls, doors, fixtures, bays. Devices, placements,
limits and hours are no part of a plan, and stay.

  --format imdf      an IMDF archive (OGC 20-094); PLACE is a file
  --format geojson   GeoJSON in WGS84, a file a level; PLACE is a folder, new or empty
  --out PLACE        where it goes; a file that is there is not written over

Both can be read back by building:import, with the same ids, names, levels and shapes.`;

await runCommand(USAGE, async (args) => {
	const { values, positionals } = readArgs(args, {
		format: { type: 'string' },
		out: { type: 'string' }
	});
	const [folder, ...more] = positionals;
	if (folder === undefined || more.length > 0) throw new UsageFault('one folder is needed');
	if (values.out === undefined) throw new UsageFault('--out PLACE is missing');
	if (values.format !== 'imdf' && values.format !== 'geojson') {
		throw new UsageFault('--format is imdf or geojson');
	}
	const out = resolve(values.out);
	if (!existsSync(folder)) throw new CommandFault(`${folder} is not there`);
	if (values.format === 'imdf') {
		if (existsSync(out)) throw new CommandFault(`${values.out} is there already`);
		const archive = imdfArchive(planOf(folder), new Date());
		mkdirSync(dirname(out), { recursive: true });
		const draft = `${out}.${process.pid}.tmp`;
		writeFileSync(draft, archive);
		renameSync(draft, out);
		console.log(`${values.out}: ${archive.length} bytes`);
	} else {
		if (existsSync(out) && readdirSync(out).length > 0) {
			throw new CommandFault(`${values.out} is there already and not empty`);
		}
		const files = geojsonFiles(planOf(folder));
		const draft = `${out}.${process.pid}.tmp`;
		rmSync(draft, { recursive: true, force: true });
		mkdirSync(draft, { recursive: true });
		for (const [name, content] of files) writeFileSync(join(draft, name), content);
		renameSync(draft, out);
		for (const name of files.keys()) console.log(join(values.out, name));
	}
	return EXIT.done;
});
