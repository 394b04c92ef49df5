/** One device's report, before a network wraps it. */
import type { Frame, Values } from '../codecs/codec.ts';

export interface Report extends Frame {
	/** The network's id. */
	device: string;
	name: string;
	brand: string;
	model: string;
	/** When it was measured, epoch ms UTC, and what the building's clocks showed then. */
	at: number;
	wallTime: string;
	/** From when on it counted what it counts, epoch ms UTC. */
	since: number;
	values: Values;
	/** Of the line that it counts; '' where it has no name. */
	channel: string;
	/** Uplinks of the session so far. */
	count: number;
	/** dBm and dB of the gateway that heard it. */
	rssi: number;
	snr: number;
}

export type Envelope = (report: Report) => { topic: string; payload: string };

/** A name as network servers make an id of it. */
export function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}
