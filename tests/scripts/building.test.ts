import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../support/process.ts';

const CLINIC = join(ROOT, 'tests/floorplan/plans/klinik');
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'building-command-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function run(command: 'import' | 'check' | 'export', ...args: string[]) {
	const script = join(ROOT, `scripts/building-${command}.ts`);
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
		cwd: folder,
		encoding: 'utf8'
	});
	return { status, stdout, stderr };
}

test('a plan comes in, is good, goes out as an archive, and comes in again', () => {
	const first = run('import', CLINIC, '--out', 'one', '--json');
	expect(first).toMatchObject({ status: 0, stderr: '' });
	const report = JSON.parse(first.stdout);
	expect(report.levels.map(({ rooms }: { rooms: number }) => rooms)).toEqual([11, 1, 8]);
	expect(run('check', 'one').status).toBe(0);
	expect(run('export', 'one', '--format', 'imdf', '--out', 'out.zip').status).toBe(0);
	expect(run('import', 'out.zip', '--out', 'two').status).toBe(0);
	expect(JSON.parse(run('check', 'two', '--json').stdout)).toMatchObject({ ok: true, faults: [] });
});

test('the report is told in the language asked for', () => {
	const { stdout } = run('import', CLINIC, '--dry-run', '--lang', 'id');
	expect(stdout).toMatch(/^Diambil/m);
	expect(stdout).toMatch(/dinding digambar dari tepi ruang/);
	expect(readdirSync(folder)).toEqual([]);
});

test('what cannot be imported leaves nothing, says why, and ends with 1', () => {
	writeFileSync(join(folder, 'plan.geojson'), '{"type":');
	const { status, stderr } = run('import', 'plan.geojson', '--out', 'one');
	expect(status).toBe(1);
	expect(stderr).toMatch(/nothing was imported: .*is not JSON/);
	expect(readdirSync(folder)).toEqual(['plan.geojson']);
});

test('a folder that is in use is not written over', () => {
	expect(run('import', CLINIC, '--out', 'one').status).toBe(0);
	const { status, stderr } = run('import', CLINIC, '--out', 'one');
	expect(status).toBe(1);
	expect(stderr).toMatch(/is there already/);
});

test('a broken folder ends the check with 1, and names file and fault', () => {
	run('import', CLINIC, '--out', 'one');
	writeFileSync(join(folder, 'one/devices.json'), '[{}]');
	const { status, stdout } = run('check', 'one');
	expect(status).toBe(1);
	expect(stdout).toMatch(/^devices\.json: 0\.device: /m);
});

test.each([
	['import', ['plan.geojson']],
	['import', ['plan.geojson', '--out', 'x', '--point', '1,2']],
	['import', ['plan.geojson', '--out', 'x', '--anchor', '200,0']],
	['check', []],
	['export', ['one', '--out', 'x', '--format', 'dwg']]
] as const)('building:%s %j is no command line', (command, args) => {
	expect(run(command, ...args).status).toBe(2);
});
