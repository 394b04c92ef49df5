/** `npm test`: brings the programs the tests need, runs Vitest and Playwright, and counts over both. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build-if-needed.ts';
import { ensurePrograms } from './debian-packages.ts';
import { closingLine, readTally, tallyPlaywright, tallyVitest } from './test-report.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, 'test-results');
/** Compiled from the messages by the build; modules with words in them import it. */
const WORDS = join(ROOT, 'src', 'lib', 'i18n', 'paraglide');

/** With a pattern (`npm test -- spool`) only Vitest runs, on the files that match it. */
const pattern = process.argv.slice(2);

if (!ensurePrograms()) process.exit(1);
if (!existsSync(join(ROOT, '.svelte-kit', 'tsconfig.json'))) run('svelte-kit', 'sync');
if (pattern.length === 0 || !existsSync(WORDS)) buildOrExit();

const vitestReport = join(REPORTS, 'vitest.json');
const playwrightReport = join(REPORTS, 'playwright.json');
mkdirSync(REPORTS, { recursive: true });
// Yesterday's report must not speak for a runner that does not start today.
for (const report of [vitestReport, playwrightReport]) rmSync(report, { force: true });

const codes = [
	run(
		'vitest',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${vitestReport}`,
		...pattern
	)
];
const tallies = [readTally(vitestReport, tallyVitest)];
if (pattern.length === 0) {
	codes.push(run('playwright', 'test'));
	tallies.push(readTally(playwrightReport, tallyPlaywright));
}

const good =
	codes.every((code) => code === 0) &&
	tallies.every(({ passed, failed }) => failed === 0 && passed > 0);
console.log(closingLine(tallies));
process.exit(good ? 0 : 1);

/** Runs a program of node_modules/.bin, which npm puts first in PATH; 1 when it cannot be run. */
function run(program: string, ...args: string[]): number {
	const bin = join(ROOT, 'node_modules', '.bin');
	const { status } = spawnSync(program, args, {
		cwd: ROOT,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}` }
	});
	return status ?? 1;
}

function buildOrExit(): void {
	try {
		buildIfNeeded(ROOT, console.log);
	} catch (error) {
		console.error(`${(error as Error).message}\nNo test was run.`);
		process.exit(1);
	}
}
