/** Rooms, zones and doors by their names, in the reader's language. */
import type { Words } from '#lib/domain/metrics.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { OUTSIDE } from '#lib/live/counting-lines.ts';
import type { DoorReport } from '#lib/live/occupancy-report.ts';
import { BUILDING, lineKey } from '#lib/live/occupancy-zones.ts';

export interface Names {
	room(key: string): string;
	/** The building, or the zone's rooms: `Ruang Tunggu A`, `Lobi + 2`. */
	zone(key: string, rooms?: readonly string[]): string;
	/** By `device|channel`. */
	door(key: string): string;
}

export function namesOf(rooms: ReadonlyMap<string, Words>, doors: readonly DoorReport[]): Names {
	const room = (key: string): string => {
		const name = rooms.get(key);
		return key === OUTSIDE ? m.occupancy_outside() : name === undefined ? key : inWords(name);
	};
	return {
		room,
		zone(key, own = []) {
			if (key === BUILDING) return m.occupancy_building();
			return own.length > 1 ? `${room(key)} + ${own.length - 1}` : room(key);
		},
		door(key) {
			return doors.find((door) => lineKey(door) === key)?.name ?? key;
		}
	};
}
