/**
 * Counters whose counts of a day cannot be right, told while the day runs.
 *
 * Each is recognised within a stated number of passages: a dead counter once 12 are missing that
 * its usual day and the other doors promise (25 where it is the only one); one that has lost a
 * direction once 20 are missing; one mounted backwards after 12 net passages against its usual day, or as
 * soon as 10 more have gone out of an empty building than came in; a door propped open, with
 * people in its counter's view, within half an hour; a running total repeated at once.
 */
import type { CountLine } from './count-line.ts';
import { busynessOf, type Sight } from './silence.ts';

export type SuspectKind = 'dead' | 'one-way' | 'backwards' | 'propped-open' | 'repeats-total';

export interface Suspect {
	door: string;
	kind: SuspectKind;
	/** From when on its counts are doubted, epoch ms UTC. */
	since: number;
	/** Persons it counted since then. */
	in: number;
	out: number;
}

const HALF_HOUR_MS = 30 * 60_000;
/** Missing in one direction, and counted in the other meanwhile: no chance explains it. */
const MISSING = 20;
/** Against no usual day, so many in one direction and none in the other. */
const ONE_SIDED = 40;
/** Net passages against the usual that are no chance. */
const AGAINST = 12;
/** More out of an empty building than in. */
const OUT_OF_EMPTY = 10;
/** Chance of a net count, in standard deviations. */
const SURE = 4;
/** Passages in half an hour, against the usual, that are no crowd. */
const TIMES_USUAL = 4;
const PROPPED_LEAST = 60;
/** A crowd goes one way; who stands in the way is counted both ways alike. */
const BOTH_WAYS = 0.7;

interface Tally {
	in: number;
	out: number;
	lastIn: number;
	lastOut: number;
	/** The lowest that in less out has been, and how many had passed then. */
	lowest: number;
	passedAtLowest: number;
	late: { in: number; out: number };
	/** In and out since the other direction counted last. */
	sinceIn: number;
	sinceOut: number;
}

/** @param at now, epoch ms UTC; the sight holds the lines of the day up to it. */
export function suspectsOf(sight: Sight, at: number): Suspect[] {
	const tallies = tally(sight.lines, at - HALF_HOUR_MS, sight.day.from);
	const only = tallies.size === 1;
	return [...tallies].flatMap(([door, own]) => {
		const known = sight.usual.doors().includes(door);
		const found: Suspect[] = [];
		const say = (kind: SuspectKind, since: number): void => {
			found.push({ door, kind, since, in: own.in, out: own.out });
		};
		const oneWay = lostDirection(door, own, sight, at, known);
		if (oneWay !== null) say('one-way', oneWay);
		else if (isBackwards(door, own, sight, at, known, only)) say('backwards', sight.day.from);
		if (isPropped(door, own, sight, at, known)) say('propped-open', at - HALF_HOUR_MS);
		return found;
	});
}

function tally(
	lines: readonly CountLine[],
	lateFrom: number,
	begin: number
): ReadonlyMap<string, Tally> {
	const tallies = new Map<string, Tally>();
	for (const line of lines) {
		const own = tallies.get(line.door) ?? {
			...{ in: 0, out: 0, lastIn: begin, lastOut: begin, lowest: 0, passedAtLowest: 0 },
			...{ late: { in: 0, out: 0 }, sinceIn: 0, sinceOut: 0 }
		};
		tallies.set(line.door, own);
		own.in += line.in;
		own.out += line.out;
		own.sinceIn = line.in > 0 ? 0 : own.sinceIn + line.out;
		own.sinceOut = line.out > 0 ? 0 : own.sinceOut + line.in;
		if (line.in > 0) own.lastIn = line.at;
		if (line.out > 0) own.lastOut = line.at;
		if (own.in - own.out < own.lowest) {
			own.lowest = own.in - own.out;
			own.passedAtLowest = own.in + own.out;
		}
		if (line.at > lateFrom) {
			own.late.in += line.in;
			own.late.out += line.out;
		}
	}
	return tallies;
}

/** Since when a direction has counted nothing while the other went on; null: it has not. */
function lostDirection(
	door: string,
	own: Tally,
	sight: Sight,
	at: number,
	known: boolean
): number | null {
	for (const [last, meanwhile, way] of [
		[own.lastIn, own.sinceIn, 'in'],
		[own.lastOut, own.sinceOut, 'out']
	] as const) {
		if (meanwhile < MISSING) continue;
		if (!known) {
			if (meanwhile >= ONE_SIDED && last === sight.day.from) return last;
			continue;
		}
		const due = sight.usual.between(door, last, at, sight.day)[way];
		if (due * Math.min(1, busynessOf(door, last, at, way, sight)) >= MISSING) return last;
	}
	return null;
}

function isBackwards(
	door: string,
	own: Tally,
	sight: Sight,
	at: number,
	known: boolean,
	only: boolean
): boolean {
	const net = own.in - own.out;
	const sure = Math.max(AGAINST, SURE * Math.sqrt(own.in + own.out));
	if (known) {
		const usual = sight.usual.between(door, sight.day.from, at, sight.day);
		const due = usual.in - usual.out;
		return Math.abs(due) >= AGAINST && Math.abs(net) >= sure && Math.sign(due) !== Math.sign(net);
	}
	const out = -own.lowest;
	const certain = Math.max(OUT_OF_EMPTY, SURE * Math.sqrt(own.passedAtLowest) * (only ? 0.5 : 1));
	if (out < certain || own.in < own.out * 0.05) return false;
	// A door by which more go than come is none; one that takes them back in the evening is.
	return only || net > own.lowest * 0.4;
}

function isPropped(door: string, own: Tally, sight: Sight, at: number, known: boolean): boolean {
	const { late } = own;
	const passed = late.in + late.out;
	if (!known || passed < PROPPED_LEAST) return false;
	if (Math.min(late.in, late.out) < BOTH_WAYS * Math.max(late.in, late.out)) return false;
	const usual = sight.usual.between(door, at - HALF_HOUR_MS, at, sight.day);
	return passed >= TIMES_USUAL * (usual.in + usual.out);
}
