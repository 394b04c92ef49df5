import { expect, test } from 'vitest';
import type { Ring } from '#floorplan/building.ts';
import { contains, segmentsMeet } from '#floorplan/geometry.ts';
import { boxAround, boxesMeet, clearOfRing } from '#lib/map/boxes.ts';
import {
	placeLabels,
	type LabelOptions,
	type LabelRoom,
	type PlacedLabel
} from '#lib/map/label-layout.ts';
import { lackingRooms, placeLeaders, type Surroundings } from '#lib/map/leaders.ts';
import type { RoomState } from '#lib/map/room-view.ts';

const measure = (text: string, size: number): number => text.length * size * 0.6;
const options: LabelOptions = { scale: 10, direction: 0, measure };
const square = (x: number, y: number, side: number): Ring => [
	[x, y],
	[x + side, y],
	[x + side, y + side],
	[x, y + side]
];
const closet = (key: string, x: number, y: number, state: RoomState): LabelRoom => ({
	key,
	polygon: [square(x, y, 2.5)],
	at: [x + 1.25, y + 1.25],
	view: { state, label: `Gudang ${key}`, value: '27,8 °C' },
	minor: false,
	avoid: []
});
const HOUSE = square(0, 0, 20);
const around: Surroundings = {
	buildings: [HOUSE],
	frame: { min: [-15, -15], max: [35, 35] },
	taken: []
};
/** What is said in the end: outside where the words have a place there, else inside. */
function lead(rooms: LabelRoom[], changed: Partial<Surroundings> = {}): PlacedLabel[] {
	const inside = placeLabels(rooms, options);
	const lacking = lackingRooms(inside, rooms, options);
	const places = placeLeaders(inside, lacking, rooms, { ...around, ...changed }, options);
	const outside = lacking.flatMap(({ room: { key, view }, ...words }) => {
		const place = places.get(key);
		return place ? [{ key, view, ...words, ...place, angle: 0, named: true }] : [];
	});
	return [...inside.filter(({ key }) => !places.get(key)), ...outside];
}

test.each<[RoomState, boolean]>([
	['act', true],
	['watch', true],
	['unknown', true],
	['stale', true],
	['within', false],
	['unmonitored', false]
])('a closet in %s has words outside: %s', (state, expected) => {
	const [label] = lead([closet('a', 1, 9, state)]);
	expect(label?.leader !== undefined).toBe(expected);
});

test('words outside tell the name and the value, off the building, at the nearest side', () => {
	const [label] = lead([closet('a', 1, 9, 'act')]);
	expect(label?.lines.map(({ text }) => text)).toEqual(['Gudang a', '27,8 °C']);
	expect(label?.lines.at(-1)?.marker).toBe('diamond');
	if (!label?.leader) throw new Error('no leader');
	expect(label.centre[0]).toBeLessThan(0);
	expect(label.leader.from).toEqual([2.25, 10.25]);
	const box = boxAround(label.centre, label.width / 10, label.height / 10);
	expect(clearOfRing(HOUSE, box)).toBe(true);
	expect(contains([HOUSE], label.leader.to)).toBe(false);
});

test('words outside neither cover nor cross each other', () => {
	const rooms = ['a', 'b', 'c', 'd'].map((key, n) => closet(key, 1 + n * 0.1, 2 + n * 4, 'act'));
	const labels = lead(rooms);
	expect(labels.filter(({ leader }) => leader)).toHaveLength(4);
	for (const [n, one] of labels.entries()) {
		for (const other of labels.slice(n + 1)) {
			const [a, b] = [one, other].map((l) => boxAround(l.centre, l.width / 10, l.height / 10));
			expect(a && b && boxesMeet(a, b)).toBe(false);
			const [p, q] = [one.leader, other.leader];
			expect(p && q && segmentsMeet(p.from, p.to, q.from, q.to)).toBe(false);
		}
	}
});

test('what lies over the plan is kept clear, and without a place the marker stays inside', () => {
	const west = { min: [-15, -15], max: [0, 35] } as const;
	const [moved] = lead([closet('a', 1, 9, 'act')], { taken: [west] });
	expect(moved?.leader && !boxesMeet(west, boxAround(moved.centre, 1, 1))).toBe(true);
	const [kept] = lead([closet('a', 1, 9, 'act')], { frame: { min: [0, 0], max: [20, 20] } });
	expect(kept?.leader).toBeUndefined();
	expect(kept?.lines).toEqual([expect.objectContaining({ text: '', marker: 'diamond' })]);
});

test('where too many rooms lack their words, those in act have them, or none', () => {
	const many = (states: RoomState[]): LabelRoom[] =>
		states.map((state, n) => closet(`r${n}`, 1 + 3 * (n % 6), 1 + 3 * Math.floor(n / 6), state));
	const leaders = (states: RoomState[]) =>
		lead(many(states)).flatMap(({ leader, view }) => (leader ? [view.state] : []));
	expect(leaders([...Array<RoomState>(9).fill('unknown'), 'act', 'act'])).toEqual(['act', 'act']);
	expect(leaders(Array<RoomState>(9).fill('act'))).toEqual([]);
	expect(leaders(Array<RoomState>(3).fill('unknown'))).toHaveLength(3);
});
