import { describe, expect, test } from 'vitest';
import type { Point, Polygon } from '#floorplan/building.ts';
import { contains, turn } from '#floorplan/geometry.ts';
import { covers, placeLabels, type LabelRoom, type PlacedLabel } from '#lib/map/label-layout.ts';
import { lineSizes } from '#lib/map/label-words.ts';
import type { RoomView } from '#lib/map/room-view.ts';
import { direction } from '#lib/map/strokes.ts';
import { groundFloor } from './sample-level.ts';

/** A wide face: half an em and a tenth for every letter. */
const measure = (text: string, size: number): number => text.length * size * 0.6;
const box = (width: number, height: number): Polygon => [
	[
		[0, 0],
		[width, 0],
		[width, height],
		[0, height]
	]
];
const room = (
	polygon: Polygon,
	view: Partial<RoomView>,
	part: Partial<LabelRoom> = {}
): LabelRoom => ({
	key: 'a',
	polygon,
	at: [1, 1],
	view: { state: 'within', label: 'Ruang Tunggu', value: '25,1 °C', ...view },
	minor: false,
	avoid: [],
	...part
});
const place = (one: LabelRoom, scale = 10, along = 0): PlacedLabel | undefined =>
	placeLabels([one], { scale, direction: along, measure })[0];
const words = (label: PlacedLabel | undefined): string[] | undefined =>
	label?.lines.map(({ text, marker }) => [marker, text].filter(Boolean).join(' '));

describe('what is said', () => {
	const large = box(20, 20);
	test.each<[string, Partial<RoomView>, string[]]>([
		['a room within its limits says only its name', { state: 'within' }, ['Ruang Tunggu']],
		['so does one that is not monitored', { state: 'unmonitored' }, ['Ruang Tunggu']],
		[
			'watch adds the value behind a triangle',
			{ state: 'watch' },
			['Ruang Tunggu', 'triangle 25,1 °C']
		],
		['act adds it behind a diamond', { state: 'act' }, ['Ruang Tunggu', 'diamond 25,1 °C']],
		[
			'without a value the marker stands before the name',
			{ state: 'act', value: null },
			['diamond Ruang Tunggu']
		],
		[
			'a stale value has no marker',
			{ state: 'stale', lastState: 'act' },
			['Ruang Tunggu', '25,1 °C']
		]
	])('%s', (_, view, expected) => {
		expect(words(place(room(large, view)))).toEqual(expected);
	});
});

describe('a smaller room', () => {
	// 10 px a metre; the name is 12 letters of 8.4 px: 100.8 px, or 50.4 on two lines.
	test.each<[string, Polygon, Partial<RoomView>, string[] | undefined]>([
		['one line where it fits', box(11, 3), {}, ['Ruang Tunggu']],
		['two lines where it does not', box(7, 5), {}, ['Ruang', 'Tunggu']],
		['the short name where neither does', box(4, 3), { short: 'RT' }, ['RT']],
		['nothing where nothing does', box(4, 3), {}, undefined],
		['the value alone, if it must be told', box(11.2, 4), { state: 'act' }, ['diamond 25,1 °C']],
		['the marker alone in a closet', box(2.5, 2.5), { state: 'act' }, ['diamond']],
		['nothing in a duct', box(1, 1), { state: 'act' }, undefined]
	])('says %s', (_, polygon, view, expected) => {
		expect(words(place(room(polygon, view)))).toEqual(expected);
	});

	test('its lines are even on the side where there is room', () => {
		// Cut away at the lower right: the value fits there only at the left.
		const polygon: Polygon = [
			[
				[0, 0],
				[9, 0],
				[9, 3],
				[11.6, 3],
				[11.6, 5.2],
				[0, 5.2]
			]
		];
		const label = place(room(polygon, { state: 'act', value: '25,1' }));
		expect(words(label)).toEqual(['Ruang Tunggu', 'diamond 25,1']);
		expect(label?.align).toBe('start');
	});

	test('its words run along the building where they do not fit level', () => {
		const turned: Polygon = [(box(14, 2.2)[0] ?? []).map((point) => turn(point, 30))];
		const label = place(room(turned, {}), 10, 30);
		expect(label?.angle).toBe(30);
		expect(place(room(turned, {}), 10, 0)).toBeUndefined();
	});
});

