/** What the web thread asks of the history thread, and what comes back: plain data only. */
import type { ServiceCalendar } from '../../domain/calendar-day.ts';
import type { SeriesKey } from '../../domain/reading.ts';
import type {
	BandQuery,
	Every,
	HistoryResult,
	RollupStatus
} from '../../domain/rollups/history-answer.ts';
import type { Metric } from '../../domain/metrics.ts';
import type { Bucket, Point, Span } from '../store/store.ts';
import type { StoreOptions } from '../store/open.ts';
import type { Group } from './rooms.ts';

/** Handed over when the thread is made. */
export type HistoryStart = Pick<StoreOptions, 'influx' | 'dataDir'>;

/** A question that has been checked, with what the building says to it. */
export interface SeriesQuestion {
	metric: Metric;
	groups: readonly Group[];
	span: Span;
	/** Its intervals, or how many there may be. */
	every: Every | null;
	points: number;
	/** Null: all hours. */
	service: ServiceCalendar | null;
	band: BandQuery | null;
	timeZone: string;
	/** Epoch ms UTC by the building's clock. */
	now: number;
}

export type Question =
	| {
			kind: 'aggregate';
			series: readonly SeriesKey[];
			span: Span;
			everyMs: number;
			offsetMs: number;
	  }
	| { kind: 'range'; series: readonly SeriesKey[]; span: Span; limit: number }
	/** `asBody`: as the bytes of its JSON, so that the web thread need not touch the numbers. */
	| { kind: 'series'; question: SeriesQuestion; asBody: boolean }
	/** `closedBefore`: quarters that end by then are to be summed up, epoch ms. */
	| { kind: 'status'; closedBefore: number };

export interface Asked {
	id: number;
	question: Question;
}

/** Nobody waits for this any more: what is left of it is not read. */
export interface Dropped {
	id: number;
	drop: true;
}

export type Answer =
	| { id: number; buckets: Bucket[][] }
	| { id: number; points: Point[][] }
	| { id: number; result: HistoryResult }
	| { id: number; body: Uint8Array<ArrayBuffer> }
	| { id: number; status: RollupStatus }
	| { id: number; unavailable: string }
	| { id: number; invalid: string };
