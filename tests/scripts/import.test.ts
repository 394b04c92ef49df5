import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Store } from '#lib/server/store/store.ts';
import { Marks } from '#lib/server/rollups/marks.ts';
import { rebuild } from '#lib/server/rollups/rebuild.ts';
import { RollupDb } from '#lib/server/rollups/rollup-db.ts';
import { SumUp } from '#lib/server/rollups/sum-up.ts';
import { everything as rollups } from '../server/rollup-past.ts';
import { USAGE, importFile } from '../../scripts/import-command.ts';
import { startInflux } from '../support/influx.ts';
import type { Influx } from '../support/influx.ts';
import { startNode } from '../support/process.ts';
import {
	environment,
	everything,
	file,
	folder,
	points,
	perform,
	shared,
	start,
	withStore
} from './import-cases.ts';
import type { Environment } from './import-cases.ts';

/** Other tests share the machine, and every command is a process. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const imports = (args: readonly string[], env: NodeJS.ProcessEnv) =>
	perform({ command: importFile, usage: USAGE }, args, env);

let influx: Influx;
beforeAll(async () => {
	influx = await startInflux();
});
afterAll(() => influx.close());

let databases = 0;
const ENGINES = ['sqlite', 'influxdb'] as const;

/** An empty store of an engine. */
function fresh(engine: (typeof ENGINES)[number]) {
	return engine === 'sqlite'
		? environment(folder())
		: environment(folder(), influx.url, `import-${(databases += 1)}`);
}

const BAYS = 'docs/import/melbourne-bays.json';
const NAB = 'docs/replay/nab-office.json';
const ROOMS = 'docs/replay/uci-appliances.json';

// Rows as the City of Melbourne published them (CC BY 4.0), each for one of the file's quirks.
const MELBOURNE = [
	'\uFEFFLastupdated,Status_Timestamp,Zone_Number,Status_Description,KerbsideID,Location',
	'2025-03-25T11:44:37+11:00,2025-03-25T11:09:20+11:00,7303,Unoccupied,51614,"-37.816, 144.969"',
	'2025-03-25T11:44:37+11:00,2025-03-25T10:56:53+11:00,7265,Present,17954,"-37.810, 144.972"',
	'2025-08-05T15:44:37+10:00,2022-09-13T14:38:23+10:00,,Present,20001,"-37.816, 144.965"'
].join('\n');

// Numenta Anomaly Benchmark, ambient_temperature_system_failure: the first rows, and a gap of 2 hours.
const OFFICE = [
	'timestamp,value',
	'2013-07-04 00:00:00,69.88083514',
	'2013-07-28 01:00:00,71.22022706',
	'2013-07-28 03:00:00,70.87780496',
	'2014-05-28 15:00:00,72.58408858'
].join('\n');

/** UCI Appliances: the columns of the mapping; quoted, padded, exponents, and the hour of 27 March. */
function appliances(): string {
	const header = ['date'];
	for (let room = 1; room <= 9; room++) header.push(`T${room}`, `RH_${room}`);
	header.push('T_out', 'Press_mm_hg', 'RH_out');
	const row = (date: string, out: string) => [
		date,
		...Array.from({ length: 9 }, () => [' 6.433333333333330017', '46.066666666666698']).flat(),
		out,
		'733.79999999999995',
		' 92.000000000000000'
	];
	return [
		header,
		row('2016-01-11 17:30:00', ' 6.2500000000000000e+00'),
		row('2016-01-11 18:10:00', ' 5.9000000000000004e+00'),
		row('2016-03-27 02:20:00', ' 4.5000000000000000e+00'),
		row('2016-03-27 03:20:00', ' 4.6000000000000000e+00')
	]
		.map((cells) => cells.map((cell) => `"${cell}"`).join(','))
		.join('\n');
}

