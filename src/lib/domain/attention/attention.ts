/** What needs a person now, and in which order: the rules behind "Perlu tindakan". */
import type { Metric } from '../metrics.ts';
import type { ServiceClock } from '../calendar-day.ts';

/** Only these turn the home red; everything else is shown and reported. */
export const ATTENTION_METRICS = ['temperature', 'co2'] as const satisfies readonly Metric[];

/** A red band that passes by itself within this service time is not worth a walk. */
const ATTENTION_AFTER_MS = 15 * 60_000;

/** A reader acts on what is read: more sentences than these are not. */
export const MOST_SENTENCES = 5;

/** True once a sensor has been red for a quarter of an hour of service, and while it serves. */
export function isDue(since: number, now: number, service: ServiceClock): boolean {
	if (service.stateAt(now).state === 'closed') return false;
	return service.serviceTime(since, now) >= ATTENTION_AFTER_MS;
}

/**
 * `act`: someone must go now; `watch`: it will soon be so; `unknown`: nobody can tell, because
 * sensors are silent.
 */
export type Urgency = 'act' | 'watch' | 'unknown';

const RANK: Record<Urgency, number> = { act: 0, watch: 1, unknown: 2 };

export interface Ranked {
	urgency: Urgency;
	/** How far beyond its limit, in steps of the limit's own watch band; compares °C with ppm. */
	severity: number;
	/** Epoch ms UTC; null: not known. */
	since: number | null;
}

/** Worst first; of two alike the one that has lasted longer. */
export function byUrgency(a: Ranked, b: Ranked): number {
	return (
		RANK[a.urgency] - RANK[b.urgency] ||
		b.severity - a.severity ||
		(a.since ?? Infinity) - (b.since ?? Infinity) ||
		0
	);
}
