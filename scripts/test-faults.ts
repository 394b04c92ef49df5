/** `npm run test:faults`: the long form of the fault suite against real servers, and a table of what came of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePrograms } from './debian-packages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROWS = join(ROOT, 'test-results', 'faults.jsonl');

if (!ensurePrograms()) process.exit(1);
rmSync(ROWS, { force: true });
const { status } = spawnSync(
	join(ROOT, 'node_modules', '.bin', 'vitest'),
	['run', 'tests/faults', ...process.argv.slice(2)],
	{ cwd: ROOT, stdio: 'inherit', env: { ...process.env, NYAMAN_LONG: '1' } }
);
if (existsSync(ROWS)) {
	const rows = readFileSync(ROWS, 'utf8').trim().split('\n');
	console.table(
		Object.fromEntries(
			rows.map((row) => {
				const { fault, ...figures } = JSON.parse(row) as { fault: string };
				return [fault, figures];
			})
		)
	);
}
process.exit(status ?? 1);
