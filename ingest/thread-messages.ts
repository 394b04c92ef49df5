/** What the river's thread and the web process say to each other: plain data only. */
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import type { RiverReport } from '#lib/domain/river-report.ts';
import type { Config } from '#lib/server/config.ts';
import type { RiverBuilding } from './river.ts';

/** Handed over when the thread is made. */
export interface ThreadStart {
	config: Config;
	building: RiverBuilding;
}

export type FromThread =
	| { kind: 'ready' }
	/** A person must change something first: the sentences say what. */
	| { kind: 'refused'; faults: readonly string[] }
	| { kind: 'live'; rows: LiveRow[] }
	| { kind: 'health'; health: Health }
	/** The answer to the request with this number. */
	| { kind: 'report'; request: number; report: RiverReport };

export type ToThread =
	| { kind: 'stop' }
	| { kind: 'report'; request: number }
	/** The registry has changed. */
	| { kind: 'building'; building: RiverBuilding };
