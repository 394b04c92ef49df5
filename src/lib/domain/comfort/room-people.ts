/** How many people were in a room through each quarter of a day, from what its doors counted. */

/** Persons through all doors of a room, a value a quarter; NaN where no counter told. */
export interface DoorCounts {
	into: Float64Array;
	out: Float64Array;
}

/**
 * The mean number of persons in each quarter of one day that begins empty, doors' misses spread
 * over the day: whoever came in has left by its end, so exits are scaled to the entries. A day
 * that is not over is scaled by `ratio` (entries by exits of closed days).
 * @returns NaN before anything was counted, and everywhere where nothing was.
 */
export function peopleOfDay(
	{ into, out }: DoorCounts,
	closed: boolean,
	ratio: number
): Float64Array {
	const entered = sumOf(into);
	const left = sumOf(out);
	const people = new Float64Array(into.length).fill(NaN);
	if (entered === 0 && left === 0) return people;
	const scale = closed ? (left === 0 ? 1 : entered / left) : ratio;
	let [inside, counting] = [0, false];
	for (let n = 0; n < people.length; n++) {
		const [more, fewer] = [into[n] ?? NaN, out[n] ?? NaN];
		counting ||= !Number.isNaN(more) || !Number.isNaN(fewer);
		if (!counting) continue;
		const before = Math.max(0, inside);
		inside += (Number.isNaN(more) ? 0 : more) - (Number.isNaN(fewer) ? 0 : fewer) * scale;
		people[n] = (before + Math.max(0, inside)) / 2;
	}
	return people;
}

/** Entries by exits over days; 1 where nothing is known. */
export function doorRatio(entered: number, left: number): number {
	return entered === 0 || left === 0 ? 1 : entered / left;
}

function sumOf(values: Float64Array): number {
	return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}
