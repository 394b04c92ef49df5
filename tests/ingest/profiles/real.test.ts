import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeMessage } from '#ingest/decode-message.ts';
import { VECTORS, type Vector } from '../../vectors/real.ts';
import { sentBy } from './envelopes.ts';

const CONTEXT = {
	timeZone: 'Asia/Jakarta',
	origin: 'device' as const,
	profileOf: () => undefined
};

/** What the radio says about itself is no matter of a profile. */
const RADIO = new Set(['rssi', 'snr']);

const name = ({
	metric,
	channel,
	at
}: {
	metric: string;
	channel?: string;
	at?: string | number;
}) => `${metric} ${channel ?? ''} ${at === undefined ? '' : new Date(at).toISOString()}`;

function expectAll(vector: Vector, message: Parameters<typeof decodeMessage>[0]): void {
	const expected = [...vector.expected, ...(vector.alsoRead ?? [])];
	const timed = expected.some(({ at }) => at !== undefined);
	const { readings } = decodeMessage(message, CONTEXT);
	const read = new Map(
		readings
			.filter(({ metric }) => !RADIO.has(metric))
			.map((reading) => [name(timed ? reading : { ...reading, at: undefined }), reading.value])
	);
	expect([...read.keys()].sort()).toEqual(expected.map(name).sort());
	for (const one of expected) {
		const difference = Math.abs((read.get(name(one)) ?? NaN) - Number(one.value));
		expect(difference, name(one)).toBeLessThanOrEqual(one.tolerance ?? 1e-9);
	}
}

describe('a message of a real device is read as its vendor means it, and nothing else of it', () => {
	const sent = VECTORS.flatMap((vector) =>
		sentBy(vector.network, vector).map(([way, message]) => ({
			vector,
			way,
			message,
			id: vector.id
		}))
	);

	test('the vectors are all there', () => {
		expect(VECTORS).toHaveLength(110);
		expect(new Set(VECTORS.map(({ id }) => id)).size).toBe(110);
	});

	test.each(sent)('$id, carried by $way', ({ vector, message }) => {
		expectAll(vector, message);
	});
});

interface Row {
	id: string;
	source: string;
	fPort: number | null;
	decoded: unknown;
	expected: { field: string; value: unknown; channel?: string; time?: string }[];
}

/** Everything a vector holds must stand in the row; long unlicensed rows are kept shorter. */
function holds(row: unknown, vector: unknown): boolean {
	if (typeof vector !== 'object' || vector === null) return Object.is(row, vector);
	if (typeof row !== 'object' || row === null) return false;
	return Object.entries(vector).every(([key, value]) => {
		// The sender of a stranger's capture is its MAC address: the vector has another.
		if (key === 'src' || key === 'dst') return true;
		return holds(new Map(Object.entries(row)).get(key), value);
	});
}

test('the vectors equal the collection they were taken from', () => {
	const path = join(import.meta.dirname, '../../../../shared/realdata/payloads.jsonl');
	if (!existsSync(path)) {
		console.info('left out: the collection of real payloads is not beside this repository');
		return;
	}
	const rows = readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Row);
	expect(rows.map(({ id }) => id)).toEqual(VECTORS.map(({ id }) => id));
	rows.forEach((row, index) => {
		const vector = VECTORS[index];
		expect(vector?.source, row.id).toBe(row.source);
		expect(vector?.fPort, row.id).toBe(row.fPort);
		expect(holds(row.decoded, vector?.decoded), row.id).toBe(true);
		const stated = row.expected.filter(({ value }) => value !== null);
		expect(
			vector?.expected.map(({ metric, value, channel, at }) => [metric, value, channel, at]),
			row.id
		).toEqual(stated.map(({ field, value, channel, time }) => [field, value, channel, time]));
	});
});
