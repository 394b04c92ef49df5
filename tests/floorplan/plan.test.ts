import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Building, Placement } from '#floorplan/building.ts';
import {
	findRoom,
	placementOf,
	placementsAt,
	primaryLimit,
	roomOfDevice
} from '#floorplan/plan.ts';
import { readBuilding } from '#floorplan/read-building.ts';

const SAMPLE = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
const sample = readBuilding(SAMPLE);

const placement = (part: Partial<Placement>): Placement => ({
	device: 'a',
	channel: '',
	level: 'dasar',
	room: 'lobi',
	at: [0, 0],
	from: 0,
	to: null,
	...part
});

const moved: Building = {
	...sample,
	placements: [
		placement({ to: 1000 }),
		placement({ from: 1000, room: 'musala' }),
		placement({ device: 'b', room: 'tunggu-a' }),
		placement({ device: 'b', channel: 'line_2', room: 'tunggu-b' })
	]
};

test.each([
	[-1, null],
	[0, 'lobi'],
	[999, 'lobi'],
	[1000, 'musala'],
	[1e12, 'musala']
])('at %d a device that was moved at 1000 measures in %s', (at, room) => {
	expect(roomOfDevice(moved, 'a', '', at)?.room.key ?? null).toBe(room);
});

describe('a channel with a place of its own', () => {
	test.each([
		['line_2', 'tunggu-b'],
		['line_1', 'tunggu-a'],
		['', 'tunggu-a']
	])('%s hangs in %s', (channel, room) => {
		expect(placementOf(moved, 'b', channel, 5)?.room).toBe(room);
	});
});

test('an unknown device hangs nowhere', () => {
	expect(placementOf(moved, 'c', '', 5)).toBeNull();
	expect(roomOfDevice(moved, 'c', '', 5)).toBeNull();
});

test('only placements that hold are told', () => {
	expect(placementsAt(moved, 5).map(({ room }) => room)).toEqual(['lobi', 'tunggu-a', 'tunggu-b']);
});

test('a room is found with its level', () => {
	expect(findRoom(sample, 'musala')).toMatchObject({
		level: { key: 'dasar' },
		room: { key: 'musala' }
	});
	expect(findRoom(sample, 'constructor')).toBeNull();
});

test.each([
	['waiting', 'temperature', 26],
	['lobby', 'temperature', 28],
	['lobby', 'co2', 1000],
	['service', 'temperature', undefined],
	['outdoor', 'co2', undefined],
	['work', 'pressure', undefined]
] as const)('%s is held to %s of at most %s', (type, metric, max) => {
	expect(primaryLimit(sample, type, metric)?.max).toBe(max);
});
