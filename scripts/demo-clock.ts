/** The demo's own clock: starts on a Tuesday at 10.00, stands still while no demo runs, and never goes back. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { zonedToUtc } from '../src/lib/domain/calendar.ts';
import { ConfigError } from '../src/lib/server/config.ts';

export interface DemoClockOptions {
	dataDir: string;
	/** IANA name of the building's zone. */
	timeZone: string;
	/** Building's local time without an offset, as `--at` gives it; only a later one moves the clock. */
	at?: string | undefined;
	/** As `--seed` gives it; a folder keeps the one that it was made with. */
	seed?: number | undefined;
	/** The machine's clock, epoch ms UTC. */
	machine?: () => number;
}

export interface DemoClock {
	/** How far the building's clock is from the machine's. */
	offsetMs: number;
	/** When the folder's simulated life began, epoch ms UTC by the building's clock. */
	origin: number;
	seed: number;
	/** The building's clock, epoch ms UTC. */
	now(): number;
	/** Writes the file; while the demo runs, with a time that it will not have reached before the next call. */
	keep(): void;
	/** Writes the time at which the demo ends. */
	stop(): void;
}

/** Call `keep` this often. */
export const KEEP_EVERY_MS = 30_000;
/** A demo that was killed goes on later than it can have come, so that no reading is from the future. */
const AHEAD_MS = KEEP_EVERY_MS + 10_000;
const DAY_MS = 86_400_000;
const TUESDAY = 2;
const USUAL_SEED = 1;

const File = v.object({ origin: v.number(), clock: v.number(), seed: v.number() });

/** @throws {ConfigError} a time that cannot be read or lies before the folder's; another seed; a broken file. */
export function openDemoClock(options: DemoClockOptions): DemoClock {
	const { dataDir, timeZone, machine = Date.now } = options;
	const path = join(dataDir, 'clock.json');
	const kept = read(path);
	const wanted = options.at === undefined ? null : localTime(options.at, timeZone);
	if (kept && wanted !== null && wanted < kept.clock) {
		throw new ConfigError([
			`--at ${options.at} lies before ${shownTime(kept.clock, timeZone)}, to which the demo in ${dataDir} has come: set another DATA_DIR for it`
		]);
	}
	if (kept && options.seed !== undefined && options.seed !== kept.seed) {
		throw new ConfigError([
			`--seed ${options.seed} is not the ${kept.seed} that ${dataDir} was made with: set another DATA_DIR for it`
		]);
	}
	const start = wanted ?? kept?.clock ?? lastTuesday(machine(), timeZone);
	const origin = kept?.origin ?? start;
	const seed = kept?.seed ?? options.seed ?? USUAL_SEED;
	const offsetMs = start - machine();
	const now = () => machine() + offsetMs;
	const write = (clock: number) => {
		mkdirSync(dataDir, { recursive: true });
		writeFileSync(`${path}.tmp`, `${JSON.stringify({ origin, clock, seed })}\n`);
		renameSync(`${path}.tmp`, path);
	};
	return {
		offsetMs,
		origin,
		seed,
		now,
		keep: () => write(now() + AHEAD_MS),
		stop: () => write(now())
	};
}

function read(path: string): v.InferOutput<typeof File> | null {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return null;
	}
	try {
		return v.parse(File, JSON.parse(text));
	} catch {
		throw new ConfigError([`${path} is no clock of a demo: remove the folder to start anew`]);
	}
}

function localTime(text: string, timeZone: string): number {
	const at = zonedToUtc(text, timeZone);
	if (at !== null) return at;
	throw new ConfigError([`--at ${text} is no local time like 2026-11-24T10:00`]);
}

/** The most recent Tuesday, 10.00 by the building's clocks, that is not after `now`. */
function lastTuesday(now: number, timeZone: string): number {
	for (let ago = 0; ago < 8; ago++) {
		const date = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now - ago * DAY_MS);
		const at = zonedToUtc(`${date}T10:00`, timeZone);
		const weekday = new Date(`${date}T00:00Z`).getUTCDay();
		if (at !== null && weekday === TUESDAY && at <= now) return at;
	}
	return now;
}

/** `Tuesday 24 November 2026, 10:00` by the building's clocks. */
export function shownTime(at: number, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const),
		...({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)
	}).formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	const date = ['weekday', 'day', 'month', 'year'].map(part).join(' ');
	return `${date}, ${part('hour')}.${part('minute')}`;
}
