/** The devices of the sample building and their dated places. */
import type { Device, Placement, Point } from '../building.ts';
import { CLIMATE } from './climate.ts';
import { BAY_SENSORS, COUNTERS, type CounterRow } from './counters.ts';

/** Placements hold from here on: before any history a demo can invent. */
const SINCE = '2024-01-01T00:00:00+07:00';

const ROWS: CounterRow[] = [
	...CLIMATE.map(([device, make, name, room, at]) => ({
		device,
		make,
		name,
		places: [{ room, at }]
	})),
	...COUNTERS,
	...BAY_SENSORS
];

export const DEVICES: Device[] = ROWS.map(({ device, name, make }) => ({ device, name, ...make }));

export interface PlaceSketch extends Pick<
	Placement,
	'device' | 'channel' | 'room' | 'bay' | 'line'
> {
	at: Point;
	/** ISO 8601 with its offset; null: until now. */
	from: string;
	to: string | null;
}

export const PLACES: PlaceSketch[] = ROWS.flatMap(({ device, places }) =>
	places.map(({ since = SINCE, ...place }, index) => ({
		...{ device, channel: '', ...place },
		...{ from: since, to: places[index + 1]?.since ?? null }
	}))
);