describe.each(ENGINES)('into %s', (engine) => {
	test('bays: words are states, each at the time since when it holds, by its own offset', async () => {
		const env = fresh(engine);
		const { code, out, told } = await imports([file('m.csv', MELBOURNE), '--map', BAYS], env);
		expect(code, told).toBe(0);
		expect(out).toContain('3 rows, 3 readings of 3 devices');
		expect(out).toContain('occupied: 3 readings, 2 of them 1');
		await withStore(env, async (store) => {
			const bay = (id: string) =>
				points(store, { device: `melbourne-${id}`, channel: '', metric: 'occupied' });
			expect(await bay('51614')).toEqual([['2025-03-25T00:09:20.000Z', 0]]);
			expect(await bay('17954')).toEqual([['2025-03-24T23:56:53.000Z', 1]]);
			// Published in August 2025 as current: it holds since 2022.
			expect(await bay('20001')).toEqual([['2022-09-13T04:38:23.000Z', 1]]);
		});
	});

	test('an office in °F: converted as the mapping states, and gaps stay gaps', async () => {
		const env = fresh(engine);
		const { code, told } = await imports([file('n.csv', OFFICE), '--map', NAB], env);
		expect(code, told).toBe(0);
		expect(told).toContain('value: temperature, °F → °C');
		expect(told).toContain('zone UTC');
		await withStore(env, async (store) => {
			const stored = await points(store, {
				device: 'nab-office',
				channel: '',
				metric: 'temperature'
			});
			expect(stored.map(([at]) => at)).toEqual([
				'2013-07-04T00:00:00.000Z',
				'2013-07-28T01:00:00.000Z',
				'2013-07-28T03:00:00.000Z',
				'2014-05-28T15:00:00.000Z'
			]);
			// (69.88083514 − 32) / 1.8
			expect(stored[0]?.[1]).toBeCloseTo(21.0449084, 6);
		});
	});

	test('rooms: quoted, padded and exponent numbers, mmHg, and a clock that keeps winter time', async () => {
		const env = fresh(engine);
		const { code, told } = await imports([file('a.csv', appliances()), '--map', ROOMS], env);
		expect(code, told).toBe(0);
		expect(told).toContain('Press_mm_hg: pressure of airport, mmHg → hPa');
		await withStore(env, async (store) => {
			const of = (channel: string, metric: Metric) =>
				points(store, { device: 'uci-appliances', channel, metric });
			expect((await of('room 1', 'temperature'))[0]).toEqual([
				'2016-01-11T16:30:00.000Z',
				6.433333333333330017
			]);
			expect((await of('airport', 'humidity'))[0]?.[1]).toBe(92);
			// 733.8 mmHg × 1.33322387415 hPa
			expect((await of('airport', 'pressure'))[0]?.[1]).toBeCloseTo(978.31967885, 6);
			// In Brussels' own time 02:20 was skipped, and both rows would be one.
			expect((await of('airport', 'temperature')).slice(2)).toEqual([
				['2016-03-27T01:20:00.000Z', 4.5],
				['2016-03-27T02:20:00.000Z', 4.6]
			]);
		});
	});

	test('twice is once; what is stored already under another value is kept and told, or replaced', async () => {
		const env = fresh(engine);
		await imports([file('n.csv', OFFICE), '--map', NAB], env);
		const before = await withStore(env, everything);
		const again = await imports([file('n.csv', OFFICE), '--map', NAB], env);
		expect(again.code).toBe(0);
		expect(again.out).toContain('0 stored, 4 there already, 0 differ');
		expect(await withStore(env, everything)).toEqual(before);

		const other = file('o.csv', OFFICE.replace('71.22022706', '75.2'));
		const kept = await imports([other, '--map', NAB], env);
		expect(kept.code).toBe(3);
		expect(kept.told).toMatch(
			/line 3: temperature of nab-office is 24 here, and 21\.78\d* is stored/
		);
		expect(await withStore(env, everything)).toEqual(before);

		const replaced = await imports([other, '--map', NAB, '--replace'], env);
		expect(replaced.code).toBe(0);
		expect(replaced.out).toContain('1 replaced another value');
		const after = await withStore(env, everything);
		expect(after.filter((line) => !before.includes(line))).toHaveLength(1);
	});

	test('a dry run says what an import would do, and changes nothing', async () => {
		const env = fresh(engine);
		const [path, args] = [file('n.csv', OFFICE), ['--map', NAB]];
		const dry = await imports([path, ...args, '--dry-run'], env);
		expect(dry.code).toBe(0);
		expect(dry.out).toContain('4 would be stored, 0 there already');
		expect(dry.out).toContain('line 2 is temperature 21.04490841 °C of nab-office at 2013-07-04');
		expect(dry.out).toContain('from 2013-07-04T00:00:00.000Z to 2014-05-28T15:00:00.000Z (UTC)');
		expect(readdirSync(env.DATA_DIR)).toEqual([]);
		expect(await withStore(env, everything)).toEqual([]);
		await imports([path, ...args], env);
		const then = await imports([path, ...args, '--dry-run'], env);
		expect(then.out).toContain('0 would be stored, 4 there already');
	});
});

