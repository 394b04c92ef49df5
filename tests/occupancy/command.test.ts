import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/process.ts';

const HOURS = ['--opening', '08:00', '--closing', '22:00', '--zone', 'America/Los_Angeles'];

function run(input: string, args: readonly string[] = HOURS) {
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		[join(ROOT, 'scripts/run.js'), 'scripts/occupancy.ts', ...args],
		{ input, encoding: 'utf8', cwd: ROOT }
	);
	const lines = stdout.split('\n').filter((line) => line !== '');
	return { lines: lines.map((line): unknown => JSON.parse(line)), stderr, status };
}

const line = (at: unknown, into: unknown, out: unknown, door: unknown = 'main'): string =>
	JSON.stringify({ at, door, in: into, out });

describe('npm run occupancy', () => {
	test('answers each time once, in order, whatever the order and the spelling of the lines', () => {
		const { lines, stderr, status } = run(
			[
				line('2005-07-25T09:00:00-07:00', 4, 0),
				line(Date.parse('2005-07-25T17:00:00Z'), 3, 1),
				line('2005-07-25T09:30:00', 2, 0),
				line('2005-07-25T09:00:00-07:00', 1, 0, 'side'),
				line('2005-07-25T09:00:00-07:00', 4, 0)
			].join('\n')
		);
		expect(status).toBe(0);
		expect(lines).toMatchObject([
			{ at: '2005-07-25T09:00:00-07:00', live: 5.1, ledger: [] },
			{ at: '2005-07-25T09:30:00', live: 7.1 },
			{ at: Date.parse('2005-07-25T17:00:00Z'), live: 9.1 }
		]);
		expect(stderr).toContain('line 3: earlier than a line before it');
		expect(stderr).toContain('line 5: the same door and time as line 1; counted once');
	});

	test.each([
		['{"at":', 'not JSON'],
		['[1]', 'not an object'],
		['{"door":"main","in":1,"out":0}', 'at: missing'],
		[line('yesterday', 1, 0), 'at: neither ISO 8601 nor epoch ms'],
		[line(1_122_300_000, 1, 0), 'at: a number is epoch ms'],
		[line('2005-07-25T10:00:00Z', -1, 0), 'in: a whole number'],
		[line('2005-07-25T10:00:00Z', 1, '2'), 'out: a whole number'],
		[line('2005-07-25T10:00:00Z', 1, null), 'out: missing'],
		[line('2005-07-25T10:00:00Z', 1, 0, ''), 'door: missing']
	])('says of %s that it is %s, and goes on', (bad, fault) => {
		const good = line('2005-07-25T18:00:00Z', 4, 0);
		const { lines, stderr, status } = run(`${bad}\n\n${good}\n`);
		expect(status).toBe(0);
		expect(stderr).toContain(`line 1: ${fault}`);
		expect(lines.at(-1)).toMatchObject({ at: '2005-07-25T18:00:00Z', live: 4.1 });
	});

	test('reads nothing and says nothing of an empty input', () => {
		expect(run('')).toEqual({ lines: [], stderr: '', status: 0 });
	});

	test.each([
		[['--opening', '8', '--closing', '22:00', '--zone', 'UTC'], '--opening'],
		[['--opening', '08:00', '--closing', '25:00', '--zone', 'UTC'], '--closing'],
		[['--opening', '08:00', '--closing', '22:00', '--zone', 'Mars/Olympus'], '--zone'],
		[['--what'], '--what']
	])('refuses %s', (args, word) => {
		const { stderr, status } = run('', args);
		expect(status).toBe(2);
		expect(stderr).toContain(word);
		expect(stderr).toContain('npm run -s occupancy');
	});

	test('explains a closing in the ledger, in words and persons', () => {
		const lines = [
			line('2005-07-25T10:00:00-07:00', 10, 0),
			line('2005-07-25T21:00:00-07:00', 0, 6),
			line('2005-07-25T23:30:00-07:00', 0, 0)
		];
		expect(run(lines.join('\n')).lines.at(-1)).toMatchObject({
			live: 0,
			lo: 0,
			ledger: [
				{
					id: 'closing-zero:2005-07-25',
					at: '2005-07-26T06:00:00.000Z',
					effect: -4.1,
					reason: expect.stringContaining('nobody passes: empty')
				}
			]
		});
	});
});

const CHECK = join(ROOT, '../shared/check/occupancy.mjs');

test('npm run check:occupancy beats the baselines, with an honest band', () => {
	if (!existsSync(CHECK)) {
		console.log('left out: the generator and scorer of counts is not there');
		return;
	}
	const { stdout } = spawnSync(
		process.execPath,
		[join(ROOT, 'scripts/run.js'), 'scripts/check-occupancy.ts', '--seeds', '4', '--json'],
		{ encoding: 'utf8', cwd: ROOT }
	);
	const { rows } = JSON.parse(stdout) as {
		rows: {
			detection: { in: number; out: number };
			live: { mae: number; raw: number; learnedRatio: number };
			history: { mae: number; proportional: number };
			band: { coverage: number };
		}[];
	};
	expect(rows).toHaveLength(4);
	for (const { live, history, band } of rows) {
		expect(live.mae).toBeLessThan(live.raw);
		expect(live.mae).toBeLessThan(live.learnedRatio);
		expect(history.mae).toBeLessThan(history.proportional);
		expect(band.coverage).toBeGreaterThan(0.85);
		expect(band.coverage).toBeLessThan(0.97);
	}
}, 60_000);
