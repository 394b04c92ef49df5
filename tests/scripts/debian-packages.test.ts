import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
	ensurePrograms,
	findProgram,
	installCommand,
	missingPackages
} from '../../scripts/debian-packages.ts';

test('a program is found in PATH only when it may be run', () => {
	const folder = mkdtempSync(join(tmpdir(), 'nyaman-path-'));
	const file = join(folder, 'sensor-tool');
	writeFileSync(file, '#!/bin/sh\n', { mode: 0o644 });
	// Root may read anything, but runs only what is marked to be run.
	expect(findProgram('sensor-tool', `/nowhere:${folder}`)).toBeUndefined();
	chmodSync(file, 0o755);
	expect(findProgram('sensor-tool', `/nowhere:${folder}`)).toBe(file);
	expect(findProgram('sensor-tool', '')).toBeUndefined();
	rmSync(folder, { recursive: true });
});

test.each([
	{ there: ['mosquitto', 'influxd', 'chromium'], missing: [] },
	{ there: ['influxd'], missing: ['mosquitto', 'mosquitto-clients', 'chromium'] },
	{ there: ['mosquitto', 'chromium'], missing: ['influxdb'] }
])('with $there installed, $missing are missing', ({ there, missing }) => {
	expect(
		missingPackages((name) => (there.includes(name) ? `/usr/bin/${name}` : undefined))
	).toEqual(missing);
});

test('where nothing can be installed, it says what to run and does not pass', () => {
	const said: string[] = [];
	expect(
		ensurePrograms(
			(line) => said.push(line),
			() => undefined
		)
	).toBe(false);
	expect(said.join('\n')).toContain('mosquitto, mosquitto-clients, influxdb, chromium');
	expect(said.join('\n')).toContain(installCommand(missingPackages(() => undefined)));
});

test.each([
	{ machine: 'has no policy', before: undefined },
	{ machine: 'has a policy of its own', before: '#!/bin/sh\nexit 104\n' }
])(
	'the command holds services back and changes no policy where the machine $machine',
	({ before }) => {
		const folder = mkdtempSync(join(tmpdir(), 'nyaman-policy-'));
		const policy = join(folder, 'policy-rc.d');
		if (before !== undefined) writeFileSync(policy, before);
		// What apt-get would meet while it runs is written down by one that only looks.
		writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\ncat ${policy} > ${folder}/seen\n`, {
			mode: 0o755
		});
		writeFileSync(join(folder, 'sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
		const command = installCommand(['influxdb']).replace('/usr/sbin/policy-rc.d', policy);
		execFileSync('/bin/sh', ['-c', command], { env: { PATH: `${folder}:${process.env.PATH}` } });
		expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe(before ?? '#!/bin/sh\nexit 101\n');
		expect(existsSync(policy)).toBe(before !== undefined);
		rmSync(folder, { recursive: true });
	}
);
