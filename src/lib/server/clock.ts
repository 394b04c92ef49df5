/** The building's clock: the machine's own, or a demo's, which stands still while no demo runs. */
import type { Config } from './config.ts';

/** Epoch ms UTC, now. */
export type Clock = () => number;

/** The clock that everything in a process goes by: receive times, ages, the ledger's minutes. */
export function clockOf({ clockOffsetMs }: Pick<Config, 'clockOffsetMs'>): Clock {
	return () => Date.now() + clockOffsetMs;
}
