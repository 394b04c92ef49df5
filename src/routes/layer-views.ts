/** What the plan shows of each room on a layer that is not simply a quantity of its own. */
import { NEARLY_FULL } from '#lib/domain/occupancy/capacity.ts';
import type { Room } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import type { PeopleNow } from '#lib/live/people.ts';
import type { RoomReport } from '#lib/live/room-state.ts';
import { sameView, type RoomView } from '#lib/map/room-view.ts';

/** Halls and lobbies by how full their zone is; one without counted doors is not monitored. */
export function peopleViews(
	rooms: readonly Room[],
	people: PeopleNow | null,
	f: Formats
): Map<string, RoomView> {
	return new Map(
		rooms.map((room): [string, RoomView] => {
			const zone = people?.zones.get(room.key);
			const words = wordsOf(room);
			if (zone === undefined) return [room.key, { ...words, state: 'unmonitored', value: null }];
			const share = zone.people.people / Math.max(1, zone.capacity);
			const band = share >= 1 ? 'act' : share >= NEARLY_FULL ? 'watch' : 'within';
			const stand: Pick<RoomView, 'state' | 'lastState'> = zone.live
				? { state: band }
				: { state: 'stale', lastState: band };
			// One zone is told once, in its largest room.
			if (zone.rooms[0] !== room) return [room.key, { ...words, ...stand, value: null }];
			const count = f.count(zone.people.people);
			// A room within its limits shows no value; how many are in it is what is asked here.
			const label = stand.state === 'within' ? `${words.label} ${count}` : words.label;
			return [
				room.key,
				{ ...words, label, ...stand, value: f.quantity('people_count', zone.people.people) }
			];
		})
	);
}

/** The plan in outline: names, and nothing that could be taken for a judgement. */
export function outlineViews(rooms: readonly Room[]): Map<string, RoomView> {
	return new Map(
		rooms.map((room) => [room.key, { ...wordsOf(room), state: 'unmonitored', value: null }])
	);
}

/** A quantity that is shown and never calls for anyone: what is beyond its limit is to be watched. */
export function calm(reports: ReadonlyMap<string, RoomReport>): Map<string, RoomReport> {
	return new Map(
		[...reports].map(([key, report]) => [
			key,
			report.state === 'act' ? { ...report, state: 'watch' as const } : report
		])
	);
}

/** Returns the views before them where the plan would be drawn alike. */
export function steady(): (views: ReadonlyMap<string, RoomView>) => ReadonlyMap<string, RoomView> {
	let before: ReadonlyMap<string, RoomView> = new Map();
	return (views) => {
		const alike =
			before.size === views.size &&
			[...views].every(([key, view]) => sameView(view, before.get(key)));
		return alike ? before : (before = views);
	};
}

function wordsOf(room: Room): { label: string; short?: string } {
	return {
		label: inWords(room.name),
		...(room.shortName === undefined ? {} : { short: inWords(room.shortName) })
	};
}
