/** Messages of real devices that nobody here wrote: what a codec yields, and what must be read. */
import { readFileSync } from 'node:fs';

export interface ExpectedReading {
	metric: string;
	value: number | boolean;
	channel?: string;
	/** The reading's own time, ISO 8601. */
	at?: string;
	tolerance?: number;
}

export interface Vector {
	id: string;
	/** Repository, path and commit, or the document. */
	source: string;
	license: string;
	/** Whose envelope carries it: `tts`, `thingpark` (a codec's output), `tasmota` … */
	network: string;
	fPort: number | null;
	topic?: string;
	decoded: unknown;
	expected: ExpectedReading[];
	/** True as well, and not among the figures of the collection. */
	alsoRead?: ExpectedReading[];
	/** In the collection's words. */
	mustNot?: string[];
}

const path = new URL('./real.json', import.meta.url);

export const VECTORS = JSON.parse(readFileSync(path, 'utf8')) as Vector[];
