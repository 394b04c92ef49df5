import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import { sqliteUnavailable } from '#lib/server/store/sqlite-faults.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { Store } from '#lib/server/store/store.ts';
import { ROOT, endWithTests, startNode } from '../support/process.ts';
import { freshDir } from './open-fresh.ts';
import { EVER, SERIES, T0, reading, readings, shuffled, stored } from './sample.ts';

const WRITER = join(ROOT, 'tests/store/write-until-refused.ts');

async function within<T>(dataDir: string, use: (store: Store) => Promise<T>): Promise<T> {
	const store = openSqlite({ dataDir, busyTimeoutMs: 100 });
	try {
		return await use(store);
	} finally {
		await store.close();
	}
}

describe('what SQLite keeps beyond the contract', () => {
	test('how many of a batch were there already, and how many with another value', () =>
		within(freshDir(), async (store) => {
			const count = (repeated: number, conflicts: number) => ({
				rejected: [],
				repeated,
				conflicts
			});
			expect(await store.write(readings(10))).toEqual(count(0, 0));
			expect(await store.write(readings(12))).toEqual(count(10, 0));
			expect(await store.write(readings(12).map((r) => ({ ...r, value: 3 })))).toEqual(
				count(1, 11)
			);
			const twice = [
				reading({ at: T0 - 1 }),
				reading({ at: T0 - 1 }),
				reading({ at: T0 - 1, value: 1 })
			];
			expect(await store.write(twice)).toEqual(count(1, 1));
		}));

	test('origin, time of receipt and doubt; a repetition leaves them as they first came', () =>
		within(freshDir(), async (store) => {
			const kept = [
				reading({ device: 'a', origin: 'simulation', receivedAt: T0 + 5 }),
				reading({ device: 'b', origin: 'import', receivedAt: T0 + 6, maybeRepeated: true }),
				reading({ device: 'c' })
			];
			await store.write(kept);
			await store.write(kept.map((r) => ({ ...r, origin: 'device', receivedAt: T0 + 99 })));
			expect(await store.last(T0)).toEqual(kept);
			const replaced = reading({ device: 'a', value: 1, receivedAt: T0 + 100 });
			await store.write([replaced]);
			expect((await store.last(T0))[0]).toEqual(replaced);
		}));

	test('it is there when the file is opened again, and names a series once', async () => {
		const dataDir = freshDir();
		await within(dataDir, (store) => store.write(readings(20_000, {}, 60_000)));
		await within(dataDir, async (store) => {
			expect(await stored(store, SERIES)).toHaveLength(20_000);
			expect(await store.write(readings(1))).toMatchObject({ repeated: 1 });
		});
		// The key, two times and a value; names would be as much again, if they stood in every row.
		expect(statSync(join(dataDir, 'readings.db')).size / 20_000).toBeLessThan(32);
	});

	test('two processes may write to one file', async () => {
		const dataDir = freshDir();
		const [one, two] = [openSqlite({ dataDir }), openSqlite({ dataDir })];
		for (let i = 0; i < 10; i++) {
			await one.write(readings(5, { device: `one ${i}` }));
			await two.write(readings(5, { device: `two ${i}` }));
		}
		await two.write(readings(5, { device: 'one 3' }));
		expect(await one.last(T0)).toEqual(await two.last(T0));
		expect(await one.last(T0)).toHaveLength(20);
		await Promise.all([one.close(), two.close()]);
	});
});

