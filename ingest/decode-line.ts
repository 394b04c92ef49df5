/** One line of the decode command: a topic and a payload, answered by what would be stored. */
import { metricSpec } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { decodeMessage } from './decode-message.ts';
import type { Decoded, RefusalReason } from './message.ts';
import { asObject, field, parseJson, parseUtf8 } from './networks/json.ts';

export interface DecodedLine {
	readings: {
		device: string;
		channel: string;
		metric: string;
		value: number | boolean;
		unit: string;
		/** ISO 8601 UTC with ms; null where the message has no time of its own. */
		at: string | null;
	}[];
	refused: { reason: RefusalReason | 'nothing-to-read'; detail: string }[];
}

export interface LineContext {
	timeZone: string;
	profileOf(device: string): string | undefined;
}

/** The answer to one line; null for a blank one. Never throws. */
export function decodeLine(
	line: Uint8Array,
	context: LineContext,
	receivedAt: number
): DecodedLine | null {
	const text = parseUtf8(line);
	if (text === null) return refused('not-utf8', 'the line is not UTF-8 text');
	if (text.trim() === '') return null;
	const json = parseJson(text);
	if (!json.ok) return refused(json.reason, json.detail.replace('payload', 'line'));
	const object = asObject(json.value);
	const topic = field(object, 'topic');
	const payload = payloadText(field(object, 'payload'));
	if (typeof topic !== 'string' || payload === null) {
		return refused('wrong-shape', 'expected {"topic":"…","payload":…}');
	}
	const message = { topic, payload: Buffer.from(payload), receivedAt, retained: false };
	return toLine(decodeMessage(message, { ...context, origin: 'device' }), receivedAt);
}

/** A string is the message's raw text; anything else is sent as its JSON. */
function payloadText(payload: unknown): string | null {
	if (typeof payload === 'string') return payload;
	return payload === undefined || payload === null ? null : JSON.stringify(payload);
}

function toLine(decoded: Decoded, receivedAt: number): DecodedLine {
	const { readings, unstamped, nothing } = decoded;
	const line: DecodedLine = {
		readings: readings.map((reading) => toEntry(reading, unstamped && reading.at === receivedAt)),
		refused: decoded.refused
	};
	if (nothing) {
		const detail = `${nothing.network}: ${nothing.what}`;
		line.refused = [{ reason: 'nothing-to-read', detail }];
	}
	return line;
}

function toEntry(reading: Reading, unstamped: boolean): DecodedLine['readings'][number] {
	const { device, channel, metric, value, at } = reading;
	const { unit, kind } = metricSpec(metric);
	return {
		device,
		channel,
		metric,
		value: kind === 'state' ? value === 1 : value,
		unit,
		at: unstamped ? null : new Date(at).toISOString()
	};
}

function refused(reason: RefusalReason, detail: string): DecodedLine {
	return { readings: [], refused: [{ reason, detail }] };
}
