/** What a bay's sensor says: the truth, but for the one that is stuck. */
import type { World } from './world.ts';

type BayWorld = Pick<World, 'clock' | 'parking' | 'faults'>;

/** The bay's changes after `from` and up to `to`, epoch ms UTC, in order. */
export function bayChanges(world: BayWorld, bay: string, from: number, to: number): number[] {
	const stuck = stuckAt(world, bay);
	const changes = trueChanges(world, bay, from, Math.min(to, stuck));
	const sticks = stuck > from && stuck <= to && pastOf(world, bay, stuck).length % 2 === 0;
	return sticks ? [...changes, stuck] : changes;
}

/** Whether it says "taken", and how many seconds the state before this one lasted, by the same sensor. */
export function bayAt(world: BayWorld, bay: string, at: number) {
	const start = world.clock.startOf(world.clock.dayOf(at));
	const past = pastOf(world, bay, at);
	const [before = start, since = start] = past.length > 1 ? past.slice(-2) : [start, ...past];
	const occupied = past.length % 2 === 1 || at >= stuckAt(world, bay);
	return { occupied, secondsBefore: (since - before) / 1000 };
}

function stuckAt({ faults }: BayWorld, bay: string): number {
	return faults.stuck?.device === bay ? faults.stuck.at : Infinity;
}

/** The day's true changes so far. */
function pastOf(world: BayWorld, bay: string, at: number): number[] {
	return trueChanges(world, bay, world.clock.startOf(world.clock.dayOf(at)) - 1, at);
}

function trueChanges({ clock, parking }: BayWorld, bay: string, from: number, to: number) {
	const changes: number[] = [];
	for (let day = clock.dayOf(from); day <= clock.dayOf(to); day++) {
		const start = clock.startOf(day);
		changes.push(...parking.bayChanges(day, bay).map((time) => Math.ceil(start + time)));
	}
	return changes.filter((at) => at > from && at <= to);
}
