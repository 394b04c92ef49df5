import { describe, expect, test } from 'vitest';
import { writeZip } from '#floorplan/export/zip-write.ts';
import { again, bring, CLINIC, essence, filesOf } from './plan-files.ts';

/*
 * The clinic is drawn for these tests to OGC 20-094: a round building of two levels and a yard, a
 * corridor that is a ring around a garden, a store of two separate areas, names in four scripts.
 */
const FILES = filesOf(CLINIC);
const archiveOf = (but: readonly string[] = []) => ({
	name: 'klinik.imdf.zip',
	bytes: writeZip(
		new Map(
			FILES.filter(({ name }) => !but.includes(name)).map(({ name, bytes }) => [
				`klinik/${name}`,
				bytes
			])
		)
	)
});

test('an archive becomes a building with its levels, rooms and doors', () => {
	const { building, report } = bring([archiveOf()]);
	expect(building.name).toEqual({ id: 'Klinik Sehat Sentosa', en: 'Sehat Sentosa Clinic' });
	expect(building.address.id).toContain('Jalan Kapten A. Rivai 7');
	expect(
		building.levels.map(({ key, ordinal, outdoor, rooms }) => [key, ordinal, outdoor, rooms.length])
	).toEqual([
		['lantai-dasar', 0, false, 11],
		['halaman', 0, true, 1],
		['lantai-1', 1, false, 8]
	]);
	expect(report.left).toEqual([]);
	const taken = report.taken.reduce((sum, { count }) => sum + count, 0);
	expect(taken).toBe(report.features);
});

describe('the ground floor', () => {
	const { building, report } = bring([archiveOf()]);
	const [ground] = building.levels;
	const room = (key: string) => ground?.rooms.find((one) => one.key === key);

	test('keeps the ring corridor’s hole: π(8² − 5²) as a polygon of 32 and 24 sides', () => {
		const corridor = room('selasar-melingkar');
		expect(corridor?.polygon).toHaveLength(2);
		const sides = (n: number, r: number) => (n / 2) * r * r * Math.sin((2 * Math.PI) / n);
		expect(corridor?.area).toBeCloseTo(sides(32, 8) - sides(24, 5), 1);
	});

	test.each([
		['ruang-tunggu-umum', 'waiting', 'Ruang Tunggu Umum', 'Waiting room'],
		['poli-anak-ceria', 'work', 'Poli Anak “Ceria”', 'Children’s clinic'],
		['pharmacy', 'work', 'Pharmacy', 'Pharmacy'],
		['ruang-laktasi', 'child', 'Ruang Laktasi', 'Lactation room'],
		['toilet-1', 'service', 'Toilet 1', 'Toilet 1']
	])('knows %s as %s', (key, type, id, en) => {
		expect(room(key)).toMatchObject({ type, name: { id, en } });
	});

	test('tells who serves where, by anchor and occupant', () => {
		expect(room('pharmacy')?.occupants).toEqual(['Apotek Kimia Sehat']);
	});

	test('joins each door to the rooms on its sides', () => {
		const joins = ground?.openings.map(({ joins }) => joins.join(' ')) ?? [];
		expect(joins).toContain('ruang-tunggu-umum outside');
		expect(joins.filter((one) => one.startsWith('selasar-melingkar '))).toHaveLength(9);
		const wide = ground?.openings.find(({ joins }) => joins.includes('outside'));
		expect(wide?.kind).toBe('double-door');
	});

	test('draws walls between rooms and leaves the doors free', () => {
		expect(report.assumed.map(({ reason }) => reason)).toContain('walls-drawn');
		const kinds = new Set(ground?.walls.map(({ kind }) => kind));
		expect(kinds).toEqual(new Set(['outer', 'inner']));
		for (const { from, to } of ground?.openings ?? []) {
			const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
			const blocked = ground?.walls.some((wall) => {
				const [dx, dy] = [wall.to[0] - wall.from[0], wall.to[1] - wall.from[1]];
				const [px, py] = [(middle[0] ?? 0) - wall.from[0], (middle[1] ?? 0) - wall.from[1]];
				const along = (px * dx + py * dy) / (dx * dx + dy * dy);
				const away = Math.abs(px * dy - py * dx) / Math.hypot(dx, dy);
				return along > 0 && along < 1 && away < 0.05;
			});
			expect(blocked).toBe(false);
		}
	});
});

test('a unit of two areas is two rooms, and one unit again when it goes out', () => {
	const one = bring([archiveOf()]);
	const store = one.building.levels.at(-1)?.rooms.filter(({ key }) => key.startsWith('gudang'));
	expect(store?.map(({ key, name }) => [key, name.en])).toEqual([
		['gudang-arsip', 'Archive store'],
		['gudang-arsip-2', 'Archive store']
	]);
	expect(one.report.changed).toContainEqual(
		expect.objectContaining({ kind: 'unit/storage', reason: 'split-in-parts', count: 1 })
	);
});

test('out and in again it is the same, both ways', () => {
	const one = bring([archiveOf()]);
	for (const { format, back } of again(one)) {
		expect(essence(back.building), format).toEqual(essence(one.building));
		expect(back.building.name, format).toEqual(one.building.name);
		expect(back.building.anchor, format).toEqual(one.building.anchor);
	}
});

test.each([
	['manifest', ['manifest.json']],
	['address and building', ['address.geojson', 'building.geojson']],
	['venue', ['venue.geojson']],
	['openings', ['opening.geojson']],
	['anchors, occupants, amenities', ['anchor.geojson', 'occupant.geojson', 'amenity.geojson']],
	['details, fixtures, kiosks', ['detail.geojson', 'fixture.geojson', 'kiosk.geojson']]
])('an archive without its %s still has its rooms', (_, but) => {
	const { building } = bring([archiveOf(but)]);
	expect(building.levels.map(({ rooms }) => rooms.length)).toEqual([11, 1, 8]);
});

test('an archive without its levels has one for each level_id, and says what it assumed', () => {
	const { building, report } = bring([archiveOf(['level.geojson'])]);
	expect(building.levels.map(({ rooms }) => rooms.length).sort()).toEqual([1, 11, 8].sort());
	expect(report.assumed.map(({ reason }) => reason)).toContain('ordinal-assumed');
});

test('a unit on a level that is not there is left, by its id', () => {
	const sources = FILES.map((file) => {
		if (file.name !== 'unit.geojson') return file;
		const text = new TextDecoder().decode(file.bytes);
		const [first = ''] = /"level_id":"[^"]*"/.exec(text) ?? [];
		const changed = text.replace(first, '"level_id":"ffffffff-ffff-4fff-8fff-ffffffffffff"');
		return { ...file, bytes: new TextEncoder().encode(changed) };
	});
	const { report } = bring(sources);
	expect(report.left).toEqual([
		expect.objectContaining({ kind: 'unit', reason: 'unknown-level', count: 1 })
	]);
});