const SAID = { time: { column: 't', format: 'iso', zone: 'Asia/Jakarta' }, device: 'ruang' };

function mapping(more: object): string {
	return file('map.json', JSON.stringify({ ...SAID, ...more }));
}

test('what is refused is told with line and reason, written down on wish, and the rest is stored', async () => {
	const env = fresh('sqlite');
	const csv = [
		't,suhu,terisi',
		'2024-03-04 08:00,25.5,ya',
		'2024-03-04 08:01,255,tidak',
		'kemarin,25,ya',
		'2126-03-02 08:02,25,ya',
		'1999-03-02 08:03,25,ya',
		'2024-03-04 08:04,25,mungkin',
		'2024-03-04 08:05,n/a,2',
		'2024-03-04 08:06,25'
	].join('\n');
	const map = mapping({
		missing: ['n/a'],
		columns: {
			suhu: { metric: 'temperature', unit: '°C' },
			terisi: { metric: 'occupied', unit: 'bool', words: { Ya: 1, Tidak: 0 } }
		}
	});
	const written = join(folder(), 'refused.csv');
	const { code, out, told } = await imports(
		[file('x.csv', csv), '--map', map, '--refused', written],
		env
	);
	expect(code).toBe(3);
	expect(out).toContain('refused: 7');
	const lines = readFileSync(written, 'utf8').trimEnd().split('\n');
	expect(lines[0]).toBe('line,reason');
	expect(lines.slice(1).map((line) => line.split(',', 1)[0])).toEqual([
		'3',
		'4',
		'5',
		'6',
		'7',
		'8',
		'9'
	]);
	for (const says of [
		'line 3: temperature 255 is outside -20 to 60 °C',
		'line 4: t is no time of the form iso: "kemarin"',
		'line 5: 2126-03-02T01:02:00.000Z is in the future',
		'line 6: 1999-03-02T01:03:00.000Z is before 2001',
		'line 7: terisi is no number and none of its words: "mungkin"',
		'line 8: occupied 2 is neither 0 nor 1',
		'line 9: 2 cells where 3 belong'
	]) {
		expect(told).toContain(says);
	}
	expect(await withStore(env, everything)).toHaveLength(4);
});

test('every reading is marked as imported, and it is told what age will remove', async () => {
	const env = fresh('sqlite');
	const { out } = await imports([file('n.csv', OFFICE), '--map', NAB], env);
	expect(out).toContain('4 readings are older than RETENTION_DAYS');
	const [last] = await withStore(env, (store) => store.last(0));
	expect(last?.origin).toBe('import');
});

test('an hour that occurs twice is read by the order of its rows, one that is skipped is refused', async () => {
	const env = fresh('sqlite');
	const csv = [
		't,suhu',
		...['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'].map(
			(time, n) => `2023-10-29 ${time},${n + 10}`
		),
		'2024-03-31 01:30,20',
		'2024-03-31 02:30,21',
		'2024-03-31 03:30,22'
	].join('\n');
	const map = mapping({
		time: { column: 't', format: 'iso', zone: 'Europe/Paris' },
		columns: { suhu: { metric: 'temperature', unit: '°C' } }
	});
	const { code, told, out } = await imports([file('dst.csv', csv), '--map', map], env);
	expect(code).toBe(3);
	expect(told).toContain(
		'line 9: "2024-03-31 02:30" is in an hour that clocks of Europe/Paris skip'
	);
	expect(out).toContain('4 rows are of an hour that occurs twice');
	const series = { device: 'ruang', channel: '', metric: 'temperature' } as const;
	expect(await withStore(env, (store) => points(store, series))).toEqual([
		['2023-10-28T23:30:00.000Z', 10],
		['2023-10-29T00:00:00.000Z', 11],
		['2023-10-29T00:30:00.000Z', 12],
		['2023-10-29T01:00:00.000Z', 13],
		['2023-10-29T01:30:00.000Z', 14],
		['2023-10-29T02:00:00.000Z', 15],
		['2024-03-31T00:30:00.000Z', 20],
		['2024-03-31T01:30:00.000Z', 22]
	]);
});

