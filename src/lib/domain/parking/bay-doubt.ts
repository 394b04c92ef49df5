/**
 * Which bays' sensors are not to be believed, and why. A bay is compared with its neighbours and
 * with its own past: how often it used to change while they changed, so that a far corner that is
 * seldom used and a bay where staff stay all day are never accused for being what they are.
 */
import { changesOf, type BayReading } from './bay-record.ts';

/** What is known of one bay over the last weeks, by the sensor that watches it now. */
export interface BayRecord {
	bay: string;
	class: string;
	/** Where it lies, metres. */
	place: readonly [number, number];
	/** In order of time. */
	readings: readonly BayReading[];
	/** Longest silence of a healthy sensor, ms; null: not declared. */
	intervalMs: number | null;
	/** When its battery or the sensor itself was changed, epoch ms UTC; null: not within the record. */
	renewedAt: number | null;
}

export type DoubtKind = 'silent' | 'stuck' | 'frozen' | 'flapping';

/** A reason to count a bay as unknown, with the figures that say why. */
export interface BayDoubt {
	bay: string;
	kind: DoubtKind;
	/** Of the last reading or change that is believed, epoch ms UTC. */
	since: number;
	taken: boolean;
	/** Changes of a neighbour (of six, the middle one) since then. */
	neighbours: number;
	/** How many changes of a neighbour used to pass between two of its own; null: too little is known. */
	usual: number | null;
	/** Nights that it has been taken through. */
	nights: number;
	/** Flapping: changes within the last half hour. */
	changes: number;
}

const MINUTE = 60_000;
/** Two vehicles a quarter of an hour would be a quick turnover; twice that is none. */
const FLAPS = 8;
const FLAPS_WITHIN = 30 * MINUTE;
/** Believed again when it has been calm so long. */
const CALM_AFTER = 60 * MINUTE;
/** Unconfirmed radio messages are lost now and then: two in a row may go missing. */
const SILENCES = 3;
/** With neighbours in motion, half a missed message more than one tells enough. */
const SILENCES_IN_MOTION = 1.5;
/** The nearest of its class; of another class where there are fewer. */
const NEIGHBOURS = 6;
/** Own intervals between changes from which its usual is told. */
const LEAST_GAPS = 12;
/** So many times its usual; chance would do it once in some hundred thousand intervals. */
const STUCK_TIMES = 16;
/** And so many times the longest that was ever seen of it. */
const STUCK_LONGEST = 2;
/** Neighbours' changes below which nothing is said. */
const LEAST_MOTION = 8;
/** A sensor that never changed within the record: neighbours changed so often each. */
const NEVER_MOTION = 40;
/** Taken through nights when it never was before: half the burden of proof is borne by the nights. */
const NIGHTS = 2;
const NIGHT_TIMES = 4;
/** After a change of battery a magnetic sensor may have learned a car as the empty bay. */
const RENEWED_TIMES = 4;
const LEAST_RENEWED = 3;

/**
 * The bays in doubt at `now`.
 * @param dayOf numbers the local days, so that nights can be counted.
 */
export function doubtfulBays(
	records: readonly BayRecord[],
	now: number,
	dayOf: (at: number) => number
): BayDoubt[] {
	const changes = new Map(records.map((one) => [one.bay, changesOf(one.readings)]));
	const times = new Map(
		records.map(({ bay }) => [bay, (changes.get(bay) ?? []).map(({ at }) => at)])
	);
	return records.flatMap((record) => {
		const motion = motionAround(record, records, times);
		return judge(record, times.get(record.bay) ?? [], motion, now, dayOf) ?? [];
	});
}

/** How often a neighbour has changed within a span. */
type Motion = (from: number, to: number) => number;

