/** `npm run -s export`: readings of the store as CSV or line protocol, streamed. */
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { daysAfter, localDay, parseTime, timeOf } from '../src/lib/domain/calendar.ts';
import { isMetric } from '../src/lib/domain/metrics.ts';
import { readConfig } from '../src/lib/server/config.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import type { Span } from '../src/lib/server/store/store.ts';
import { CommandFault, EXIT, UsageFault, readArgs, tell } from './command.ts';
import type { Command } from './command.ts';
import { chosen, exportText } from './export-run.ts';
import { csvText, lineProtocol } from './export-text.ts';
import { isoTime } from './import-check.ts';
import { openProgress } from './progress.ts';
import { buildingZone, openReadings, placeOf, requireReadings } from './store-place.ts';

export const USAGE = `npm run -s export -- [--out FILE] [--format csv|line] [--device ID]… [--channel NAME]…
                     [--metric NAME]… [--from TIME] [--to TIME] [--zone ZONE]

Writes the readings of the store that the environment names (DATA_DIR, INFLUX_URL …), series by
series in order of time, to standard output or a file. It may run while the server does.

  --out FILE      a new file; one that ends in .gz is compressed
  --format        csv (default): time,device,channel,metric,value,unit,origin
                  line: InfluxDB line protocol, times in milliseconds
  --device, --channel, --metric   only these; may be given several times
  --from, --to    from a time up to before another: 2026-11-24T08:00, with an offset or without.
                  A day alone: --from from its start, --to up to its end
  --zone          of times without an offset, and of the times in the CSV, which bear their
                  offsets; the building's zone where there is one, else UTC

Exit code: 0 written · 1 could not be done · 2 wrong command line · 130 ended by a signal`;

interface Wanted {
	out: string | undefined;
	format: string;
	devices: string[];
	channels: string[];
	metrics: string[];
	from: string | undefined;
	to: string | undefined;
	zone: string | undefined;
}

function readWanted(args: readonly string[]): Wanted {
	const many: { type: 'string'; multiple: true; default: string[] } = {
		type: 'string',
		multiple: true,
		default: []
	};
	const { values, positionals } = readArgs(args, {
		out: { type: 'string' },
		format: { type: 'string', default: 'csv' },
		device: many,
		channel: many,
		metric: many,
		from: { type: 'string' },
		to: { type: 'string' },
		zone: { type: 'string' }
	});
	const { format, metric } = values;
	if (positionals.length > 0) throw new UsageFault(`what is ${positionals[0]} for?`);
	if (format !== 'csv' && format !== 'line') throw new UsageFault('--format is csv or line');
	const unknown = metric.filter((name) => !isMetric(name));
	if (unknown.length > 0) throw new UsageFault(`--metric ${unknown[0]} is no quantity`);
	const { out, from, to, zone, device, channel } = values;
	return { out, format, from, to, zone, devices: device, channels: channel, metrics: metric };
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** @throws {UsageFault} no time, or no zone */
function readSpan({ from, to }: Wanted, zone: string): Span {
	const instant = (name: string, text: string): number => {
		const at = parseTime(DATE.test(text) ? `${text}T00:00` : text, zone);
		if (at === null) throw new UsageFault(`--${name} ${text} is no time, or ${zone} no zone`);
		return at;
	};
	const span = {
		from: from === undefined ? -Infinity : instant('from', from),
		to: to === undefined ? Infinity : instant('to', to)
	};
	if (to !== undefined && DATE.test(to)) {
		const day = localDay(span.to, zone);
		span.to = timeOf(daysAfter(day, 1, zone), '00:00', zone);
	}
	if (span.from >= span.to) throw new UsageFault('--from lies after --to');
	return span;
}

/** Writes the wanted readings. */
export const exportReadings: Command = async (args, terminal) => {
	const wanted = readWanted(args);
	const config = readConfig(terminal.env);
	const zone = wanted.zone ?? buildingZone(config.dataDir) ?? 'UTC';
	if (parseTime('2026-01-01T00:00', zone) === null) throw new UsageFault(`${zone} is no zone`);
	const span = readSpan(wanted, zone);
	const { out } = wanted;
	if (out !== undefined && existsSync(out)) {
		throw new CommandFault(`${out} is there already: name a new file, or move that one away`);
	}
	requireReadings(config);
	const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
	const answer = await store.ping();
	if (!answer.ok) throw new CommandFault(answer.detail);
	const series = chosen(await store.series(), wanted);
	await store.close();

	const progress = openProgress(terminal.told, 'readings');
	progress.say(`${placeOf(config)}: ${series.length} series`);
	const edge = (at: number, none: string) => (Number.isFinite(at) ? isoTime(at) : none);
	progress.say(`from ${edge(span.from, 'the first')} to before ${edge(span.to, 'the end')}`);
	const readings = openReadings(config);
	const text = wanted.format === 'line' ? lineProtocol() : csvText(zone, readings.knowsOrigin);
	let count = 0;
	const chunks = exportText(readings, series, span, text, (done, n) => {
		count = n;
		if (done < series.length) progress.show(done / series.length, n);
	});
	const { signal } = terminal;
	const part = out === undefined ? null : `${out}.part`;
	try {
		await pipeline(
			Readable.from(chunks),
			out?.endsWith('.gz') ? createGzip() : new PassThrough(),
			part === null ? terminal.out : createWriteStream(part),
			{ signal, end: part !== null }
		);
		if (part !== null && out !== undefined) renameSync(part, out);
	} catch (error) {
		if (part !== null) rmSync(part, { force: true });
		// Whoever reads has seen enough: `| head` is no fault.
		if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return EXIT.done;
		if (!signal.aborted) throw error;
		console.error('Ended before the last reading; what was written so far is not kept.');
		return EXIT.interrupted;
	} finally {
		readings.close();
	}
	progress.show(1, count);
	progress.end();
	tell(terminal, `${count} readings of ${series.length} series → ${out ?? 'standard output'}`);
	return EXIT.done;
};
