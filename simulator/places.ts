/** What the rooms are for, as a visitor or someone who works there sees it. */
import type { Building, Room } from '#floorplan/building.ts';
import { OUTSIDE, roomsOf } from './doors.ts';
import type { Walk } from './floor-graph.ts';

/** A room and its share of those who choose among its like; shares need not add up to 1. */
export interface Choice {
	room: string;
	share: number;
}

export interface Places {
	/** Where visitors wait to be served. */
	halls: readonly Choice[];
	/** Agencies with a room of their own, to which some are sent on. */
	agencies: readonly Choice[];
	prayer: readonly Choice[];
	child: readonly Choice[];
	restrooms: readonly Choice[];
	lobbies: readonly Choice[];
	/** Where people work. */
	offices: readonly Choice[];
	/** Where those who work there meet. */
	meetingRooms: readonly Choice[];
	/** What is cleaned before and after the day. */
	cleaned: readonly Choice[];
}

/** Stairs keep most from going up for what there is below as well. */
const UPSTAIRS = 0.05;
/** m² that a person who works or waits takes, where no seats are drawn. */
const M2_A_PERSON = 5;

export function placesOf(building: Building, walk: Walk): Places {
	const rooms = [...roomsOf(building).values()];
	const reached = (room: Room, staff: boolean) => walk(OUTSIDE, room.key, staff) !== null;
	const share = (room: Room) => room.seats ?? room.area / M2_A_PERSON;
	const choose = (staff: boolean, fits: (room: Room & { ordinal: number }) => boolean): Choice[] =>
		rooms
			.filter((room) => fits(room) && reached(room, staff))
			.map((room) => {
				return {
					room: room.key,
					share: share(room) * (staff || room.ordinal === 0 ? 1 : UPSTAIRS)
				};
			});
	const isMeeting = ({ category }: Room) => category === 'conferenceroom';
	const isOffice = ({ type, category }: Room) =>
		type === 'work' && !['nonpublic', 'firstaid', 'conferenceroom'].includes(category);
	return {
		halls: choose(false, ({ type }) => type === 'waiting'),
		agencies: choose(false, (room) => isOffice(room) && room.occupants.length > 0),
		prayer: choose(false, ({ type }) => type === 'prayer'),
		child: choose(false, ({ type }) => type === 'child'),
		restrooms: choose(false, ({ category }) => category.startsWith('restroom')),
		lobbies: choose(true, ({ type, category }) => type === 'lobby' && category === 'lobby'),
		offices: choose(true, isOffice),
		meetingRooms: choose(true, isMeeting),
		cleaned: choose(true, ({ type }) => ['waiting', 'lobby', 'corridor', 'work'].includes(type))
	};
}

/** The choice at a draw in [0, 1); undefined where there is nothing to choose. */
export function pick(choices: readonly Choice[], draw: number): string | undefined {
	let left = draw * choices.reduce((sum, { share }) => sum + share, 0);
	return (choices.find(({ share }) => (left -= share) < 0) ?? choices.at(-1))?.room;
}