describe('a smaller plan', () => {
	const large = box(40, 40);
	test.each<[number, Partial<RoomView>, string[] | undefined]>([
		[5, { state: 'within' }, undefined],
		[5, { state: 'unknown' }, undefined],
		[5, { state: 'watch', short: 'RT' }, ['RT', 'triangle 25,1 °C']],
		[6, { state: 'within' }, ['Ruang Tunggu']]
	])('at %d px a metre %o says %o', (scale, view, expected) => {
		expect(words(place(room(large, view), scale))).toEqual(expected);
	});

	test('rooms one passes through are named near by only', () => {
		expect(place(room(large, {}, { minor: true }), 11)).toBeUndefined();
		expect(place(room(large, {}, { minor: true }), 12)).toBeDefined();
		expect(place(room(large, { state: 'act' }, { minor: true }), 11)).toBeDefined();
	});
});

test('words leave a desk in sight, if they can', () => {
	const desk: Point[] = [
		[4, 8],
		[16, 8],
		[16, 12],
		[4, 12]
	];
	const label = place(room(box(20, 20), {}, { avoid: [desk] }));
	expect(label && desk.some((corner) => covers(label, corner, 10))).toBe(false);
	const small = room(
		box(12, 3),
		{},
		{ avoid: [(box(12, 3)[0] ?? []).map(([x, y]) => [x * 0.9, y * 0.9])] }
	);
	expect(place(small)).toBeDefined();
});

/** Corners of each line of a label's words, m. */
function corners(label: PlacedLabel, scale: number): Point[] {
	const { lines, centre, angle, width, height, align = 'center' } = label;
	let top = height / 2;
	return lineSizes(lines, measure).flatMap((line) => {
		const aside = { center: 0, start: line.width - width, end: width - line.width }[align] / 2;
		const [left, right] = [aside - line.width / 2, aside + line.width / 2];
		const bottom = top - line.height;
		const box: Point[] = [
			[left, bottom],
			[right, bottom],
			[right, top],
			[left, top]
		];
		top = bottom;
		return box.map(([x, y]): Point => {
			const [dx, dy] = turn([x / scale, y / scale], angle);
			return [centre[0] + dx, centre[1] + dy];
		});
	});
}

describe('the sample floor', () => {
	const level = groundFloor();
	const states: RoomView['state'][] = ['within', 'watch', 'act', 'stale', 'unknown', 'unmonitored'];
	test.each(states.flatMap((state) => [4.5, 6.62, 11, 20].map((scale) => ({ state, scale }))))(
		'at $scale px a metre keeps the words of rooms in $state inside them',
		({ state, scale }) => {
			const rooms = level.rooms.map((one) => ({
				...room(one.polygon, { state, label: one.name.id, short: one.shortName?.id }),
				key: one.key,
				at: one.labelAt
			}));
			const labels = placeLabels(rooms, { scale, direction: direction(level.walls), measure });
			const loud = state === 'act' || state === 'watch';
			expect(labels.length).toBeGreaterThan(scale < 5.5 ? (loud ? 20 : -1) : 2);
			for (const label of labels) {
				const polygon = level.rooms.find(({ key }) => key === label.key)?.polygon ?? [];
				for (const corner of corners(label, scale)) {
					expect(contains(polygon, corner), `${label.key} ${words(label)?.join()}`).toBe(true);
				}
			}
		}
	);

	test('lies 12° anticlockwise', () => {
		expect(direction(level.walls)).toBeCloseTo(12, 0);
	});
});
