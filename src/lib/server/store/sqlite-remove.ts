/** Removes readings from `readings.db` a little at a time, so that whoever writes gets a turn. */
import type { StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import type { SQL } from './sqlite-schema.ts';
import type { Removal } from './store.ts';

/** Rows removed at once: a few ms. */
const PAGE = 1_000;
/** After the last of storable time. */
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/**
 * @param attempt runs what touches the file, and throws in the store's words.
 * @returns how many were removed.
 */
export async function removeReadings(
	{ seriesOf, everySeries, oldest, remove }: Record<keyof typeof SQL, StatementSync>,
	what: Removal,
	attempt: <T>(work: () => T) => T
): Promise<number> {
	const before = 'before' in what ? Math.ceil(what.before) : END_OF_TIME;
	const rows = attempt(() =>
		'before' in what ? everySeries.all() : seriesOf.all(what.device, what.channel ?? null)
	);
	let readings = 0;
	for (const { id } of rows) {
		for (let removed = -1; removed !== 0;) {
			removed = attempt(() => {
				const upTo = oldest.get(Number(id), before, PAGE)?.at ?? before;
				return Number(remove.run(Number(id), upTo).changes);
			});
			readings += removed;
			await turn();
		}
	}
	return readings;
}
