/**
 * Counters that fall silent while people pass: told from what their door usually counts at that
 * time, and from what the other doors count meanwhile, so that a quiet day is not taken for it.
 */
import type { LocalDay } from '../calendar.ts';
import type { CountLine } from './count-line.ts';
import type { InOut, UsualDay } from './usual-day.ts';

export interface Gap {
	door: string;
	/** The last passage before it, or the day's begin, epoch ms UTC. */
	from: number;
	/** Its end, or how far it has got. */
	to: number;
	/** What the counter would have counted, persons. */
	in: number;
	out: number;
	/** Of in less out, persons². */
	variance: number;
}

/** A door with others beside it is silent once so many passages are missing: e⁻¹² by chance. */
const MISSING = 12;
/** With no other door to compare, a quiet hour is the likelier cause for longer. */
const MISSING_ALONE = 25;
/** Fewer passages due before a silence do not tell what day it is. */
const DUE = 10;
/** The usual is worth as much as this many passages counted elsewhere. */
const PRIOR = 15;
/** No day is taken to be busier than this many times the usual. */
const BUSIEST = 2;
/** A share of a door's passages varies by so much from day to day, relative. */
const SHARE_SD = 0.12;
/** Variance of what is filled in, for one passage: chance here and in the comparison. */
const FILL_SCATTER = 1.3;

export interface Sight {
	usual: UsualDay;
	/** Of the day, in order of time. */
	lines: readonly CountLine[];
	day: LocalDay;
}

/**
 * What is missing of a door from its last passage to `to`.
 * @returns null: nothing that chance, a quiet day, or an unknown door does not explain.
 */
export function silenceOf(door: string, from: number, to: number, sight: Sight): Gap | null {
	const own = usually(door, from, to, sight);
	if (own.in + own.out < MISSING) return null;
	const busy = busyness(door, from, to, sight);
	const missing = (own.in + own.out) * Math.min(1, busy.all);
	return missing < (busy.compared ? MISSING : MISSING_ALONE)
		? null
		: filled(door, from, to, own, busy);
}

/** The same for a gap already recognised, up to `to`. */
export function gapUntil(door: string, from: number, to: number, sight: Sight): Gap {
	return filled(door, from, to, usually(door, from, to, sight), busyness(door, from, to, sight));
}

/** What of a gap lies before an instant. */
export function gapBefore(gap: Gap, at: number, sight: Sight): Gap {
	if (at >= gap.to) return gap;
	const whole = usually(gap.door, gap.from, gap.to, sight);
	const part = usually(gap.door, gap.from, Math.max(gap.from, at), sight);
	const share = (way: keyof InOut): number => (whole[way] > 0 ? part[way] / whole[way] : 0);
	const both = (share('in') + share('out')) / 2;
	return {
		...gap,
		to: at,
		in: gap.in * share('in'),
		out: gap.out * share('out'),
		variance: gap.variance * both
	};
}

interface Busyness extends InOut {
	all: number;
	/** The same without leaning on the usual. */
	bare: InOut;
	/** Other doors counted meanwhile; else it is told by the day so far. */
	compared: boolean;
}

function usually(door: string, from: number, to: number, { usual, day }: Sight): InOut {
	return usual.between(door, from, to, day);
}

function filled(door: string, from: number, to: number, own: InOut, busy: Busyness): Gap {
	const into = own.in * busy.in;
	const out = own.out * busy.out;
	const share = SHARE_SD ** 2 * (into ** 2 + out ** 2);
	return { door, from, to, in: into, out, variance: FILL_SCATTER * (into + out) + share };
}

/** How busy it is against the usual, by the other doors meanwhile; by the day so far where none counted. */
export function busynessOf(
	door: string,
	from: number,
	to: number,
	way: keyof InOut,
	sight: Sight
): number {
	const { all, bare } = busyness(door, from, to, sight);
	return Math.min(all, bare[way]);
}

function busyness(door: string, from: number, to: number, sight: Sight): Busyness {
	const others = sight.usual.doors().filter((one) => one !== door);
	const meanwhile = countedIn(sight, from, to, others);
	if (meanwhile.in + meanwhile.out > 0) {
		return { ...against(meanwhile, others, from, to, sight), compared: true };
	}
	const all = [...others, door];
	const before = countedIn(sight, sight.day.from, from, all);
	const due = all.reduce((sum, one) => {
		const { in: into, out } = usually(one, sight.day.from, from, sight);
		return sum + into + out;
	}, 0);
	const busy = against(before, all, sight.day.from, from, sight);
	// Before anyone was due, it may be a holiday as well as a broken counter.
	return due < DUE ? { ...busy, all: 0, compared: false } : { ...busy, compared: false };
}

function countedIn({ lines }: Sight, from: number, to: number, doors: readonly string[]): InOut {
	const counted = { in: 0, out: 0 };
	for (let n = lines.length - 1; n >= 0; n--) {
		const line = lines[n];
		if (line === undefined || line.at <= from) break;
		if (line.at > to || !doors.includes(line.door)) continue;
		counted.in += line.in;
		counted.out += line.out;
	}
	return counted;
}

function against(
	counted: InOut,
	doors: readonly string[],
	from: number,
	to: number,
	sight: Sight
): Omit<Busyness, 'compared'> {
	const expected = { in: 0, out: 0 };
	for (const door of doors) {
		const sum = usually(door, from, to, sight);
		expected.in += sum.in;
		expected.out += sum.out;
	}
	const share = (seen: number, usual: number): number =>
		Math.min(BUSIEST, (seen + PRIOR) / (usual + PRIOR));
	const bare = (seen: number, usual: number): number => Math.min(BUSIEST, (seen + 1) / (usual + 1));
	return {
		in: share(counted.in, expected.in),
		out: share(counted.out, expected.out),
		all: bare(counted.in + counted.out, expected.in + expected.out),
		bare: { in: bare(counted.in, expected.in), out: bare(counted.out, expected.out) }
	};
}
