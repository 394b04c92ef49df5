/** The lines that `npm run occupancy` reads: what each says, or what is wrong with it. */
import { parseTime } from '../src/lib/domain/calendar.ts';
import type { CountLine } from '../src/lib/domain/occupancy/count-line.ts';

/** Every time that was named, with the counts of it. */
export interface ReadTime {
	/** Epoch ms UTC. */
	at: number;
	/** As it was written. */
	written: string | number;
	/** By door. */
	lines: Map<string, CountLine>;
}

export interface ReadLines {
	/** In order of time. */
	times: ReadTime[];
	/** Lines that were read without a fault. */
	good: number;
	/** Lines that could not be used, whole or in part. */
	bad: number;
}

/** Before this a number of ms is in the 1970s: seconds were meant. */
const LEAST_EPOCH_MS = 100_000_000_000;
/** An ECMAScript date reaches no further, ms. */
const LAST_EPOCH_MS = 8_640_000_000_000_000;
const SHOWN = 60;

/**
 * Reads all lines. What is wrong is told line by line and nothing else is lost for it: a line
 * with a time but without usable counts still names its time.
 * @param say takes one sentence.
 */
export function readCountLines(
	text: string,
	timeZone: string,
	say: (sentence: string) => void
): ReadLines {
	const times = new Map<number, ReadTime>();
	const from = new Map<string, number>();
	let newest = -Infinity;
	let good = 0;
	let bad = 0;
	for (const [n, raw] of text.split(/\r?\n/).entries()) {
		const source = n === 0 ? raw.replace(/^\uFEFF/, '') : raw;
		if (source.trim() === '') continue;
		const number = n + 1;
		const tell = (fault: string): void => say(`line ${number}: ${fault}`);
		const line = parse(source);
		if (typeof line === 'string') {
			bad += 1;
			tell(line);
			continue;
		}
		const at = readTime(line.at, timeZone);
		if (typeof at === 'string') {
			bad += 1;
			tell(at);
			continue;
		}
		const written = typeof line.at === 'number' ? line.at : String(line.at);
		const time = times.get(at) ?? { at, written, lines: new Map<string, CountLine>() };
		times.set(at, time);
		const counts = readCounts(line);
		if (typeof counts === 'string') {
			bad += 1;
			tell(`${counts}; its time is answered without it`);
			continue;
		}
		good += 1;
		if (at < newest) tell('earlier than a line before it; it is put in its place');
		newest = Math.max(newest, at);
		const key = JSON.stringify([at, counts.door]);
		const known = time.lines.get(counts.door);
		if (known !== undefined) {
			const same = known.in === counts.in && known.out === counts.out;
			tell(
				`the same door and time as line ${from.get(key) ?? 0}; ${same ? 'counted once' : 'this one holds'}`
			);
		}
		from.set(key, number);
		time.lines.set(counts.door, { at, ...counts });
	}
	const ordered = [...times.values()].sort((a, b) => a.at - b.at);
	return { times: ordered, good, bad };
}

function parse(source: string): Record<string, unknown> | string {
	let line: unknown;
	try {
		line = JSON.parse(source);
	} catch {
		// Told below: the engine's own words name a position and not the line.
		return `not JSON: ${source.slice(0, SHOWN)}`;
	}
	if (typeof line !== 'object' || line === null || Array.isArray(line)) {
		return `not an object: ${source.slice(0, SHOWN)}`;
	}
	return { ...line };
}

function readTime(value: unknown, timeZone: string): number | string {
	if (value === undefined || value === null) return 'at: missing';
	if (typeof value === 'number' || (typeof value === 'string' && /^\d{12,}$/.test(value))) {
		const at = Number(value);
		if (!Number.isFinite(at) || at > LAST_EPOCH_MS) return `at: no time: ${String(value)}`;
		return at >= LEAST_EPOCH_MS ? Math.floor(at) : `at: a number is epoch ms, not ${at}`;
	}
	const at = typeof value === 'string' ? parseTime(value.trim(), timeZone) : null;
	return at ?? `at: neither ISO 8601 nor epoch ms: ${JSON.stringify(value).slice(0, SHOWN)}`;
}

function readCounts(line: Record<string, unknown>): Omit<CountLine, 'at'> | string {
	const { door } = line;
	if (door === undefined || door === null || door === '') return 'door: missing';
	if (typeof door !== 'string' && typeof door !== 'number') return 'door: neither text nor number';
	const counted = { in: 0, out: 0 };
	for (const way of ['in', 'out'] as const) {
		const value = line[way];
		if (value === undefined || value === null) return `${way}: missing`;
		if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
			return `${way}: a whole number from 0 on is needed, not ${JSON.stringify(value).slice(0, SHOWN)}`;
		}
		counted[way] = value;
	}
	return { door: String(door), ...counted };
}