describe('SQLite’s failures lose and double nothing', () => {
	test('a file that another process holds', async () => {
		const dataDir = freshDir();
		await within(dataDir, async (store) => {
			const other = new DatabaseSync(join(dataDir, 'readings.db'));
			other.exec('BEGIN IMMEDIATE');
			const write = store.write(readings(5));
			await expect(write).rejects.toThrow(StoreUnavailable);
			await expect(write).rejects.toThrow(/another process holds the file/);
			expect(await stored(store, SERIES)).toEqual([]);
			other.exec('ROLLBACK');
			other.close();
			expect(await store.write(readings(5))).toEqual({ rejected: [], repeated: 0, conflicts: 0 });
		});
	});

	test('a batch that fails halfway leaves nothing, and gives no series another’s number', async () => {
		const dataDir = freshDir();
		await within(dataDir, async (store) => {
			const other = new DatabaseSync(join(dataDir, 'readings.db'));
			other.exec(`CREATE TRIGGER fail BEFORE INSERT ON reading WHEN NEW.value = 666
				BEGIN SELECT RAISE(ABORT, 'no'); END`);
			const batch = ['a', 'b', 'c'].map((device, value) => reading({ device, value }));
			const write = store.write([...batch, reading({ device: 'd', value: 666 })]);
			await expect(write).rejects.toThrow(StoreUnavailable);
			expect(await store.last(T0)).toEqual([]);
			other.exec('DROP TRIGGER fail');
			other.close();
			const again = shuffled([...batch, reading({ device: 'e', value: 9 })], 3);
			await store.write(again.slice(0, 2));
			await store.write(again.slice(2));
			const values = (await store.last(T0)).map(({ device, value }) => `${device} ${value}`);
			expect(values).toEqual(['a 0', 'b 1', 'c 2', 'e 9']);
		});
	});

	test('a disk that takes no more: whole batches are there, and the rest can be read and written later', async () => {
		const dataDir = freshDir();
		// A limit on the size of files, in blocks of 512 or 1,024 bytes, is a disk anyone may fill.
		const limited = 'ulimit -f 1000; exec "$0" "$@"';
		const child = spawn('sh', ['-c', limited, process.execPath, WRITER, dataDir, '500'], {
			cwd: ROOT,
			stdio: ['ignore', 'pipe', 'inherit']
		});
		endWithTests(child);
		let out = '';
		for await (const text of child.stdout.setEncoding('utf8')) out += text;
		const refused = /refused (\d+), (\d+) devices: (.*)/.exec(out);
		const batches = Number(refused?.[1]);
		expect(batches).toBeGreaterThan(2);
		expect(refused?.[2]).toBe(refused?.[1]);
		expect(refused?.[3]).toMatch(/the disk (is full|failed to read or write)/);
		await within(dataDir, async (store) => {
			for (let batch = 0; batch <= batches; batch++) {
				const series = { ...SERIES, device: `batch ${batch}` };
				expect(await stored(store, series)).toHaveLength(batch < batches ? 500 : 0);
			}
			const again = await store.write(readings(500, { device: `batch ${batches}` }));
			expect(again).toEqual({ rejected: [], repeated: 0, conflicts: 0 });
		});
	});

	test('a process that is killed: every batch that was written is there, whole', async () => {
		const dataDir = freshDir();
		const writer = startNode(WRITER, [dataDir, '200']);
		await writer.line(/written 20$/);
		await writer.stop('SIGKILL');
		const said = writer.stdout().trimEnd().split('\n').length;
		await within(dataDir, async (store) => {
			const devices = (await store.last(T0)).length;
			expect(devices).toBeGreaterThanOrEqual(said);
			for (let batch = 0; batch < devices; batch++) {
				const rows = await stored(store, { ...SERIES, device: `batch ${batch}` });
				expect(rows).toEqual(readings(200).map((r) => [r.at, r.value]));
			}
		});
	});

	test.each([
		{
			what: 'a file that is no database',
			spoil: (dir: string) => writeFileSync(join(dir, 'readings.db'), 'not a database'.repeat(99)),
			says: /readings\.db could not be opened: the file is not a SQLite database/
		},
		{
			what: 'a folder that is a file',
			spoil: (dir: string) => writeFileSync(join(dir, 'readings.db'), ''),
			under: 'readings.db',
			says: /readings\.db could not be opened: EEXIST|ENOTDIR/
		}
	])('$what is told at the start', async ({ spoil, under = '', says }) => {
		const dir = freshDir();
		spoil(dir);
		const open = openStore({ influx: null, dataDir: join(dir, under) });
		await expect(open).rejects.toThrow(StoreUnavailable);
		await expect(open).rejects.toThrow(says);
	});

	test('a file that is damaged while it is open is told when it is read', async () => {
		const dataDir = freshDir();
		await within(dataDir, (store) => store.write(readings(5_000)));
		await within(dataDir, async (store) => {
			const size = statSync(join(dataDir, 'readings.db')).size;
			writeFileSync(join(dataDir, 'readings.db'), Buffer.alloc(size, 0x5a));
			await expect(stored(store, SERIES, EVER)).rejects.toThrow(StoreUnavailable);
		});
	});

	test('a full database is told in words', () => {
		const db = new DatabaseSync(':memory:');
		db.exec('PRAGMA max_page_count = 3; CREATE TABLE t (x)');
		const fill = () => db.exec(`INSERT INTO t VALUES (zeroblob(100000))`);
		expect(fill).toThrow();
		try {
			fill();
		} catch (error) {
			expect(sqliteUnavailable('the batch was not written', error).message).toBe(
				'the batch was not written: the disk is full (SQLITE_FULL): database or disk is full'
			);
		}
	});
});
