/** The decode command as a user runs it: the real process, its pipes and its folder. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	chirpstackUp,
	CHIRPSTACK_TOPIC,
	tasmotaSensor,
	TTS_TOPIC,
	ttsUp
} from './networks/documented.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = join(ROOT, 'ingest', 'decode.ts');
let dataDir: string;

beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'nyaman-decode-'));
});
afterAll(() => {
	rmSync(dataDir, { recursive: true, force: true });
});

function environment(): NodeJS.ProcessEnv {
	return { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: '' };
}

function run(input: string | Buffer): {
	answers: unknown[];
	status: number | null;
	errors: string;
} {
	const { stdout, stderr, status } = spawnSync(process.execPath, [ENTRY], {
		cwd: ROOT,
		env: environment(),
		input,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024
	});
	const answers = stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line): unknown => JSON.parse(line));
	return { answers, status, errors: stderr };
}

const line = (topic: string, payload: unknown) => JSON.stringify({ topic, payload });
const refusal = (reason: string) => ({
	readings: [],
	refused: [{ reason, detail: expect.any(String) }]
});

test('each line has one answer, in order, and the command ends well whatever they hold', () => {
	const { answers, status, errors } = run(
		[
			line('nyaman/d/kiri', { at: '2026-11-24T10:42:07+07:00', values: { co2: 612, presence: 1 } }),
			line('nyaman/d', '{"values":{"presence":false}}'),
			'',
			'   ',
			line('zigbee2mqtt/a/availability', 'online'),
			line('zigbee2mqtt/a', 27.3),
			line('some/topic', {}),
			line('nyaman/d', 'not json'),
			line('nyaman/d', [{ values: { co2: 600 } }, { values: { co2: 0 } }]),
			'not json',
			'[]',
			'{"topic":1,"payload":{}}',
			'{"topic":"nyaman/d"}',
			'{"topic":"nyaman/d","payload":null}'
		].join('\n')
	);
	const unstamped = { device: 'd', channel: '', at: null };
	expect(answers).toEqual([
		{
			readings: [
				{
					device: 'd',
					channel: 'kiri',
					metric: 'co2',
					value: 612,
					unit: 'ppm',
					at: '2026-11-24T03:42:07.000Z'
				},
				{
					device: 'd',
					channel: 'kiri',
					metric: 'presence',
					value: true,
					unit: 'bool',
					at: '2026-11-24T03:42:07.000Z'
				}
			],
			refused: []
		},
		{ readings: [{ ...unstamped, metric: 'presence', value: false, unit: 'bool' }], refused: [] },
		refusal('nothing-to-read'),
		refusal('nothing-to-read'),
		refusal('unknown-topic'),
		refusal('not-json'),
		{
			readings: [{ ...unstamped, metric: 'co2', value: 600, unit: 'ppm' }],
			refused: [{ reason: 'out-of-range', detail: expect.any(String) }]
		},
		refusal('not-json'),
		refusal('wrong-shape'),
		refusal('wrong-shape'),
		refusal('wrong-shape'),
		refusal('wrong-shape')
	]);
	expect(status).toBe(0);
	expect(errors).toBe('');
});

test('bytes that are no text, a line without its end, and no line at all', () => {
	const bytes = Buffer.concat([
		Buffer.from([0xff, 0xfe, 0x0a]),
		Buffer.from(line(TTS_TOPIC, ttsUp()))
	]);
	const { answers, status } = run(bytes);
	expect(answers).toEqual([refusal('not-utf8'), { readings: expect.any(Array), refused: [] }]);
	expect(status).toBe(0);
	expect(run('')).toMatchObject({ answers: [], status: 0 });
});

test('the same line twice has the same answer twice', () => {
	const twice = line(CHIRPSTACK_TOPIC, chirpstackUp());
	const { answers } = run(`${twice}\r\n${twice}\r\n`);
	expect(answers).toHaveLength(2);
	expect(answers[1]).toEqual(answers[0]);
});

describe('the building’s folder', () => {
	test('gives the zone; broken files are passed over', () => {
		const time = () => {
			const [answer] = run(line('tele/s1/SENSOR', tasmotaSensor())).answers;
			return (answer as { readings: { at: string }[] }).readings[0]?.at;
		};
		expect(time()).toBe('2019-11-03T12:34:28.000Z');
		const folder = join(dataDir, 'building');
		mkdirSync(folder);
		writeFileSync(join(folder, 'building.json'), '{"timeZone":"Asia/Jayapura"}');
		writeFileSync(
			join(folder, 'devices.json'),
			'[{"device":"a","profile":"generic"},{"device":1},'
		);
		expect(time()).toBe('2019-11-03T10:34:28.000Z');
	});

	test('gives the profiles', () => {
		mkdirSync(join(dataDir, 'building'), { recursive: true });
		const file = join(dataDir, 'building', 'devices.json');
		const parked = {
			...chirpstackUp(),
			rxInfo: [],
			object: { type: 'parking status', occupied: true }
		};
		const metrics = (device: string) => {
			writeFileSync(file, JSON.stringify([{ device, name: 'x', profile: 'milesight-am' }]));
			const [answer] = run(line(CHIRPSTACK_TOPIC, parked)).answers;
			return (answer as { readings: { metric: string }[] }).readings.map((r) => r.metric);
		};
		expect(metrics('0202020202020202')).toEqual(['occupied']);
		expect(metrics('0101010101010101')).toEqual([]);
	});
});

test('it answers a line before the next has come, and a reader that leaves is no fault', async () => {
	const child = spawn(process.execPath, [ENTRY], { cwd: ROOT, env: environment() });
	const errors: Buffer[] = [];
	child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
	child.stdin.on('error', () => {});
	const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
	const one = line(CHIRPSTACK_TOPIC, chirpstackUp());
	child.stdin.write(`${one}\n`);
	const first = await new Promise<Buffer>((read) => child.stdout.once('data', read));
	expect(first.toString()).toMatch(/^\{"readings":.*\}\n$/);
	child.stdout.destroy();
	for (let i = 0; i < 200; i++) child.stdin.write(`${one}\n`);
	child.stdin.end();
	expect(await ended).toBe(0);
	expect(Buffer.concat(errors).toString()).toBe('');
});

test('a hundred thousand lines need no memory', () => {
	const script = `
		import { spawn } from 'node:child_process';
		import { once } from 'node:events';
		const [, entry, text, count] = process.argv;
		const child = spawn(process.execPath, ['--max-old-space-size=64', entry], { stdio: ['pipe', 'pipe', 'inherit'] });
		let answers = 0;
		child.stdout.on('data', (bytes) => { for (const byte of bytes) if (byte === 10) answers++; });
		const block = (text + '\\n').repeat(500);
		for (let sent = 0; sent < Number(count); sent += 500) {
			if (!child.stdin.write(block)) await once(child.stdin, 'drain');
		}
		child.stdin.end();
		const [code] = await once(child, 'close');
		console.log(JSON.stringify({ answers, code }));`;
	const text = line(CHIRPSTACK_TOPIC, chirpstackUp());
	const { stdout } = spawnSync(
		process.execPath,
		['--input-type=module', '-e', script, ENTRY, text, '100000'],
		{ cwd: ROOT, env: environment(), encoding: 'utf8' }
	);
	expect(JSON.parse(stdout)).toEqual({ answers: 100_000, code: 0 });
}, 120_000);
