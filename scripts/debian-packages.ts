/** The programs that the tests run for real, and the Debian packages that bring them. */
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** Program → the package of Debian 12 that holds it; what is installed beside it serves by hand. */
export const PROGRAMS = {
	mosquitto: ['mosquitto', 'mosquitto-clients'],
	influxd: ['influxdb'],
	chromium: ['chromium']
} as const satisfies Record<string, readonly string[]>;

export type Program = keyof typeof PROGRAMS;

/** Debian keeps daemons here, and leaves it out of an ordinary user's PATH. */
const DAEMON_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];
/** Asked by every package before it starts a service; 101 means: not now. */
const POLICY = '/usr/sbin/policy-rc.d';

/** Absolute path of a program in PATH or among the daemons; undefined when it is not there. */
export function findProgram(name: string, path = process.env.PATH ?? ''): string | undefined {
	return [...path.split(delimiter), ...DAEMON_FOLDERS]
		.filter((folder) => folder !== '')
		.map((folder) => join(folder, name))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** Packages that bring the programs which `find` does not find, in the order of PROGRAMS. */
export function missingPackages(find: (name: string) => string | undefined = findProgram) {
	return Object.entries(PROGRAMS)
		.filter(([program]) => find(program) === undefined)
		.flatMap(([, packages]) => packages);
}

/** What a person types to install the packages without a service being started. */
export function installCommand(packages: readonly string[]): string {
	return [
		`sudo sh -c 'p=${POLICY}; [ -e $p ] ||`,
		'{ printf "#!/bin/sh\\nexit 101\\n" > $p; chmod 755 $p; ours=1; };',
		`apt-get update; apt-get install -y --no-install-recommends ${packages.join(' ')};`,
		`[ -z "$ours" ] || rm -f $p'`
	].join(' ');
}

/**
 * Installs what is missing when it may (root, on a system with apt-get), starting no service.
 * @returns true when every program is there afterwards; otherwise it has said what to run.
 */
export function ensurePrograms(
	say: (line: string) => void = console.log,
	find: (name: string) => string | undefined = findProgram
): boolean {
	const packages = missingPackages(find);
	if (packages.length === 0) return true;
	const root = process.getuid?.() === 0;
	if (!root || find('apt-get') === undefined) {
		say(`The tests need ${packages.join(', ')}. On Debian or Ubuntu, run:`);
		say(`  ${installCommand(packages)}`);
		return false;
	}
	say(`Installing ${packages.join(', ')} for the tests with apt-get; no service is started.`);
	withoutServices(() => {
		aptGet('update');
		aptGet('install', '-y', '--no-install-recommends', ...packages);
	});
	const still = missingPackages(find);
	if (still.length > 0) say(`apt-get did not bring ${still.join(', ')}; see its output above.`);
	return still.length === 0;
}

/** Holds back service starts while `install` runs; a policy of the machine's own is left alone. */
function withoutServices(install: () => void): void {
	if (existsSync(POLICY)) return install();
	writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		install();
	} finally {
		rmSync(POLICY, { force: true });
	}
}

function aptGet(...args: string[]): void {
	// Its progress is of no use in a log; its errors are.
	spawnSync('apt-get', ['-qq', ...args], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
}
