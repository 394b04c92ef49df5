/** Everyone who works there on a day: at their places, at lunch, at prayer, in meetings; cleaners before and after. */
import { HOUR, MINUTE } from './building-clock.ts';
import type { Person, Stay, Vehicle } from './person.ts';
import { pick, type Choice, type Places } from './places.ts';
import { drawFor, hashOf, mulberry32 } from './random.ts';
import { UNLOCKED_BEFORE, type ServiceDay } from './service-calendar.ts';

/** Officers of the agencies, within what the rooms hold. */
const MOST = 100;
const FEWEST = 25;
const AT_THE_LOBBY = 4;
const CLEANERS = 5;
const ABSENT = 0.07;
const MEETINGS = [8.75 * HOUR, 10.25 * HOUR, 13.75 * HOUR, 15 * HOUR];

interface Meeting {
	room: string;
	from: number;
	to: number;
	chance: number;
}

export function staffOf(seed: number, day: number, service: ServiceDay, places: Places): Person[] {
	if (places.offices.length === 0) return [];
	const room = places.offices.reduce((sum, { share }) => sum + share, 0);
	const count = Math.round(Math.min(MOST, Math.max(FEWEST, room)));
	const meetings = meetingsOf(seed, day, places.meetingRooms, count);
	const officers = Array.from({ length: count }, (_, index) => {
		const home = index < AT_THE_LOBBY ? pick(places.lobbies, 0) : undefined;
		const desk = home ?? pick(places.offices, drawFor(seed, 'desk', index)) ?? '';
		return officer(seed, day, service, index, desk, places, home === undefined ? meetings : []);
	});
	const cleaners = Array.from({ length: CLEANERS }, (_, index) =>
		cleaner(seed, day, service, index, places)
	);
	return [...officers, ...cleaners].flat();
}

function officer(
	seed: number,
	day: number,
	service: ServiceDay,
	index: number,
	desk: string,
	places: Places,
	meetings: readonly Meeting[]
): Person[] {
	const draw = mulberry32(hashOf(seed, 'officer', index, day));
	if (draw() < ABSENT) return [];
	const vehicle = vehicleOf(seed, index);
	const comes = service.opens - UNLOCKED_BEFORE + (draw() + draw() - 1.2) * 25 * MINUTE;
	const goes = service.closes + draw() * 40 * MINUTE;
	// A break of the service empties the house; without one, some go out for lunch.
	const [pause] = service.breaks;
	const out = pause
		? { from: pause.from + draw() * 12 * MINUTE, to: pause.to - draw() * 20 * MINUTE }
		: { from: 12 * HOUR + draw() * 15 * MINUTE, to: 12.75 * HOUR + draw() * 15 * MINUTE };
	const leaves = draw() < (pause ? 0.75 : 0.35);
	const breaks: Stay[] = [];
	if (!leaves && draw() < 0.4) {
		const room = pick(places.prayer, draw());
		const from = 12.1 * HOUR + draw() * 35 * MINUTE;
		if (room) breaks.push({ room, from, to: from + 10 * MINUTE });
	}
	for (const { room, from, to, chance } of meetings) {
		if (draw() < chance && !pause) breaks.push({ room, from: from + draw() * 4 * MINUTE, to });
	}
	const trips = leaves
		? [
				{ from: comes, to: out.from },
				{ from: out.to, to: goes }
			]
		: [{ from: comes, to: goes }];
	return [{ staff: true, trips: trips.map((trip) => atDesk(desk, trip, breaks)), vehicle }];
}

/** The desk, but for the breaks that lie within. */
function atDesk(
	desk: string,
	{ from, to }: { from: number; to: number },
	breaks: readonly Stay[]
): Stay[] {
	const stays: Stay[] = [];
	let since = from;
	for (const away of [...breaks].sort((a, b) => a.from - b.from)) {
		if (away.from < since + MINUTE || away.to > to - MINUTE) continue;
		stays.push({ room: desk, from: since, to: away.from - MINUTE / 2 }, away);
		since = away.to + MINUTE / 2;
	}
	return [...stays, { room: desk, from: since, to }];
}

/** Most ride; a few of the office's own cars stand by the west wing. */
function vehicleOf(seed: number, index: number): Vehicle | null {
	const lot = drawFor(seed, 'vehicle', index);
	return lot < 0.06 ? 'official' : lot < 0.22 ? 'car' : lot < 0.8 ? 'motorcycle' : null;
}

function meetingsOf(
	seed: number,
	day: number,
	rooms: readonly Choice[],
	officers: number
): Meeting[] {
	return rooms.flatMap(({ room }) =>
		MEETINGS.flatMap((from) => {
			const draw = mulberry32(hashOf(seed, 'meeting', room, day, from));
			if (draw() < 0.45) return [];
			const to = from + (35 + 45 * draw()) * MINUTE;
			return [{ room, from: from + draw() * 10 * MINUTE, to, chance: (4 + 6 * draw()) / officers }];
		})
	);
}

function cleaner(
	seed: number,
	day: number,
	{ opens, closes }: ServiceDay,
	index: number,
	places: Places
): Person[] {
	const draw = mulberry32(hashOf(seed, 'cleaner', index, day));
	const round = (from: number, to: number): Stay[] => {
		const stays: Stay[] = [];
		let now = from + draw() * 10 * MINUTE;
		while (now < to) {
			const length = (6 + 10 * draw()) * MINUTE;
			stays.push({ room: pick(places.cleaned, draw()) ?? '', from: now, to: now + length });
			now += length + MINUTE / 2;
		}
		return stays;
	};
	const trips = [
		round(opens - 2 * HOUR, opens - UNLOCKED_BEFORE),
		round(closes + 6 * MINUTE, closes + 1.3 * HOUR)
	];
	return [{ staff: true, trips, vehicle: null }];
}
