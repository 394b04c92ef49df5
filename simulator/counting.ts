/** What the counters see of those who pass: nearly all, and at one door a few less. */
import { keepLast } from './day-cache.ts';
import type { BuildingClock } from './building-clock.ts';
import type { CountedLine } from './doors.ts';
import type { Parking } from './parking.ts';
import type { People } from './people.ts';
import { drawFor, hashOf, mulberry32 } from './random.ts';

export interface Counts {
	in: number;
	out: number;
}

export interface Counting {
	/** Passages that the counter has counted since it was installed, up to the instant (epoch ms UTC). */
	total(device: string, at: number): Counts;
}

/** Times of the day's passages, ms after local midnight, in order. */
type Seen = Record<keyof Counts, number[]>;

/** Of a hundred, a good counter misses less than one. */
const MISSES = 0.006;
/** And the faulty one five of those who leave: at the end of the day people seem to be left. */
const UNDERCOUNTS = 0.05;
const KEPT_DAYS = 4;

export function createCounting(
	lines: readonly CountedLine[],
	people: People,
	parking: Parking,
	clock: BuildingClock,
	undercounting: string | null,
	origin: number,
	seed: number
): Counting {
	const watchers = new Map<string, CountedLine[]>();
	for (const line of lines) watchers.set(line.door, [...(watchers.get(line.door) ?? []), line]);
	const days = keepLast(KEPT_DAYS, (day: number) => {
		const seen = new Map<string, Seen & { draw: () => number }>();
		const see = (device: string, way: keyof Counts, at: number) => {
			let times = seen.get(device);
			if (!times) {
				times = { in: [], out: [], draw: mulberry32(hashOf(seed, device, 'sees', day)) };
				seen.set(device, times);
			}
			const faulty = device === undercounting && way === 'out';
			if (times.draw() >= (faulty ? UNDERCOUNTS : MISSES)) times[way].push(at);
		};
		const side = mulberry32(hashOf(seed, 'side of the door', day));
		for (const { door, into, at } of people.day(day).passages) {
			const watching = watchers.get(door);
			if (!watching) continue;
			// Where several counters share a wide door, each passage is under one of them.
			const line = watching[Math.floor(side() * watching.length)];
			if (line) see(line.device, line.into === into ? 'in' : 'out', at);
		}
		for (const { vehicle, place, from, to } of parking.day(day)) {
			if (vehicle !== 'motorcycle') continue;
			see(place, 'in', from);
			see(place, 'out', to);
		}
		for (const times of seen.values()) {
			times.in.sort((a, b) => a - b);
			times.out.sort((a, b) => a - b);
		}
		return seen;
	});

	/**
	 * Of each device, the total at the start of the day less what it was at the origin's, for a
	 * stretch of days without a gap: before the origin they count backwards.
	 */
	let [first, last] = [clock.dayOf(origin), clock.dayOf(origin)];
	const startOf = new Map<number, Map<string, Counts>>([[first, new Map()]]);
	const plus = (counts: Map<string, Counts>, day: number, sign: 1 | -1) => {
		const sum = new Map(counts);
		for (const [device, seen] of days(day)) {
			const before = sum.get(device) ?? { in: 0, out: 0 };
			sum.set(device, {
				in: before.in + sign * seen.in.length,
				out: before.out + sign * seen.out.length
			});
		}
		return sum;
	};
	const totalsAt = (day: number) => {
		for (; last < day; last++) startOf.set(last + 1, plus(startOf.get(last) ?? new Map(), last, 1));
		for (; first > day; first--) {
			startOf.set(first - 1, plus(startOf.get(first) ?? new Map(), first - 1, -1));
		}
		return startOf.get(day);
	};

	return {
		total(device, at) {
			const day = clock.dayOf(at);
			const time = at - clock.startOf(day);
			const before = totalsAt(day)?.get(device);
			const seen = days(day).get(device);
			const installed = Math.floor(400_000 + 100_000 * drawFor(seed, device, 'before'));
			return {
				in: installed + (before?.in ?? 0) + upTo(seen?.in ?? [], time),
				out: installed + (before?.out ?? 0) + upTo(seen?.out ?? [], time)
			};
		}
	};
}

/** How many of the sorted times are not after `time`. */
function upTo(times: readonly number[], time: number): number {
	let [low, high] = [0, times.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? Infinity) <= time) low = middle + 1;
		else high = middle;
	}
	return low;
}
