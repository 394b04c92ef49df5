/** One person's day: where, from when, until when, and what he or she came with. */

export type Vehicle = 'motorcycle' | 'car' | 'official';

/** Time in a room, ms after local midnight; the ways between two rooms are in no room. */
export interface Stay {
	room: string;
	from: number;
	to: number;
}

export interface Person {
	staff: boolean;
	/** Each from the street and back to it, in order. */
	trips: readonly (readonly Stay[])[];
	/** What stands parked from the first trip to the last; null: none, or a companion's. */
	vehicle: Vehicle | null;
}
