/** Bays and motorcycle areas of the sample's site by their places, metres in the plan's own axes. */
import type { Bay, ParkingArea, Point, Ring } from '../building.ts';
import { box, room, type RoomSketch, type Row } from './room-sketch.ts';

export interface BaySketch extends Pick<Bay, 'key' | 'number' | 'class' | 'zone'> {
	/** Anticlockwise; the first edge is the open side. */
	ring: Ring;
}

export interface AreaSketch extends Omit<ParkingArea, 'id' | 'polygon'> {
	ring: Ring;
}

interface BayRow {
	key: string;
	zone: string;
	class: Bay['class'];
	/** South edge. */
	y: number;
	opens: 'south' | 'north';
	width: number;
	/** West edges; a gap is a planter, a drain or the path. */
	x: readonly number[];
}

const LENGTH = 5;
const CAR = { class: 'car', width: 2.5 } as const;

/**
 * In the order of the numbers that are painted on the ground: they run on across whatever
 * interrupts a row, while the key tells the place in the row, and stays.
 */
const ROWS: BayRow[] = [
	{
		key: 'a-barat',
		zone: 'zona-a',
		...CAR,
		y: 8,
		opens: 'north',
		x: [30.5, 33, 35.5, 38, 43, 45.5, 48, 50.5]
	},
	{
		key: 'a-timur',
		zone: 'zona-a',
		...CAR,
		y: 8,
		opens: 'north',
		x: [59, 61.5, 64, 66.5, 69, 71.5, 74, 76.5]
	},
	{
		key: 'b-selatan',
		zone: 'zona-b',
		...CAR,
		y: 19,
		opens: 'south',
		x: [33, 35.5, 38, 40.5, 43, 45.5, 48, 50.5]
	},
	{
		key: 'b-utara',
		zone: 'zona-b',
		...CAR,
		y: 24,
		opens: 'north',
		x: [33, 35.5, 38, 40.5, 43, 45.5, 48, 50.5]
	},
	{
		key: 'c-selatan',
		zone: 'zona-c',
		...CAR,
		y: 19,
		opens: 'south',
		x: [59, 61.5, 64, 67.7, 70.2, 72.7, 75.2, 77.7]
	},
	{
		key: 'c-utara',
		zone: 'zona-c',
		...CAR,
		y: 24,
		opens: 'north',
		x: [59, 61.5, 64, 67.7, 70.2, 75.2, 77.7, 80.2]
	},
	{
		key: 'dinas',
		zone: 'dinas',
		class: 'official',
		width: 2.5,
		y: 34.8,
		opens: 'south',
		x: [16, 18.5, 21, 23.5, 26, 28.5, 31, 33.5]
	},
	{
		key: 'disabilitas',
		zone: 'disabilitas',
		class: 'disabled',
		width: 3.7,
		y: 34.8,
		opens: 'south',
		x: [62.6, 66.3, 70, 73.7]
	}
];

function bayRing({ y, opens, width }: BayRow, x: number): Ring {
	const [southWest, southEast, northEast, northWest] = box(x, y, x + width, y + LENGTH) as [
		Point,
		Point,
		Point,
		Point
	];
	return opens === 'south'
		? [southWest, southEast, northEast, northWest]
		: [northEast, northWest, southWest, southEast];
}

export const BAYS: BaySketch[] = ROWS.flatMap((row) => {
	const [first = 0] = row.x;
	return row.x.map((x) => ({
		key: `${row.key}-${Math.round((x - first) / row.width) + 1}`,
		...{ class: row.class, zone: row.zone, ring: bayRing(row, x) }
	}));
}).map((bay, index) => ({ ...bay, number: index + 1 }));

export const AREAS: AreaSketch[] = [
	{
		key: 'motor-barat',
		name: { id: 'Motor Barat', en: 'Motorcycles West' },
		class: 'motorcycle',
		zone: 'motor-barat',
		places: 100,
		gate: [12.5, 41],
		// The lane and its bar run along the east side, by the building.
		ring: [
			[20, 41],
			[20, 60],
			[9.5, 60],
			[9.5, 41]
		],
		countedBy: { device: '24e124645d451002', channel: '' }
	},
	{
		key: 'motor-timur',
		name: { id: 'Motor Timur', en: 'Motorcycles East' },
		class: 'motorcycle',
		zone: 'motor-timur',
		places: 50,
		gate: [95.5, 43],
		ring: [
			[99, 43],
			[99, 61.75],
			[92, 61.75],
			[92, 43]
		],
		countedBy: { device: 'mpp-gerbang-motor-timur', channel: '' }
	}
];

const ZONES: Row[] = [
	['zona-a', 'Zona A', 'Zone A', 'outdoor', 'parking', box(30.5, 8, 79, 13)],
	['zona-b', 'Zona B', 'Zone B', 'outdoor', 'parking', box(33, 19, 53, 29)],
	[
		'zona-c',
		'Zona C',
		'Zone C',
		'outdoor',
		'parking',
		[
			[59, 19],
			[80.2, 19],
			[80.2, 24],
			[82.7, 24],
			[82.7, 29],
			[59, 29]
		]
	],
	['dinas', 'Kendaraan Dinas', 'Official vehicles', 'outdoor', 'parking', box(16, 34.8, 36, 39.8)],
	['disabilitas', 'Disabilitas', 'Disabled', 'outdoor', 'parking', box(62.6, 34.8, 77.4, 39.8)],
	...AREAS.map(({ key, name, ring }): Row => [key, name.id, name.en, 'outdoor', 'parking', ring])
];

/** The zones as rooms under the sky, and the roof, on which the outdoor air is measured. */
export function siteRooms(roof: Ring): RoomSketch[] {
	return [...ZONES, ['atap', 'Atap', 'Roof', 'outdoor', 'nonpublic', roof] satisfies Row].map(room);
}
