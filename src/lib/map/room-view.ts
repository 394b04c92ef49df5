/** What the plan shows of a room at one moment: all it needs to know, in the reader's language. */
import type { Point } from '#floorplan/building.ts';

/**
 * `within`, `watch`, `act`: by the room's limits, from live values; `stale`: the last value is
 * too old to colour by; `unknown`: sensors are placed but nothing can be said; `unjudged`: live,
 * and no limit is set; `unmonitored`: no sensor stands there.
 */
export type RoomState =
	'within' | 'watch' | 'act' | 'stale' | 'unknown' | 'unjudged' | 'unmonitored';

export interface RoomView {
	state: RoomState;
	/** Where `stale` hatches over a colour: the state of the last value. */
	lastState?: 'within' | 'watch' | 'act';
	/** The room's name. */
	label: string;
	/** Shorter name, for a room or a screen too small for the name. */
	short?: string;
	/** The value with its unit, formatted for the reader; null: nothing to show. */
	value: string | null;
}

/** What fills the sheet: rooms by their state, or bays by what stands on them. */
export type PlanLayer = 'climate' | 'parking';

/** `unknown`: its sensor has said nothing that can be relied on. */
export type BayState = 'free' | 'taken' | 'unknown';

/** An area without bays that is counted at its gate. */
export interface AreaView {
	/** Vehicles that stand there; may be more than there are places. */
	taken: number;
	places: number;
}

/** A sensor of the chosen room, numbered as in the list beside the plan. */
export interface SensorMark {
	/** m, its place on the plan. */
	at: Point;
	number: number;
}

/** What lies over the sheet and words must not run under; CSS px from the plan's top left corner. */
export interface Overlay {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What stands beside a row of bays or an area: `Zona B` over `7 kosong`; both in the reader's language. */
export interface ZoneView {
	name: string;
	/** In blue: how many are free, or in which state the area is; null: nothing is known. */
	note: string | null;
}

/** Words the plan cannot take from its rooms. */
export interface PlanLabels {
	/** The button that shows the whole plan again. */
	fit: string;
	/** Says to a screen reader what the picture is; defaults to nothing but the level's name. */
	plan?: string;
	/** Names of what stands on the site, by its key: the street, the gates, the assembly point. */
	site?: Readonly<Record<string, string>>;
}

/** True when both say the same. */
export function sameView(a: RoomView | undefined, b: RoomView | undefined): boolean {
	return (
		a?.state === b?.state &&
		a?.lastState === b?.lastState &&
		a?.label === b?.label &&
		a?.short === b?.short &&
		a?.value === b?.value
	);
}

/** The value as far as it is drawn: rooms within their limits show none. */
export function shownValue({ state, value }: RoomView): string | null {
	return state === 'within' || state === 'unmonitored' ? null : value;
}

/** True when both are drawn alike: a room within its limits may change its value unseen. */
export function drawnAlike(a: RoomView | undefined, b: RoomView | undefined): boolean {
	if (a === undefined || b === undefined) return a === b;
	return (
		a.state === b.state &&
		a.lastState === b.lastState &&
		a.label === b.label &&
		a.short === b.short &&
		shownValue(a) === shownValue(b)
	);
}
