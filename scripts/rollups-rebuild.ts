/**
 * `npm run rollups:rebuild`: computes all rollups again from the raw readings of the configured
 * store, also while the dashboard runs. Of a time whose raw readings were removed by age, what is
 * summed up stays.
 */
import { join } from 'node:path';
import { readBuilding, seedBuilding } from '../floorplan/read-building.ts';
import { clockOf } from '../src/lib/server/clock.ts';
import { ConfigError, readConfig } from '../src/lib/server/config.ts';
import { Marks } from '../src/lib/server/rollups/marks.ts';
import { rebuild } from '../src/lib/server/rollups/rebuild.ts';
import type { RebuildProgress } from '../src/lib/server/rollups/rebuild.ts';
import { RollupDb } from '../src/lib/server/rollups/rollup-db.ts';
import { GRACE_MS } from '../src/lib/server/rollups/rollup-messages.ts';
import { sampleFolder } from '../src/lib/server/sample.ts';
import { openStore } from '../src/lib/server/store/open.ts';
import { StoreUnavailable } from '../src/lib/server/store/store.ts';
import { main } from './serve.ts';

const BAR = 30;
/** Of a terminal; elsewhere a line now and then is enough. */
const TERMINAL_EVERY_MS = 100;
const PLAIN_EVERY_MS = 10_000;

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());

function line({ done, all, readings, changed }: RebuildProgress, seconds: number): string {
	const share = all === 0 ? 1 : done / all;
	const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');
	const left = share > 0 ? Math.round((seconds / share) * (1 - share)) : 0;
	const ahead = done < all ? `, about ${left} s left` : '';
	return `${bar} ${Math.floor(share * 100)} %  ${done} of ${all} sensor-days, ${readings} readings, ${changed} changed${ahead}`;
}

await main(async () => {
	const config = readConfig(process.env);
	const folder = join(config.dataDir, 'building');
	seedBuilding(sampleFolder(), folder);
	const { timeZone } = readBuilding(folder);
	const store = await openStore(config);
	const [db, marks] = [new RollupDb(config.dataDir), new Marks(config.dataDir)];
	const now = clockOf(config);
	const begun = performance.now();
	const { isTTY } = process.stderr;
	let toldAt = begun;
	const tell = (progress: RebuildProgress) => {
		const due = isTTY ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS;
		if (performance.now() - toldAt < due) return;
		toldAt = performance.now();
		const text = line(progress, (toldAt - begun) / 1_000);
		process.stderr.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`);
	};
	try {
		const done = await rebuild({
			...{ store, db, marks, timeZone, onProgress: tell, signal: ending.signal },
			closedBefore: () => now() - GRACE_MS
		});
		const seconds = (performance.now() - begun) / 1_000;
		process.stderr.write(`${isTTY ? '\r' : ''}${line(done, seconds)}${isTTY ? '\u001b[K' : ''}\n`);
		console.log(
			ending.signal.aborted
				? `Stopped after ${Math.round(seconds)} s; what was done is done.`
				: `Rollups of ${store.name} are built: ${done.all} sensor-days from ${done.readings} readings in ${Math.round(seconds)} s, ${done.changed} of them were not as they should have been.`
		);
		if (ending.signal.aborted) process.exitCode = 1;
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		throw new ConfigError([`${error.message}; what was done is done, start it again`]);
	} finally {
		marks.close();
		db.close();
		await store.close();
	}
});
