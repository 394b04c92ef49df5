/** A private Mosquitto for one test file: free loopback port, folder of its own, killed with the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/debian-packages.ts';
import { freePort } from './free-port.ts';
import { endProcess, endWithTests, waitForPort } from './process.ts';

export interface Mosquitto {
	readonly port: number;
	/** `mqtt://127.0.0.1:<port>`. */
	readonly url: string;
	/** Of the running process; changes with `start`. */
	readonly pid: number;
	/** Configuration, persistence and log. */
	readonly dir: string;
	/** SIGTERM: sessions and queues are saved, and `start` finds them again. */
	stop(): Promise<void>;
	/** SIGKILL: what was not yet saved is lost (see `autosave_interval`). */
	kill(): Promise<void>;
	/** Starts it again on the same port and folder. */
	start(): Promise<void>;
	/** SIGSTOP: connections stay open and nothing answers. */
	pause(): void;
	resume(): void;
	log(): Promise<string>;
	/** Stops it and removes its folder. */
	close(): Promise<void>;
}

/**
 * Starts a broker that keeps everything: persistence on, no limit on what is queued or in flight.
 * A line of `config` replaces the default line of the same option
 * (`max_inflight_messages 20`); an option that is not set here is added.
 */
export async function startMosquitto(
	options: { config?: readonly string[]; port?: number } = {}
): Promise<Mosquitto> {
	const program = findProgram('mosquitto');
	if (program === undefined) throw new Error('mosquitto is not installed: npm test installs it');
	const dir = await mkdtemp(join(tmpdir(), 'nyaman-mosquitto-'));
	process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
	const port = options.port ?? (await freePort());
	const configFile = join(dir, 'mosquitto.conf');
	await writeFile(configFile, configuration(dir, port, options.config ?? []));

	let child: ChildProcess;
	async function start(): Promise<void> {
		child = spawn(program!, ['-c', configFile], { stdio: 'ignore' });
		endWithTests(child);
		const started = child;
		try {
			await waitForPort(port, () => started.exitCode === null && started.signalCode === null);
		} catch (error) {
			await endProcess(child, 'SIGKILL');
			throw new Error(`mosquitto did not start: ${await log()}`, { cause: error });
		}
	}
	const log = () => readFile(join(dir, 'mosquitto.log'), 'utf8').catch(() => 'no log');
	await start();

	return {
		port,
		url: `mqtt://127.0.0.1:${port}`,
		dir,
		get pid() {
			return child.pid!;
		},
		start,
		log,
		stop: async () => void (await endProcess(child)),
		kill: async () => void (await endProcess(child, 'SIGKILL')),
		pause: () => void child.kill('SIGSTOP'),
		resume: () => void child.kill('SIGCONT'),
		async close() {
			await endProcess(child);
			await rm(dir, { recursive: true, force: true });
		}
	};
}

function configuration(dir: string, port: number, wanted: readonly string[]): string {
	const option = (line: string) => line.trim().split(/\s+/)[0];
	const defaults = [
		`listener ${port} 127.0.0.1`,
		'allow_anonymous true',
		'persistence true',
		`persistence_location ${dir}/`,
		'max_queued_messages 0',
		'max_inflight_messages 0',
		`log_dest file ${join(dir, 'mosquitto.log')}`,
		'log_type error',
		'log_type warning',
		// Started by root it would become the user `mosquitto`, who may not write here.
		...(process.getuid?.() === 0 ? ['user root'] : [])
	];
	const replaced = new Set(wanted.map(option));
	return [...defaults.filter((line) => !replaced.has(option(line))), ...wanted, ''].join('\n');
}
