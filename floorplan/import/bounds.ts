/** How much of a stranger's file is read: beyond it an import refuses, so that it ends in bounded time and memory. */

const MIB = 1024 * 1024;

export const MOST = {
	/** Bytes of a file as it is given. */
	fileBytes: 64 * MIB,
	/** Bytes of one file in an archive, unpacked, and of all. */
	entryBytes: 64 * MIB,
	archiveBytes: 128 * MIB,
	entries: 2_000,
	/** Unpacked against packed: DEFLATE itself cannot pass 1032. */
	ratio: 400,
	/** Of a whole import. */
	features: 20_000,
	positions: 600_000,
	levels: 200,
	/** Points of one ring, after what lies within 5 mm of a straight line is left out. */
	ringPoints: 4_000,
	/** Places where one ring meets itself. */
	crossings: 2_000,
	/** m from the middle of the plan. */
	reach: 3_000,
	/** Edges of rooms on a level from which walls are drawn. */
	wallEdges: 60_000
} as const;

/** An import that cannot go on. */
export class Refused extends Error {
	override name = 'Refused';
}
