/** What a reader of the past has chosen: rooms, quantities, a span, a comparison; as an address holds it. */
import { parseTime } from '../calendar.ts';
import { isMetric, type Metric } from '../metrics.ts';
import { HISTORY_BOUNDS } from '../rollups/history-answer.ts';
import { MIN_SPAN_MS } from './spans.ts';
import { writtenTime } from './written-time.ts';

/** Spans that end now: of a length, or from the beginning of the day, week, month or year. */
export const PRESETS = ['1h', '24h', '7d', '30d', '12m', 'today', 'week', 'month', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

export const PERIODS = ['day', 'week', 'month', 'year'] as const;
/** What is compared with: the same part of the day, week, month or year before. */
export type Period = (typeof PERIODS)[number];

/** Epoch ms UTC, half-open. */
export interface FixedSpan {
	from: number;
	to: number;
}

export interface ExploreView {
	/** Keys of rooms, in the order chosen; the first is what others are compared with. */
	rooms: string[];
	metrics: Metric[];
	span: Preset | FixedSpan;
	compare: Period | null;
	/** Only what was measured in service hours. */
	serviceOnly: boolean;
}

/** So many lines a chart can tell apart, and so many charts a page can show. */
export const MAX_ROOMS = 4;
export const MAX_METRICS = 6;

const YEAR_MS = 366 * 86_400_000;

/** What an address asks for and cannot have: it is left out, and the reader is told. */
export interface ViewFault {
	parameter: 'room' | 'metric' | 'span' | 'compare';
	value: string;
}

/**
 * The view an address asks for. What it does not say is empty or the default (7 days, no
 * comparison); what cannot be is left out and named in `faults`.
 * @param rooms keys of the rooms that there are.
 * @param timeZone IANA name; written times are of the building's clock.
 */
export function readView(
	query: URLSearchParams,
	rooms: ReadonlySet<string>,
	timeZone: string
): { view: ExploreView; faults: ViewFault[] } {
	const faults: ViewFault[] = [];
	const fault = (parameter: ViewFault['parameter'], value: string) =>
		faults.push({ parameter, value });

	const keys = [...new Set(query.getAll('room'))].filter(
		(key) => rooms.has(key) || !fault('room', key)
	);
	for (const key of keys.slice(MAX_ROOMS)) fault('room', key);
	const metrics = [...new Set(query.getAll('metric'))].filter(
		(name): name is Metric => isMetric(name) || !fault('metric', name)
	);
	for (const name of metrics.slice(MAX_METRICS)) fault('metric', name);

	const compared = query.get('compare');
	const compare = PERIODS.find((period) => period === compared) ?? null;
	if (compared !== null && compare === null) fault('compare', compared);

	const view: ExploreView = {
		rooms: keys.slice(0, MAX_ROOMS),
		metrics: metrics.slice(0, MAX_METRICS),
		span: readSpan(query, timeZone, (value) => fault('span', value)),
		compare,
		serviceOnly: query.get('service') === '1'
	};
	return { view, faults };
}

function readSpan(
	query: URLSearchParams,
	timeZone: string,
	fault: (value: string) => void
): ExploreView['span'] {
	const [from, to] = [query.get('from'), query.get('to')];
	if (from !== null || to !== null) {
		const span = writtenSpan(from ?? '', to ?? '', timeZone);
		if (span !== null) return span;
		fault(`${from ?? ''}/${to ?? ''}`);
	}
	const named = query.get('span');
	const preset = PRESETS.find((one) => one === named);
	if (named !== null && preset === undefined) fault(named);
	return preset ?? DEFAULT_SPAN;
}

export const DEFAULT_SPAN: Preset = '7d';

/**
 * A span of two written times (`2026-11-24T07:30` by the building's clock, or a date alone);
 * null where they are none, out of order, or longer than may be asked for.
 */
export function writtenSpan(from: string, to: string, timeZone: string): FixedSpan | null {
	const [start, end] = [from, to].map((text) =>
		parseTime(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text, timeZone)
	);
	if (start == null || end == null) return null;
	const length = end - start;
	if (length < MIN_SPAN_MS || length > HISTORY_BOUNDS.years * YEAR_MS) return null;
	return { from: start, to: end };
}

/** The query of an address that `readView` reads as this view; what is the default is left out. */
export function writeView(view: ExploreView, timeZone: string): URLSearchParams {
	const query = new URLSearchParams();
	for (const room of view.rooms) query.append('room', room);
	for (const metric of view.metrics) query.append('metric', metric);
	if (typeof view.span === 'string') {
		if (view.span !== DEFAULT_SPAN) query.set('span', view.span);
	} else {
		query.set('from', writtenTime(view.span.from, timeZone));
		query.set('to', writtenTime(view.span.to, timeZone));
	}
	if (view.compare !== null) query.set('compare', view.compare);
	if (view.serviceOnly) query.set('service', '1');
	return query;
}
