/** Which way each people counter counts: the door it hangs at, and the rooms on both sides of it. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Level, Placement } from '#floorplan/building.ts';
import { along, distance } from '#floorplan/geometry.ts';

/** Everything under the sky is one place. */
export const OUTSIDE = 'outside';

export interface CountingLine {
	device: string;
	channel: string;
	/** Key of the room that `in` leads to. */
	into: string;
	/** Key of the room on the other side, or OUTSIDE. */
	from: string;
}

export const COUNTS = {
	count_in_total: { way: 'in', kind: 'total' },
	count_out_total: { way: 'out', kind: 'total' },
	count_in: { way: 'in', kind: 'increment' },
	count_out: { way: 'out', kind: 'increment' }
} as const satisfies Partial<Record<Metric, { way: 'in' | 'out'; kind: 'total' | 'increment' }>>;

export type CountMetric = keyof typeof COUNTS;

export function isCount(metric: Metric): metric is CountMetric {
	return Object.hasOwn(COUNTS, metric);
}

/** m; a counter hangs at its door, not across the room. */
const NEAR = 6;

/**
 * The line a placement watches: as the placement says, else the nearest opening that leads to
 * its room, within six metres; null where there is none. Open ground is outside.
 */
export function lineAt(
	{ device, channel, level, room, at, line }: Placement,
	levels: readonly Level[]
): CountingLine | null {
	const place = (key: string): string => {
		const found = levels.flatMap(({ rooms }) => rooms).find((one) => one.key === key);
		return found === undefined || found.type === 'outdoor' ? OUTSIDE : key;
	};
	if (line) return indoor({ device, channel, into: place(line.to), from: place(line.from) });
	let nearest: { metres: number; from: string } | null = null;
	for (const { kind, joins, from, to } of levels.find(({ key }) => key === level)?.openings ?? []) {
		if (kind === 'window' || !joins.includes(room)) continue;
		const metres = distance(at, along(from, to, 0.5));
		const other = joins.find((key) => key !== room);
		if (other === undefined || metres > NEAR) continue;
		if (nearest === null || metres < nearest.metres) nearest = { metres, from: place(other) };
	}
	if (nearest === null) return null;
	return indoor({ device, channel, into: place(room), from: nearest.from });
}

/** A gate between two open grounds counts vehicles, not people in the building. */
function indoor(line: CountingLine): CountingLine | null {
	return line.into === OUTSIDE && line.from === OUTSIDE ? null : line;
}
