/** The silent counters of a day and what is filled in for them, as the day goes on. */
import type { LocalDay } from '../calendar.ts';
import type { CountLine } from './count-line.ts';
import { dayQuality, type DayQuality } from './quality.ts';
import { gapBefore, gapUntil, silenceOf, type Gap, type Sight } from './silence.ts';
import { suspectsOf, type Suspect } from './suspects.ts';
import { UsualDay, type InOut } from './usual-day.ts';

/** A door silent for so many days in a row is taken to be gone. */
const GONE_DAYS = 5;
/** ms; shorter intervals between two lines of a door tell nothing of its rhythm. */
const LEAST_RHYTHM_MS = 60_000;
/** A counter keeps a rhythm when it has said so often that nobody passed, and hardly ever missed. */
const REGULAR_ZEROS = 20;
const REGULAR_SHARE = 0.9;
/** The rhythm is the median of so many intervals. */
const INTERVALS = 21;
/** A report is missing after so many intervals. */
const LATE = 1.5;
/** Less than so many passages is no line in the ledger. */
const WORTH_FILLING = 1;

interface Door {
	passedAt: number;
	spokeAt: number;
	/** The usual time between two lines of it, ms; Infinity: not known. */
	rhythm: number;
	/** The last times between two lines, ms. */
	intervals: number[];
	/** Lines that said nobody passed, and lines that kept the rhythm, of all. */
	zeros: number;
	kept: number;
	lines: number;
	silentDays: number;
}

export interface Look {
	gap: Gap;
	/** The counter counts again. */
	ended: boolean;
}

export class Silences {
	readonly #usual = new UsualDay();
	readonly #doors = new Map<string, Door>();
	#day: LocalDay;
	#lines: CountLine[] = [];
	#open = new Map<string, Gap>();
	#closed: Gap[] = [];
	/** Gaps that ended since the last look. */
	#ended: Gap[] = [];

	/** @param day the first. */
	constructor(day: LocalDay) {
		this.#day = day;
	}

	get #sight(): Sight {
		return { usual: this.#usual, lines: this.#lines, day: this.#day };
	}

	count(line: CountLine): void {
		const door = this.#door(line.door);
		const missing = line.catchesUp !== true && this.#missing(door, line.at);
		const open = this.#open.get(line.door);
		if (open !== undefined && (line.in + line.out > 0 || open.from === door.spokeAt)) {
			this.#open.delete(line.door);
			// What is in the line needs no filling in.
			if (line.catchesUp) this.#ended.push({ ...open, to: line.at, in: 0, out: 0, variance: 0 });
			else this.#closeGap(line.door, open.from, endOf(line, door));
		} else if (missing && open === undefined) {
			this.#closeGap(line.door, door.spokeAt, endOf(line, door));
		}
		spoke(door, line);
		this.#lines.push(line);
	}

