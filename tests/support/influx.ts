/** A private InfluxDB 1.x for one test file: free loopback ports, folder of its own, killed with the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/debian-packages.ts';
import { freePort } from './free-port.ts';
import { endProcess, endWithTests } from './process.ts';

export interface Influx {
	/** `http://127.0.0.1:<port>`. */
	readonly url: string;
	readonly port: number;
	/** Meta, data and write-ahead log. */
	readonly dir: string;
	/** Of the running process; changes with `start`. */
	readonly pid: number;
	/** SIGTERM, and waits until it has ended. */
	stop(): Promise<void>;
	/** SIGKILL, and waits until it has ended. */
	kill(): Promise<void>;
	/** Starts it again on the same ports and folder. */
	start(): Promise<void>;
	/** SIGSTOP: connections are accepted and nothing answers. */
	pause(): void;
	resume(): void;
	/** An InfluxQL statement, as an administrator would type it. @returns the answer's JSON. */
	query(q: string, database?: string): Promise<unknown>;
	/** Lines of line protocol, times in ms. @throws when the server refuses them. */
	writeLines(database: string, lines: string): Promise<void>;
	/** Stops it and removes its folder. */
	close(): Promise<void>;
}

/** `env` adds to influxd's own settings, e.g. `{ INFLUXDB_HTTP_AUTH_ENABLED: 'true' }`. */
export async function startInflux(
	options: { env?: NodeJS.ProcessEnv; port?: number } = {}
): Promise<Influx> {
	const program = findProgram('influxd');
	if (program === undefined) throw new Error('influxd is not installed: npm test installs it');
	const dir = await mkdtemp(join(tmpdir(), 'nyaman-influxd-'));
	process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
	const [port, rpcPort] = [options.port ?? (await freePort()), await freePort()];
	const url = `http://127.0.0.1:${port}`;
	const env = { ...process.env, ...settings(dir, port, rpcPort), ...options.env };

	let child: ChildProcess;
	async function start(): Promise<void> {
		child = spawn(program!, ['-config', '/dev/null'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
		endWithTests(child);
		const started = child;
		let log = '';
		started.stderr
			?.setEncoding('utf8')
			.on('data', (text: string) => (log = (log + text).slice(-2000)));
		try {
			await waitForPing(url, () => started.exitCode === null && started.signalCode === null);
		} catch (error) {
			await endProcess(started, 'SIGKILL');
			throw new Error(`influxd did not start: ${log}`, { cause: error });
		}
	}
	await start();

	return {
		url,
		port,
		dir,
		get pid() {
			return child.pid!;
		},
		start,
		stop: async () => void (await endProcess(child)),
		kill: async () => void (await endProcess(child, 'SIGKILL')),
		pause: () => void child.kill('SIGSTOP'),
		resume: () => void child.kill('SIGCONT'),
		async query(q, database = '') {
			const body = new URLSearchParams({ q, db: database, epoch: 'ms' });
			const response = await fetch(`${url}/query`, { method: 'POST', body });
			return response.json();
		},
		async writeLines(database, lines) {
			const path = `/write?db=${encodeURIComponent(database)}&precision=ms`;
			const response = await fetch(url + path, { method: 'POST', body: lines });
			if (response.status !== 204) throw new Error(await response.text());
		},
		async close() {
			await endProcess(child);
			await rm(dir, { recursive: true, force: true });
		}
	};
}

function settings(dir: string, port: number, rpcPort: number): NodeJS.ProcessEnv {
	return {
		INFLUXDB_REPORTING_DISABLED: 'true',
		INFLUXDB_BIND_ADDRESS: `127.0.0.1:${rpcPort}`,
		INFLUXDB_HTTP_BIND_ADDRESS: `127.0.0.1:${port}`,
		INFLUXDB_META_DIR: join(dir, 'meta'),
		INFLUXDB_DATA_DIR: join(dir, 'data'),
		INFLUXDB_DATA_WAL_DIR: join(dir, 'wal'),
		INFLUXDB_HTTP_LOG_ENABLED: 'false',
		INFLUXDB_MONITOR_STORE_ENABLED: 'false',
		INFLUXDB_DATA_QUERY_LOG_ENABLED: 'false'
	};
}

/** @throws after 5 s, or as soon as `alive` says that it will never come. */
async function waitForPing(url: string, alive: () => boolean): Promise<void> {
	const until = Date.now() + 5_000;
	for (;;) {
		const response = await fetch(`${url}/ping`).catch(() => null);
		if (response?.status === 204) return;
		if (!alive()) throw new Error('the process ended');
		if (Date.now() > until) throw new Error('no answer in 5 s');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
