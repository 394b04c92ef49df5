/** What is kept of a stretch of one sensor's readings, so that stretches can be put together again without loss. */
import type { MetricKind } from '../metrics.ts';

/** A reading's time, epoch ms UTC, and its value. */
export interface Measured {
	at: number;
	value: number;
}

/** Of the readings at `start` ≤ at < `end`, of which there is at least one. */
export interface Summary {
	/** Epoch ms UTC. */
	start: number;
	end: number;
	n: number;
	sum: number;
	min: number;
	max: number;
	first: number;
	firstAt: number;
	last: number;
	lastAt: number;
	/**
	 * Value times seconds from the first reading to `end`: each value holds until the next, the
	 * last one to the end. What came before the first is the stretch before's to say.
	 */
	valueSeconds: number;
	/** The seconds that `valueSeconds` knows of. */
	heldSeconds: number;
	/**
	 * What was gained from the first reading to the last: by a state, how often it became 1; by a
	 * total, what was counted, restarts recognised; 0 for other kinds.
	 */
	rise: number;
}

/** A quarter of an hour, ms: the finest that is kept; opening hours start at half past. */
export const QUARTER_MS = 15 * 60_000;

/**
 * For how long a value is believed to hold after its stretch, ms. Sensors that only speak on
 * change send a sign of life at least once a day where they tell a state, within two hours
 * where they tell a quantity.
 */
export const HOLD_MS: Readonly<Record<MetricKind, number>> = {
	gauge: 2 * 3_600_000,
	state: 25 * 3_600_000,
	increment: 0,
	total: 0
};

/** A total that falls below this share of what it was has started again from zero. */
const RESTARTED_BELOW = 0.5;

function hasRestarted(known: number, total: number): boolean {
	return total < known * RESTARTED_BELOW;
}

/** Of a total, the most since its last restart: what the next one is measured by. */
function knownAtEnd({ rise, first, last, max }: Summary): number {
	const restarted = rise !== max - first || hasRestarted(max, last);
	return restarted ? last : max;
}

/**
 * What is gained between two stretches, to be added to the gains of each. It may be negative:
 * a total that fell a little was a late message, and what brought it back is no gain.
 */
export function gainBetween(a: Summary, b: Summary, kind: MetricKind): number {
	if (kind === 'state') return Math.max(0, b.first - a.last);
	if (kind !== 'total') return 0;
	const known = knownAtEnd(a);
	if (hasRestarted(known, b.first)) return b.first;
	if (b.first >= known) return b.first - known;
	return -Math.min(b.rise, Math.min(known, b.max) - b.first);
}

/**
 * Sums up readings in order of time, all of them within the stretch; null where there is none.
 * A total that falls a little is a late message: it is not counted again when it comes back.
 */
export function summarise(
	readings: readonly Measured[],
	start: number,
	end: number,
	kind: MetricKind
): Summary | null {
	const [first] = readings;
	if (first === undefined) return null;
	let [sum, min, max, valueSeconds, rise] = [0, first.value, first.value, 0, 0];
	let before = first;
	/** Of a total, the most since its last restart. */
	let known = first.value;
	for (const reading of readings) {
		const { value, at } = reading;
		sum += value;
		if (value < min) min = value;
		if (value > max) max = value;
		valueSeconds += (before.value * (at - before.at)) / 1_000;
		if (kind === 'state') {
			rise += Math.max(0, value - before.value);
		} else if (kind === 'total') {
			const restarted = hasRestarted(known, value);
			rise += restarted ? value : Math.max(0, value - known);
			known = restarted ? value : Math.max(known, value);
		}
		before = reading;
	}
	return {
		...{ start, end, n: readings.length, sum, min, max },
		...{ first: first.value, firstAt: first.at, last: before.value, lastAt: before.at },
		valueSeconds: valueSeconds + (before.value * (end - before.at)) / 1_000,
		heldSeconds: (end - first.at) / 1_000,
		rise
	};
}

/**
 * Two stretches as one, `a` ending before `b` starts. Between them `a`'s last value holds as
 * long as its kind lets it. The same as if the readings had been summed up at once, but for a
 * total that restarts beside a late message.
 */
export function join(a: Summary, b: Summary, kind: MetricKind): Summary {
	const between = heldFrom(a, b.firstAt, kind);
	return {
		start: a.start,
		end: b.end,
		n: a.n + b.n,
		sum: a.sum + b.sum,
		min: Math.min(a.min, b.min),
		max: Math.max(a.max, b.max),
		first: a.first,
		firstAt: a.firstAt,
		last: b.last,
		lastAt: b.lastAt,
		valueSeconds: a.valueSeconds + a.last * between + b.valueSeconds,
		heldSeconds: a.heldSeconds + between + b.heldSeconds,
		rise: a.rise + gainBetween(a, b, kind) + b.rise
	};
}

/** For how many seconds after its end a stretch's last value is known to have held, up to a time. */
export function heldFrom(
	{ end, lastAt }: Pick<Summary, 'end' | 'lastAt'>,
	until: number,
	kind: MetricKind
): number {
	return Math.max(0, Math.min(until, lastAt + HOLD_MS[kind]) - end) / 1_000;
}

/** Stretches in order of time as one; null where there is none. */
export function joinAll(parts: Iterable<Summary>, kind: MetricKind): Summary | null {
	let whole: Summary | null = null;
	for (const part of parts) whole = whole === null ? part : join(whole, part, kind);
	return whole;
}

/** The start of the quarter of an hour that an instant lies in. */
export function quarterOf(at: number): number {
	return Math.floor(at / QUARTER_MS) * QUARTER_MS;
}

/** Readings in order of time as quarters of an hour; quarters without one are left out. */
export function quartersOf(readings: readonly Measured[], kind: MetricKind): Summary[] {
	const quarters: Summary[] = [];
	let begin = 0;
	while (begin < readings.length) {
		const start = quarterOf(readings[begin]?.at ?? 0);
		let end = begin + 1;
		while (end < readings.length && (readings[end]?.at ?? 0) < start + QUARTER_MS) end += 1;
		const quarter = summarise(readings.slice(begin, end), start, start + QUARTER_MS, kind);
		if (quarter !== null) quarters.push(quarter);
		begin = end;
	}
	return quarters;
}
