/** What a gate has let in and out, from counters that report increments or running totals. */
import { countUp } from '../occupancy/passages.ts';

export interface GatePoint {
	at: number;
	value: number;
}

/** One way through a gate, as one series of readings in order of time. */
export interface GateSeries {
	way: 'in' | 'out';
	kind: 'total' | 'increment';
	points: readonly GatePoint[];
}

/**
 * Vehicles that passed after `from` and up to `to`. A total is differenced from the last reading
 * before; where there is none, what came before the first reading is not known and not counted.
 */
export function passedGate(
	series: readonly GateSeries[],
	from: number,
	to: number
): { in: number; out: number } {
	const passed = { in: 0, out: 0 };
	for (const { way, kind, points } of preferTotals(series)) {
		const first = upTo(points, from);
		const before = points[first - 1] ?? null;
		const own = points.slice(first, upTo(points, to));
		const counted = countUp(
			own.map(({ at, value }) => ({
				...{ start: at, sum: value, first: value, last: value, max: value }
			})),
			kind,
			kind === 'total' ? (before?.value ?? null) : null
		);
		passed[way] += counted.at(-1)?.count ?? 0;
	}
	return passed;
}

/** A counter that reports both is counted by its totals: they lose nothing with a lost message. */
function preferTotals(series: readonly GateSeries[]): GateSeries[] {
	const totalled = new Set(
		series.flatMap(({ way, kind, points }) => (kind === 'total' && points.length > 0 ? [way] : []))
	);
	return series.filter(({ way, kind }) => kind === 'total' || !totalled.has(way));
}

/** How many of the points are not after `at`. */
function upTo(points: readonly GatePoint[], at: number): number {
	let [low, high] = [0, points.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((points[middle]?.at ?? Infinity) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}
