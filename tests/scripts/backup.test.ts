import { randomBytes } from 'node:crypto';
import {
	appendFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Spool } from '#ingest/spool.ts';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import { USAGE as BACKUP, backUp } from '../../scripts/backup-command.ts';
import { USAGE as RESTORE, restoreBackup } from '../../scripts/restore-command.ts';
import { startInflux } from '../support/influx.ts';
import type { Influx } from '../support/influx.ts';
import { startMosquitto } from '../support/mosquitto.ts';
import { ROOT, startNode } from '../support/process.ts';
import {
	environment,
	everything,
	folder,
	perform,
	sampleReadings,
	start,
	withStore
} from './import-cases.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let influx: Influx;
beforeAll(async () => {
	influx = await startInflux();
});
afterAll(() => influx.close());

const START = Date.UTC(2024, 2, 4);

const backedUp = (args: readonly string[], env: NodeJS.ProcessEnv) =>
	perform({ command: backUp, usage: BACKUP }, args, env);
const restored = (args: readonly string[], env: NodeJS.ProcessEnv) =>
	perform({ command: restoreBackup, usage: RESTORE }, args, env);

/** The one backup in a folder. */
function backupIn(parent: string): string {
	const [name = '', ...more] = readdirSync(parent);
	expect(more).toEqual([]);
	expect(name).toMatch(/^nyaman-backup-[\dTZ-]+$/);
	return join(parent, name);
}

/** A data folder with something of everything in it. */
async function dataFolder() {
	const env = environment(folder());
	cpSync(join(ROOT, 'floorplan', 'mpp-lubuklinggau'), join(env.DATA_DIR, 'building'), {
		recursive: true
	});
	await withStore(env, (store) => store.write(sampleReadings(300)));
	openAppDb(env.DATA_DIR).close();
	new Spool(join(env.DATA_DIR, 'spool.db')).close();
	writeFileSync(join(env.DATA_DIR, 'half.tmp'), 'x');
	return env;
}

test('everything in the folder comes back as it was, and nothing that only passes', async () => {
	const env = await dataFolder();
	const parent = folder();
	const made = await backedUp([parent], env);
	expect(made.code, made.told).toBe(0);
	const backup = backupIn(parent);
	expect(statSync(backup).mode & 0o077).toBe(0);
	const inside = readdirSync(join(backup, 'data'));
	expect(inside).toEqual(expect.arrayContaining(['app.db', 'building', 'readings.db', 'spool.db']));
	expect(inside.filter((name) => /-wal|-shm|tmp/.test(name))).toEqual([]);

	const other = environment(join(folder(), 'new'));
	const back = await restored([backup], other);
	expect(back.code, back.told).toBe(0);
	expect(await withStore(other, everything)).toEqual(await withStore(env, everything));
	const origins = (dataDir: string) => {
		const db = new DatabaseSync(join(dataDir, 'readings.db'));
		const rows = db.prepare('SELECT * FROM reading ORDER BY series, at').all();
		db.close();
		return rows;
	};
	expect(origins(other.DATA_DIR)).toEqual(origins(env.DATA_DIR));
	for (const file of readdirSync(join(env.DATA_DIR, 'building'))) {
		expect(readFileSync(join(other.DATA_DIR, 'building', file))).toEqual(
			readFileSync(join(env.DATA_DIR, 'building', file))
		);
	}
	openAppDb(other.DATA_DIR).close();
});