test('quantity, unit, channel and device may stand in the row, under names of the file’s own', async () => {
	const env = fresh('sqlite');
	const csv = [
		'tanggal;jam;alat;besaran;nilai;satuan;titik',
		'04/03/2024;08:00;Ruang 1;Suhu;77,9;°F;utara',
		'04/03/2024;08:00;Ruang 1;co2;1.612;ppm;',
		'04/03/2024;08:00;Ruang 9;Suhu;25;°C;',
		'04/03/2024;08:00;Ruang 1;Suhu;25;°R;',
		'04/03/2024;08:00;Ruang 1;Angin;25;m/s;'
	].join('\r\n');
	const map = mapping({
		delimiter: ';',
		decimal: ',',
		time: { column: ['tanggal', 'jam'], format: 'DD/MM/YYYY HH:mm', zone: 'Asia/Jakarta' },
		device: { column: 'alat', names: { 'Ruang 1': 'a84041ffff1a2b3c' } },
		columns: {
			nilai: {
				metric: { column: 'besaran', names: { Suhu: 'temperature' } },
				unit: { column: 'satuan' },
				channel: { column: 'titik' }
			}
		}
	});
	const { code, told } = await imports([file('long.csv', csv), '--map', map], env);
	expect(code).toBe(3);
	expect(told).toContain('line 4: the device "Ruang 9" is none of the mapping\'s names');
	expect(told).toContain('line 5: temperature is kept in °C, and nothing says how "°R" is');
	expect(told).toContain('line 6: "Angin" is no quantity that is known');
	const at = Date.UTC(2024, 2, 4, 1);
	expect(await withStore(env, everything)).toEqual(
		[
			`a84041ffff1a2b3c|utara|temperature|${at}|${77.9 * (5 / 9) - 160 / 9}`,
			`a84041ffff1a2b3c||co2|${at}|1612`
		].sort()
	);
});

/** A file that takes long enough to be killed in. */
function longFile(rows: number): string {
	const lines = Array.from(
		{ length: rows },
		(_, n) => `${new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString()},${20 + (n % 50) / 10}`
	);
	return file('long.csv', `t,suhu\n${lines.join('\n')}\n`);
}

test('killed half-way, the same command goes on, and all is there once', async () => {
	const env = fresh('sqlite');
	const rows = 60_000;
	const map = mapping({ columns: { suhu: { metric: 'temperature', unit: '°C' } } });
	const path = longFile(rows);
	const first = start('import', [path, '--map', map], env);
	await first.line(/^30 % /);
	await first.stop('SIGKILL');
	const half = (await withStore(env, everything)).length;
	expect(half).toBeGreaterThan(10_000);
	expect(half).toBeLessThan(rows);

	const ended = start('import', [path, '--map', map], env);
	await ended.line(/going on after row \d+/);
	await ended.line(/^[5-7]0 % /);
	expect((await ended.stop('SIGTERM')).code).toBe(130);
	expect(ended.stdout()).toMatch(/Ended after row \d+, which is stored/);

	const last = await imports([path, '--map', map], env);
	expect(last.code, last.told).toBe(0);
	expect(last.out).toMatch(/rows were stored by the run before/);
	expect(await withStore(env, everything)).toHaveLength(rows);
	expect(readdirSync(join(env.DATA_DIR, 'imports'))).toEqual([]);
	await expectSummedUp(env);
});

/** What the import has marked leaves the rollups as a full rebuild makes them. */
async function expectSummedUp(env: Environment): Promise<void> {
	const timeZone = 'Asia/Jakarta';
	const [db, marks] = [new RollupDb(env.DATA_DIR), new Marks(env.DATA_DIR)];
	const wanted = new RollupDb(folder());
	await withStore(env, async (store) => {
		const sumUp = new SumUp({ store, db, marks, timeZone, now: Date.now });
		await sumUp.prepare();
		while ((await sumUp.step(100)) > 0);
		await rebuild({ store, db: wanted, marks, timeZone, closedBefore: Date.now });
	});
	expect(rollups(db).length).toBeGreaterThan(0);
	expect(rollups(db)).toEqual(rollups(wanted));
	for (const one of [db, wanted, marks]) one.close();
}

