import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KEEP_EVERY_MS, openDemoClock, shownTime } from '../../scripts/demo-clock.ts';

const timeZone = 'Asia/Jakarta';
const HOUR = 3_600_000;

/** A new folder, and a machine's clock to be set by hand. */
function folder() {
	const machine = { now: Date.parse('2026-11-25T22:10:00Z') };
	const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-clock-'));
	const open = (more: { at?: string; seed?: number } = {}) =>
		openDemoClock({ dataDir, timeZone, machine: () => machine.now, ...more });
	return { machine, dataDir, open };
}

describe('a new folder starts on a Tuesday at 10.00', () => {
	test.each([
		{ machine: '2026-11-25T22:10:00Z', shown: 'Tuesday 24 November 2026, 10.00' },
		{ machine: '2026-11-24T03:00:00Z', shown: 'Tuesday 24 November 2026, 10.00' },
		{ machine: '2026-11-24T02:59:59Z', shown: 'Tuesday 17 November 2026, 10.00' },
		{ machine: '2027-01-01T12:00:00Z', shown: 'Tuesday 29 December 2026, 10.00' }
	])('the last one before $machine: $shown', ({ machine, shown }) => {
		const { open, machine: clock } = folder();
		clock.now = Date.parse(machine);
		const demo = open();
		expect(shownTime(demo.now(), timeZone)).toBe(shown);
		expect(demo.now()).toBeLessThanOrEqual(clock.now);
		expect(demo.origin).toBe(demo.now());
	});

	test('or at the local time that --at gives', () => {
		const demo = folder().open({ at: '2026-11-24T08:30' });
		expect(new Date(demo.now()).toISOString()).toBe('2026-11-24T01:30:00.000Z');
	});

	test.each(['today', '2026-11-24', '2026-13-01T10:00', '2026-11-24T10:00Z'])(
		'and refuses --at %s',
		(at) => {
			expect(() => folder().open({ at })).toThrow(/is no local time like 2026-11-24T10:00/);
		}
	);
});

describe('the clock of a folder never goes back', () => {
	test('it goes on where the demo stopped, however long that is ago', () => {
		const { machine, open } = folder();
		const first = open();
		machine.now += 2 * HOUR;
		const stopped = first.now();
		first.stop();
		machine.now += 100 * HOUR;
		const second = open();
		expect(second.now()).toBe(stopped);
		expect(second.origin).toBe(first.origin);
	});

	test.each([0, 1, KEEP_EVERY_MS, KEEP_EVERY_MS + 5_000])(
		'a demo killed %d ms after its last note goes on later than it had come',
		(after) => {
			const { machine, open } = folder();
			const first = open();
			machine.now += HOUR;
			first.keep();
			machine.now += after;
			const reached = first.now();
			machine.now += 48 * HOUR;
			expect(open().now()).toBeGreaterThan(reached);
			expect(open().now()).toBeLessThan(reached + 60_000);
		}
	);

	test('also where the machine’s clock was set back', () => {
		const { machine, open } = folder();
		const first = open();
		machine.now += HOUR;
		const stopped = first.now();
		first.stop();
		machine.now -= 30 * 24 * HOUR;
		expect(open().now()).toBe(stopped);
	});

	test('an --at before its time is refused, with the way out; a later one moves it on', () => {
		const { open, dataDir } = folder();
		open({ at: '2026-11-24T10:00' }).stop();
		expect(() => open({ at: '2026-11-24T09:59' })).toThrow(/set another DATA_DIR/);
		expect(() => open({ at: '2026-11-24T09:59' })).toThrow(dataDir);
		const later = open({ at: '2026-11-26T09:00' });
		expect(shownTime(later.now(), timeZone)).toBe('Thursday 26 November 2026, 09.00');
	});
});

test('a folder keeps its seed, and refuses another', () => {
	const { open } = folder();
	open({ seed: 7 }).stop();
	expect(open().seed).toBe(7);
	expect(open({ seed: 7 }).seed).toBe(7);
	expect(() => open({ seed: 8 })).toThrow(/--seed 8 is not the 7/);
});

test('nothing is written before the demo runs, and a broken file is told of', () => {
	const { open, dataDir } = folder();
	open();
	expect(() => readFileSync(join(dataDir, 'clock.json'))).toThrow(/ENOENT/);
	writeFileSync(join(dataDir, 'clock.json'), '{"origin": 1');
	expect(() => open()).toThrow(/clock.json is no clock of a demo/);
});
