/** `npm run migrate-store -- --to influx|sqlite`: all readings from one engine into the other. */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { seriesId } from '../src/lib/domain/reading.ts';
import { readConfig } from '../src/lib/server/config.ts';
import type { Config } from '../src/lib/server/config.ts';
import type { Extent, Store } from '../src/lib/server/store/store.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import { CommandFault, EXIT, UsageFault, readArgs, print, tell } from './command.ts';
import type { Command, Terminal } from './command.ts';
import { chosen } from './export-run.ts';
import { compareSeries, copySeries } from './migrate-run.ts';
import { openProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { isSimulated, openReadings, placeOf, requireReadings } from './store-place.ts';

export const USAGE = `npm run migrate-store -- --to influx|sqlite [--compare] [--report OUT.csv]

Copies all readings between SQLite in DATA_DIR and the InfluxDB of INFLUX_URL, INFLUX_DATABASE …
(set them for both directions), then compares both, series by series: counts and checksums.
Nothing is removed from where they come. What is there already is left alone, so the same command
goes on after it was ended, and fetches what has come in since.

  --to OUT       where to; from the other
  --compare      copies nothing, only compares
  --report OUT   writes count and checksum of every series on both sides to a CSV file

While the server runs, new readings go to the store that it has: copy, stop it, copy again (only
what is new is written), then start it with INFLUX_URL set, or without it for SQLite.
InfluxDB keeps neither the origin of a reading nor when it was received.

Exit code: 0 every reading is there · 3 something is missing or differs, or was refused
           1 could not be done · 2 wrong command line · 130 ended by a signal; the same command goes on`;

const BATCH = { sqlite: 1_000, influx: 5_000 };

interface Sides {
	from: Config;
	to: Config;
}

function readSides(config: Config, to: string | undefined): Sides {
	if (to !== 'influx' && to !== 'sqlite') throw new UsageFault('--to is influx or sqlite');
	const { influx } = config;
	if (influx === null) {
		throw new CommandFault('INFLUX_URL is not set: it names the InfluxDB, for both directions');
	}
	const [sqlite, server] = [
		{ ...config, influx: null },
		{ ...config, influx }
	];
	return to === 'influx' ? { from: sqlite, to: server } : { from: server, to: sqlite };
}

async function opened(config: Config): Promise<Store> {
	const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
	const answer = await store.ping();
	if (answer.ok) return store;
	await store.close();
	throw new CommandFault(answer.detail);
}

/** Copies and compares. */
export const migrateStore: Command = async (args, terminal) => {
	const { values, positionals } = readArgs(args, {
		to: { type: 'string' },
		compare: { type: 'boolean', default: false },
		report: { type: 'string' }
	});
	if (positionals.length > 0) throw new UsageFault(`what is ${positionals[0]} for?`);
	const sides = readSides(readConfig(terminal.env), values.to);
	refuseToMix(sides);
	requireReadings(sides.from);
	const progress = openProgress(terminal.told, 'readings');
	progress.say(`${placeOf(sides.from)} → ${placeOf(sides.to)}`);
	const { signal } = terminal;
	const [source, target] = [await opened(sides.from), await opened(sides.to)];
	try {
		const everything = { devices: [], channels: [], metrics: [] };
		const series = chosen(await source.series(), everything);
		progress.say(`${series.length} series`);
		const rejected = values.compare ? 0 : await copyAll(sides, target, series, progress, signal);
		if (signal.aborted) {
			tell(terminal, 'Ended before the last series: the same command goes on from there.');
			return EXIT.interrupted;
		}
		const whole = await compareAll(source, target, series, values.report, progress, terminal);
		if (whole === null) {
			tell(terminal, 'Ended while comparing: nothing is said of the rest.');
			return EXIT.interrupted;
		}
		return whole && rejected === 0 ? EXIT.done : EXIT.partly;
	} finally {
		progress.end();
		await Promise.all([source.close(), target.close()]);
	}
};

/** Simulated readings must never come to lie among a building's: a demo has a database of its own. */
function refuseToMix({ from, to }: Sides): void {
	const database = (from.influx ?? to.influx)?.database;
	const { influx: demo } = readConfig({ INFLUX_URL: 'http://localhost', NYAMAN_SIMULATED: '1' });
	const simulated = isSimulated(from);
	if (simulated === (database === demo?.database)) return;
	throw new CommandFault(
		simulated
			? `${from.dataDir} is a demo’s folder, whose database is ${demo?.database}: set INFLUX_DATABASE to it, or DATA_DIR to the building’s folder`
			: `${database} is the demo’s database: set INFLUX_DATABASE to the building’s, or DATA_DIR to the demo’s folder`
	);
}

/** @returns how many readings the target does not take */
async function copyAll(
	sides: Sides,
	target: Store,
	series: readonly Extent[],
	progress: Progress,
	signal: AbortSignal
): Promise<number> {
	const from = openReadings(sides.from);
	const batch = sides.to.influx === null ? BATCH.sqlite : BATCH.influx;
	const sum = { read: 0, written: 0, replaced: 0, rejected: 0 };
	try {
		for (const [index, one] of series.entries()) {
			if (signal.aborted) return sum.rejected;
			const copied = await copySeries(
				from,
				target,
				one,
				batch,
				(n) => progress.show(((index + 0.5) / series.length) * 0.7, (sum.read += n)),
				signal
			);
			sum.written += copied.written;
			sum.replaced += copied.replaced;
			sum.rejected += copied.rejected;
			if (copied.rejected > 0) {
				progress.say(
					`${one.device} ${one.channel} ${one.metric}: ${copied.rejected} refused: ${copied.detail}`
				);
			}
		}
	} finally {
		from.close();
	}
	const { read, written, replaced, rejected } = sum;
	progress.say(
		`${read} readings: ${written} written (${replaced} in the place of another value), ${rejected} refused, the rest was there`
	);
	return rejected;
}

/** @returns whether every reading of the source is in the target; null: ended before it was known */
async function compareAll(
	source: Store,
	target: Store,
	series: readonly Extent[],
	report: string | undefined,
	progress: Progress,
	terminal: Terminal
): Promise<boolean | null> {
	const out = report === undefined ? null : createWriteStream(report);
	out?.write('device,channel,metric,readings_from,sha256_from,readings_to,sha256_to\n');
	const sum = { source: 0, target: 0, missing: 0, different: 0, more: 0, alike: 0 };
	const extents = new Map((await target.series()).map((one) => [seriesId(one), one]));
	for (const [index, one] of series.entries()) {
		if (terminal.signal.aborted) return null;
		const there = extents.get(seriesId(one)) ?? one;
		const span = { from: Math.min(one.from, there.from), to: Math.max(one.to, there.to) + 1 };
		const found = await compareSeries(source, target, one, span);
		sum.source += found.source.n;
		sum.target += found.target.n;
		sum.missing += found.missing;
		sum.different += found.different;
		sum.more += found.more;
		const { device, channel, metric } = one;
		const names = [device, channel, metric].map((name) => `"${name.replaceAll('"', '""')}"`);
		const sums = [found.source, found.target].flatMap(({ n, sha256 }) => [n, sha256]);
		out?.write(`${[...names, ...sums].join(',')}\n`);
		if (found.source.sha256 === found.target.sha256) sum.alike += 1;
		else {
			progress.say(
				`${[device, channel, metric].filter(Boolean).join(' ')}: ${found.missing} missing, ${found.different} with another value, ${found.more} that only the target has`
			);
		}
		progress.show(0.7 + ((index + 1) / series.length) * 0.3, sum.source);
	}
	if (out !== null) await finished(out.end());
	progress.end();
	print(
		terminal,
		`${sum.alike} of ${series.length} series are the same on both sides, by count and checksum`
	);
	print(
		terminal,
		`${sum.source} readings and ${sum.target}: ${sum.missing} missing, ${sum.different} with another value, ${sum.more} that only the target has`
	);
	return sum.missing === 0 && sum.different === 0;
}
