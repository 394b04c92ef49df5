/** Everyone who comes to be served on a day: in parties, by motorcycle or car, to the lobby, a hall, and on. */
import { HOUR, MINUTE } from './building-clock.ts';
import { OUTSIDE } from './doors.ts';
import type { Walk } from './floor-graph.ts';
import type { Person, Stay, Vehicle } from './person.ts';
import { pick, type Places } from './places.ts';
import { exponential, hashOf, mulberry32 } from './random.ts';
import { arrivalTimes, leavesBy, visitsOf, type ServiceDay } from './service-calendar.ts';

/** Shares of parties; five motorcycles come for every car, the others are brought or walk. */
const BY_MOTORCYCLE = 0.7;
const BY_CAR = 0.14;
/** A party of two or three: a family, a companion. */
const WITH_ANOTHER = 0.22;
const WITH_TWO = 0.05;
/** What some do after they were served. */
const SENT_ON = 0.25;
const TO_THE_RESTROOM = 0.15;
const WITH_A_CHILD = 0.04;
/** Zuhur is prayed by some of those who are there at that time. */
const NOON = { from: 11.9 * HOUR, to: 12.9 * HOUR };
const PRAYS = 0.5;
/** Between two rooms. */
const WALK = MINUTE / 2;

export function visitorsOf(
	seed: number,
	day: number,
	service: ServiceDay,
	places: Places,
	walk: Walk
): Person[] {
	if (places.halls.length === 0) return [];
	const visits = visitsOf(seed, day);
	const draw = mulberry32(hashOf(seed, 'visitors', day));
	const people: Person[] = [];
	const arrivals = arrivalTimes(service, Array.from({ length: visits }, draw));
	while (people.length < visits) {
		const lot = draw();
		const size = lot < WITH_TWO ? 3 : lot < WITH_TWO + WITH_ANOTHER ? 2 : 1;
		const way = draw();
		const vehicle: Vehicle | null =
			way < BY_CAR ? 'car' : way < BY_CAR + BY_MOTORCYCLE ? 'motorcycle' : null;
		const arrives = arrivals[people.length] ?? 0;
		const stays = visit(service, arrives, places, walk, draw);
		for (let member = 0; member < Math.min(size, vehicle === 'motorcycle' ? 2 : 3); member++) {
			// Companions walk a few steps behind, so that a counter sees one after the other.
			const behind = member * 1_500;
			const trip = stays.map(({ room, from, to }) => ({
				room,
				from: from + behind,
				to: to + behind
			}));
			people.push({ staff: false, trips: [trip], vehicle: member === 0 ? vehicle : null });
		}
	}
	return people;
}

function visit(
	service: ServiceDay,
	arrives: number,
	places: Places,
	walk: Walk,
	draw: () => number
): Stay[] {
	const ends = leavesBy(service, arrives, draw());
	const stays: Stay[] = [];
	let now = arrives;
	const stay = (room: string | undefined, length: number) => {
		if (room === undefined || now >= ends) return;
		stays.push({ room, from: now, to: Math.min(now + length, ends) });
		now += length + WALK;
	};
	const hall = pick(places.halls, draw()) ?? '';
	const lobby = walk(OUTSIDE, hall, false)?.[0]?.into;
	const registers = MINUTE + exponential(draw(), 2 * MINUTE);
	if (lobby !== undefined && lobby !== hall) stay(lobby, registers);
	if (draw() < WITH_A_CHILD) stay(pick(places.child, draw()), 10 * MINUTE + draw() * 15 * MINUTE);
	stay(hall, 10 * MINUTE + exponential(draw(), 26 * MINUTE));
	if (draw() < SENT_ON)
		stay(pick(places.agencies, draw()), 4 * MINUTE + exponential(draw(), 7 * MINUTE));
	if (draw() < TO_THE_RESTROOM)
		stay(pick(places.restrooms, draw()), 3 * MINUTE + draw() * 3 * MINUTE);
	const noon = now > NOON.from && now < NOON.to;
	if (draw() < PRAYS && noon) stay(pick(places.prayer, draw()), 8 * MINUTE + draw() * 8 * MINUTE);
	return stays;
}
