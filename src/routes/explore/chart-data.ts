/** From an answer to what is drawn of it, and what it says at a time. */
import type { TimeChartData, TimeChartLine, LineLook } from '#lib/charts/time-chart.ts';
import { timeTicks } from '#lib/charts/time-ticks.ts';
import {
	differenceOf,
	figuresOf,
	type Difference,
	type Figures
} from '#lib/domain/explore/figures.ts';
import { alignment } from '#lib/domain/explore/spans.ts';
import type { HistoryAnswer, HistorySeries } from '#lib/domain/rollups/history-answer.ts';
import type { Span } from '#lib/domain/rollups/intervals.ts';
import type { Limit } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import type { Picture } from './picture-feed.svelte.ts';

/** Which column is the quantity's own: what was counted, or the mean. */
export function figureOf({ kind }: HistoryAnswer): 'mean' | 'total' {
	return kind === 'increment' || kind === 'total' ? 'total' : 'mean';
}

function columnOf(answer: HistoryAnswer, series: HistorySeries): readonly (number | null)[] {
	return figureOf(answer) === 'total' ? series.count : series.mean;
}

function middles({ starts, ends }: HistoryAnswer): number[] {
	return starts.map((start, i) => (start + (ends[i] ?? start)) / 2);
}

function linesOf(
	answer: HistoryAnswer,
	nameOf: (key: string) => string,
	onto: (at: number) => number,
	before: boolean
): TimeChartLine[] {
	const [at, starts, ends] = [middles(answer), answer.starts, answer.ends].map((column) =>
		column.map(onto)
	);
	return answer.series.map((series, n) => ({
		key: series.key,
		name: nameOf(series.key),
		look: (n % 4) as LineLook,
		before,
		at: at ?? [],
		starts: starts ?? [],
		ends: ends ?? [],
		value: columnOf(answer, series),
		...(answer.kind === 'gauge' && !before && { low: series.min, high: series.max })
	}));
}

export interface Drawing {
	data: TimeChartData;
	/** Where the crosshair may stand. */
	stops: readonly number[];
}

export function drawingOf(
	{ answer, before }: Picture,
	nameOf: (key: string) => string,
	limit: { limit: Limit; name: string } | null,
	f: Formats
): Drawing {
	const stops = middles(answer);
	const lines = linesOf(answer, nameOf, (at) => at, false);
	if (before !== null) {
		const { part, before: past } = before.comparison;
		const onto = alignment(past, part, answer.timeZone);
		// Under the others: what is looked at is the span itself.
		lines.push(...linesOf(before.answer, nameOf, onto, true));
	}
	const data: TimeChartData = {
		lines: lines.toReversed(),
		limit:
			limit && answer.kind === 'gauge'
				? { min: limit.limit.min, max: limit.limit.max, name: limit.name }
				: null,
		holds: answer.kind === 'state' ? [0, 1] : figureOf(answer) === 'total' ? [0] : [],
		steps: answer.kind !== 'gauge',
		tick: answer.kind === 'state' ? f.share : f.bound,
		names: timeNames(answer.timeZone, f)
	};
	return { data, stops };
}

/** The names of the time axis; those of the neighbourhood are kept, since a chart that is panned asks at every frame. */
function timeNames(timeZone: string, f: Formats): TimeChartData['names'] {
	let known:
		| { span: Span; length: number; count: number; names: { at: number; text: string }[] }
		| undefined;
	return (span, count) => {
		const length = span.to - span.from;
		if (
			known?.count !== count ||
			Math.abs(known.length - length) > 1 ||
			span.from < known.span.from ||
			span.to > known.span.to
		) {
			const around = { from: span.from - length, to: span.to + length };
			const names = timeTicks(around, 3 * count, timeZone).map(({ at, kind }) => ({
				at,
				text: f.tick(at, kind)
			}));
			known = { span: around, length, count, names };
		}
		return known.names.filter(({ at }) => at >= span.from && at <= span.to);
	};
}

/** What one room comes to over the span, or in the interval under the crosshair. */
export interface Row {
	key: string;
	look: LineLook;
	value: number | null;
	low: number | null;
	high: number | null;
	/** States: how often. */
	times: number | null;
	before: number | null;
	difference: Difference;
	figures: Figures;
}

/** @param at epoch ms UTC of the crosshair; null: the whole span. */
export function rowsOf(picture: Picture, at: number | null): Row[] {
	const { answer, before, question } = picture;
	const figure = figureOf(answer);
	const part = before?.comparison.part ?? question.span;
	const whole = answer.series.map((series) => figuresOf(answer, series, part));
	const past = before?.answer.series.map((series) =>
		figuresOf(before.answer, series, before.comparison.before)
	);
	const index = at === null ? -1 : intervalAt(answer, at);
	const pastIndex = at === null || before === null ? -1 : pastIntervalAt(picture, at);
	return answer.series.map((series, n) => {
		const figures = whole[n]!;
		const other = past?.[n] ?? (before === null && n > 0 ? whole[0] : undefined) ?? null;
		const common = { key: series.key, look: (n % 4) as LineLook, figures };
		if (at === null) {
			return {
				...common,
				value: figures[figure],
				low: figures.min?.value ?? null,
				high: figures.max?.value ?? null,
				times: answer.kind === 'state' ? figures.total : null,
				before: past?.[n]?.[figure] ?? null,
				difference: differenceOf(figures, other, figure)
			};
		}
		const value = columnOf(answer, series)[index] ?? null;
		const pastSeries = before?.answer.series[n];
		const then =
			before && pastSeries ? (columnOf(before.answer, pastSeries)[pastIndex] ?? null) : null;
		const first = answer.series[0];
		const base = before ? then : n > 0 && first ? (columnOf(answer, first)[index] ?? null) : null;
		return {
			...common,
			value,
			low: series.min[index] ?? null,
			high: series.max[index] ?? null,
			times: answer.kind === 'state' ? (series.count[index] ?? null) : null,
			before: then,
			difference:
				value === null || base === null
					? { kind: 'nothing' as const }
					: { kind: 'difference' as const, by: value - base, of: base }
		};
	});
}

/** Index of the interval that a time lies in; -1: none. */
export function intervalAt({ starts, ends }: HistoryAnswer, at: number): number {
	return starts.findIndex((start, i) => start <= at && at < (ends[i] ?? start));
}

function pastIntervalAt({ before }: Picture, at: number): number {
	if (before === null) return -1;
	const { part, before: past } = before.comparison;
	const { answer } = before;
	const onto = alignment(past, part, answer.timeZone);
	return answer.starts.findIndex(
		(start, i) => onto(start) <= at && at < onto(start) + ((answer.ends[i] ?? start) - start)
	);
}
