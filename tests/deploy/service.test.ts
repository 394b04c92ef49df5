import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';
import { findProgram } from '../../scripts/debian-packages.ts';
import { ROOT } from '../support/process.ts';

const read = (name: string) => readFileSync(join(ROOT, 'deploy', name), 'utf8');

/** `NAME=value` lines, empty ones filled in. */
function variables(text: string): Record<string, string> {
	return Object.fromEntries(
		[...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => [
			name,
			value || (name === 'ORIGIN' ? 'https://mpp.example.go.id' : 'filled-in')
		])
	);
}

test('systemd takes the unit as it is', () => {
	const program = findProgram('systemd-analyze');
	if (program === undefined) {
		console.warn('left out: systemd-analyze is not on this machine');
		return;
	}
	const file = join(mkdtempSync(join(tmpdir(), 'nyaman-unit-')), 'nyaman.service');
	writeFileSync(file, read('nyaman.service').replaceAll('/opt/nyaman', ROOT.replace(/\/$/, '')));
	const { status, stderr } = spawnSync(program, ['verify', file], { encoding: 'utf8' });
	expect(stderr).not.toContain('nyaman.service');
	expect(status).toBe(0);
});

test('the environment file is a configuration once its empty lines are filled in', () => {
	const config = readConfig({ ...variables(read('nyaman.env')), DATA_DIR: '/var/lib/nyaman' });
	expect(config).toMatchObject({
		host: '127.0.0.1',
		mqtt: { username: 'nyaman', password: 'filled-in' },
		influx: { database: 'nyaman', token: 'filled-in' }
	});
});

test('the compose file publishes on loopback only, and has no password of its own', () => {
	const compose = read('compose.yaml');
	const published = [...compose.matchAll(/^\s+- ([\d.:]+:\d+:\d+|\d+:\d+)$/gm)].map(([, p]) => p);
	expect(published).toHaveLength(3);
	for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
	const secrets = [...compose.matchAll(/^\s+\w*(?:PASSWORD|TOKEN): (.*)$/gm)].map(([, s]) => s);
	expect(secrets.length).toBeGreaterThan(4);
	for (const secret of secrets) expect(secret).toMatch(/^\$\{\w+:\?/);
});
