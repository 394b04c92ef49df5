/** A store that marks what its writes touch, so that rollups follow whoever writes: ingest, import, a demo's past. */
import type { Reading } from '../../domain/reading.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Removal, Removed, Store, WriteResult } from '../store/store.ts';
import { Marks } from './marks.ts';

/**
 * The same store; a write is durable together with its marks when it returns. Its marks.db is
 * opened by the first write, so that readers open none.
 */
export function markWrites(store: Store, dataDir: string): Store {
	let opened: Marks | null = null;
	let closed = false;

	function mark<T>(act: (marks: Marks) => T): T {
		if (closed) throw new StoreUnavailable('the store is closed');
		try {
			opened ??= new Marks(dataDir);
			return act(opened);
		} catch (error) {
			const cause = error instanceof Error ? error.message : String(error);
			throw new StoreUnavailable(`marks.db cannot be written: ${cause}`, { cause: error });
		}
	}

	return {
		get name() {
			return store.name;
		},
		range: (series, span, limit) => store.range(series, span, limit),
		ranges: (asked) => store.ranges(asked),
		aggregate: (series, span, everyMs, offsetMs) =>
			store.aggregate(series, span, everyMs, offsetMs),
		summarise: (series, span, grid, percentiles) =>
			store.summarise(series, span, grid, percentiles),
		series: () => store.series(),
		last: (since, metrics) => store.last(since, metrics),
		ping: () => store.ping(),

		async write(batch: readonly Reading[]): Promise<WriteResult> {
			const result = await store.write(batch);
			// After the readings: who is killed in between delivers them again, and marks them then.
			const refused = new Set(result.rejected);
			const stored = refused.size === 0 ? batch : batch.filter((_, index) => !refused.has(index));
			if (stored.length > 0) mark((marks) => marks.add(stored));
			return result;
		},

		async remove(what: Removal): Promise<Removed> {
			// Before the readings go: what is summed up of them must not be computed from the rest.
			if ('before' in what) mark((marks) => (marks.rawFrom = what.before));
			const removed = await store.remove(what);
			if (removed.ok && 'device' in what) {
				mark((marks) => marks.addRemoved(what.device, what.channel ?? null));
			}
			return removed;
		},

		async close(): Promise<void> {
			closed = true;
			opened?.close();
			await store.close();
		}
	};
}
