import { expect, test } from 'vitest';
import { freshness } from '#lib/domain/freshness.ts';
import type { Device } from '#floorplan/building.ts';
import { addRhythms } from '../../src/routes/rhythms.server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const device = (id: string, more: Partial<Device> = {}): Device => ({
	...{ device: id, name: id, network: 'tts', brand: 'Bosch', model: 'TPS110' },
	...more
});
const speaking = (id: string, learnedMs: number | null) => ({
	...{ device: id, readings: 9, refused: 0, learnedMs }
});

test.each<{
	what: string;
	registered: Device;
	heartbeats: Record<string, number>;
	learnedMs: number | null;
	live: number;
}>([
	{
		what: 'the register’s interval before all else',
		registered: device('a', { intervalMs: 10 * MINUTE }),
		heartbeats: { a: 24 * HOUR },
		learnedMs: HOUR,
		live: 30 * MINUTE
	},
	{
		what: 'the family’s heartbeat where the register says nothing',
		registered: device('a', { eventOnly: true }),
		heartbeats: { a: 24 * HOUR },
		learnedMs: HOUR,
		live: 72 * HOUR
	},
	{
		what: 'what was learned where nothing is declared',
		registered: device('a'),
		heartbeats: {},
		learnedMs: 15 * MINUTE,
		live: 45 * MINUTE
	},
	{
		what: 'an hour where nothing is known at all',
		registered: device('a'),
		heartbeats: {},
		learnedMs: null,
		live: HOUR
	}
])('a device is judged by $what', ({ registered, heartbeats, learnedMs, live }) => {
	const devices = addRhythms([registered], { heartbeats, devices: [speaking('a', learnedMs)] });
	const at = Date.parse('2026-11-24T10:00:00+07:00');
	expect(freshness(at, at + live, devices[0])).toBe('live');
	expect(freshness(at, at + live + 1, devices[0])).not.toBe('live');
});

test('before the river has said anything the register stands alone', () => {
	const registered = [device('a', { intervalMs: MINUTE }), device('b')];
	expect(addRhythms(registered, null)).toEqual(registered);
});
