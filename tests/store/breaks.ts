/** Ways to break a good store: each a fault that some engine has had. */
import type { Store } from '#lib/server/store/store.ts';
import { AGGREGATE_BREAKS } from './breaks-aggregate.ts';
import { MANY_BREAKS } from './breaks-many.ts';
import { READ_BREAKS } from './breaks-read.ts';
import { WRITE_BREAKS } from './breaks-write.ts';

/** What a break changes; the rest is the good store's. */
export type Broken = Partial<Omit<Store, 'name'>>;

export interface Break {
	name: string;
	/** Name of the check that must find it. */
	caughtBy: string;
	of(good: Store): Broken;
}

/** The good store with some of its methods replaced. */
export function withBreak(good: Store, { of }: Break): Store {
	return {
		name: good.name,
		write: (batch) => good.write(batch),
		range: (series, span, limit) => good.range(series, span, limit),
		aggregate: (series, span, every, offset) => good.aggregate(series, span, every, offset),
		ranges: (asked) => good.ranges(asked),
		summarise: (series, span, grid, percentiles) => good.summarise(series, span, grid, percentiles),
		series: () => good.series(),
		remove: (what) => good.remove(what),
		last: (since, metrics) => good.last(since, metrics),
		ping: () => good.ping(),
		close: () => good.close(),
		...of(good)
	};
}

export const BREAKS: readonly Break[] = [
	...WRITE_BREAKS,
	...READ_BREAKS,
	...AGGREGATE_BREAKS,
	...MANY_BREAKS
];
