/** What the web thread asks of the history thread, and what comes back: plain data only. */
import type { SeriesKey } from '../../domain/reading.ts';
import type { Bucket, Point, Span } from '../store/store.ts';
import type { StoreOptions } from '../store/open.ts';

/** Handed over when the thread is made. */
export type HistoryStart = StoreOptions;

export type Question =
	| {
			kind: 'aggregate';
			series: readonly SeriesKey[];
			span: Span;
			everyMs: number;
			offsetMs: number;
	  }
	| { kind: 'range'; series: readonly SeriesKey[]; span: Span; limit: number };

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
	| { id: number; unavailable: string }
	| { id: number; invalid: string };
