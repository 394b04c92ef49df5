import { describe, expect, test } from 'vitest';
import type { Level, Opening, Placement, Room, RoomType } from '#floorplan/building.ts';
import { lineAt, OUTSIDE } from '#lib/live/counting-lines.ts';
import { buildingCapacity, linesNow, peopleNow } from '#lib/live/people.ts';
import { Places } from '#lib/live/places.ts';

const room = (key: string, type: RoomType, area: number, seats?: number): Room => ({
	id: key,
	key,
	name: { id: key, en: key },
	type,
	category: 'room',
	polygon: [],
	labelAt: [0, 0],
	area,
	occupants: [],
	...(seats === undefined ? {} : { seats })
});
const opening = (a: string, b: string, x: number, kind: Opening['kind'] = 'door'): Opening => ({
	id: `${a}-${b}`,
	kind,
	from: [x, 0],
	to: [x + 2, 0],
	joins: [a, b],
	thickness: 0.2
});

/** Outside | porch | lobby | hall A | hall B (open to A), and an office behind hall A. */
const level: Level = {
	id: 'ground',
	key: 'ground',
	name: { id: 'Dasar', en: 'Ground' },
	ordinal: 0,
	outdoor: false,
	outline: [],
	rooms: [
		room('porch', 'outdoor', 60),
		room('lobby', 'lobby', 140),
		room('a', 'waiting', 280, 96),
		room('b', 'waiting', 70, 40),
		room('office', 'work', 140)
	],
	walls: [],
	openings: [
		opening('porch', 'lobby', 0),
		opening('lobby', 'a', 20, 'open'),
		opening('a', 'b', 40, 'open'),
		opening('a', 'office', 60)
	],
	fixtures: [],
	bays: [],
	areas: [],
	site: []
};
const placement = (device: string, key: string, x: number, more: Partial<Placement> = {}) => ({
	device,
	channel: '',
	level: 'ground',
	room: key,
	at: [x, 0] as const,
	from: 0,
	to: null,
	...more
});
const placements: Placement[] = [placement('door', 'lobby', 1), placement('arch', 'a', 21)];

describe('a counter counts', () => {
	test.each([
		['by the door it hangs at, into its own room', placements[0], { into: 'lobby', from: OUTSIDE }],
		['between two rooms', placements[1], { into: 'a', from: 'lobby' }],
		[
			'as its placement says',
			placement('x', 'a', 90, { line: { from: 'b', to: 'a' } }),
			{ into: 'a', from: 'b' }
		],
		['nothing where no door is near', placement('x', 'a', 90), null],
		[
			'no people at a gate of the ground',
			placement('x', 'porch', 0, { line: { from: 'outside', to: 'porch' } }),
			null
		]
	])('%s', (_case, placed, line) => {
		const found = lineAt(placed as Placement, [level]);
		if (line === null) expect(found).toBeNull();
		else expect(found).toMatchObject(line);
	});
});

test('capacity is of the rooms for the public', () => {
	expect(buildingCapacity([level])).toBe(100 + 96 + 40);
});

test('people are told of the building and of what doors part, with how many doors report', () => {
	const now = 10 * 3_600_000;
	const passages = [
		{ device: 'door', channel: '', in: 130, out: 40, since: 0, at: now },
		{ device: 'arch', channel: '', in: 70, out: 20, since: 0, at: now - 2 * 3_600_000 }
	];
	const lines = linesNow(placements, [level], now);
	const found = peopleNow(lines, passages, [level], new Places([], placements, now), 0, now);
	expect(found).toMatchObject({ building: { people: 90 }, reporting: 1, expected: 1 });
	// Halls A and B are one, because nobody counts between them; the lobby has who did not go on.
	const [a, b, lobby] = ['a', 'b', 'lobby'].map((key) => found.zones.get(key));
	expect(a).toBe(b);
	expect(a).toMatchObject({ people: { people: 50 }, capacity: 136 });
	expect(a?.rooms.map(({ key }) => key)).toEqual(['a', 'b']);
	expect(lobby).toMatchObject({ people: { people: 40 }, capacity: 100 });
	// The arch between them has been silent for two hours: of neither it is known how many are in now.
	expect(a).toMatchObject({ live: false, at: now - 2 * 3_600_000 });
	expect(lobby).toMatchObject({ live: false, at: now - 2 * 3_600_000 });
});

test('without a counter that has spoken nothing is told', () => {
	const lines = linesNow(placements, [level], 0);
	expect(peopleNow(lines, [], [level], new Places([], placements, 0), 0, 0)).toMatchObject({
		building: null,
		expected: 0
	});
});

test('counting that began after the doors opened tells nobody how many are in', () => {
	const passages = [{ device: 'door', channel: '', in: 3, out: 9, since: 9, at: 10 }];
	const lines = linesNow(placements, [level], 10);
	const found = peopleNow(lines, passages, [level], new Places([], placements, 10), 8, 10);
	expect(found).toMatchObject({ building: null, countedFrom: 9, expected: 1 });
	expect(found.zones.size).toBe(0);
});
