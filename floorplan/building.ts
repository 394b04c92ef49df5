/** The building as the rest of the house sees it: rooms, walls and doors in metres, devices in their places. */
import type { ComfortBasis } from '#lib/domain/comfort/basis.ts';
import type { ServiceCalendar } from '#lib/domain/calendar-day.ts';
import type { Metric, Words } from '#lib/domain/metrics.ts';

/** East and north of the building's anchor, metres. */
export type Point = readonly [number, number];
/** Closed without repeating the first point. */
export type Ring = readonly Point[];
/** Outer ring first, then holes. */
export type Polygon = readonly Ring[];

/** Decides which limits apply to a room. */
export type RoomType =
	| 'work'
	| 'waiting'
	| 'lobby'
	| 'corridor'
	| 'service'
	| 'prayer'
	| 'child'
	| 'server'
	| 'outdoor'
	| 'void';

export interface Room {
	/** UUID of the IMDF unit; stays the same for the life of the building. */
	id: string;
	/** Short, readable, unique in the building: what a URL and a placement name. */
	key: string;
	name: Words;
	/** For a small screen or a small room; IMDF `alt_name`. */
	shortName?: Words;
	type: RoomType;
	/** IMDF unit category: `room`, `walkway`, `restroom`, `stairs` … */
	category: string;
	polygon: Polygon;
	/** Where a label may stand, inside the room. */
	labelAt: Point;
	/** m², computed from the polygon. */
	area: number;
	seats?: number;
	/** Names of the agencies that serve here. */
	occupants: string[];
}

export interface Wall {
	kind: 'outer' | 'inner';
	from: Point;
	to: Point;
	/** m. */
	thickness: number;
}

export interface Opening {
	id: string;
	kind: 'door' | 'double-door' | 'open' | 'window';
	/**
	 * The two ends of the opening on the wall's axis. A single leaf hangs at `from`; every
	 * leaf opens to the left of from → to.
	 */
	from: Point;
	to: Point;
	/**
	 * Keys of the rooms left and right of from → to; `outside` where there is none. Empty
	 * for a window.
	 */
	joins: string[];
	/** m, of the wall it is cut from. */
	thickness: number;
}

/** What is drawn but is no room: columns, stairs, counters, desks, ramps. */
export type Fixture = {
	id: string;
	kind:
		| 'column'
		| 'stairs'
		| 'counter'
		| 'desk'
		| 'seat'
		| 'lift'
		| 'ramp'
		| 'kiosk'
		| 'sanitary'
		| 'step'
		/** What stands solid, or in glass, with the shape it was drawn with. */
		| 'wall'
		| 'glass';
	name?: Words;
} & ({ closed: true; shape: Polygon } | { closed: false; shape: readonly Point[] });

/** A marked place for one vehicle. */
export interface Bay {
	/** UUID; stays the same when bays are numbered anew. */
	id: string;
	/** Short, readable, unique in the building: what a placement names. */
	key: string;
	/** As painted on the ground; unique in the building. */
	number: number;
	class: 'car' | 'motorcycle' | 'disabled' | 'official';
	/** Key of the room it lies in. */
	zone: string;
	/** The first edge is the open side, where a vehicle drives in. */
	polygon: Polygon;
}

/** Where vehicles stand without marked places and are counted at the gate. */
export interface ParkingArea {
	id: string;
	key: string;
	name: Words;
	class: Bay['class'];
	/** Key of the room it lies in. */
	zone: string;
	places: number;
	/** On the edge of the polygon. */
	gate: Point;
	/** The first edge is the side along which a driver rides in. */
	polygon: Polygon;
	/** Who counts what goes in and out; null: nobody. */
	countedBy: { device: string; channel: string } | null;
}

