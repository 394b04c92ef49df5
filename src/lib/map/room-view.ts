/** What the plan shows of a room at one moment: all it needs to know, in the reader's language. */

/**
 * `within`, `watch`, `act`: by the room's limits, from live values; `stale`: the last value is
 * too old to colour by; `unknown`: sensors are placed but nothing can be said; `unmonitored`:
 * no sensor stands there.
 */
export type RoomState = 'within' | 'watch' | 'act' | 'stale' | 'unknown' | 'unmonitored';

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

/** Words the plan cannot take from its rooms. */
export interface PlanLabels {
	/** The button that shows the whole plan again. */
	fit: string;
	/** Says to a screen reader what the picture is; defaults to nothing but the level's name. */
	plan?: string;
}

/** True when both would be drawn alike. */
export function sameView(a: RoomView | undefined, b: RoomView | undefined): boolean {
	return (
		a?.state === b?.state &&
		a?.lastState === b?.lastState &&
		a?.label === b?.label &&
		a?.short === b?.short &&
		a?.value === b?.value
	);
}
