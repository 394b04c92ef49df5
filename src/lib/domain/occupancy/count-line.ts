/** What a door's counter said of one interval: the raw material, never changed. */

export interface CountLine {
	/** End of the interval, epoch ms UTC: everything up to an instant is in the lines up to it. */
	at: number;
	door: string;
	/** Persons counted in each direction, whole numbers from zero on. */
	in: number;
	out: number;
	/** It differences a running total: what passed while it was silent is in its next line. */
	catchesUp?: true;
}
