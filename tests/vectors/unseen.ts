/** Decoded objects of devices that no profile was written from: what may be read of them, and no more. */
import { CLIMATE } from './unseen-climate.ts';
import { MORE } from './unseen-more.ts';
import { OTHERS } from './unseen-others.ts';
import { TRAPS } from './unseen-traps.ts';

export interface Unseen {
	device: string;
	/** Repository and path of the codec's example; `invented` where only the style is the vendor's. */
	source: string;
	fPort?: number;
	network?: string;
	decoded: unknown;
	/** `metric` or `metric@channel` with the value; nothing else may be read. */
	reads: Readonly<Record<string, number | boolean>>;
	/** Why that and no more, where it does not speak for itself. */
	because?: string;
}

export const UNSEEN: readonly Unseen[] = [...CLIMATE, ...OTHERS, ...MORE, ...TRAPS];
