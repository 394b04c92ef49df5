/** Three thousand features on a sheet: rooms in rows, and bays in rows below them. */
import type { Bay, Level, Point, Polygon, Room, Wall } from '#floorplan/building.ts';

export const ROOMS = 1_500;
export const BAYS = 1_500;
/** m; rows of sixty. */
const COLUMNS = 60;
const ROOM = { width: 1.8, height: 2 };
const BAY = { width: 1.8, height: 1.6 };

function box(x: number, y: number, width: number, height: number): Polygon {
	return [
		[
			[x, y],
			[x + width, y],
			[x + width, y + height],
			[x, y + height]
		]
	];
}

const place = (index: number, { width, height }: typeof ROOM, south: number) =>
	box((index % COLUMNS) * width, south + Math.floor(index / COLUMNS) * height, width, height);

const rooms = Array.from({ length: ROOMS }, (_, index): Room => {
	const polygon = place(index, ROOM, 45);
	const [x, y] = polygon[0]?.[0] ?? [0, 0];
	return {
		...{ id: `r${index}`, key: `r${index}`, name: { id: `R${index}`, en: `R${index}` } },
		...{ type: 'work', category: 'office', polygon, area: 3.6, occupants: [] },
		labelAt: [x + 0.9, y + 1]
	};
});

const bays = Array.from({ length: BAYS }, (_, index): Bay => ({
	...{ id: `b${index}`, key: `b${index}`, number: index + 1, class: 'car', zone: 'yard' },
	polygon: place(index, BAY, 0)
}));

const outline = box(0, 45, COLUMNS * ROOM.width, (ROOMS / COLUMNS) * ROOM.height);
const walls = Array.from({ length: ROOMS / COLUMNS + 1 }, (_, n): Wall => {
	const y = 45 + n * ROOM.height;
	const [from, to]: [Point, Point] = [
		[0, y],
		[COLUMNS * ROOM.width, y]
	];
	return { kind: 'inner', from, to, thickness: 0.15 };
});

const bareLevel: Omit<Level, 'id' | 'key' | 'ordinal' | 'outdoor' | 'outline' | 'rooms'> = {
	...{ name: { id: '', en: '' }, walls: [], openings: [], fixtures: [] },
	...{ bays: [], areas: [], site: [] }
};

export const HOUSE: Level = {
	...bareLevel,
	...{ id: 'house', key: 'house', ordinal: 0, outdoor: false, outline, rooms, walls }
};

export const YARD: Level = {
	...bareLevel,
	...{ id: 'yard', key: 'yard', ordinal: 0, outdoor: true, outline: box(0, 0, 108, 95), bays },
	rooms: [
		{
			...{ id: 'zone', key: 'yard', name: { id: 'Y', en: 'Y' }, type: 'outdoor' },
			...{ category: 'parking', polygon: box(0, 0, 108, 40), labelAt: [54, 20] },
			...{ area: 4320, occupants: [] }
		}
	]
};

export const POLYGONS: Polygon[] = [...rooms, ...bays].map(({ polygon }) => polygon);
