import { describe, expect, test } from 'vitest';
import { boxAround, boxesMeet } from '#lib/map/boxes.ts';
import { extentOf } from '#lib/map/extent.ts';
import type { LabelOptions, PlacedLabel } from '#lib/map/label-layout.ts';
import type { BayState, ZoneView } from '#lib/map/room-view.ts';
import { siteLabels, type SiteWords } from '#lib/map/site-labels.ts';
import { siteLines, type Roofs } from '#lib/map/site-lines.ts';
import { direction } from '#lib/map/strokes.ts';
import { bounds, contains, distance } from '#floorplan/geometry.ts';
import { groundFloor, sampleLevels, siteLevel } from './sample-level.ts';

const site = siteLevel();
const levels = sampleLevels();
const measure = (text: string, size: number): number => text.length * size * 0.55;
const options = (scale: number): LabelOptions => ({
	scale,
	direction: direction(groundFloor().walls),
	measure
});
const zones = new Map<string, ZoneView>(
	['zona-a', 'zona-b', 'zona-c', 'dinas', 'disabilitas', 'motor-barat', 'motor-timur'].map(
		(key) => [key, { name: key, note: '7 kosong' }]
	)
);
const bays = new Map<string, BayState>(site.bays.map(({ key }) => [key, 'free']));
const words = (part: Partial<SiteWords> = {}): SiteWords => ({
	...{ layer: 'parking', zones, bays, names: {}, roofed: true },
	...part
});
const frame = { min: [-40, -20], max: [130, 130] } as const;
const lay = (scale: number, part: Partial<SiteWords> = {}) =>
	siteLabels(site, words(part), { frame, taken: [] }, options(scale));
const boxOf = ({ centre, width, height }: PlacedLabel, scale: number) =>
	boxAround(centre, width / scale, height / scale);

describe('words on the site', () => {
	test('name every zone outside its row, and cover neither bays nor each other', () => {
		const labels = lay(6.62).filter(({ key }) => key.startsWith('zone '));
		expect(labels).toHaveLength(zones.size);
		for (const label of labels) {
			const box = boxOf(label, 6.62);
			for (const { polygon, key } of [...site.bays, ...site.areas]) {
				const ring = polygon[0] ?? [];
				expect(
					ring.some(([x, y]) => boxesMeet(box, boxAround([x, y], 0, 0))),
					key
				).toBe(false);
			}
			const met = labels.filter((one) => one !== label && boxesMeet(boxOf(one, 6.62), box));
			expect(
				met.map(({ key }) => key),
				label.key
			).toEqual([]);
		}
	});

	test('go to the other end of a row where something lies over the plan', () => {
		const [before] = lay(6.62);
		if (!before) throw new Error('no words');
		const taken = [boxOf(before, 6.62)];
		const [after] = siteLabels(site, words(), { frame, taken }, options(6.62));
		expect(after?.key).toBe(before.key);
		expect(distance(before.centre, after?.centre ?? before.centre)).toBeGreaterThan(20);
	});

	test.each([
		[
			'the street alone around a floor',
			{ roofed: false, layer: 'climate' as const },
			['mark jalan']
		],
		[
			'the gates too on the grounds',
			{ layer: 'climate' as const },
			['mark gedung', 'mark jalan', 'mark keluar', 'mark masuk', 'mark titik-kumpul']
		]
	])('name %s', (_, part, expected) => {
		expect(
			lay(6.62, part)
				.map(({ key }) => key)
				.sort()
		).toEqual(expected);
	});

	test.each([
		[5, 0],
		[6.62, 0],
		[12, 56]
	])('at %d px a metre number %d bays', (scale, count) => {
		const numbers = lay(scale).filter(({ key }) => key.startsWith('bay '));
		expect(numbers).toHaveLength(count);
	});

	test('are in the language of the reader', () => {
		const [street] = lay(6.62, {
			roofed: false,
			layer: 'climate',
			names: { jalan: 'Main street' }
		});
		expect(street?.lines[0]?.text).toBe('Main street');
	});
});

describe('lines of the site', () => {
	test('show the roof on the grounds, none around the ground floor, faint below the others', () => {
		const of = (roofs: Roofs) => siteLines(site, [], 6.62, roofs);
		expect(of('all').closed.roof).toHaveLength(3);
		expect(of('none').closed.roof).toEqual([]);
		expect(of('none').open.ridge).toEqual([]);
		const below = of('below');
		expect(below.closed.roof).toEqual([]);
		expect(below.closed.shelter.length - of('none').closed.shelter.length).toBe(3);
	});

	test('yield to words: kerbs break off and a tree is left out', () => {
		const all = siteLines(site, [], 6.62, 'none');
		const tree = site.site.find(({ kind }) => kind === 'tree');
		if (tree?.form !== 'point') throw new Error('no tree');
		const label: PlacedLabel = {
			...{ key: 'a', view: { state: 'act', label: '', value: null }, lines: [] },
			...{ centre: tree.at, angle: 0, width: 120, height: 40, named: true }
		};
		const around = siteLines(site, [label], 6.62, 'none');
		expect(around.closed.tree.length).toBeLessThan(all.closed.tree.length);
		expect(around.open.kerb.length).toBeGreaterThan(all.open.kerb.length);
	});
});

describe('what is in sight', () => {
	test('is the same for every level of a wide sheet', () => {
		const boxes = levels.map((level) => bounds(extentOf(level, levels, 820)));
		expect(new Set(boxes.map((box) => JSON.stringify(box))).size).toBe(1);
	});

	test('is the building alone on a narrow one, and the whole site on its own level', () => {
		const height = (level: (typeof levels)[number], width: number) => {
			const box = bounds(extentOf(level, levels, width));
			return box ? box.max[1] - box.min[1] : 0;
		};
		expect(height(groundFloor(), 358)).toBeLessThan(height(groundFloor(), 820) - 30);
		expect(height(site, 358)).toBe(height(site, 820));
	});

	test('holds all bays and the gates', () => {
		const box = bounds(extentOf(site, levels, 820));
		for (const { polygon, key } of site.bays) {
			for (const point of polygon.flat()) {
				expect(
					box &&
						contains(
							[[box.min, [box.max[0], box.min[1]], box.max, [box.min[0], box.max[1]]]],
							point
						),
					key
				).toBe(true);
			}
		}
	});
});
