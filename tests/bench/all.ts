/** `npm run bench`: every bench after the other; `--json` is passed on. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/process.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
	readFileSync(join(ROOT, 'package.json'), 'utf8')
);
let failed = false;
for (const name of Object.keys(scripts).filter((script) => script.startsWith('bench:'))) {
	console.error(`== ${name}`);
	const { status } = spawnSync('npm', ['run', '-s', name, '--', ...process.argv.slice(2)], {
		cwd: ROOT,
		stdio: 'inherit'
	});
	failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
