import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '../support/process.ts';

function comfort(input: string) {
	const { stdout, status } = spawnSync(process.execPath, ['scripts/run.js', 'scripts/comfort.ts'], {
		cwd: ROOT,
		input,
		encoding: 'utf8',
		maxBuffer: 2 ** 26
	});
	expect(status).toBe(0);
	return stdout;
}

const answers = (input: string) =>
	comfort(input)
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line) as { pmv?: number; ppd?: number; reason?: string });

test('each line has its answer, whatever stands in the others', () => {
	const good = '{"tdb":25,"tr":25,"v":0.1,"rh":60,"met":1.1,"clo":0.55}';
	const lines = [
		good,
		'not json',
		'',
		'[1]',
		'{"tdb":25}',
		'{"tdb":"25","tr":25,"v":0.1,"rh":60,"met":1.1,"clo":0.55}',
		'{"tdb":25,"tr":null,"v":0.1,"rh":60,"met":1.1,"clo":0.55}',
		'{"tdb":25,"tr":25,"v":0.1,"rh":60,"met":1.1,"clo":9,"note":"a\u2028b"}',
		`${good}\r`
	];
	const found = answers(`${lines.join('\n')}\n`);
	expect(found).toHaveLength(lines.length);
	for (const n of [0, 8]) {
		expect(found[n]?.pmv).toBeCloseTo(0.0434, 3);
		expect(found[n]?.ppd).toBeCloseTo(5.039, 2);
	}
	expect(found.slice(1, 8).map(({ reason }) => reason)).toEqual([
		'the line is no JSON',
		'the line is empty',
		'the line is no JSON object',
		'tr is missing',
		'tdb is no number',
		'tr is missing',
		expect.stringMatching(/^clothing 9 clo is outside 0 to 2 clo/)
	]);
});

test('a last line without a newline is answered, and no input is no answer', () => {
	expect(answers('{}')).toHaveLength(1);
	expect(comfort('')).toBe('');
});

test('50,000 lines in pieces of any size lose none', () => {
	const line = '{"tdb":24.5,"tr":24,"v":0.12,"rh":55,"met":1.2,"clo":0.6}\n';
	expect(answers(line.repeat(50_000))).toHaveLength(50_000);
});
