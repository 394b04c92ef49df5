/** Parking as one picture, the same for the page, the public board, the plain JSON and the signs. */
import type { Words } from '../metrics.ts';
import type { BayDoubt } from './bay-doubt.ts';

export const CLASSES = ['car', 'motorcycle', 'disabled', 'official'] as const;
export type ParkingClass = (typeof CLASSES)[number];

/** Whose word the figure is: each bay's sensor, a gate's counter, an officer's count; none has spoken. */
export type Basis = 'sensors' | 'gate' | 'officer' | 'mixed' | 'none';

/** Places of a class, of a zone or of a pool. */
export interface PlacesNow {
	/** All places that are offered: neither closed nor reserved. */
	offered: number;
	closed: number;
	reserved: number;
	/** Surely free; 0 while declared full. null: nobody has counted. */
	free: number | null;
	/** At most free. */
	most: number | null;
	taken: number | null;
	/** Places that cannot be told. */
	unknown: number;
	/** Sensors that speak and are believed, of so many. */
	reporting: number;
	expected: number;
	basis: Basis;
	/** Declared full by an officer since then, epoch ms UTC. */
	fullSince: number | null;
	/** Newest word on it, epoch ms UTC; null: there was none today. */
	at: number | null;
}

export interface ForecastStep {
	minutes: number;
	/** Free places: the expected number, and a range that holds nine in ten. */
	free: number;
	low: number;
	high: number;
	/** Mean error in places so far, and that of "as now"; null: none has come due. */
	error: { own: number; asNow: number; covered: number; n: number } | null;
}

/** `steps` is empty while hidden, for the reason given. */
export interface ClassForecast {
	steps: ForecastStep[];
	hidden: 'learning' | 'closed' | 'no-count' | null;
	/** Days it has learned from. */
	days: number;
}

export interface ClassPicture extends PlacesNow {
	class: ParkingClass;
	forecast: ClassForecast;
}

export interface ZonePicture extends PlacesNow {
	zone: string;
	class: ParkingClass;
	name: Words;
}

/** What an officer counts as one: the bays of a class, or an area behind a gate. */
export interface PoolPicture extends PlacesNow {
	pool: string;
	class: ParkingClass;
	/** Of an area; null: the bays of the class. */
	name: Words | null;
	/** Vehicles that officers have added today. */
	correction: number;
	recountedAt: number | null;
}

export interface BayPicture {
	bay: string;
	number: number;
	zone: string;
	class: ParkingClass;
	state: 'free' | 'taken' | 'unknown' | 'closed' | 'reserved';
	/** Newest reading, epoch ms UTC. */
	at: number | null;
	/** Since when it is so, as far as known. */
	since: number | null;
	/** m to the entrance. */
	metres: number | null;
	doubt: Omit<BayDoubt, 'bay'> | null;
}

export interface ParkingPicture {
	/** The server's clock, epoch ms UTC. */
	at: number;
	/** Up to when the figures are true: `at`, or when readings stopped flowing. */
	dataAt: number;
	/** False: readings do not arrive. */
	flowing: boolean;
	simulated: boolean;
	service: { open: boolean; until: number | null; opensAt: number | null };
	classes: ClassPicture[];
	zones: ZonePicture[];
	pools: PoolPicture[];
	bays: BayPicture[];
	/** Of public cars and of the disabled: number and zone of the free bay nearest to the entrance. */
	nearest: { class: ParkingClass; number: number; zone: Words; metres: number }[];
}
