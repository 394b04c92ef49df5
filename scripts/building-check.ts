/** `npm run building:check -- FOLDER`: whether a building's folder can be used, and what is wrong if not. */
import { checkFolder, type Finding } from '../floorplan/check-building.ts';
import { EXIT, UsageFault, readArgs, runCommand } from './command.ts';

const USAGE = `npm run building:check -- FOLDER [--json]

Reads a building's folder as the application does and names file, feature and fault in words.

  --json   as JSON: { ok, faults, notes, levels, devices }

Exit code: 0 it can be used · 1 it cannot · 2 wrong command line`;

const line = ({ file, feature, fault }: Finding): string =>
	[file, feature, fault].filter((part) => part !== null && part !== '').join(': ');

await runCommand(USAGE, async (args) => {
	const { values, positionals } = readArgs(args, { json: { type: 'boolean', default: false } });
	const [folder, ...more] = positionals;
	if (folder === undefined || more.length > 0) throw new UsageFault('one folder is needed');
	const { faults, notes, building } = checkFolder(folder);
	const levels = (building?.levels ?? []).map((level) => ({
		...{ key: level.key, name: level.name, ordinal: level.ordinal, rooms: level.rooms.length },
		...{ openings: level.openings.length, walls: level.walls.length },
		...{ fixtures: level.fixtures.length, bays: level.bays.length }
	}));
	if (values.json) {
		const devices = building?.devices.length ?? 0;
		console.log(
			JSON.stringify({ ok: faults.length === 0, faults, notes, levels, devices }, null, '\t')
		);
	} else {
		for (const fault of faults) console.log(line(fault));
		for (const note of notes) console.log(`note: ${line(note)}`);
		if (faults.length > 0) console.log(`${faults.length} fault(s): ${folder} cannot be used`);
		else {
			const rooms = levels.reduce((sum, level) => sum + level.rooms, 0);
			console.log(`${folder} can be used: ${levels.length} levels, ${rooms} rooms`);
		}
	}
	return faults.length > 0 ? EXIT.failed : EXIT.done;
});
