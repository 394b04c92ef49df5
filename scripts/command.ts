/** A command of the operator's: its help, its options, its faults in plain words, its exit code. */
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { StoreUnavailable } from '../src/lib/server/store/store.ts';

/** What a command ends with. */
export const EXIT = {
	done: 0,
	/** Nothing, or not all, was done: the last line says why. */
	failed: 1,
	/** The command line is not one that it takes. */
	usage: 2,
	/** Done, but for what was refused or found to differ, which was told. */
	partly: 3,
	/** Ended by a signal; the same command goes on from there, or starts again. */
	interrupted: 130
} as const;

/** What a person must change first, a sentence each. */
export class CommandFault extends Error {
	override name = 'CommandFault';
	readonly faults: readonly string[];
	constructor(...faults: readonly string[]) {
		super(faults.join('\n'));
		this.faults = faults;
	}
}

/** The command line is not one that the command takes. */
export class UsageFault extends CommandFault {
	override name = 'UsageFault';
}

/** What a command sees of the world, so that it can also be run beside others. */
export interface Terminal {
	env: NodeJS.ProcessEnv;
	/** Results: standard output. */
	out: Writable;
	/** Progress and faults: standard error. */
	told: Writable & { isTTY?: boolean; columns?: number };
	/** Aborted by SIGINT or SIGTERM: end after what is under way. */
	signal: AbortSignal;
}

/** A word about the run. */
export function tell({ told }: Terminal, line: string): void {
	told.write(`${line}\n`);
}

/** Does what it is for, and says how it went by one of EXIT. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** A line of the result. */
export function print({ out }: Terminal, ...lines: readonly string[]): void {
	for (const line of lines) out.write(`${line}\n`);
}

/**
 * Options and what stands beside them.
 * @throws {UsageFault} an option it does not know, or one without its value
 */
export function readArgs<const Options extends ParseArgsOptionsConfig>(
	args: readonly string[],
	options: Options
) {
	try {
		return parseArgs({ args: [...args], allowPositionals: true, options });
	} catch (error) {
		throw new UsageFault(error instanceof Error ? error.message : String(error));
	}
}

/** Runs a command: `--help` prints its usage, and a fault that a person can mend is a line. */
export async function perform(
	usage: string,
	command: Command,
	args: readonly string[],
	terminal: Terminal
): Promise<number> {
	if (args.includes('--help') || args.includes('-h')) {
		print(terminal, usage);
		return EXIT.done;
	}
	try {
		return await command(args, terminal);
	} catch (error) {
		const faults = faultsOf(error);
		if (faults === null) throw error;
		for (const fault of faults) tell(terminal, `nyaman: ${fault}`);
		if (!(error instanceof UsageFault)) return EXIT.failed;
		tell(terminal, `${synopsis(usage)}\n--help tells more`);
		return EXIT.usage;
	}
}

/** Runs the command of this process. */
export async function runCommand(usage: string, command: Command): Promise<void> {
	const ending = new AbortController();
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
	const { env, stdout, stderr } = process;
	const terminal = { env, out: stdout, told: stderr, signal: ending.signal };
	process.exitCode = await perform(usage, command, process.argv.slice(2), terminal);
	// A socket that is still open would keep a command that has failed.
	if (process.exitCode === EXIT.failed) setTimeout(() => process.exit(), 500).unref();
}

/** The usage up to its first empty line. */
function synopsis(usage: string): string {
	return usage.split('\n\n')[0] ?? usage;
}

const SYSTEM: Readonly<Record<string, string>> = {
	ENOENT: 'is not there',
	EACCES: 'may not be read or written by this user',
	EPERM: 'may not be read or written by this user',
	ENOSPC: 'does not fit: the disk is full',
	EISDIR: 'is a folder',
	ENOTDIR: 'is no folder',
	EEXIST: 'is there already',
	EROFS: 'is on a disk that cannot be written'
};

/** The sentences of a fault that a person can mend; null: one of ours, whose stack is wanted. */
function faultsOf(error: unknown): readonly string[] | null {
	if (!(error instanceof Error)) return null;
	if ('faults' in error && Array.isArray(error.faults)) return error.faults.map(String);
	if (error instanceof StoreUnavailable) return [`the store: ${error.message}`];
	const code = 'code' in error ? String(error.code) : '';
	const path = 'path' in error ? String(error.path) : '';
	const says = SYSTEM[code];
	return says === undefined ? null : [`${path || error.message} ${says}`];
}
