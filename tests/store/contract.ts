/** What every store must do. A new engine is one file, one line in open.ts and a test of three lines. */
import { describe, test } from 'vitest';
import type { Store } from '#lib/server/store/store.ts';
import { AGGREGATE_CHECKS } from './contract-aggregate.ts';
import { LAST_CHECKS } from './contract-last.ts';
import { LIFE_CHECKS } from './contract-life.ts';
import { MANY_CHECKS } from './contract-many.ts';
import { RANGE_CHECKS } from './contract-range.ts';
import { REMOVE_CHECKS } from './contract-remove.ts';
import { WRITE_CHECKS } from './contract-write.ts';

/** One sentence that holds of a store with nothing in it; `run` throws where it does not. */
export interface Check {
	name: string;
	run(store: Store): Promise<void>;
}

/** Quick ones first, so that a broken engine is found out early. */
export const CHECKS: readonly Check[] = [
	...WRITE_CHECKS,
	...LAST_CHECKS,
	...AGGREGATE_CHECKS,
	...MANY_CHECKS,
	...REMOVE_CHECKS,
	...RANGE_CHECKS,
	...LIFE_CHECKS
];

/** Runs one check on a store of its own. `open` gives an empty store at every call. */
export async function runCheck(check: Check, open: () => Promise<Store>): Promise<void> {
	const store = await open();
	try {
		await check.run(store);
	} finally {
		await store.close();
	}
}

/** Registers the contract as tests of the engine. */
export function storeContract(name: string, open: () => Promise<Store>): void {
	describe(`${name} keeps the contract of a store`, () => {
		test.each(CHECKS)('$name', (check) => runCheck(check, open));
	});
}
