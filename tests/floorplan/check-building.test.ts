import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkFolder } from '#floorplan/check-building.ts';
import { publishedSchemas } from '#floorplan/json-schema.ts';
import { seedBuilding } from '#floorplan/read-building.ts';
import { temporary } from './plan-files.ts';

const SAMPLE = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
const SCHEMAS = fileURLToPath(new URL('../../docs/schema/', import.meta.url));

function edited(file: string, change: (text: string) => string): string {
	const folder = join(temporary(), 'building');
	seedBuilding(SAMPLE, folder);
	const before = readFileSync(join(folder, file), 'utf8');
	expect(change(before), `the test changes ${file}`).not.toBe(before);
	writeFileSync(join(folder, file), change(before));
	return folder;
}

test('the sample can be used', () => {
	expect(checkFolder(SAMPLE).faults).toEqual([]);
});

test.each<[string, string, (text: string) => string, object]>([
	[
		'a room of an unknown type',
		'ground.geojson',
		(text) => text.replace('"type":"lobby"', '"type":"foyer"'),
		{ file: 'ground.geojson', feature: 'unit "lobi"', fault: expect.stringContaining('"foyer"') }
	],
	[
		'a door into no room',
		'ground.geojson',
		(text) => text.replace('"joins":["lobi","serambi"]', '"joins":["lobi","teras"]'),
		{
			file: 'ground.geojson',
			feature: expect.stringMatching(/^opening [0-9a-f-]{36}$/),
			fault: expect.stringContaining('teras')
		}
	],
	[
		'a device that is not registered',
		'placements.json',
		(text) => text.replace('"24e124707c481001"', '"ffff"'),
		{ file: 'placements.json', feature: 'device "ffff"', fault: 'is not in devices.json' }
	]
])('%s is named by file, feature and fault', (_, file, change, finding) => {
	expect(checkFolder(edited(file, change)).faults).toEqual([finding]);
});

test('an underlay whose picture is gone is a fault', () => {
	const corner = [102.86, -3.29];
	const underlay = {
		file: 'scan.png',
		width: 10,
		height: 10,
		corners: [corner, corner, corner, corner]
	};
	const folder = edited('ground.geojson', (text) =>
		text.replace(
			'"properties":{"category":"unspecified"',
			`"properties":{"underlay":${JSON.stringify(underlay)},"category":"unspecified"`
		)
	);
	expect(checkFolder(folder).faults).toEqual([
		expect.objectContaining({ file: 'scan.png', fault: expect.stringContaining('is missing') })
	]);
});

test.each(Object.entries(publishedSchemas()))(
	'the published %s says what the reader asks',
	(name, schema) => {
		// Written by scripts/building-schema.ts.
		expect(JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'))).toEqual(
			JSON.parse(JSON.stringify(schema))
		);
	}
);