test('while a river takes in: what was acknowledged before it is in the backup, spool or store', async () => {
	const env = environment(folder());
	const broker = await startMosquitto();
	const river = startNode('tests/support/river-process.ts', [], {
		env: { ...env, MQTT_URL: broker.url, TELL_LIVE: '1' }
	});
	await river.line(/^health broker running/);
	const client = await connectAsync(broker.url);
	let sent = 0;
	const send = () => {
		sent += 1;
		const at = new Date(START + sent * 1_000).toISOString();
		const payload = JSON.stringify({ at, values: { co2: 400 + (sent % 600) } });
		return client.publishAsync('nyaman/ruang', payload, { qos: 1 });
	};
	for (let n = 0; n < 500; n++) await send();
	const before = sent;
	await river.line(new RegExp(`^live ruang ${START + before * 1_000}$`));
	const sending = setInterval(() => void send(), 2);

	const parent = folder();
	// As a process of its own: here it would keep the sender from its turn.
	const making = start('backup', [parent], env);
	expect((await making.ended).code, making.stderr()).toBe(0);
	const during = sent - before;
	clearInterval(sending);
	const inUse = await restored([backupIn(parent), '--replace'], env);
	expect(inUse.code).toBe(1);
	expect(inUse.told).toContain('is in use: stop the server');
	await client.endAsync();
	expect((await river.stop()).code).toBe(0);
	expect(during).toBeGreaterThan(20);

	const other = environment(join(folder(), 'new'));
	expect((await restored([backupIn(parent)], other)).code).toBe(0);
	const spool = new Spool(join(other.DATA_DIR, 'spool.db'));
	const waiting = spool.peek(1_000_000).readings.map(({ at }) => at);
	spool.close();
	const stored = (await withStore(other, everything)).map((line) => Number(line.split('|')[3]));
	const have = new Set([...waiting, ...stored]);
	for (let n = 1; n <= before; n++) expect(have.has(START + n * 1_000)).toBe(true);
	await broker.close();
});

test('a database that is written to without pause is copied as of one moment', async () => {
	const env = environment(folder());
	// Two tables that agree at every commit.
	const child = startNode(
		'--input-type=module',
		[
			'-e',
			`import { DatabaseSync } from 'node:sqlite';
			const db = new DatabaseSync(process.env.FILE);
			db.exec('PRAGMA journal_mode = WAL; CREATE TABLE a (n); CREATE TABLE b (n, filler)');
			const [a, b] = [db.prepare('INSERT INTO a VALUES (?)'), db.prepare('INSERT INTO b VALUES (?, ?)')];
			const idle = new Int32Array(new SharedArrayBuffer(4));
			for (let n = 0; ; n++) { db.exec('BEGIN'); a.run(n); b.run(n, 'x'.repeat(500)); db.exec('COMMIT'); if (n === 1000) console.log('much'); Atomics.wait(idle, 0, 0, 1); }`
		],
		{ env: { FILE: join(env.DATA_DIR, 'other.db') } }
	);
	await child.line(/^much/, 60_000);
	const parent = folder();
	const made = await backedUp([parent], env);
	await child.stop('SIGKILL');
	expect(made.code, made.told).toBe(0);
	const db = new DatabaseSync(join(backupIn(parent), 'data', 'other.db'));
	const count = (table: string) =>
		Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
	expect(count('a')).toBeGreaterThan(1_000);
	expect(count('a')).toBe(count('b'));
	db.close();
});

test('InfluxDB’s readings go with it, into a server or into SQLite', async () => {
	const env = environment(folder(), influx.url, 'backup');
	await withStore(env, (store) => store.write(sampleReadings(2_000)));
	const parent = folder();
	const made = await backedUp([parent], env);
	expect(made.code, made.told).toBe(0);
	expect(made.out).toContain('with 8000 readings of 4 series');
	const backup = backupIn(parent);
	const all = await withStore(env, everything);

	const server = environment(join(folder(), 'new'), influx.url, 'restored');
	expect((await restored([backup], server)).out).toContain('8000 readings written');
	expect(await withStore(server, everything)).toEqual(all);
	const again = await restored([backup], { ...server, DATA_DIR: join(folder(), 'new') });
	expect(again.code).toBe(1);
	expect(again.told).toContain('database restored has 4 series already: --replace adds');

	const sqlite = environment(join(folder(), 'new'));
	expect((await restored([backup], sqlite)).code).toBe(0);
	expect(await withStore(sqlite, everything)).toEqual(all);

	const without = folder();
	const bare = await backedUp([without, '--without-readings'], env);
	expect(bare.out).toContain('The readings are in InfluxDB and not in this backup');
	const gone = await backedUp([folder()], { ...env, INFLUX_URL: 'http://127.0.0.1:1' });
	expect(gone.code).toBe(1);
	expect(gone.told).toContain('cannot be reached');
});

