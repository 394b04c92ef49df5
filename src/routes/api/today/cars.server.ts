/** Cars on bays with a sensor of their own. */
import type { Step } from '#lib/domain/occupancy/day-curve.ts';
import { EVERY_MS } from './curves.server.ts';
import type { Inquiry } from './today.server.ts';

/** A bay that did not change all night still holds what stood there in the evening. */
const LOOK_BACK_MS = 24 * 3_600_000;

/** 1 while a bay is taken; null where no bay has a sensor that spoke. */
export async function carSteps(
	{ hub, history, places }: Inquiry,
	{ from, to }: { from: number; to: number }
): Promise<Step[][] | null> {
	const series = hub.rows().flatMap(([device, channel, metric]) => {
		return metric === 'occupied' && places.roomOf(device, channel) !== null
			? [{ device, channel, metric } as const]
			: [];
	});
	if (series.length === 0) return null;
	const found = await history.aggregate(series, { from: from - LOOK_BACK_MS, to }, EVERY_MS);
	if (found.every((buckets) => !buckets.some(({ start }) => start >= from))) return null;
	return found.map((buckets) =>
		buckets.map(({ start, last }) => ({ start: start + EVERY_MS, value: last }))
	);
}
