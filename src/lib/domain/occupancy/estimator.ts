/**
 * How many people are inside a building or a hall, from what its doors count: as known at the
 * time, and as known once the day has ended empty.
 *
 * Between two certain moments (closed and empty, or a recount) the number is what was there plus
 * what came less what went, each by the ratio that earlier days taught. Its band widens with the
 * passages since. When the second moment comes, what is left over is spread over the time
 * between by where the doubt arose, which is the history; and the day teaches the ratio. Counts
 * go in as they are and are never changed: all of it is computed from them, and can be computed
 * again with any correction left out.
 */
import type { CountLine } from './count-line.ts';
import { changeOf, forget, learn, UNTAUGHT, type Counted, type Detection } from './detection.ts';
import { LedgerBook } from './ledger-book.ts';
import type { Correction } from './ledger.ts';
import { NightRest } from './night-rest.ts';
import type { Night, Nights } from './nights.ts';
import { Plausible } from './plausible.ts';
import type { DayQuality } from './quality.ts';
import { Silences } from './silences.ts';
import { BAND, banded, bridge, doubtOf, runOf, type Anchor, type Estimate } from './stretch.ts';

export interface LiveEstimate extends Estimate {
	/** When the number was last certain, epoch ms UTC. */
	certainAt: number;
}

export interface EstimatorOptions {
	nights: Nights;
	/** Ids of corrections that a person has undone: they are not made. */
	undone?: ReadonlySet<string>;
	/** Persons who stay when it is closed, as guards do. */
	staysAtNight?: number;
}

/** Closed and without a passage for so long: empty. */
const QUIET_MS = 60 * 60_000;
/** Counting that begins while people may be inside begins with this doubt, persons. */
const UNKNOWN_START_SD = 50;
/** From a day's begin, nobody is expected for so long: counting can begin at zero. */
const EARLY_MS = 6 * 3_600_000;
/** Smaller changes of the ratio are not written down. */
const WORTH_A_LINE = 0.0005;
/** Persons; a smaller rest at closing is none. */
const WORTH_A_ZERO = 0.05;

interface Point {
	at: number;
	in: number;
	out: number;
}

/** Since the last certain moment. */
interface Run extends Point {
	start: Anchor;
	/** Added since, because more had gone out than was in, persons. */
	lifted: number;
	/** The instants that were asked for. */
	points: Point[];
}

/** What is under way: the run, and the night that ends it. */
interface Course {
	run: Run;
	night: Night;
	silences: Silences;
}

export class OccupancyEstimator {
	readonly #options: EstimatorOptions;
	readonly #undone: ReadonlySet<string>;
	readonly #plausible = new Plausible();
	readonly #nightRest = new NightRest();
	readonly #ledger = new LedgerBook();
	#detection: Detection = UNTAUGHT;
	#course: Course | null = null;
	#passedAt = -Infinity;
	#history: Estimate[] = [];
	#days: DayQuality[] = [];

	constructor(options: EstimatorOptions) {
		this.#options = options;
		this.#undone = options.undone ?? new Set();
	}

