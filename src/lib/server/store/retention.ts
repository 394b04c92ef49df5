/** Removes raw readings past their age, a day at a time; what is summed up of them stays. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Marks } from '../rollups/marks.ts';
import type { Store } from './store.ts';

export interface RetentionDeps {
	store: Pick<Store, 'remove' | 'name'>;
	/** Where marks.db lies: nothing is removed that is not summed up. */
	dataDir: string;
	/** Days that raw readings are kept; 0: for ever. */
	days: number;
	now: Clock;
	log: Pick<Log, 'info' | 'warn'>;
	/** How often to look, ms. */
	everyMs?: number;
}

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 10 * 60_000;

/** Start of the UTC day from which on readings are kept. */
export function keptFrom(now: number, days: number): number {
	return Math.floor((now - days * DAY_MS) / DAY_MS) * DAY_MS;
}

/**
 * Removes what is too old, if everything of before is summed up.
 * @returns `done`; `waits`: rollups are behind; `cannot`: this engine deletes nothing.
 * @throws {StoreUnavailable}
 */
export async function removeAged(
	{ store, log }: Pick<RetentionDeps, 'store' | 'log'>,
	marks: Pick<Marks, 'anyBefore'>,
	before: number
): Promise<'done' | 'waits' | 'cannot'> {
	if (marks.anyBefore(Math.floor(before / DAY_MS))) return 'waits';
	const removed = await store.remove({ before });
	if (!removed.ok) {
		log.warn({ detail: removed.detail }, 'raw readings are kept beyond RETENTION_DAYS');
		return 'cannot';
	}
	const { readings } = removed.value;
	if (readings !== 0) log.info({ readings, before: new Date(before) }, 'old raw readings removed');
	return 'done';
}

/** Looks from time to time; a store that is away is asked again the next time. */
export function startRetention(deps: RetentionDeps): { stop(): void } {
	const { dataDir, days, now, everyMs = LOOK_EVERY_MS } = deps;
	if (days === 0) return { stop: () => undefined };
	let doneTo = -Infinity;
	let busy = false;

	async function look(): Promise<void> {
		const before = keptFrom(now(), days);
		if (busy || before <= doneTo) return;
		busy = true;
		const marks = new Marks(dataDir);
		try {
			const said = await removeAged(deps, marks, before);
			if (said === 'done') doneTo = before;
			if (said === 'cannot') doneTo = Infinity;
		} finally {
			marks.close();
			busy = false;
		}
	}

	const timer = setInterval(() => {
		look().catch((error: Error) => deps.log.warn({ detail: error.message }, 'retention waits'));
	}, everyMs);
	timer.unref();
	return { stop: () => clearInterval(timer) };
}