/** What is drawn of the ground around the building, and of its roof. */
export type SiteMark = {
	id: string;
	/** What a name of it is looked up by; several marks may share one. */
	key: string;
	kind:
		| 'boundary'
		| 'kerb'
		| 'path'
		| 'crossing'
		| 'hut'
		| 'planter'
		| 'street'
		| 'gate'
		| 'assembly'
		| 'roof'
		| 'ridge'
		| 'shelter'
		| 'tree';
	name?: Words;
} & (
	| { form: 'area'; shape: Polygon }
	| { form: 'line'; shape: readonly Point[] }
	/** `radius` in m, of a tree's crown. */
	| { form: 'point'; at: Point; radius: number }
);

/** A picture of the plan, in the building's folder. */
export interface Underlay {
	file: string;
	/** px. */
	width: number;
	height: number;
	/** Where its corners lie: top left, top right, bottom right, bottom left. */
	corners: readonly [Point, Point, Point, Point];
}

export interface Level {
	id: string;
	key: string;
	name: Words;
	/** 0 is the ground floor, and the ground around it. */
	ordinal: number;
	/** True for the ground around the building. */
	outdoor: boolean;
	outline: Polygon;
	/** A picture under the drawing, where the plan has one. */
	underlay?: Underlay;
	rooms: Room[];
	/** Already cut at the openings: each is drawn whole. */
	walls: Wall[];
	openings: Opening[];
	fixtures: Fixture[];
	bays: Bay[];
	areas: ParkingArea[];
	site: SiteMark[];
}

export interface Device {
	/** The network's id, as readings carry it. */
	device: string;
	name: string;
	/** Which network carries it: `tts`, `chirpstack`, `plain` … */
	network: string;
	/** Maker and model, as printed on its label. */
	brand: string;
	model: string;
	/** Name of the profile that reads it, when the signature alone does not tell. */
	profile?: string;
	/** Longest it is silent when healthy, ms. */
	intervalMs?: number;
	/** True where it speaks only when something changes. */
	eventOnly?: boolean;
}

/** Where a device stood from a day on; dated, so that history follows a move. */
export interface Placement {
	device: string;
	/** `''` for every channel of the device. */
	channel: string;
	level: string;
	/** Key of the room. */
	room: string;
	/** Key of the bay, for a sensor that watches one. */
	bay?: string;
	/** For a counter at a door: what goes from the one room into the other counts as in. */
	line?: { from: string; to: string };
	at: Point;
	/** Epoch ms UTC, inclusive. */
	from: number;
	/** Epoch ms UTC, exclusive; null: until now. */
	to: number | null;
}

/** One clause of one standard for one quantity in some room types. */
export interface Limit {
	id: string;
	standard: string;
	clause: string | null;
	roomTypes: RoomType[];
	metric: Metric;
	min: number | null;
	max: number | null;
	/** How far beyond the limit is still "watch" and not yet "act", in the metric's unit. */
	watch: number;
	/** Judged as the mean over so long, ms; absent: a quarter of an hour. */
	averagingMs?: number | undefined;
	/** False: the source is unconfirmed, and it supports no claim of compliance. */
	verified: boolean;
	/** How its numbers are known: read in a secondary source, from memory, tried and tested. */
	mark?: 'S' | 'M' | 'T' | undefined;
	/** First and last day on which it holds, `2026-01-01`, inclusive; absent: always. */
	from?: string | undefined;
	to?: string | undefined;
	/** What a reader must know beside the number. */
	note?: Words | undefined;
	/** The one that colours the plan for its room types and metric. */
	primary: boolean;
}

export interface Building {
	id: string;
	name: Words;
	address: Words;
	/** IANA name. */
	timeZone: string;
	/** Where [0, 0] of the plan lies, WGS84 degrees. */
	anchor: { lon: number; lat: number };
	/** Says that the plan is no survey of a real place, when it is none. */
	notice: Words | null;
	levels: Level[];
	devices: Device[];
	placements: Placement[];
	limits: Limit[];
	/** What the comfort indices assume. */
	comfort: ComfortBasis;
	/** When it serves the public. */
	calendar: ServiceCalendar;
}
