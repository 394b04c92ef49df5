/** `npm run restore -- BACKUP`: a backup back into DATA_DIR. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../src/lib/server/config.ts';
import { readManifest } from './backup-manifest.ts';
import { EXIT, UsageFault, readArgs, print } from './command.ts';
import type { Command } from './command.ts';
import { openProgress } from './progress.ts';
import { restore } from './restore-run.ts';

export const USAGE = `npm run restore -- BACKUP [--replace]

Puts a backup made by npm run backup into DATA_DIR. Every file is checked against the backup's list
before anything changes, and the folder appears when it is whole. Stop the server first: a folder
in use is refused, and so is one that is not empty. Readings that were in InfluxDB go into the
InfluxDB that INFLUX_URL and INFLUX_DATABASE name, or into SQLite in DATA_DIR where they name none.

  --replace   a folder that is not empty is moved aside, to DATA_DIR.before-<time>; readings are
              added to a database that has some

Exit code: 0 restored · 1 could not be done; DATA_DIR is as it was · 2 wrong command line
           130 ended by a signal; DATA_DIR is as it was`;

/** Restores a backup. */
export const restoreBackup: Command = async (args, terminal) => {
	const { values, positionals } = readArgs(args, { replace: { type: 'boolean', default: false } });
	const [folder, ...more] = positionals;
	if (folder === undefined || more.length > 0) throw new UsageFault('one backup is wanted');
	const from = resolve(folder);
	const manifest = readManifest(from);
	const config = readConfig(terminal.env);
	const { dataDir, influx } = config;
	const progress = openProgress(terminal.told, 'files');
	progress.say(`${from} → ${dataDir}`);
	progress.say(
		`made ${manifest.createdAt} by version ${manifest.version}, readings in ${manifest.store}${manifest.simulated ? '; a demo’s: simulated readings' : ''}`
	);
	const { signal } = terminal;
	try {
		const { files, aside, readings } = await restore({
			config,
			from,
			manifest,
			replace: values.replace,
			now: new Date(),
			signal,
			progress
		});
		progress.show(1, files);
		progress.end();
		const written = readings === null ? '' : `, ${readings} readings written`;
		print(terminal, `${dataDir}: ${files} files restored${written}`);
		if (aside !== null) print(terminal, `What was there lies in ${aside}`);
		if (influx !== null && readings === null && existsSync(join(dataDir, 'readings.db'))) {
			print(
				terminal,
				'The readings of this backup are in readings.db, and INFLUX_URL is set: npm run migrate-store -- --to influx carries them over.'
			);
		}
		return EXIT.done;
	} catch (error) {
		progress.end();
		if (!signal.aborted) throw error;
		console.error(`Ended before the end; ${dataDir} is as it was.`);
		return EXIT.interrupted;
	}
};
