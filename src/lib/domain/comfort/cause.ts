/** What is wrong with a room, in the words a manager uses: by quantity and by side of the limit. */
import type { Metric } from '../metrics.ts';
import { excess, type Bounds } from './band.ts';

export const CAUSES = ['hot', 'cold', 'stuffy', 'damp', 'dry', 'noisy', 'dark', 'dusty'] as const;
export type Cause = (typeof CAUSES)[number];

export type Side = 'below' | 'above';

const BY_METRIC: Partial<Record<Metric, Partial<Record<Side, Cause>>>> = {
	temperature: { above: 'hot', below: 'cold' },
	co2: { above: 'stuffy' },
	humidity: { above: 'damp', below: 'dry' },
	sound: { above: 'noisy' },
	illuminance: { below: 'dark' },
	pm2_5: { above: 'dusty' },
	pm10: { above: 'dusty' }
};

/** Quantities that comfort is judged by, as far as a limit is set. */
export const COMFORT_METRICS = Object.keys(BY_METRIC) as Metric[];

/** null where nobody has a word for it: a quantity that is no comfort, a room too quiet. */
export function causeOf(metric: Metric, side: Side): Cause | null {
	return BY_METRIC[metric]?.[side] ?? null;
}

/** On which side of its limit a value lies; null: inside. */
export function sideOf(limit: Bounds, value: number): Side | null {
	if (excess(limit, value) <= 0) return null;
	return limit.max !== null && value > limit.max ? 'above' : 'below';
}
