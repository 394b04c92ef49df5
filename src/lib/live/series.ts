/** A series' past from `GET /api/series`, as far as the store can tell it. */
import type { SeriesKey } from '#lib/domain/reading.ts';

/** Epoch ms UTC, and the mean of the interval that begins there. */
export type SeriesPoint = readonly [at: number, value: number];

interface Answer {
	series: (SeriesKey & {
		buckets: readonly (readonly [number, number, number, number, number])[];
	})[];
}

/**
 * Each series' means over intervals of `everyMs`, in the order asked.
 * @throws {Error} the server did not answer, or the signal was aborted.
 */
export async function fetchSeries(
	series: readonly SeriesKey[],
	{ from, to }: { from: number; to: number },
	everyMs: number,
	signal: AbortSignal
): Promise<SeriesPoint[][]> {
	const query = new URLSearchParams();
	for (const { device, channel, metric } of series)
		query.append('s', `${device}|${channel}|${metric}`);
	query.set('from', String(Math.floor(from)));
	query.set('to', String(Math.floor(to)));
	query.set('every', String(everyMs));
	const response = await fetch(`/api/series?${query}`, { signal });
	if (!response.ok) throw new Error(`the series were answered with ${response.status}`);
	const answer = (await response.json()) as Answer;
	return answer.series.map(({ buckets }) =>
		buckets.map(([start, , mean]) => [start, mean] as const)
	);
}
