/** `npm run backup`: everything in DATA_DIR, and a server's readings, while the server runs. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../src/lib/server/config.ts';
import { makeBackup, megabytes } from './backup-run.ts';
import { CommandFault, EXIT, UsageFault, readArgs, print } from './command.ts';
import type { Command } from './command.ts';
import { openProgress } from './progress.ts';

export const USAGE = `npm run backup -- [FOLDER] [--without-readings]

Makes a new folder nyaman-backup-<time> in FOLDER (default: ./backups) with everything in DATA_DIR:
databases, building, notes; where the readings are in InfluxDB, those as line protocol beside it.
The server may run meanwhile. manifest.json lists every file with its checksum; it comes last, and
a folder without it is no backup. Bring it back by: npm run restore -- FOLDER/nyaman-backup-<time>

  --without-readings   leave InfluxDB's readings to the server's own backup

A backup holds names and hashes of PINs: keep it as you would keep DATA_DIR.

Exit code: 0 made · 1 could not be made; nothing is left behind · 2 wrong command line · 130 ended by a signal`;

/** Makes a backup. */
export const backUp: Command = async (args, terminal) => {
	const { values, positionals } = readArgs(args, {
		'without-readings': { type: 'boolean', default: false }
	});
	const [folder = './backups', ...more] = positionals;
	if (more.length > 0) throw new UsageFault('one folder is wanted');
	const config = readConfig(terminal.env);
	if (!existsSync(config.dataDir)) {
		throw new CommandFault(`${config.dataDir} is not there: is DATA_DIR the right folder?`);
	}
	const createdAt = new Date();
	const stamp = createdAt.toISOString().slice(0, 19).replaceAll(':', '-');
	const target = join(resolve(folder), `nyaman-backup-${stamp}Z`);
	if (existsSync(target)) throw new CommandFault(`${target} is there already`);
	const progress = openProgress(terminal.told, 'files');
	progress.say(`${config.dataDir} → ${target}`);
	const { signal } = terminal;
	try {
		const { files, serverReadings } = await makeBackup({
			config,
			target,
			withoutReadings: values['without-readings'],
			createdAt,
			signal,
			progress
		});
		progress.show(1, files.length);
		progress.end();
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const readings =
			serverReadings === null
				? ''
				: `, with ${serverReadings.readings} readings of ${serverReadings.series} series`;
		print(terminal, `${target}: ${files.length} files, ${megabytes(bytes)}${readings}`);
		if (config.influx !== null && serverReadings === null) {
			print(terminal, 'The readings are in InfluxDB and not in this backup: back them up there.');
		}
		return EXIT.done;
	} catch (error) {
		progress.end();
		if (!signal.aborted) throw error;
		console.error('Ended before the backup was whole; nothing is left of it.');
		return EXIT.interrupted;
	}
};
