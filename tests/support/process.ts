/** Real processes for tests: started, waited for by a line or a port, and ended by pid. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The repository's root, where every script is started. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});
// The runner ends its workers by signal, which alone would skip the exit handlers.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

/** Has the child killed when the test process ends, however it ends. */
export function endWithTests(child: ChildProcess): void {
	running.add(child);
	child.once('exit', () => running.delete(child));
}

export interface Ending {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/**
 * Sends the signal and waits until the process has ended; one that does not end within
 * `graceMs` is killed. A paused process is woken first, or it would never see SIGTERM.
 */
export async function endProcess(
	child: ChildProcess,
	signal: NodeJS.Signals = 'SIGTERM',
	graceMs = 10_000
): Promise<Ending> {
	if (child.exitCode === null && child.signalCode === null) {
		const ended = once(child, 'exit');
		child.kill(signal);
		child.kill('SIGCONT');
		const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
		await ended;
		clearTimeout(timer);
	}
	return { code: child.exitCode, signal: child.signalCode };
}

export interface NodeScript {
	readonly child: ChildProcess;
	readonly pid: number;
	/** Everything written so far. */
	stdout(): string;
	stderr(): string;
	/**
	 * The first line of stdout or stderr, past or future, that matches.
	 * @throws when the process ends, or `timeoutMs` pass, without it; the message holds the output.
	 */
	line(pattern: RegExp, timeoutMs?: number): Promise<string>;
	/** Resolves when the process has ended by itself or otherwise. */
	ended: Promise<Ending>;
	/** SIGTERM by default; resolves when it has ended. */
	stop(signal?: NodeJS.Signals): Promise<Ending>;
}

/** Starts `node <script> …args` in the repository's root (or `cwd`) with `env` added to ours. */
export function startNode(
	script: string,
	args: readonly string[] = [],
	options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}
): NodeScript {
	const child = spawn(process.execPath, [script, ...args], {
		cwd: options.cwd ?? ROOT,
		env: { ...process.env, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	endWithTests(child);
	const output = { stdout: '', stderr: '' };
	const waiting = new Set<() => void>();
	for (const name of ['stdout', 'stderr'] as const) {
		child[name].setEncoding('utf8').on('data', (text: string) => {
			output[name] += text;
			for (const look of waiting) look();
		});
	}
	const ended = new Promise<Ending>((resolve) => {
		// `close`, not `exit`: only then has all output arrived.
		child.once('close', (code, signal) => resolve({ code, signal }));
		child.once('error', () => resolve({ code: null, signal: null }));
	});

	function line(pattern: RegExp, timeoutMs = 20_000): Promise<string> {
		return new Promise((resolve, reject) => {
			const settle = (act: () => void) => {
				waiting.delete(look);
				clearTimeout(timer);
				act();
			};
			const look = () => {
				const lines = `${output.stdout}\n${output.stderr}`.split('\n');
				const found = lines.find((one) => pattern.test(one));
				if (found !== undefined) settle(() => resolve(found));
				return found !== undefined;
			};
			const fail = (why: string) =>
				settle(() =>
					reject(new Error(`${script}: ${why} ${pattern}\n${output.stdout}${output.stderr}`))
				);
			const timer = setTimeout(() => fail(`${timeoutMs} ms without a line like`), timeoutMs);
			waiting.add(look);
			if (look()) return;
			void ended.then(() => look() || fail('ended without a line like'));
		});
	}

	return {
		child,
		get pid() {
			if (child.pid === undefined) throw new Error(`${script} did not start`);
			return child.pid;
		},
		stdout: () => output.stdout,
		stderr: () => output.stderr,
		line,
		ended,
		async stop(signal) {
			await endProcess(child, signal);
			return ended;
		}
	};
}

/**
 * Waits until something accepts TCP connections on the loopback port.
 * @throws after `timeoutMs`, or as soon as `alive` says that it will never come.
 */
export async function waitForPort(
	port: number,
	alive: () => boolean = () => true,
	timeoutMs = 10_000
): Promise<void> {
	const until = Date.now() + timeoutMs;
	while (!(await accepts(port))) {
		if (!alive()) throw new Error(`the process ended before port ${port} answered`);
		if (Date.now() > until) throw new Error(`port ${port} did not answer in ${timeoutMs} ms`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