function motionAround(
	own: BayRecord,
	records: readonly BayRecord[],
	times: ReadonlyMap<string, readonly number[]>
): Motion {
	const far = ({ place }: BayRecord) =>
		Math.hypot(place[0] - own.place[0], place[1] - own.place[1]);
	const near = records
		.filter(({ bay }) => bay !== own.bay)
		.toSorted(
			(a, b) => Number(b.class === own.class) - Number(a.class === own.class) || far(a) - far(b)
		)
		.slice(0, NEIGHBOURS)
		.map(({ bay }) => times.get(bay) ?? []);
	// The middle one: a neighbour that is itself stuck, or flapping, does not count.
	return (from, to) => median(near.map((all) => upTo(all, to) - upTo(all, from)));
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function judge(
	record: BayRecord,
	changes: readonly number[],
	motion: Motion,
	now: number,
	dayOf: (at: number) => number
): BayDoubt | null {
	const { bay, readings, intervalMs, renewedAt } = record;
	const last = readings.at(-1);
	const first = readings[0];
	if (last === undefined || first === undefined) return null;
	const changed = changes.at(-1) ?? first.at;
	const gaps = changes.slice(1).map((at, n) => motion(changes[n] ?? at, at));
	const enough = gaps.length >= LEAST_GAPS;
	const usual = enough ? gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length : null;
	const longest = Math.max(0, ...gaps);
	const passed = motion(changed, now);
	const nights = last.taken ? dayOf(now) - dayOf(changed) : 0;
	const doubt = (kind: DoubtKind, since: number, count = 0): BayDoubt => ({
		...{ bay, kind, since, taken: last.taken, usual, nights, changes: count },
		neighbours: motion(since, now)
	});

	const flaps = flapping(changes, now);
	if (flaps !== null) return doubt('flapping', flaps.since, flaps.changes);

	const limit =
		usual === null
			? Math.max(NEVER_MOTION, STUCK_LONGEST * longest)
			: Math.max(LEAST_MOTION, STUCK_TIMES * usual, STUCK_LONGEST * longest);
	const silence = intervalMs === null ? 0 : (now - last.at) / intervalMs;
	const silentInMotion = silence > SILENCES_IN_MOTION && motion(last.at, now) > limit / 4;
	if (silence > SILENCES || silentInMotion) return doubt('silent', last.at);

	if (renewedAt !== null && changed <= renewedAt && usual !== null) {
		const since = motion(renewedAt, now);
		if (since > Math.max(LEAST_RENEWED, RENEWED_TIMES * usual)) return doubt('frozen', renewedAt);
	}
	if (passed > limit) return doubt('stuck', changed);
	if (usual !== null && nights >= NIGHTS && passed > Math.max(LEAST_RENEWED, NIGHT_TIMES * usual)) {
		if (nights > 2 * longestNights(readings, dayOf)) return doubt('stuck', changed);
	}
	return null;
}

/** The burst of changes that has not been calm for an hour; null where there is none. */
function flapping(changes: readonly number[], now: number) {
	const recent = changes.filter((at) => at > now - CALM_AFTER - FLAPS_WITHIN);
	for (let n = recent.length - 1; n >= FLAPS - 1; n--) {
		const [from, to] = [recent[n - FLAPS + 1], recent[n]];
		if (from === undefined || to === undefined || to - from > FLAPS_WITHIN) continue;
		const lastAt = recent.at(-1) ?? to;
		if (now - lastAt > CALM_AFTER) return null;
		return { since: from, changes: recent.filter((at) => at >= from).length };
	}
	return null;
}

/** The most nights that it has been taken through before the present stay. */
function longestNights(readings: readonly BayReading[], dayOf: (at: number) => number): number {
	let [longest, since] = [0, null as number | null];
	for (const { at, taken } of readings) {
		if (taken) {
			since ??= at;
		} else if (since !== null) {
			longest = Math.max(longest, dayOf(at) - dayOf(since));
			since = null;
		}
	}
	return longest;
}

/** How many of the sorted times are not after `at`. */
function upTo(times: readonly number[], at: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? Infinity) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}
