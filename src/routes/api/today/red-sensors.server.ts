/** The sensors that are in the red band of their room's limit, and since when. */
import { ATTENTION_METRICS } from '#lib/domain/attention/attention.ts';
import { redSince } from '#lib/domain/attention/red-run.ts';
import { asShown } from '#lib/domain/comfort/band.ts';
import type { SeriesKey } from '#lib/domain/reading.ts';
import { findRoom, limitsOn, primaryLimit } from '#floorplan/plan.ts';
import type { Limit } from '#floorplan/building.ts';
import type { RedSensor } from '#lib/live/today.ts';
import type { Inquiry } from './today.server.ts';

const MINUTE = 60_000;
/** A device that speaks more often than this is averaged over it. */
const SAMPLE_MS = MINUTE;
/** What was red before this has been so "since the night"; no more is read. */
const LOOK_BACK_MS = 12 * 60 * MINUTE;

/** Empty while the building is closed: nothing needs attention then. */
export async function redSensors(inquiry: Inquiry): Promise<RedSensor[]> {
	const { now, service, history } = inquiry;
	if (service.stateAt(now).state === 'closed') return [];
	const judged = judgedSeries(inquiry);
	const found = await history.aggregate(
		judged.map(({ series }) => series),
		{ from: now - LOOK_BACK_MS, to: now + MINUTE },
		SAMPLE_MS
	);
	return judged.flatMap(({ series, limit }, n): RedSensor[] => {
		const samples = (found[n] ?? []).map(({ start, mean }) => {
			return { at: start, value: asShown(series.metric, mean) };
		});
		const since = redSince(limit, samples);
		return since === null ? [] : [{ ...series, since }];
	});
}

function judgedSeries(inquiry: Inquiry): { series: SeriesKey; limit: Limit }[] {
	const { building, hub, places, now, service } = inquiry;
	const limits = limitsOn(building.limits, service.dayOf(now).date);
	return hub.rows().flatMap(([device, channel, metric]) => {
		if (!ATTENTION_METRICS.some((one) => one === metric)) return [];
		const key = places.roomOf(device, channel);
		const room = key === null ? null : (findRoom(building, key)?.room ?? null);
		const limit = room && primaryLimit({ limits }, room.type, metric);
		return limit === null ? [] : [{ series: { device, channel, metric }, limit }];
	});
}
