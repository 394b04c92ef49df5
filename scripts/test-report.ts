/** How many tests ran and how they ended, from the runners' own JSON reports. */
import { readFileSync } from 'node:fs';

export interface Tally {
	passed: number;
	failed: number;
	skipped: number;
}

/** Of Vitest's `--reporter=json` (the shape is Jest's). */
interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Of Playwright's `json` reporter. */
interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	/** Of the run itself: a file that does not load, no test found. */
	errors: unknown[];
}

export function tallyVitest(report: VitestReport): Tally {
	// A file that does not load has no test to fail, and is no less a failure.
	const broken = report.testResults.filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((result) => result.status === 'failed')
	).length;
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken,
		skipped: report.numPendingTests + report.numTodoTests
	};
}

export function tallyPlaywright({ stats, errors }: PlaywrightReport): Tally {
	return {
		passed: stats.expected,
		// A test that passes only when repeated has failed.
		failed: stats.unexpected + stats.flaky + errors.length,
		skipped: stats.skipped
	};
}

/** The report of one runner; one that left none, or half of one, counts as one failure. */
export function readTally<Report>(file: string, tally: (report: Report) => Tally): Tally {
	try {
		return tally(JSON.parse(readFileSync(file, 'utf8')) as Report);
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

/** `N passed, N failed`, with the skipped only when there are some. */
export function closingLine(tallies: readonly Tally[]): string {
	const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
	const skipped = sum('skipped');
	return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
