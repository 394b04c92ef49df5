/** `npm run import -- FILE.csv --map MAPPING.json`: readings of the past into the store. */
import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdtempSync,
	rmSync,
	statSync
} from 'node:fs';
import { hash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { clockOf } from '../src/lib/server/clock.ts';
import { readConfig } from '../src/lib/server/config.ts';
import type { Config } from '../src/lib/server/config.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import { keptFrom } from '../src/lib/server/store/retention.ts';
import { openSqlite } from '../src/lib/server/store/sqlite.ts';
import { CommandFault, EXIT, UsageFault, readArgs, print } from './command.ts';
import type { Command } from './command.ts';
import { readMapping } from './csv-mapping.ts';
import { announceMapping } from './csv-words.ts';
import { Compared } from './import-compare.ts';
import { ImportNote, fileHash } from './import-note.ts';
import { importReadings } from './import-run.ts';
import type { ImportResult } from './import-run.ts';
import { openProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { placeOf, registeredDevices } from './store-place.ts';

export const USAGE = `npm run import -- FILE.csv --map MAPPING.json [--dry-run] [--replace] [--refused OUT.csv]

Stores the readings of a CSV file, marked as imported, in the store that the environment names
(DATA_DIR, INFLUX_URL …). The mapping says what the columns are, in which zone and units; examples
are in docs/replay and docs/import, and docs/history.md tells how to write one.

  --dry-run      stores nothing, and says what would be stored and what not
  --replace      values of the file take the place of other values stored for the same time;
                 without it the stored ones are kept, and each is told
  --refused OUT  writes line and reason of everything that is not stored to a CSV file

Twice is once: what is stored already is left alone. Ended half-way, the same command goes on.
It may run while the server does.

Exit code: 0 everything is stored · 3 stored, but for what was refused · 1 could not be done
           2 wrong command line · 130 ended by a signal; the same command goes on`;
/** Refusals that are told one by one; the others are counted. */
const MAX_TOLD = 20;
/** SQLite writes a thousand in about 12 ms, and the live path waits no longer than that. */
const BATCH = { sqlite: 1_000, influx: 5_000 };

interface Wanted {
	file: string;
	map: string;
	dryRun: boolean;
	replace: boolean;
	refused: string | undefined;
}

function readWanted(args: readonly string[]): Wanted {
	const { values, positionals } = readArgs(args, {
		map: { type: 'string' },
		'dry-run': { type: 'boolean', default: false },
		replace: { type: 'boolean', default: false },
		refused: { type: 'string' }
	});
	const [file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new UsageFault('one file is wanted');
	if (values.map === undefined) throw new UsageFault('--map is wanted');
	const { map, replace, refused } = values;
	return { file, map, replace, refused, dryRun: values['dry-run'] };
}

/** Imports a file, or says what an import would do. */
export const importFile: Command = async (args, terminal) => {
	const wanted = readWanted(args);
	const mapping = readMapping(wanted.map);
	const config = readConfig(terminal.env);
	const { size } = statSync(wanted.file);
	const now = clockOf(config)();
	const progress = openProgress(terminal.told, 'readings');
	progress.say(
		`${wanted.file} → ${wanted.dryRun ? 'nowhere: a dry run beside ' : ''}${placeOf(config)}`
	);
	for (const line of announceMapping(mapping)) progress.say(line);

	const scratch = wanted.dryRun ? mkdtempSync(join(tmpdir(), 'nyaman-dry-run-')) : null;
	const stores = await openStores(config, scratch);
	const refusals = openRefusals(wanted.refused, progress);
	let result: ImportResult;
	try {
		const parts = [
			await fileHash(wanted.file),
			hash('sha256', JSON.stringify(mapping)),
			placeOf(config)
		];
		result = await importReadings({
			open: () => createReadStream(wanted.file),
			mapping,
			stores,
			batch: config.influx === null || wanted.dryRun ? BATCH.sqlite : BATCH.influx,
			replace: wanted.replace,
			note: wanted.dryRun ? null : new ImportNote(config.dataDir, parts),
			now,
			keptFrom: config.retentionDays === 0 ? -Infinity : keptFrom(now, config.retentionDays),
			signal: terminal.signal,
			tell: refusals.tell,
			say: progress.say,
			onProgress: (bytes, readings) => progress.show(Math.min(0.99, bytes / size), readings)
		});
	} finally {
		await refusals.close();
		for (const { store } of stores) await store.close();
		if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
	}
	const { summary, ended } = result;
	if (ended === 'whole') progress.show(1, summary.readings);
	progress.end();
	const lines = summary.lines(wanted.dryRun, wanted.replace, registeredDevices(config.dataDir));
	print(terminal, lines.join('\n'));
	if (ended === 'interrupted') {
		print(
			terminal,
			wanted.dryRun
				? 'Ended before the file’s end: the figures are of the rows so far.'
				: `Ended after row ${summary.rows}, which is stored: the same command goes on from there.`
		);
		return EXIT.interrupted;
	}
	return summary.refused === 0 ? EXIT.done : EXIT.partly;
};

/** @throws {CommandFault} the store does not answer */
async function openStores(config: Config, scratch: string | null): Promise<Compared[]> {
	const stores: Compared[] = [];
	// A dry run makes nothing, not even an empty database.
	const none =
		scratch !== null && config.influx === null && !existsSync(join(config.dataDir, 'readings.db'));
	if (!none) {
		const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
		const answer = await store.ping();
		if (!answer.ok) throw new CommandFault(answer.detail);
		stores.push(await Compared.open(store));
	}
	if (scratch !== null) stores.push(await Compared.open(openSqlite({ dataDir: scratch })));
	return stores;
}

interface Refusals {
	tell(line: number, what: string): void;
	close(): Promise<void>;
}

function openRefusals(path: string | undefined, progress: Progress): Refusals {
	const out = path === undefined ? null : createWriteStream(path);
	out?.write('line,reason\n');
	let told = 0;
	return {
		tell(line, what) {
			told += 1;
			if (told <= MAX_TOLD) progress.say(`line ${line}: ${what}`);
			out?.write(`${line},"${what.replaceAll('"', '""')}"\n`);
		},
		async close() {
			if (told > MAX_TOLD) {
				const where =
					path === undefined ? '; --refused OUT.csv writes them down' : ` are in ${path}`;
				progress.say(`… ${told - MAX_TOLD} more lines that are not stored${where}`);
			}
			if (out !== null) await finished(out.end());
		}
	};
}
