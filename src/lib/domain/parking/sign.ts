/** What an LED sign shows: fewer places at once, more only when they last, so that it never flickers and never promises too much. */

export type SignState = 'free' | 'full' | 'unknown' | 'closed';

export interface SignShown {
	state: SignState;
	/** Places; null where none can be told. */
	free: number | null;
	/** When it began to show this, epoch ms UTC. */
	since: number;
}

export interface SignMemory {
	shown: SignShown;
	/** More than is shown has been free since then, epoch ms UTC; null: it is not. */
	moreSince: number | null;
	/** The least that was free since `moreSince`. */
	least: number;
}

/** A place must stay free so long before it is announced. */
const HOLDS_MS = 20_000;
/** A full car park opens again when two places are free, or one for so long. */
const REOPENS_WITH = 2;
const REOPENS_ALONE_MS = 60_000;

/**
 * What the sign shows next.
 * @param free surely free places; null: unknown. @param now epoch ms UTC.
 */
export function nextSign(
	memory: SignMemory | null,
	free: number | null,
	closed: boolean,
	now: number
): SignMemory {
	const show = (state: SignState, shown: number | null): SignMemory => {
		const before = memory?.shown;
		const same = before?.state === state && before.free === shown;
		return {
			shown: { state, free: shown, since: same ? before.since : now },
			moreSince: null,
			least: 0
		};
	};
	if (closed) return show('closed', null);
	if (free === null) return show('unknown', null);
	const before = memory?.shown.free ?? null;
	if (memory === null || before === null || free <= before) {
		return show(free === 0 ? 'full' : 'free', free);
	}
	const moreSince = memory.moreSince ?? now;
	const least = memory.moreSince === null ? free : Math.min(memory.least, free);
	const held = now - moreSince;
	const ready =
		before > 0
			? held >= HOLDS_MS
			: (least >= REOPENS_WITH && held >= HOLDS_MS) || held >= REOPENS_ALONE_MS;
	return ready ? show('free', least) : { shown: memory.shown, moreSince, least };
}
