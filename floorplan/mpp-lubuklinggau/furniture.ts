/** Furniture that stands on more than one floor: seats in rows, desks, cubicles. */
import { box, line, round, shape, type FixtureSketch } from './sketch.ts';

const SEAT = 0.46;
const PITCH = 0.58;

/** Rows of seats; a block is [x of its first seat, seats]. */
export function seats(hall: string, rows: readonly number[], blocks: readonly [number, number][]) {
	return rows.flatMap((y) =>
		blocks.flatMap(([x, count]) =>
			Array.from({ length: count }, (_, n) =>
				shape(`kursi-${hall}-${y}-${x}-${n + 1}`, 'seat', box(x + n * PITCH, y, SEAT, SEAT))
			)
		)
	);
}

export const desk = (key: string, x: number, y: number, width = 1.4, height = 0.7): FixtureSketch =>
	shape(key, 'desk', box(x, y, width, height));

/** Cubicles along the north wall, from the west: their partitions and bowls. */
export function cubicles(key: string, x: number, count: number, width: number): FixtureSketch[] {
	return Array.from({ length: count }, (_, n) => [
		line(
			`${key}-sekat-${n + 1}`,
			'sanitary',
			[x + (n + 1) * width, 72],
			[x + (n + 1) * width, 70.4],
			[x + n * width + 0.7, 70.4]
		),
		shape(`${key}-kloset-${n + 1}`, 'sanitary', round([x + (n + 0.5) * width, 71.4], 0.24))
	]).flat();
}
