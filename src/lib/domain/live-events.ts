/** What travels over `GET /api/live`: compact rows, because hundreds go at once. */
import type { Metric } from './metrics.ts';
import { seriesId } from './reading.ts';
import type { Origin, Reading } from './reading.ts';

/** device, channel, metric, value, at, receivedAt (epoch ms UTC), origin. */
export type LiveRow = readonly [string, string, Metric, number, number, number, Origin];

/** `running`: as it should be; `waiting`: being tried again; `stopped`: a person must act. */
export type PartState = 'running' | 'waiting' | 'stopped';

/** One part of the river in a word and a sentence. */
export interface PartHealth {
	state: PartState;
	detail: string;
	/** Since when it is in this state, epoch ms UTC. */
	since: number;
}

export interface Health {
	broker: PartHealth;
	spool: PartHealth;
	store: PartHealth;
}

/** Event `snapshot`: everything known; sent first, and again when a resume is not possible. */
export interface SnapshotEvent {
	/** The server's clock, epoch ms UTC: ages are told against it, not the phone's. */
	now: number;
	rows: LiveRow[];
	health: Health;
}

/** Event `change`: the series that changed since the last frame, newest value each. */
export interface ChangeEvent {
	now: number;
	rows: LiveRow[];
}

/** Event `health`: sent when a part changes its state, and at least every 15 s as a sign of life. */
export interface HealthEvent {
	now: number;
	health: Health;
}

/** What beside the readings can change under a page. */
export type Topic = 'occupancy' | 'plan';

/** Event `notice`: something else has changed, and is to be asked for anew. */
export interface NoticeEvent {
	now: number;
	topic: Topic;
}

/** A reading as a row. */
export function liveRow(r: Reading): LiveRow {
	return [r.device, r.channel, r.metric, r.value, r.at, r.receivedAt, r.origin];
}

/** A string that names the row's series. */
export function rowId([device, channel, metric]: LiveRow): string {
	return seriesId({ device, channel, metric });
}
