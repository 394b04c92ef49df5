/** Builds the pages when there is no build, or when a source is newer than it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
	'src',
	'floorplan',
	'ingest',
	'project.inlang',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];
/** Written by the build itself. */
const GENERATED = 'paraglide';

function newest(path: string): number {
	if (!existsSync(path)) return 0;
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return readdirSync(path)
		.filter((name) => name !== GENERATED && name !== 'cache')
		.reduce((time, name) => Math.max(time, newest(join(path, name))), 0);
}

/**
 * @param root the project's folder
 * @param say told once, before a build that takes a while
 * @throws with the build's own output when it fails
 */
export function buildIfNeeded(root: string, say: (line: string) => void): void {
	const built = newest(join(root, 'build', 'handler.js'));
	if (built > 0 && SOURCES.every((name) => newest(join(root, name)) <= built)) return;
	say('Building the pages …');
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'],
		{ cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } }
	);
	if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
}
