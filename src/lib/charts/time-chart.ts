/** Lines over time on Chart.js: gaps stay gaps, lowest to highest as a pale band, a limit with its name. */
import {
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	type ChartConfiguration,
	type ChartDataset
} from 'chart.js';
import type { Span } from '#lib/domain/rollups/intervals.ts';
import { bands, limitBand, points, timeNames } from './time-chart-plugins.ts';
import { chartColours, lineStyle, type ChartColours } from './time-chart-style.ts';

Chart.register(LineController, LineElement, LinearScale, PointElement);

/** Which of the four looks a line has: colour and dashes. */
export type LineLook = 0 | 1 | 2 | 3;

/** Columns of equal length, one value an interval; null is a gap. */
export interface TimeChartLine {
	key: string;
	name: string;
	look: LineLook;
	/** What is compared with: thinner and quieter. */
	before: boolean;
	/** Middles of the intervals, epoch ms UTC, in order, and their ends. */
	at: readonly number[];
	starts: readonly number[];
	ends: readonly number[];
	value: readonly (number | null)[];
	/** The band around the line; absent: none. */
	low?: readonly (number | null)[] | undefined;
	high?: readonly (number | null)[] | undefined;
}

export interface TimeChartData {
	lines: readonly TimeChartLine[];
	/** null: there is none on that side. */
	limit: { min: number | null; max: number | null; name: string } | null;
	/** What the value axis holds in any case: zero for a count, 0 to 1 for a share. */
	holds: readonly number[];
	/** A value is of its whole interval: drawn as steps. */
	steps: boolean;
	/** The value axis' numbers. */
	tick: (value: number) => string;
	/** Names of the time axis for a span, at most so many. */
	names: (span: Span, count: number) => readonly { at: number; text: string }[];
}

export interface DrawnTimeChart {
	update(data: TimeChartData, span: Span): void;
	/** Moves the time axis alone. */
	view(span: Span): void;
	destroy(): void;
}

/** px that the value axis and the right margin take: equal, so that charts stand under each other. */
export const AXIS_WIDTH = 56;
export const RIGHT_MARGIN = 12;
const FOOT = 26;
const HEAD = 10;
const SIZE = 14;

export function drawTimeChart(
	canvas: HTMLCanvasElement,
	first: TimeChartData,
	span: Span
): DrawnTimeChart {
	let data = first;
	const colours = chartColours(canvas);
	const chart = new Chart(canvas, {
		type: 'line',
		data: { datasets: datasets(first, colours) },
		options: options(first, span, colours),
		plugins: [
			limitBand(() => data, colours),
			bands(() => data, colours),
			points(() => data, colours),
			timeNames(() => data, colours)
		]
	});
	const place = ({ from, to }: Span) => {
		const x = chart.options.scales?.x;
		if (x) [x.min, x.max] = [from, to];
	};
	return {
		update(next, span) {
			data = next;
			chart.data.datasets = datasets(next, colours);
			chart.options = options(next, span, colours);
			chart.update('none');
		},
		view(span) {
			place(span);
			chart.update('none');
		},
		destroy: () => chart.destroy()
	};
}

function datasets(data: TimeChartData, colours: ChartColours): ChartDataset<'line'>[] {
	return data.lines.map((line) => ({
		data: data.steps ? steps(line) : line.at.map((x, i) => ({ x, y: line.value[i] ?? NaN })),
		...lineStyle(line, colours),
		borderJoinStyle: 'round',
		pointRadius: 0,
		pointHitRadius: 0,
		pointHoverRadius: 0
	}));
}

/** A value from the beginning of its interval to the end. */
function steps({ starts, ends, value }: TimeChartLine): { x: number; y: number }[] {
	return value.flatMap((y, i) => [
		{ x: starts[i] ?? 0, y: y ?? NaN },
		{ x: ends[i] ?? 0, y: y ?? NaN }
	]);
}

function options(
	data: TimeChartData,
	{ from, to }: Span,
	colours: ChartColours
): NonNullable<ChartConfiguration<'line'>['options']> {
	const { min, max } = extent(data);
	return {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		parsing: false,
		normalized: true,
		events: [],
		layout: { padding: { top: HEAD, bottom: FOOT, right: RIGHT_MARGIN } },
		scales: {
			x: { type: 'linear', display: false, min: from, max: to },
			y: {
				type: 'linear',
				min,
				max,
				border: { display: false },
				grid: { color: colours.hairline, drawTicks: false },
				afterFit: (scale) => {
					scale.width = AXIS_WIDTH;
				},
				ticks: {
					color: colours.quiet,
					font: { family: colours.font, size: SIZE, weight: 500 },
					padding: 8,
					maxTicksLimit: 5,
					includeBounds: false,
					callback: (value) => data.tick(Number(value))
				}
			}
		}
	};
}

/** Of all that is drawn, seen or not: the axis stands still while the reader pans. */
function extent({ lines, limit, holds }: TimeChartData): { min: number; max: number } {
	let [low, high] = [Infinity, -Infinity];
	const hold = (value: number | null | undefined) => {
		if (value == null) return;
		if (value < low) low = value;
		if (value > high) high = value;
	};
	for (const { value, low: lows = [], high: highs = [] } of lines) {
		for (const one of value) hold(one);
		for (const one of lows) hold(one);
		for (const one of highs) hold(one);
	}
	for (const one of holds) hold(one);
	hold(limit?.min);
	hold(limit?.max);
	if (low > high) return { min: 0, max: 1 };
	const margin = Math.max((high - low) * 0.06, Math.abs(high) * 1e-3, 1e-3);
	// A scale that ends in zero, or in a whole, ends there.
	return {
		min: holds.includes(low) ? low : low - margin,
		max: holds.includes(high) && high > 0 ? high : high + margin
	};
}
