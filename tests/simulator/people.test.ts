import { describe, expect, test } from 'vitest';
import { OUTSIDE } from '../../simulator/doors.ts';
import { DAY, HOUR, ORIGIN, simulate, TODAY } from './sample-simulation.ts';

const { world } = simulate(1);
const tuesday = world.clock.dayOf(ORIGIN);
const friday = tuesday - 4;
const weekdays = [friday, tuesday - 1, tuesday, tuesday + 1, tuesday + 2];

describe('the doors add up to one total', () => {
	test.each([7, 9, 10.5, 12.3, 14, 17])('at hour %d of a Tuesday', (hour) => {
		const { passages, people, inBuilding } = world.people.day(tuesday);
		const doors = new Set(world.entrances.map(({ id }) => id));
		const passed = passages.filter(({ at, door }) => at <= hour * HOUR && doors.has(door));
		const sum = passed.reduce(
			(inside, { outOf, into }) => inside + Number(outOf === OUTSIDE) - Number(into === OUTSIDE),
			0
		);
		expect(inBuilding(hour * HOUR)).toBe(sum);
		// Within a minute's walk of a door, who is in a room is in the building.
		const inRooms = people.filter(({ trips }) =>
			trips.some((trip) => {
				const [first, last] = [trip[0], trip.at(-1)];
				return first && last && first.from <= hour * HOUR && hour * HOUR < last.to;
			})
		);
		expect(Math.abs(inRooms.length - sum)).toBeLessThanOrEqual(3);
	});

	test('what the counters count is what passes, less the few that they miss', () => {
		const { passages } = world.people.day(tuesday);
		for (const door of world.entrances) {
			const passed = passages.filter((one) => one.door === door.id && one.outOf === OUTSIDE).length;
			const counted = world.lines
				.filter((line) => line.door === door.id)
				.map(({ device }) => {
					return (
						world.counting.total(device, TODAY + DAY).in - world.counting.total(device, TODAY).in
					);
				})
				.reduce((sum, more) => sum + more, 0);
			expect(counted).toBeLessThanOrEqual(passed);
			expect(counted).toBeGreaterThan(0.95 * passed);
		}
	});

	test('a hall is left as often as it is entered', () => {
		const { passages } = world.people.day(tuesday);
		for (const { door, into } of world.lines) {
			const own = passages.filter((one) => one.door === door);
			const inward = own.filter((one) => one.into === into).length;
			expect(inward).toBeGreaterThan(10);
			// Few go round through the offices behind.
			expect(Math.abs(own.length - 2 * inward)).toBeLessThan(0.03 * own.length);
		}
	});
});

test.each(weekdays)('on service day %d about 500 come, 40 to 120 work, and all go home', (day) => {
	const { people, inBuilding } = world.people.day(day);
	const visitors = people.filter(({ staff }) => !staff).length;
	expect(visitors).toBeGreaterThan(330);
	expect(visitors).toBeLessThan(640);
	expect(people.length - visitors).toBeGreaterThanOrEqual(40);
	expect(people.length - visitors).toBeLessThanOrEqual(120);
	expect([inBuilding(0), inBuilding(5 * HOUR), inBuilding(20 * HOUR)]).toEqual([0, 0, 0]);
	expect(inBuilding(10 * HOUR)).toBeGreaterThan(80);
});

test('Saturday and Sunday nobody comes, nor on a holiday of the calendar', () => {
	const christmas = world.clock.dayOf(Date.parse('2026-12-25T12:00:00+07:00'));
	for (const day of [tuesday - 3, tuesday - 2, tuesday + 4, christmas]) {
		expect(world.people.day(day).people).toEqual([]);
	}
});

test('arrivals have two peaks with a lull at noon', () => {
	const hours = Array.from({ length: 24 }, () => 0);
	for (const day of weekdays.filter((one) => one !== friday)) {
		for (const { staff, trips } of world.people.day(day).people) {
			if (!staff) hours[Math.floor(trips[0]![0]!.from / HOUR)]! += 1;
		}
	}
	expect(Math.max(...hours)).toBe(hours[9]);
	expect(hours[12]).toBeLessThan(0.6 * hours[9]!);
	expect(hours[13]).toBeGreaterThan(1.3 * hours[12]!);
	expect(hours.slice(16).concat(hours.slice(0, 7))).toEqual(Array.from({ length: 15 }, () => 0));
});

test('in the break for Friday prayer no visitor comes and most of the others are out', () => {
	const { people, inBuilding } = world.people.day(friday);
	const inBreak = (time: number) => time >= 11.5 * HOUR && time < 13.5 * HOUR;
	const came = people.filter(({ staff, trips }) => !staff && inBreak(trips[0]![0]!.from));
	expect(came).toEqual([]);
	expect(inBuilding(12.5 * HOUR)).toBeLessThan(0.35 * inBuilding(11 * HOUR));
	expect(inBuilding(14.5 * HOUR)).toBeGreaterThan(0.6 * inBuilding(11 * HOUR));
});

test('five motorcycles come for every car of a visitor, and each is somebody’s', () => {
	const count = { motorcycle: 0, car: 0 };
	for (const day of weekdays) {
		for (const { staff, vehicle } of world.people.day(day).people) {
			if (!staff && (vehicle === 'motorcycle' || vehicle === 'car')) count[vehicle]++;
		}
	}
	expect(count.motorcycle / count.car).toBeGreaterThan(4.2);
	expect(count.motorcycle / count.car).toBeLessThan(5.8);
	const { people } = world.people.day(tuesday);
	const owners = people.filter(({ vehicle }) => vehicle !== null).length;
	expect(world.parking.day(tuesday).length).toBeLessThanOrEqual(owners);
	expect(world.parking.day(tuesday).length).toBeGreaterThan(0.95 * owners);
});

test('no bay holds two cars, and the bays at the door are the busiest', () => {
	const bays = new Map<string, { from: number; to: number }[]>();
	for (const { vehicle, place, from, to } of world.parking.day(tuesday)) {
		if (vehicle !== 'motorcycle') bays.set(place, [...(bays.get(place) ?? []), { from, to }]);
	}
	for (const stays of bays.values()) {
		const inOrder = stays.sort((a, b) => a.from - b.from);
		for (const [index, { from }] of inOrder.slice(1).entries()) {
			expect(from).toBeGreaterThan(inOrder[index]!.to);
		}
	}
	const turns = [...bays.values()].map(({ length }) => length).sort((a, b) => b - a);
	expect(turns[0]).toBeGreaterThan(3);
	expect(turns.at(-1)).toBe(1);
});
