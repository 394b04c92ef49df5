/** The zones in which people are counted: the building, and its halls as the lines part them. */
import { capacityOf } from '#lib/domain/occupancy/capacity.ts';
import type { Level, Room } from '#floorplan/building.ts';
import { OUTSIDE, type CountingLine } from './counting-lines.ts';
import { publicRooms, zoneFinder } from './people.ts';

/** Key of the zone that is the whole building. */
export const BUILDING = 'building';

/** A line at a zone's edge. */
export interface ZoneDoor {
	line: CountingLine;
	/** False where what the counter calls in leads out of the zone. */
	inwards: boolean;
}

export interface Zone {
	/** BUILDING, or the key of its largest room. */
	key: string;
	/** The largest first; of the building all rooms for the public. */
	rooms: Room[];
	/** Whole persons, by area and seats. */
	capacity: number;
	doors: ZoneDoor[];
}

/** The building first, then every hall with a counted door, the largest first. */
export function zonesOf(levels: readonly Level[], lines: readonly CountingLine[]): Zone[] {
	const halls = publicRooms(levels);
	const zoneOf = zoneFinder(levels, lines);
	const byRoot = Map.groupBy(halls, (room) => zoneOf(room.key));
	const zones = [...byRoot].map(([root, rooms]) =>
		zone(
			rooms,
			lines.flatMap((line) => {
				const [into, from] = [zoneOf(line.into) === root, zoneOf(line.from) === root];
				return into === from ? [] : [{ line, inwards: into }];
			})
		)
	);
	const outer = lines.flatMap((line) => {
		const [into, from] = [line.into === OUTSIDE, line.from === OUTSIDE];
		return into === from ? [] : [{ line, inwards: from }];
	});
	return [
		{ ...zone(halls, outer), key: BUILDING },
		...zones.filter(({ doors }) => doors.length > 0).sort((a, b) => b.capacity - a.capacity)
	];
}

function zone(rooms: readonly Room[], doors: ZoneDoor[]): Zone {
	const largest = rooms.toSorted((a, b) => b.area - a.area);
	const capacity = rooms.reduce((sum, room) => sum + capacityOf(room), 0);
	return { key: largest[0]?.key ?? BUILDING, rooms: largest, capacity, doors };
}

/** The line with its sides exchanged: its counter is mounted backwards. */
export function turnedLine(line: CountingLine): CountingLine {
	return { ...line, into: line.from, from: line.into };
}

/** Names a line: `device|channel`. */
export function lineKey({ device, channel }: Pick<CountingLine, 'device' | 'channel'>): string {
	return `${device}|${channel}`;
}