	/** Takes a line; lines come in order of time, and one that comes late counts from now on. */
	count(line: CountLine): void {
		// What was due before the line's passages is done without them.
		this.#advance(line.at - 1);
		const { run, silences } = this.#begun(line.at);
		const taken = this.#plausible.take(line);
		if (taken.left !== null) {
			const id = `implausible:${line.door}:${line.at}`;
			if (this.#undone.has(id)) taken.line = line;
			else this.#leaveOut(id, line, taken.left);
		}
		run.in += taken.line.in;
		run.out += taken.line.out;
		if (taken.line.in + taken.line.out > 0) this.#passedAt = Math.max(this.#passedAt, line.at);
		silences.count(taken.line);
	}

	/** The number as known at an instant, when all lines up to it have been taken. */
	at(time: number): LiveEstimate {
		this.#advance(time);
		const course = this.#begun(time);
		const { run } = course;
		this.#look(course, time);
		const counted = countedAt(course);
		const people = runOf(run.start, counted, this.#detection);
		this.#lift(course, people, time);
		run.points.push({ at: time, in: run.in, out: run.out });
		const shown = people + run.lifted;
		const half = BAND * Math.sqrt(doubtOf(run.start, counted, this.#detection, shown));
		return { ...banded(time, shown, half), certainAt: run.start.at };
	}

	/**
	 * Someone counted the people inside.
	 * @param margin persons by which the count may be off, nine times of ten
	 */
	recount(at: number, people: number, margin: number, id: string, person: string): void {
		if (this.#undone.has(id)) return;
		const before = this.at(at);
		this.#close({ at, people, variance: (margin / BAND) ** 2 }, `ratio:${id}`);
		const facts = { people, before: before.people, low: before.low, high: before.high };
		const effect = people - before.people;
		this.#ledger.note({ kind: 'recount', id, at, effect, facts, person });
	}

	/** From here on the counter of a door is another one: its ratio is not known. */
	replaced(at: number, door: string, person: string | null): void {
		this.#advance(at);
		const id = `counter-replaced:${door}:${at}`;
		if (this.#undone.has(id)) return;
		this.#detection = forget(this.#detection);
		this.#plausible.forget(door);
		const facts = { ratio: Math.exp(this.#detection.logRatio) };
		this.#ledger.note({ kind: 'counter-replaced', id, at, door, facts, person });
	}

	/** What closed days have taught. */
	get detection(): Detection {
		return this.#detection;
	}

	/** The corrections since the last call, in order. Those of one id add up. */
	takeLedger(): Correction[] {
		return this.#ledger.take();
	}

	/** The quality of the day so far, the day's suspect counters among it. */
	quality(): DayQuality | null {
		return this.#course?.silences.quality(this.#ledger.suspects(), false) ?? null;
	}

	/** The quality of the days that ended since the last call. */
	takeDays(): DayQuality[] {
		const taken = this.#days;
		this.#days = [];
		return taken;
	}

	/** The instants asked for that lie in stretches closed since the last call, as known now. */
	takeHistory(): Estimate[] {
		const taken = this.#history;
		this.#history = [];
		return taken;
	}

	#begun(at: number): Course {
		if (this.#course !== null) return this.#course;
		const night = this.#options.nights(at);
		const busy = at > night.day.from + EARLY_MS && at < night.from;
		const start = {
			at,
			people: this.#options.staysAtNight ?? 0,
			variance: busy ? UNKNOWN_START_SD ** 2 : this.#nightRest.variance
		};
		this.#course = { run: runFrom(start), night, silences: new Silences(night.day) };
		return this.#course;
	}

	/** Does what is due up to a time. */
	#advance(time: number): void {
		for (;;) {
			if (this.#course === null) return;
			const { night } = this.#course;
			const due = Math.min(Math.max(this.#passedAt, night.from) + QUIET_MS, night.by);
			if (due > time) return;
			this.#end(this.#course, due);
		}
	}

	/** The night has come. */
	#end(course: Course, at: number): void {
		const { night, run, silences } = course;
		const id = `closing-zero:${night.day.date}`;
		this.#look(course, at);
		if (!this.#undone.has(id)) {
			const rest = this.#options.staysAtNight ?? 0;
			const reached = runOf(run.start, countedAt(course), this.#detection) + run.lifted;
			const people = Math.max(0, reached);
			const facts = { people, rest, closed: night.from, quiet: this.#passedAt };
			if (Math.abs(rest - people) >= WORTH_A_ZERO) {
				this.#ledger.note({ kind: 'closing-zero', id, at, effect: rest - people, facts });
			}
			const variance = this.#nightRest.variance;
			this.#close({ at, people: rest, variance }, `ratio:${night.day.date}`);
			this.#nightRest.learn();
		}
		course.night = this.#options.nights(night.by + 1);
		this.#days.push(silences.quality(this.#ledger.suspects(), true));
		for (const gap of silences.end(course.night.day)) this.#ledger.gap(gap, true);
		this.#ledger.turn();
	}

	/** A certain moment: what lies before it becomes history, and teaches. */
	#close(end: Anchor, ratioId: string): void {
		const course = this.#begun(end.at);
		const { run } = course;
		const whole = countedAt(course);
		const instants = run.points.map((point) => ({
			at: point.at,
			counted: countedAt(course, point)
		}));
		this.#history.push(...bridge(run.start, end, whole, instants, this.#detection));
		if (!this.#undone.has(ratioId)) this.#learn(run, end, whole, ratioId);
		course.run = runFrom(end);
	}

	#learn(run: Run, end: Anchor, whole: Counted, id: string): void {
		const before = this.#detection;
		const left = runOf(run.start, whole, before) - end.people;
		const after = learn(before, whole, left, end.variance + run.start.variance);
		this.#detection = after;
		if (Math.abs(after.logRatio - before.logRatio) < WORTH_A_LINE) return;
		const facts = {
			before: Math.exp(before.logRatio),
			after: Math.exp(after.logRatio),
			in: run.in,
			out: run.out,
			left,
			// What it would have made of the day that taught it.
			would: changeOf(whole, after) - changeOf(whole, before)
		};
		this.#ledger.note({ kind: 'ratio', id, at: end.at, facts });
	}

	/** Fewer than none cannot be inside: whoever went out had come in unseen. */
	#lift({ run, night }: Course, people: number, at: number): void {
		const missing = -(people + run.lifted);
		if (missing <= 0) return;
		run.lifted += missing;
		if (at < night.day.from + EARLY_MS) this.#nightRest.left(missing);
		const facts = { in: run.in, out: run.out };
		this.#ledger.note({ kind: 'below-zero', id: `below-zero:${at}`, at, effect: missing, facts });
	}

	/** Looks for counters that have fallen silent, or count what cannot be. */
	#look({ silences }: Course, at: number): void {
		for (const { gap, ended } of silences.look(at, this.#undone)) this.#ledger.gap(gap, ended);
		for (const suspect of silences.suspects(at)) this.#ledger.suspect(suspect, at);
	}

	#leaveOut(id: string, line: CountLine, left: { in: number; out: number; total: number }): void {
		const { at, door } = line;
		this.#ledger.note({ kind: 'implausible', id, at, door, facts: left });
		if (left.total === 0) return;
		const { in: into, out } = left;
		this.#ledger.suspect({ door, kind: 'repeats-total', since: at, in: into, out }, at);
	}
}

function runFrom(start: Anchor): Run {
	return { start, at: start.at, in: 0, out: 0, lifted: 0, points: [] };
}

/** All that was counted since the last certain moment, up to a point of it or to now. */
function countedAt({ run, silences }: Course, point?: Point): Counted {
	const until = point ?? run;
	const filled = silences.filled(run.start.at, point?.at ?? Infinity);
	return {
		in: until.in,
		out: until.out,
		filledIn: filled.in,
		filledOut: filled.out,
		filledVariance: filled.variance
	};
}
