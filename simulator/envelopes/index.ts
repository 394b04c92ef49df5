/** Network → how it wraps a report, and how late, or how often, a message comes out of it. */
import { SECOND } from '../building-clock.ts';
import { drawFor } from '../random.ts';
import { plain, tasmota, xovis, zigbee2mqtt } from './local.ts';
import { chirpStack, thingsStack } from './lorawan.ts';
import type { Envelope } from './report.ts';

export const ENVELOPES: Readonly<Record<string, Envelope>> = {
	tts: thingsStack,
	chirpstack: chirpStack,
	zigbee2mqtt,
	tasmota,
	xovis,
	plain
};

/** Networks that measure the signal themselves and send it with each message. */
export const MEASURES_SIGNAL: readonly string[] = ['tts', 'chirpstack'];

/** Longest that a message is on its way; a gateway without its line keeps it that long. */
export const MOST_DELAY_MS = 240 * SECOND;
const LATE = 0.01;
const TWICE = 0.01;
/** Below this nobody would call it late. */
const LEAST_DELAY_MS = 20 * SECOND;

/** Delays after the measuring, ms, one for each time that the message arrives; usually `[0]`. */
export function deliveries(seed: number, device: string, at: number): readonly number[] {
	const lot = drawFor(seed, device, 'delivery', at);
	const length = drawFor(seed, device, 'delay', at);
	if (lot < LATE) return [LEAST_DELAY_MS + length * (MOST_DELAY_MS - LEAST_DELAY_MS)];
	if (lot < LATE + TWICE) return [0, SECOND * (0.3 + 3 * length)];
	return [0];
}

/** Signal of a device that does not move: its own mean, and what people in between take away. */
export function signalOf(seed: number, device: string, at: number): { rssi: number; snr: number } {
	const mean = -62 - 45 * drawFor(seed, device, 'rssi');
	const fade = 6 * drawFor(seed, device, 'fade', at);
	return { rssi: Math.round(mean - fade), snr: Math.round((12 + mean / 12 - fade / 3) * 2) / 2 };
}