test('a note of an earlier run that the store does not bear out is not believed', async () => {
	const env = fresh('sqlite');
	const path = longFile(30_000);
	const map = mapping({ columns: { suhu: { metric: 'temperature', unit: '°C' } } });
	const first = start('import', [path, '--map', map], env);
	await first.line(/^30 % /);
	await first.stop('SIGTERM');
	const [note = ''] = readdirSync(join(env.DATA_DIR, 'imports'));
	expect(
		JSON.parse(readFileSync(join(env.DATA_DIR, 'imports', note), 'utf8')).rows
	).toBeGreaterThan(0);
	// As after readings.db was lost.
	await withStore(env, (store) => store.remove({ device: 'ruang' }));
	const told = await imports([path, '--map', map], env);
	expect(told.code).toBe(0);
	expect(told.told).toContain('is not there any more: starting from the first row');
	expect(await withStore(env, everything)).toHaveLength(30_000);
});

test('it imports beside a running river, which goes on storing', async () => {
	const env = fresh('sqlite');
	const { startMosquitto } = await import('../support/mosquitto.ts');
	const { connectAsync } = await import('mqtt');
	const broker = await startMosquitto();
	const river = startNode('tests/support/river-process.ts', [], {
		env: { ...env, MQTT_URL: broker.url, TELL_LIVE: '1' }
	});
	await river.line(/^health broker running/);
	const client = await connectAsync(broker.url);
	let sent = 0;
	const sending = setInterval(() => {
		sent += 1;
		const at = new Date(Date.now() - 1_000).toISOString();
		void client.publishAsync(`nyaman/hidup-${sent}`, JSON.stringify({ at, values: { co2: 600 } }), {
			qos: 1
		});
	}, 20);
	const map = mapping({ columns: { suhu: { metric: 'temperature', unit: '°C' } } });
	const { code, told } = await imports([longFile(20_000), '--map', map], env);
	clearInterval(sending);
	await client.endAsync();
	expect(code, told).toBe(0);
	expect(sent).toBeGreaterThan(5);
	const live = async () =>
		(await withStore(env, (store) => store.series())).filter(({ device }) =>
			device.startsWith('hidup-')
		);
	await vi.waitFor(async () => expect(await live()).toHaveLength(sent), {
		timeout: 20_000,
		interval: 200
	});
	await river.stop();
	await broker.close();
	expect(await withStore(env, everything)).toHaveLength(20_000 + sent);
});

test.each([
	{ what: 'no mapping', args: ['x.csv'], code: 2, says: '--map is wanted' },
	{
		what: 'an option that there is not',
		args: ['x.csv', '--mop', 'y'],
		code: 2,
		says: "Unknown option '--mop'"
	},
	{
		what: 'a file that is not there',
		args: ['x.csv', '--map', NAB],
		code: 1,
		says: 'x.csv is not there'
	},
	{
		what: 'a mapping that is not there',
		args: [NAB, '--map', 'gone.json'],
		code: 1,
		says: 'gone.json'
	},
	{
		what: 'a file of another form',
		args: [NAB, '--map', NAB],
		code: 1,
		says: 'the file has no column timestamp; it has {'
	}
])('$what is told in words', async ({ args, code, says }) => {
	const ended = await imports(args, fresh('sqlite'));
	expect(ended.code).toBe(code);
	expect(ended.told).toContain(says);
	expect(ended.told).not.toContain('    at ');
});

test('a database that does not answer is told at once, and --help explains the command', async () => {
	const env = environment(folder(), 'http://127.0.0.1:1');
	const { code, told } = await imports([file('n.csv', OFFICE), '--map', NAB], env);
	expect(code).toBe(1);
	expect(told).toMatch(/^nyaman: InfluxDB at http:\/\/127\.0\.0\.1:1 cannot be reached/m);
	const help = await imports(['--help'], env);
	expect(help.code).toBe(0);
	expect(help.out).toContain('Exit code: 0');
});

