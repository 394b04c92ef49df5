/** What is kept of a message that could not be read: enough to act on, nothing personal. */
import { createHash } from 'node:crypto';
import type { Message, Refusal } from './message.ts';

export interface QuarantineRecord {
	receivedAt: number;
	topic: string;
	reason: Refusal['reason'];
	detail: string;
	/** Bytes as received. */
	size: number;
	/** The payload without personal fields; null where it is not text or too large. */
	payload: string | null;
}

/** A vendor's longest decoded uplink is below 4 kB; beyond this a payload teaches nobody anything. */
const MAX_KEPT_BYTES = 16 * 1024;

/** Law 27/2022 (UU PDP): no image, face, plate, tag or hardware address of a person's device is kept. */
const PERSONAL_NAME =
	/(^|_|-)(mac|bssid|ssid|imei|imsi|plate|licen[cs]e|image|picture|photo|face|jpe?g|tag_?id|user_?id|phone|e?mail)($|_|-|\d)/i;
const HARDWARE_ADDRESS = /\b[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}\b/gi;
const REMOVED = '[removed]';
/** Deeper than any codec nests; a payload that goes on is cut, not followed. */
const MAX_DEPTH = 32;

/** camelCase to snake_case, so that one pattern reads both spellings. */
function spaced(name: string): string {
	return name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
}

function scrub(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return value.replace(HARDWARE_ADDRESS, REMOVED);
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= MAX_DEPTH) return REMOVED;
	if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [
			name.replace(HARDWARE_ADDRESS, REMOVED),
			PERSONAL_NAME.test(spaced(name)) ? REMOVED : scrub(item, depth + 1)
		])
	);
}

/** The payload as it may be kept. A text that is no JSON may hold anything, so little of it stays. */
function keptPayload(payload: Uint8Array): string | null {
	if (payload.byteLength > MAX_KEPT_BYTES) return null;
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
	} catch {
		return null;
	}
	try {
		return JSON.stringify(scrub(JSON.parse(text), 0));
	} catch {
		return text.slice(0, 512).replace(HARDWARE_ADDRESS, REMOVED);
	}
}

/** The record of a refused message; where the payload is not kept, its digest tells two apart. */
export function quarantineRecord(message: Message, refusal: Refusal): QuarantineRecord {
	const payload = keptPayload(message.payload);
	const digest = () => createHash('sha256').update(message.payload).digest('hex').slice(0, 16);
	return {
		receivedAt: message.receivedAt,
		topic: message.topic.slice(0, 1024).replace(HARDWARE_ADDRESS, REMOVED),
		reason: refusal.reason,
		detail: payload === null ? `${refusal.detail} (sha-256 ${digest()}…)` : refusal.detail,
		size: message.payload.byteLength,
		payload
	};
}
