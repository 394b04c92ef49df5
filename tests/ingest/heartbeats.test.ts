import { expect, test } from 'vitest';
import { heartbeatNoter, keptHeartbeats } from '#ingest/heartbeats.ts';

const DAY = 86_400_000;

function keeper() {
	const kept = new Map<string, string>();
	let writes = 0;
	return {
		meta: (name: string) => kept.get(name) ?? null,
		setMeta(name: string, value: string) {
			writes += 1;
			kept.set(name, value);
		},
		writes: () => writes
	};
}

test('a family’s heartbeat is known from the first message on, kept over a restart, and written once', () => {
	const spool = keeper();
	const note = heartbeatNoter(spool);
	note('bay-1', 'bosch-parking');
	note('bay-1', 'bosch-parking');
	note('room-1', 'milesight-am');
	note('room-2', 'no-such-profile');
	expect(keptHeartbeats(spool)).toEqual({ 'bay-1': DAY });
	expect(spool.writes()).toBe(1);
	heartbeatNoter(spool)('bay-1', 'bosch-parking');
	expect(spool.writes()).toBe(1);
});
