/** What a process and its children have cost so far, from /proc (Linux, proc(5)). */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** USER_HZ: fixed at 100 on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

function read(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		// A child may end between being listed and being read.
		return '';
	}
}

function children(pid: number): number[] {
	// Any thread may have started one; each is listed under the thread that did.
	const folder = `/proc/${pid}/task`;
	const tasks = existsSync(folder) ? readdirSync(folder) : [];
	return tasks
		.flatMap((task) => read(`${folder}/${task}/children`).trim().split(' '))
		.filter((id) => id !== '')
		.map(Number);
}

/** Seconds of processor time, user and system, of the process, its children and those that ended. */
export function cpuSeconds(pid: number): number {
	const text = read(`/proc/${pid}/stat`);
	// The name stands in parentheses and may hold anything; the fields behind it are numbers.
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i] ?? 0), 0);
	return children(pid).reduce((sum, child) => sum + cpuSeconds(child), ticks / TICKS_A_SECOND);
}

/** Most memory that the process has held at once, MB. */
export function peakMegabytes(pid: number): number {
	return Number(/^VmHWM:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}
