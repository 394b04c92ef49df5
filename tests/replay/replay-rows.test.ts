import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { parseNumber, parseWritten } from '../../scripts/csv-cells.ts';
import { MappingError, parseMapping, readMapping } from '../../scripts/csv-mapping.ts';
import { readRows } from '../../scripts/csv-rows.ts';
import type { CsvRow } from '../../scripts/csv-rows.ts';
import { toMessage } from '../../scripts/replay-publish.ts';

const MAPPING = {
	time: { column: 'date', format: 'YYYY-MM-DD HH:mm:ss', zone: 'Asia/Jakarta' },
	device: 'office',
	columns: { Temperature: { metric: 'temperature', unit: '°C' } }
};

async function read(csv: string, but: object = {}) {
	const rows: CsvRow[] = [];
	const faults: [number, string][] = [];
	const mapping = parseMapping({ ...MAPPING, ...but });
	const tell = (line: number, what: string) => void faults.push([line, what]);
	for await (const row of readRows(Readable.from([csv]), mapping, tell)) rows.push(row);
	return { rows, faults };
}

test.each([
	['23.18', '.', 23.18],
	[' 6.433333333333330017', '.', 6.43333333333333],
	[' 6.2500000000000000e+00', '.', 6.25],
	['-1E-3', '.', -0.001],
	['.5', '.', 0.5],
	['+7', '.', 7],
	['23,18', ',', 23.18],
	['1.234,5', ',', 1234.5],
	['1.234', ',', 1234],
	['12.34', ',', null],
	['1,5', '.', null],
	['0x10', '.', null],
	['12 °C', '.', null],
	['NaN', '.', null],
	['', '.', null]
] as const)('%j with the decimal mark %j is %s', (written, decimal, value) => {
	expect(parseNumber(written, decimal)).toBe(value);
});

test.each([
	['2015-02-04 17:51:00', 'YYYY-MM-DD HH:mm:ss', 'Europe/Brussels', '2015-02-04T16:51:00.000Z'],
	['4/2/2015 7:05', 'DD/MM/YYYY HH:mm', 'Asia/Jakarta', '2015-02-04T00:05:00.000Z'],
	['02.04.2015 07:05:09', 'MM.DD.YYYY HH:mm:ss', 'UTC', '2015-02-04T07:05:09.000Z'],
	['2025-03-25T11:44:37+11:00', 'iso', 'UTC', '2025-03-25T00:44:37.000Z'],
	['2025-03-25 07:00:00', 'iso', 'Asia/Jakarta', '2025-03-25T00:00:00.000Z'],
	['1423068660', 'epoch-s', 'UTC', '2015-02-04T16:51:00.000Z'],
	['1.42306866E12', 'epoch-ms', 'UTC', '2015-02-04T16:51:00.000Z'],
	['31/02/2015 07:05', 'DD/MM/YYYY HH:mm', 'UTC', null],
	['yesterday', 'iso', 'UTC', null]
])('%j as %s in %s is %s', (written, format, zone, instant) => {
	const at = parseWritten(written, format, zone);
	expect(at === null ? null : new Date(at).toISOString()).toBe(instant);
});

test('rows and cells that cannot be read are told with their lines, and the others come', async () => {
	const { rows, faults } = await read(
		[
			'\uFEFFdate;Temperature;CO2',
			'"2015-02-04 17:51:00";" 23,18 ";"721,25"',
			'2015-02-04 17:52:00;23,2',
			'yesterday;23,2;700',
			'2015-02-04 17:53:00;warm;700',
			'',
			'2015-02-04 17:54:00;23,4;',
			'2015-02-04 17:55:00;"23,5;701'
		].join('\r\n'),
		{
			delimiter: ';',
			decimal: ',',
			columns: { ...MAPPING.columns, CO2: { metric: 'co2', unit: 'ppm', channel: 'desk' } }
		}
	);
	expect(
		rows.map(({ parts }) => parts.map(({ values }) => Object.values(values)[0]?.value))
	).toEqual([[23.18, 721.25], [700], [23.4]]);
	// What the parser itself gives up on it tells when it has read ahead.
	faults.sort(([a], [b]) => a - b);
	expect(faults.map(([line]) => line)).toEqual([3, 4, 5, 8]);
	expect(faults[0]?.[1]).toBe('2 cells where 3 belong');
	expect(faults[1]?.[1]).toContain('"yesterday"');
	expect(faults[2]?.[1]).toBe('Temperature is no number: "warm"');
});

test('a number before each row, which the header does not name, is passed over', async () => {
	const { rows, faults } = await read('"date","Temperature"\n"1","2015-02-04 17:51:00",23.18\n', {
		rowNumberFirst: true
	});
	expect(faults).toEqual([]);
	expect(rows).toMatchObject([
		{
			device: 'office',
			at: Date.UTC(2015, 1, 4, 10, 51),
			parts: [{ channel: '', values: { temperature: { value: 23.18, unit: '°C' } } }]
		}
	]);
});

test('units are turned into the metric’s own, and a channel and a device come from the file', async () => {
	const { rows } = await read('date,room,t,p\n2015-02-04 17:51:00,a/1,72.5,733.8\n', {
		device: { column: 'room', prefix: 'room ' },
		columns: {
			t: { metric: 'temperature', unit: '°F' },
			p: { metric: 'pressure', unit: 'mmHg', channel: 'roof' }
		}
	});
	const [row] = rows;
	expect(row?.parts[0]?.values.temperature?.value).toBeCloseTo(22.5, 9);
	// 733.8 mmHg are 978.319… hPa (1 mmHg = 133.322387415 Pa, BS 350).
	expect(row?.parts[1]?.values.pressure?.value).toBeCloseTo(978.3196788, 6);
	expect(row && JSON.parse(toMessage(row).payload)).toMatchObject([
		{ device: 'room a/1', values: { temperature: { unit: '°C' } } },
		{ device: 'room a/1', channel: 'roof', at: '2015-02-04T10:51:00.000Z' }
	]);
	expect(row && toMessage(row).topic).toBe('nyaman');
});

describe('a mapping', () => {
	test.each([
		[{ columns: { T: { metric: 'temprature', unit: '°C' } } }, /columns.T.metric is no quantity/],
		[
			{ columns: { T: { metric: 'temperature', unit: '°R' } } },
			/columns.T: .* kept in °C; from °R/
		],
		[{ columns: {} }, /columns must name a column/],
		[{ time: { ...MAPPING.time, zone: 'WIB' } }, /time.zone must be an IANA zone/],
		[{ time: { ...MAPPING.time, format: 'DD/MM' } }, /time.format must be iso/],
		[{ delimiter: ';;' }, /delimiter must be one character/],
		[{ decimals: ',' }, /decimals is not known/],
		[
			{
				columns: {
					a: { metric: 'co2', unit: 'ppm' },
					b: { metric: 'co2', unit: 'ppm' }
				}
			},
			/columns.b: co2 is mapped already/
		]
	])('%j is refused in words', (but, says) => {
		expect(() => parseMapping({ ...MAPPING, ...but })).toThrow(says);
	});

	test('without its column in the file is refused before the first row', async () => {
		await expect(read('when,Temperature\n')).rejects.toThrow(
			/no column date; it has when, Temperature/
		);
		await expect(read('')).rejects.toThrow(MappingError);
	});

	test.each(['uci-occupancy', 'uci-appliances', 'nab-office'])(
		'%s, which is shipped, is one',
		(name) => {
			expect(readMapping(`docs/replay/${name}.json`).columns.length).toBeGreaterThan(0);
		}
	);
});
