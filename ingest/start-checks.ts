/** What is looked at when ingest starts: settings and clocks that would lose or misfile, each with its consequence. */
import type { IConnackPacket } from 'mqtt';
import { MAX_BYTES } from './decode-message.ts';

/** More than a clock that is being disciplined moves back. */
const CLOCK_BACK_MS = 60_000;

/** What of the broker’s settings loses messages, each with the consequence and what to do. */
export function* brokerWarnings(
	protocolVersion: 4 | 5,
	sessionExpiryS: number,
	{ properties }: Pick<IConnackPacket, 'properties'>
): Generator<string> {
	if (protocolVersion === 4) {
		yield 'the broker speaks MQTT 3.1.1 only, where it decides how many unacknowledged messages it sends: with a bound such as Mosquitto’s max_inflight_messages 20 it may drop what comes faster; set it to 0';
	}
	const expiry = properties?.sessionExpiryInterval;
	if (expiry !== undefined && expiry < sessionExpiryS) {
		yield `the broker keeps our session for ${expiry} s only: what is sent while Nyaman is away for longer is lost`;
	}
	const largest = properties?.maximumPacketSize;
	if (largest !== undefined && largest < MAX_BYTES) {
		yield `the broker takes no message above ${largest} bytes: larger ones never arrive here`;
	}
}

/**
 * The sentence for a clock that shows less than it did; null where it does not.
 * @param heardLast when the newest message was received, by this machine's clock then, epoch ms UTC
 */
export function clockWarning(heardLast: number, now: number): string | null {
	if (heardLast <= now + CLOCK_BACK_MS) return null;
	return `the clock of this machine has gone back: it shows ${new Date(now).toISOString()}, and messages came at ${new Date(heardLast).toISOString()}; until it is right, messages with a time of their own are refused as from the future and the others filed under a wrong time; check NTP`;
}
