/** `npm run -s occupancy -- --opening 08:00 --closing 22:00 --zone Asia/Jakarta`: people inside from door counts. */
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { localDay } from '../src/lib/domain/calendar.ts';
import { OccupancyEstimator } from '../src/lib/domain/occupancy/estimator.ts';
import { dailyNights } from '../src/lib/domain/occupancy/nights.ts';
import { readCountLines } from './occupancy-lines.ts';
import { correctionLine, tenths } from './occupancy-words.ts';

const USAGE = `npm run -s occupancy -- --opening HH:MM --closing HH:MM --zone ZONE < counts.jsonl
  stdin   {"at","door","in","out"} a line: what a door counted in the interval that ends at \`at\`
          (ISO 8601, local time of the zone where it has no offset, or epoch ms)
  stdout  {"at","live","lo","hi","ledger":[…]}, one line a time, in order; persons, lo-hi 90 %
  stderr  what is wrong with a line, by its number`;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

interface Wanted {
	opening: string;
	closing: string;
	zone: string;
}

/** @returns the fault, where it is not what the command takes */
function readWanted(args: readonly string[]): Wanted | string {
	let values: { opening?: string; closing?: string; zone?: string };
	try {
		const options = {
			opening: { type: 'string' },
			closing: { type: 'string' },
			zone: { type: 'string' }
		} as const;
		({ values } = parseArgs({ args: [...args], options }));
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const { opening = '', closing = '', zone = '' } = values;
	if (!CLOCK.test(opening)) return `--opening: a time such as 08:00 is needed, not "${opening}"`;
	if (closing !== '24:00' && !CLOCK.test(closing)) {
		return `--closing: a time such as 22:00 is needed, not "${closing}"`;
	}
	try {
		localDay(0, zone);
	} catch {
		// The calendar refuses what is no zone.
		return `--zone: a time zone such as Asia/Jakarta is needed, not "${zone}"`;
	}
	return { opening, closing, zone };
}

const wanted = readWanted(process.argv.slice(2));
if (typeof wanted === 'string') {
	console.error(`${wanted}\n\n${USAGE}`);
	process.exitCode = 2;
} else {
	// Whoever reads may have had enough, as `head` does.
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
	const { opening, closing, zone } = wanted;
	const read = readCountLines(await text(process.stdin), zone, (fault) => console.error(fault));
	const estimator = new OccupancyEstimator({ nights: dailyNights(opening, closing, zone) });
	for (const { at, written, lines } of read.times) {
		for (const line of lines.values()) estimator.count(line);
		const { people, low, high } = estimator.at(at);
		const ledger = estimator.takeLedger().map(correctionLine);
		estimator.takeHistory();
		const live = { at: written, live: tenths(people), lo: Math.floor(low), hi: Math.ceil(high) };
		process.stdout.write(`${JSON.stringify({ ...live, ledger })}\n`);
	}
	if (read.bad > 0) console.error(`${read.good} lines read, ${read.bad} not usable`);
}
