/** No network's message, however it is bent, makes decoding throw, hang or emit what no sensor can measure. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METRICS, metricSpec } from '#lib/domain/metrics.ts';
import { NETWORKS } from '#ingest/networks/index.ts';
import type { Decoded } from '#ingest/message.ts';
import {
	CHIRPSTACK_TOPIC,
	CHIRPSTACK_V3_TOPIC,
	chirpstackUp,
	chirpstackV3Up,
	decode,
	plainMessage,
	RECEIVED_AT,
	senmlPack,
	SHELLY_TOPIC,
	shellyStatus,
	tasmotaSensor,
	TTS_TOPIC,
	ttsUp,
	xovisPush
} from './networks/documented.ts';

const MESSAGES: Record<string, { topic: string; payload: unknown }> = {
	tts: { topic: TTS_TOPIC, payload: ttsUp() },
	chirpstack: { topic: CHIRPSTACK_TOPIC, payload: chirpstackUp() },
	'chirpstack-v3': { topic: CHIRPSTACK_V3_TOPIC, payload: chirpstackV3Up() },
	zigbee2mqtt: {
		topic: 'zigbee2mqtt/a/b',
		payload: { temperature: 27.3, humidity: 44.7, last_seen: 1795489200123, device: { model: 'x' } }
	},
	tasmota: { topic: 'tele/s1/SENSOR', payload: tasmotaSensor() },
	shelly: { topic: SHELLY_TOPIC, payload: shellyStatus() },
	senml: { topic: 'any', payload: senmlPack() },
	xovis: { topic: 'any', payload: xovisPush() },
	plain: { topic: 'nyaman/d/c', payload: [plainMessage(), { device: 'e', values: { co2: 600 } }] }
};

const AWKWARD = [
	null,
	'',
	0,
	-0,
	-1,
	1e308,
	'1e999',
	'NaN',
	[],
	{},
	[[[[[[]]]]]],
	JSON.parse('{"__proto__":{"rssi":1},"constructor":1,"length":9}'),
	'\u0000\u202e\ud800',
	'x'.repeat(500),
	8.64e15 + 1,
	2 ** 53,
	'9999-99-99T99:99:99Z',
	'2026-11-24T10:42:07+07:00',
	Array(50).fill({ rssi: -1, n: 'a', v: 1 })
];
const anything = fc.oneof(
	{ weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) }
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	const inner = Object.entries(value).flatMap(([key, child]) =>
		pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key])
	);
	return [path, ...inner];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
	if (key === undefined) return by;
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
		string | number,
		unknown
	>;
	copy[key] = replaced(copy[key], rest, by);
	return copy;
}

function expectSound({ readings, refused, nothing }: Decoded): void {
	expect(readings.length + refused.length + (nothing ? 1 : 0)).toBeGreaterThan(0);
	expect(readings.length).toBeLessThanOrEqual(1000);
	for (const reading of readings) {
		const { kind, range } = metricSpec(reading.metric);
		const [low, high] = range;
		expect(METRICS).toHaveProperty(reading.metric);
		expect(reading.value).toBeGreaterThanOrEqual(low);
		expect(reading.value).toBeLessThanOrEqual(high);
		if (kind === 'state') expect([0, 1]).toContain(reading.value);
		expect(Number.isInteger(reading.at)).toBe(true);
		expect(reading.at).toBeGreaterThanOrEqual(Date.UTC(2001, 0, 1));
		expect(reading.at).toBeLessThanOrEqual(RECEIVED_AT + 300_000);
		expect(reading.device).toMatch(/^[^\p{Cc}\p{Cs}]{1,128}$/u);
		expect(reading.channel).toMatch(/^[^\p{Cc}\p{Cs}]{0,128}$/u);
	}
	for (const { reason, detail } of refused) {
		expect(reason).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
		expect(detail.length).toBeLessThan(400);
	}
}

test('every network has a message here', () => {
	expect(Object.keys(MESSAGES).sort()).toEqual(NETWORKS.map(({ name }) => name).sort());
});

describe.each(Object.entries(MESSAGES))('%s', (name, { topic, payload }) => {
	test('the message itself is read', () => {
		const decoded = decode(topic, payload);
		expectSound(decoded);
		expect(decoded.readings.length).toBeGreaterThan(0);
	});

	test('anything in any place of it', () => {
		const place = fc.constantFrom(...pathsOf(payload));
		fc.assert(
			fc.property(place, anything, (path, value) => {
				expectSound(decode(topic, JSON.stringify(replaced(payload, path, value))));
			}),
			{ numRuns: 300 }
		);
	});

	test('each awkward value in every place of it', () => {
		for (const path of pathsOf(payload)) {
			for (const value of AWKWARD) {
				expectSound(decode(topic, JSON.stringify(replaced(payload, path, value))));
			}
		}
	});

	test('a number too large for JSON in every place of it', () => {
		for (const path of pathsOf(payload)) {
			const text = JSON.stringify(replaced(payload, path, 'HERE')).replace('"HERE"', '1e999');
			expectSound(decode(topic, text));
		}
	});

	test('cut off anywhere', () => {
		const text = JSON.stringify(payload);
		for (let end = 0; end < text.length; end += 7) {
			const { readings, refused, nothing } = decode(topic, text.slice(0, end));
			expect(readings).toEqual([]);
			expect(refused.length + (nothing ? 1 : 0)).toBe(1);
		}
	});

	test('on any topic, retained or not', () => {
		const topics = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 40 }),
			fc.string({ maxLength: 40 }).map((end) => `${name}/${end}`),
			fc.constantFrom(...Object.values(MESSAGES).map((message) => message.topic))
		);
		fc.assert(
			fc.property(topics, fc.boolean(), (other, retained) => {
				expectSound(decode(other, payload, { retained }));
			}),
			{ numRuns: 100 }
		);
	});

	test('any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				const { readings } = decode(topic, '', { payload: bytes });
				expect(readings).toEqual([]);
			}),
			{ numRuns: 200 }
		);
	});

	test('as large as a message may be, in well under a second', () => {
		const row = Array.isArray(payload) ? payload[0] : payload;
		const rows = Array(Math.floor(250_000 / (JSON.stringify(row).length + 1))).fill(row);
		const fields = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`f_${i}`, i]));
		const started = performance.now();
		expectSound(decode(topic, rows));
		expectSound(decode(topic, fields));
		expectSound(decode(topic, { values: fields }));
		for (const path of pathsOf(payload)) {
			if (path.length < 3) expectSound(decode(topic, replaced(payload, path, fields)));
		}
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});
