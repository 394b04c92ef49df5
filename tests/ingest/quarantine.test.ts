import { expect, test } from 'vitest';
import { quarantineRecord } from '#ingest/quarantine.ts';

const refusal = { reason: 'no-known-field', detail: 'nothing known' } as const;
const record = (payload: string | Uint8Array, topic = 'nyaman/x') =>
	quarantineRecord(
		{
			topic,
			payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload,
			receivedAt: 1,
			retained: false
		},
		refusal
	);

test.each([
	{ name: 'a number plate', payload: { licensePlate: 'BG 1234 XY', occupied: true } },
	{ name: 'a driver’s tag', payload: { tag_id: '1F345678', occupied: true } },
	{
		name: 'a phone’s address among values',
		payload: { seen: ['a4:5e:60:11:22:33'], occupied: true }
	},
	{ name: 'an address as a name', payload: { 'A4-5E-60-11-22-33': -70, occupied: true } },
	{ name: 'a picture', payload: { data: { image: 'iVBORw0KGgo=' }, occupied: true } },
	{ name: 'a network’s name', payload: { Wifi: { SSId: 'RUMAH-BUDI' }, occupied: true } }
])('$name is not kept, the field beside it is', ({ payload }) => {
	const kept = record(JSON.stringify(payload)).payload ?? '';
	expect(kept).not.toMatch(/BG 1234|1F345678|5e[:-]60|iVBOR|BUDI/i);
	expect(kept).toContain('"occupied":true');
});

test('binary noise is known by its size and digest only', () => {
	const kept = record(new Uint8Array([0xff, 0x00, 0xfe]));
	expect(kept).toMatchObject({ payload: null, size: 3 });
	expect(kept.detail).toMatch(/sha-256 [0-9a-f]{16}…/);
});

test('a megabyte is not kept', () => {
	expect(record('x'.repeat(1_000_000))).toMatchObject({ payload: null, size: 1_000_000 });
});

test('nesting without end is cut, not followed', () => {
	const deep = `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`;
	expect(record(deep).payload).toContain('[removed]');
});