describe('the shared files', () => {
	const files = [
		{
			name: 'melbourne-parking-bay-sensors-snapshot.csv',
			map: BAYS,
			readings: 3_309,
			devices: 3_309
		},
		{ name: 'nab-office-ambient-temperature-F.csv', map: NAB, readings: 7_267, devices: 1 },
		// 4,932 rows of nine rooms' temperature and humidity, and the airport's three.
		{ name: 'uci-appliances-rooms-testing.csv', map: ROOMS, readings: 4_932 * 21, devices: 1 }
	];
	const there = files.filter(({ name }) => existsSync(shared(name)));
	if (there.length < files.length) console.warn('left out: the recorded series of ../shared');

	test.each(ENGINES)(
		'are imported whole into %s, and what was stored is what they say',
		async (engine) => {
			const env = fresh(engine);
			for (const { name, map, readings, devices } of there) {
				const { code, out, told } = await imports([shared(name), '--map', map], env);
				expect(code, told).toBe(0);
				expect(out).toContain(`${readings} readings of ${devices} device`);
				expect(out).toContain(`${readings} stored, 0 there already, 0 differ`);
				expect(out).toContain('refused: 0');
			}
			await withStore(env, async (store) => {
				const all = await everything(store);
				expect(all).toHaveLength(there.reduce((sum, { readings }) => sum + readings, 0));
				if (there.length === files.length) await expectAsWritten(store, all);
			});
		}
	);
});

/** Straight from the files, by other code: what each quirk of them comes to. */
async function expectAsWritten(store: Store, all: readonly string[]): Promise<void> {
	const cells = (name: string) =>
		readFileSync(shared(name), 'utf8').replace('\uFEFF', '').trimEnd().split(/\r?\n/).slice(1);
	const bays = cells('melbourne-parking-bay-sensors-snapshot.csv').map((row) => row.split(','));
	const wanted = bays.map(
		([, since = '', , state, id]) =>
			`melbourne-${id}||occupied|${Date.parse(since)}|${state === 'Present' ? 1 : 0}`
	);
	expect(all.filter((line) => line.includes('|occupied|'))).toEqual(wanted.sort());
	// Published as current in 2025.
	expect(bays.filter(([, since = '']) => since < '2023')).toHaveLength(4);

	const office = cells('nab-office-ambient-temperature-F.csv').map((row) => row.split(','));
	const stored = await points(store, { device: 'nab-office', channel: '', metric: 'temperature' });
	expect(stored.map(([at]) => at)).toEqual(
		office.map(([time]) => `${time?.replace(' ', 'T')}.000Z`)
	);
	for (const [n, [, value]] of stored.entries()) {
		expect(value).toBeCloseTo((Number(office[n]?.[1]) - 32) / 1.8, 9);
	}
	const steps = stored.map(([at], n) => Date.parse(at) - Date.parse(stored[n - 1]?.[0] ?? at));
	// One hour is missing once; the other nine gaps last longer than two hours.
	expect(steps.filter((step) => step > 3_600_000)).toHaveLength(10);
	expect(steps.filter((step) => step > 2 * 3_600_000)).toHaveLength(9);

	const rooms = cells('uci-appliances-rooms-testing.csv').map((row) =>
		row.split(',').map((cell) => cell.replaceAll('"', ''))
	);
	const airport = { device: 'uci-appliances', channel: 'airport', metric: 'pressure' } as const;
	const pressure = await points(store, airport);
	expect(pressure.map(([at]) => Date.parse(at))).toEqual(
		rooms.map(([date]) => Date.parse(`${date?.replace(' ', 'T')}+01:00`))
	);
	for (const [n, [, value]] of pressure.entries()) {
		expect(value).toBeCloseTo(Number(rooms[n]?.[22]) * 1.33322387415, 9);
	}
	const room6 = { device: 'uci-appliances', channel: 'room 6', metric: 'temperature' } as const;
	expect((await points(store, room6)).map(([, value]) => value)).toEqual(
		rooms.map((row) => Number(row[13]))
	);
}

test('a mapping with several faults names them all', async () => {
	const path = join(folder(), 'bad.json');
	writeFileSync(
		path,
		JSON.stringify({ ...SAID, columns: { a: { metric: 'suhu', unit: '°C' }, b: {} } })
	);
	const { code, told } = await imports([file('n.csv', OFFICE), '--map', path], fresh('sqlite'));
	expect(code).toBe(1);
	expect(told).toContain('columns.a.metric is no quantity of METRICS');
	expect(told).toContain('columns.b.');
});
