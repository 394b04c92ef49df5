/** Readings as rows of rollups.db, as the product makes them. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeriesKey } from '#lib/domain/reading.ts';
import { metricSpec } from '#lib/domain/metrics.ts';
import { quartersOf, type Measured } from '#lib/domain/rollups/summary.ts';
import { dayOf } from '#lib/server/rollups/chunk.ts';
import { RollupDb } from '#lib/server/rollups/rollup-db.ts';

export interface Recorded extends SeriesKey {
	/** In order of time. */
	readings: readonly Measured[];
}

/** A data folder whose rollups.db holds the series. */
export function rolledUp(recorded: readonly Recorded[]): string {
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-comfort-'));
	const db = new RollupDb(dataDir);
	db.transaction(() => {
		for (const { readings, ...key } of recorded) {
			const id = db.findOrAdd(key);
			const quarters = quartersOf(readings, metricSpec(key.metric).kind);
			for (const [day, own] of Map.groupBy(quarters, ({ start }) => dayOf(start))) {
				db.putQuarters(id, day, own);
			}
		}
	});
	db.close();
	return dataDir;
}