	/** Gaps recognised now, and those that ended since the last look. */
	look(at: number, undone: ReadonlySet<string>): Look[] {
		const found: Look[] = this.#ended.map((gap) => ({ gap, ended: true }));
		this.#ended = [];
		for (const name of this.#usual.doors()) {
			const door = this.#door(name);
			if (door.silentDays >= GONE_DAYS) continue;
			const open = this.#open.get(name);
			if (open !== undefined) {
				this.#open.set(name, gapUntil(name, open.from, at, this.#sight));
				continue;
			}
			const missing = this.#missing(door, at);
			const from = Math.max(missing ? door.spokeAt : door.passedAt, this.#day.from);
			if (undone.has(gapId({ door: name, from }))) continue;
			const gap = missing
				? gapUntil(name, from, at, this.#sight)
				: silenceOf(name, from, at, this.#sight);
			if (gap === null) continue;
			this.#open.set(name, gap);
			found.push({ gap, ended: false });
		}
		return found.filter(({ gap, ended }) => ended || gap.in + gap.out >= WORTH_FILLING);
	}

	/** Counters whose counts of today cannot be right, the silent ones among them. */
	suspects(at: number): Suspect[] {
		const dead = [...this.#open.values()].map(({ door, from }): Suspect => {
			return { door, kind: 'dead', since: from, in: 0, out: 0 };
		});
		return [...dead, ...suspectsOf(this.#sight, at)];
	}

	/** What can be said of the day so far. */
	quality(suspects: readonly Suspect[], whole: boolean): DayQuality {
		const gaps = [...this.#closed, ...this.#open.values()];
		return dayQuality(this.#day.date, this.#lines, gaps, suspects, whole);
	}

	/** All that is filled in of a stretch, up to an instant. */
	filled(from: number, until: number): InOut & { variance: number } {
		const sum = { in: 0, out: 0, variance: 0 };
		for (const gap of [...this.#closed, ...this.#open.values()]) {
			if (gap.from >= until) continue;
			const whole = until < gap.to ? gapBefore(gap, until, this.#sight) : gap;
			const before = from > gap.from ? gapBefore(gap, from, this.#sight) : null;
			sum.in += whole.in - (before?.in ?? 0);
			sum.out += whole.out - (before?.out ?? 0);
			sum.variance += Math.max(0, whole.variance - (before?.variance ?? 0));
		}
		return sum;
	}

	/**
	 * The day is over: it is learned from, and its open gaps end with it.
	 * @returns the gaps that were still open
	 */
	end(next: LocalDay): Gap[] {
		const open = [...this.#open.values()];
		const unsound = new Set([...open, ...this.#closed].map(({ door }) => door));
		this.#usual.learn(this.#lines, this.#day, unsound);
		const any = this.#lines.some((line) => line.in + line.out > 0);
		for (const door of this.#doors.values()) {
			if (door.passedAt >= this.#day.from) door.silentDays = 0;
			else if (any) door.silentDays += 1;
		}
		this.#open = new Map();
		this.#closed = [];
		this.#ended = [];
		this.#lines = [];
		this.#day = next;
		return open.filter((gap) => gap.in + gap.out >= WORTH_FILLING);
	}

	/** A counter that reports even when nobody passes has missed a report. */
	#missing(door: Door, at: number): boolean {
		const regular = door.zeros >= REGULAR_ZEROS && door.kept >= REGULAR_SHARE * door.lines;
		return regular && at - door.spokeAt >= LATE * door.rhythm;
	}

	#closeGap(door: string, from: number, to: number): void {
		const begin = Math.max(from, this.#day.from);
		if (to <= begin) return;
		const gap = gapUntil(door, begin, to, this.#sight);
		this.#closed.push(gap);
		this.#ended.push(gap);
	}

	#door(name: string): Door {
		const known = this.#doors.get(name);
		if (known !== undefined) return known;
		const door = {
			passedAt: -Infinity,
			spokeAt: -Infinity,
			rhythm: Infinity,
			intervals: [],
			zeros: 0,
			kept: 0,
			lines: 0,
			silentDays: 0
		};
		this.#doors.set(name, door);
		return door;
	}
}

export function gapId({ door, from }: Pick<Gap, 'door' | 'from'>): string {
	return `gap:${door}:${from}`;
}

/** Where the line's own interval begins. */
function endOf(line: CountLine, { rhythm }: Door): number {
	return line.at - (Number.isFinite(rhythm) ? rhythm : LEAST_RHYTHM_MS);
}

function spoke(door: Door, line: CountLine): void {
	const since = line.at - door.spokeAt;
	if (since > 0) {
		if (Number.isFinite(since)) {
			door.intervals = [...door.intervals.slice(1 - INTERVALS), since];
			const sorted = door.intervals.toSorted((a, b) => a - b);
			// One short interval, as where a finer record begins, makes no rhythm.
			door.rhythm = Math.max(LEAST_RHYTHM_MS, sorted[Math.floor(sorted.length / 2)] ?? Infinity);
		}
		door.lines += 1;
		if (since <= LATE * door.rhythm) door.kept += 1;
		door.spokeAt = line.at;
	}
	if (line.in + line.out === 0) door.zeros += line.catchesUp ? 0 : 1;
	else door.passedAt = Math.max(door.passedAt, line.at);
}
