/** Which of a room's sensors can be relied on: those that stand still, disagree or drift are named. */
import type { Metric } from '../metrics.ts';
import type { Track } from './judgement.ts';
import { SLOT_MS, type ServiceSlots } from './service-slots.ts';

/**
 * `still`: the same value for hours, as no air does; `disagrees`: further from the others than
 * both are accurate to; `drifts`: the difference to the others has grown.
 */
export type SensorFault = 'still' | 'disagrees' | 'drifts';

export interface SensorFinding {
	sensor: string;
	metric: Metric;
	fault: SensorFault;
	/** Still: hours of service. Disagrees, drifts: by how much, in the metric's unit, with its sign. */
	by: number;
	/** Still: the value; else the difference that accuracy alone could make. */
	against: number;
	/** From when, epoch ms UTC; null: over the whole span. */
	since: number | null;
	/** Its values do not speak for the room. */
	leftOut: boolean;
}

/** What makers of such sensors state, on the generous side: half the width, at a value. */
const ACCURACY: Partial<Record<Metric, (value: number) => number>> = {
	temperature: () => 0.5,
	humidity: () => 4,
	co2: (value) => 50 + 0.03 * value
};

/** Six hours of service: the air of no room with people in it stands so long. */
const STILL_SLOTS = 24;
/** Fewer common quarters than this say nothing. */
const LEAST_COMMON = 32;
/** A drift needs days of service at both ends. */
const LEAST_DAYS = 9;

export interface Reliable {
	/** The tracks with what cannot be relied on taken out. */
	tracks: Track[];
	findings: SensorFinding[];
}

/**
 * A sensor is left out while it stands still, and where it alone drifts among three or more: of
 * two that part, nobody can tell which. A steady difference may be a real hot corner, so it is
 * named and still counts.
 */
export function reliableTracks(
	slots: ServiceSlots,
	metric: Metric,
	tracks: readonly Track[]
): Reliable {
	const accuracy = ACCURACY[metric];
	if (accuracy === undefined) return { tracks: [...tracks], findings: [] };
	const findings: SensorFinding[] = [];
	const moving = tracks.map((track) => {
		const runs = stillRuns(track.values);
		if (runs.length === 0) return track;
		const values = track.values.slice();
		for (const [from, to] of runs) values.fill(NaN, from, to);
		const [from, to] = runs.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a));
		findings.push({
			...{ sensor: track.sensor, metric, fault: 'still' },
			by: ((to - from) * SLOT_MS) / 3_600_000,
			against: track.values[from] ?? NaN,
			since: slots.starts[from] ?? null,
			leftOut: true
		});
		return { ...track, values };
	});
	const drifting = new Set<string>();
	for (const track of moving) {
		const parted = partOf(track, moving, slots);
		if (parted === null) continue;
		const allowed = 2 * accuracy(parted.level);
		const spared = { sensor: track.sensor, metric, against: allowed, since: null };
		if (parted.drift !== null && Math.abs(parted.drift) > allowed) {
			const leftOut = moving.length > 2;
			findings.push({ ...spared, fault: 'drifts', by: parted.drift, leftOut });
			if (leftOut) drifting.add(track.sensor);
		} else if (Math.abs(parted.median) > allowed) {
			findings.push({ ...spared, fault: 'disagrees', by: parted.median, leftOut: false });
		}
	}
	// Where all drift, against each other, all are kept: something must speak for the room.
	const kept = moving.filter(({ sensor }) => !drifting.has(sensor));
	return { tracks: kept.length > 0 ? kept : moving, findings };
}

/** Stretches of the same value, as [from, to) of slots that have one. */
function stillRuns(values: Float64Array): [number, number][] {
	const runs: [number, number][] = [];
	let [from, count, last, before] = [0, 0, 0, NaN];
	const close = () => {
		if (count >= STILL_SLOTS) runs.push([from, last + 1]);
	};
	for (let n = 0; n < values.length; n++) {
		const value = values[n] ?? NaN;
		if (Number.isNaN(value)) continue;
		if (Math.abs(value - before) > 1e-9 || Number.isNaN(before)) {
			close();
			[from, count] = [n, 0];
		}
		[count, last, before] = [count + 1, n, value];
	}
	close();
	return runs;
}

/** How far a sensor lies from the middle of all, and how that has changed. */
function partOf(
	track: Track,
	all: readonly Track[],
	slots: ServiceSlots
): { median: number; drift: number | null; level: number } | null {
	const others = all.filter((one) => one !== track);
	if (others.length === 0) return null;
	const [only] = others;
	const by: number[] = [];
	const days: number[] = [];
	let level = 0;
	for (let n = 0; n < track.values.length; n++) {
		const own = track.values[n] ?? NaN;
		if (Number.isNaN(own)) continue;
		// Of three or more the middle one, which no single sensor can move; of two the other.
		const middle = others.length === 1 ? (only?.values[n] ?? NaN) : middleOf(all, n);
		if (Number.isNaN(middle)) continue;
		level += middle;
		by.push(own - middle);
		days.push(slots.day[n] ?? 0);
	}
	if (by.length < LEAST_COMMON) return null;
	const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
	const third = (last - first + 1) / 3;
	// In order of time: the first and the last third are slices.
	const early = days.findIndex((day) => day >= first + third);
	const late = days.findIndex((day) => day > last - third);
	return {
		median: medianOf(by),
		drift:
			last - first + 1 < LEAST_DAYS
				? null
				: medianOf(by.slice(late)) - medianOf(by.slice(0, early)),
		level: level / by.length
	};
}

/** The median of all sensors in a slot; NaN where fewer than two have a value. */
function middleOf(all: readonly Track[], slot: number): number {
	const known = all.map(({ values }) => values[slot] ?? NaN).filter((v) => !Number.isNaN(v));
	return known.length < 2 ? NaN : medianOf(known);
}

function medianOf(values: readonly number[]): number {
	// Sorted as numbers without a comparison of ours: a year of quarters is long.
	const sorted = Float64Array.from(values).sort();
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
