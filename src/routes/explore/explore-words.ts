/** What the page says of spans, figures, sources and faults. */
import { METRICS, metricSpec, type Metric } from '#lib/domain/metrics.ts';
import type { Difference } from '#lib/domain/explore/figures.ts';
import type { Comparison } from '#lib/domain/explore/spans.ts';
import type { Period, Preset, ViewFault } from '#lib/domain/explore/view.ts';
import { MAX_METRICS, MAX_ROOMS } from '#lib/domain/explore/view.ts';
import type { Every, HistoryAnswer } from '#lib/domain/rollups/history-answer.ts';
import type { Span } from '#lib/domain/rollups/intervals.ts';
import type { Limit } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rangeWords, standardWords } from '../room-words.ts';
import type { Failure } from './ask-history.ts';
import { figureOf, type Row } from './chart-data.ts';

export const PRESET_WORDS: Record<Preset, () => string> = {
	'1h': m.explore_span_1h,
	'24h': m.explore_span_24h,
	'7d': m.explore_span_7d,
	'30d': m.explore_span_30d,
	'12m': m.explore_span_12m,
	today: m.explore_span_today,
	week: m.explore_span_week,
	month: m.explore_span_month,
	year: m.explore_span_year
};

export const PERIOD_WORDS: Record<Period, () => string> = {
	day: m.explore_compare_day,
	week: m.explore_compare_week,
	month: m.explore_compare_month,
	year: m.explore_compare_year
};

/** Two quantities may bear one name in two units. */
export function metricWords(metric: Metric): string {
	const name = inWords(metricSpec(metric).name);
	const twins = (Object.keys(METRICS) as Metric[]).filter(
		(other) => inWords(metricSpec(other).name) === name
	);
	return twins.length > 1 ? `${name} (${metricSpec(metric).unit})` : name;
}

/** Inside a sentence; a name that opens with an abbreviation keeps its capitals. */
export function metricInSentence(metric: Metric): string {
	const name = inWords(metricSpec(metric).name);
	return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name;
}

/** What the numbers of a quantity's chart are in. */
export function unitWords(metric: Metric): string {
	const { kind, unit } = metricSpec(metric);
	if (kind === 'state') return m.explore_unit_share();
	return unit === 'people' ? m.explore_unit_count() : unit;
}

export function spanWords({ from, to }: Span, f: Formats): string {
	return m.explore_interval({ from: f.dated(from), to: f.dated(to) });
}

/** A value of a quantity's chart, with its unit. */
export function valueWords(answer: HistoryAnswer, value: number | null, f: Formats): string {
	if (value === null) return m.explore_gap();
	if (answer.kind === 'state') return f.share(value);
	if (figureOf(answer) === 'total') return f.count(value);
	return f.quantity(answer.metric, value);
}

/** `24,1–26,8 °C` */
export function lowHighWords(answer: HistoryAnswer, { low, high }: Row, f: Formats): string {
	if (low === null || high === null) return '';
	return m.explore_range({
		low: f.number(answer.metric, low),
		high: f.quantity(answer.metric, high)
	});
}

export function differenceWords(answer: HistoryAnswer, difference: Difference, f: Formats): string {
	if (difference.kind === 'nothing') return '';
	if (difference.kind === 'too-little') {
		return m.explore_too_little({ share: f.share(difference.completeness) });
	}
	const { by, of } = difference;
	const sign = by > 0 ? '+' : '';
	if (answer.kind === 'state') {
		return m.explore_share_points({ points: sign + f.count(by * 100) });
	}
	if (figureOf(answer) === 'mean') return sign + f.quantity(answer.metric, by);
	if (of === 0) return sign + f.count(by);
	return m.explore_relative({ by: sign + f.count(by), share: sign + f.share(by / of) });
}

export function everyWords(every: Every, f: Formats): string {
	if (every === 'day') return m.explore_every_day();
	if (every === 'week') return m.explore_every_week();
	if (every === 'month') return m.explore_every_month();
	if (every < 60_000) return m.explore_every_seconds({ count: f.count(every / 1_000) });
	if (every < 3_600_000) return m.explore_every_minutes({ count: f.count(every / 60_000) });
	return m.explore_every_hours({ count: f.count(every / 3_600_000) });
}

const SOURCE_WORDS = {
	raw: m.explore_source_raw,
	quarter: m.explore_source_quarter,
	day: m.explore_source_day
} as const satisfies Record<HistoryAnswer['source'], unknown>;

export function sourceWords({ source, every }: HistoryAnswer, f: Formats): string {
	return SOURCE_WORDS[source]({ every: everyWords(every, f) });
}

/** How complete each room's data is, a sentence each. */
export function completeWords(
	rows: readonly Row[],
	nameOf: (key: string) => string,
	f: Formats
): string[] {
	return rows.map(({ key, figures }) => {
		const room = nameOf(key);
		if (figures.n === 0 && figures.mean === null) return m.explore_complete_none({ room });
		const sensors = f.count(figures.sensors);
		if (figures.completeness === null) return m.explore_complete_unknown({ room, sensors });
		return m.explore_complete({ room, share: f.share(figures.completeness), sensors });
	});
}

export function comparisonWords(
	{ part, before, unfinished, alike }: Comparison,
	counted: boolean,
	f: Formats
): string[] {
	const days = ({ from, to }: Span) => f.count((to - from) / 86_400_000);
	return [
		unfinished
			? m.explore_part_only({ part: spanWords(part, f), before: spanWords(before, f) })
			: m.explore_compared({ before: spanWords(before, f) }),
		...(counted && !alike ? [m.explore_not_alike({ days: days(part), other: days(before) })] : [])
	];
}

export function limitWords(limit: Limit, f: Formats): string {
	const words = { range: rangeWords(limit, f), standard: standardWords(limit) };
	return (limit.averagingMs ?? 0) >= 86_400_000
		? m.explore_limit_daily(words)
		: m.explore_limit(words);
}

export function failureWords({ reason, detail }: Failure): string {
	switch (reason) {
		case 'no-raw':
			return m.explore_fault_no_raw();
		case 'too-much':
			return m.explore_fault_too_much();
		case 'not-valid':
			return m.explore_fault_not_valid({ detail });
		case 'unavailable':
			return m.explore_fault_unavailable();
		case 'network':
			return m.explore_fault_network();
	}
}

export function viewFaultWords({ parameter, value }: ViewFault): string {
	switch (parameter) {
		case 'room':
			return m.explore_unknown_room({ value, count: MAX_ROOMS });
		case 'metric':
			return m.explore_unknown_metric({ value, count: MAX_METRICS });
		case 'span':
			return m.explore_unknown_span({ value });
		case 'compare':
			return m.explore_unknown_compare({ value });
	}
}
