/** From devices in places to single series, each with the spans that are wanted of it. */
import { metricSpec } from '../../domain/metrics.ts';
import type { Metric, MetricKind } from '../../domain/metrics.ts';
import type { SeriesKey } from '../../domain/reading.ts';
import { common, without } from '../../domain/rollups/intervals.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import type { PlacedDevice } from './rooms.ts';

/** One series of one device, for as long as it counts. */
export interface Sensor {
	key: SeriesKey;
	kind: MetricKind;
	/** When it hung where the question asks, within the question's span; in order, apart. */
	placed: Span[];
	/** Of these, what is wanted: all, or the service hours. */
	wanted: Span[];
	intervalMs: number | null;
	/** Its mean is one over time, and a value holds until the next. */
	holds: boolean;
}

/** @param channelsOf every channel of a device with the quantity. @param service null: all hours. */
export function sensorsOf(
	placed: PlacedDevice,
	metric: Metric,
	span: Span,
	service: readonly Span[] | null,
	channelsOf: (device: string) => readonly string[]
): Sensor[] {
	const { kind } = metricSpec(metric);
	const { device, intervalMs, eventOnly } = placed;
	const holds = kind === 'state' || (kind === 'gauge' && eventOnly);
	return channelsOf(device).flatMap((channel): Sensor[] => {
		const own = placed.channels[channel] ?? [];
		const shared = without(inOrder(placed.whole), inOrder(placed.elsewhere[channel] ?? []));
		const here = common(inOrder([...own, ...shared]), [span]);
		if (here.length === 0) return [];
		const wanted = service === null ? here : common(here, service);
		const key = { device, channel, metric };
		return [{ key, kind, placed: here, wanted, intervalMs, holds }];
	});
}

/** In order of time, and one where they touch: a device that stayed was not moved. */
function inOrder(spans: readonly Span[]): Span[] {
	const joined: Span[] = [];
	for (const span of [...spans].sort((a, b) => a.from - b.from)) {
		const before = joined.at(-1);
		if (before !== undefined && span.from <= before.to) before.to = Math.max(before.to, span.to);
		else joined.push({ ...span });
	}
	return joined;
}