test('a folder that is not empty is refused, or moved aside when told', async () => {
	const env = await dataFolder();
	const parent = folder();
	await backedUp([parent], env);
	const other = environment(join(folder(), 'new'));
	mkdirSync(other.DATA_DIR);
	expect((await restored([backupIn(parent)], other)).code).toBe(0);
	writeFileSync(join(other.DATA_DIR, 'mine.txt'), 'mine');
	const refused = await restored([backupIn(parent)], other);
	expect(refused.code).toBe(1);
	expect(refused.told).toContain('is not empty: --replace moves it aside');
	const replaced = await restored([backupIn(parent), '--replace'], other);
	expect(replaced.code, replaced.told).toBe(0);
	const aside = /lies in (.*)\n/.exec(replaced.out)?.[1] ?? '';
	expect(readFileSync(join(aside, 'mine.txt'), 'utf8')).toBe('mine');
	expect(existsSync(join(other.DATA_DIR, 'mine.txt'))).toBe(false);
});

test.each([
	{
		what: 'a file that was changed',
		damage: (backup: string) => appendFileSync(join(backup, 'data/building/building.json'), ' '),
		says: 'building.json has'
	},
	{
		what: 'a file with other bytes of the same length',
		damage(backup: string) {
			const path = join(backup, 'data/readings.db');
			const { size } = statSync(path);
			writeFileSync(path, randomBytes(size));
		},
		says: 'readings.db is not as it was: its checksum differs'
	},
	{
		what: 'a missing file',
		damage: (backup: string) => rmSync(join(backup, 'data/app.db')),
		says: 'app.db is missing'
	},
	{
		what: 'a backup without its list',
		damage: (backup: string) => rmSync(join(backup, 'manifest.json')),
		says: 'is no whole backup'
	},
	{
		what: 'a list that leads out of the folder',
		damage(backup: string) {
			const path = join(backup, 'manifest.json');
			const text = readFileSync(path, 'utf8').replace('data/app.db', 'data/../../app.db');
			writeFileSync(path, text);
		},
		says: 'leads out of the folder'
	}
])('$what is refused, and the folder is as it was', async ({ damage, says }) => {
	const parent = folder();
	await backedUp([parent], await dataFolder());
	const backup = backupIn(parent);
	damage(backup);
	const other = environment(join(folder(), 'new'));
	const { code, told } = await restored([backup], other);
	expect(code).toBe(1);
	expect(told).toContain(says);
	expect(existsSync(other.DATA_DIR)).toBe(false);
});

test('a damaged database stops the backup, and nothing is left of it', async () => {
	const env = await dataFolder();
	const path = join(env.DATA_DIR, 'readings.db');
	const bytes = readFileSync(path);
	bytes.fill(0xff, 4_096, 4_096 * 4);
	writeFileSync(path, bytes);
	const parent = folder();
	const { code, told } = await backedUp([parent], env);
	expect(code).toBe(1);
	expect(told).toMatch(/readings\.db/);
	expect(readdirSync(parent)).toEqual([]);
});

test.each([
	{ command: 'backup', args: ['a', 'b'], code: 2, says: 'one folder is wanted' },
	{ command: 'restore', args: [], code: 2, says: 'one backup is wanted' },
	{ command: 'restore', args: ['/nowhere'], code: 1, says: '/nowhere is no whole backup' }
])('$command $args is refused in words', async ({ command, args, code, says }) => {
	const env = environment(folder());
	const ended = await (command === 'backup' ? backedUp : restored)(args, env);
	expect(ended.code).toBe(code);
	expect(ended.told).toContain(says);
});
