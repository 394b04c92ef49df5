/** What the web process and the thread that sums up say to each other: plain data only. */
import type { SelfCheck } from '../../domain/rollups/history-answer.ts';
import type { StoreOptions } from '../store/open.ts';

/**
 * How long after its end a quarter is left open, ms: what a gateway or a spool holds up for a
 * moment is summed up once, and not twice.
 */
export const GRACE_MS = 2 * 60_000;

/** Handed over when the thread is made. */
export interface RollupStart {
	store: Pick<StoreOptions, 'influx' | 'dataDir'>;
	/** IANA name of the building's zone. */
	timeZone: string;
	/** How far the building's clock is from the machine's, ms. */
	clockOffsetMs: number;
	/** GRACE_MS by default. */
	graceMs?: number;
	/** How often to look whether something waits, ms. */
	lookEveryMs?: number;
	/** How often to compare with raw readings, ms. */
	checkEveryMs?: number;
}

export type FromRollups =
	| { kind: 'ready' }
	/** Days that differed from the raw readings; they are computed again. */
	| { kind: 'checked'; check: SelfCheck }
	/** It goes on trying. */
	| { kind: 'waiting'; detail: string };
