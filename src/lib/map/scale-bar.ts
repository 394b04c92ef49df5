/** A scale bar of a round length. */

const LENGTHS_M = [1, 2, 5, 10, 20, 50, 100];

/** The longest round length that is drawn no wider than `most` px; m and px. */
export function scaleBar(scale: number, most = 130): { metres: number; width: number } {
	const metres = LENGTHS_M.findLast((length) => length * scale <= most) ?? LENGTHS_M[0] ?? 1;
	return { metres, width: metres * scale };
}
