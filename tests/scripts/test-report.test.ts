import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closingLine, readTally, tallyPlaywright, tallyVitest } from '../../scripts/test-report.ts';

const assertion = (status: string) => ({ status });

test('Vitest: what passed, failed and did not run, and a file that does not load as a failure', () => {
	const report = {
		numPassedTests: 5,
		numFailedTests: 1,
		numPendingTests: 2,
		numTodoTests: 1,
		testResults: [
			{ status: 'passed', assertionResults: [assertion('passed')] },
			{ status: 'failed', assertionResults: [assertion('failed'), assertion('passed')] },
			{ status: 'failed', assertionResults: [] }
		]
	};
	expect(tallyVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('Playwright: a flaky test and an error of the run are failures', () => {
	const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
	expect(tallyPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 3, skipped: 2 });
});

test.each([
	{ left: 'nothing', text: undefined },
	{ left: 'half a report', text: '{"numPassedTests": 3' },
	{ left: 'another shape', text: '{}' }
])('a runner that left $left counts as one failure', ({ text }) => {
	const folder = mkdtempSync(join(tmpdir(), 'nyaman-report-'));
	const file = join(folder, 'report.json');
	if (text !== undefined) writeFileSync(file, text);
	expect(readTally(file, tallyVitest)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	rmSync(folder, { recursive: true });
});

test.each([
	[[{ passed: 3, failed: 0, skipped: 0 }], '3 passed, 0 failed'],
	[
		[
			{ passed: 3, failed: 0, skipped: 1 },
			{ passed: 4, failed: 2, skipped: 0 }
		],
		'7 passed, 2 failed, 1 skipped'
	]
])('the closing line sums over the runners: %j', (tallies, line) => {
	expect(closingLine(tallies)).toBe(line);
});
