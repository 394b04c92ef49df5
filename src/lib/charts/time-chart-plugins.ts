/** What Chart.js does not draw: the limit's band, the band from lowest to highest, the names of the time axis. */
import type { Chart, Plugin } from 'chart.js';
import type { TimeChartData, TimeChartLine } from './time-chart.ts';
import { lineStyle, type ChartColours } from './time-chart-style.ts';

const SIZE = 14;
const FOOT = 26;
/** px a name of the time axis needs. */
const NAME = 68;

/** The limit under everything, named in itself. */
export function limitBand(data: () => TimeChartData, colours: ChartColours): Plugin<'line'> {
	return {
		id: 'limit',
		beforeDatasetsDraw({ ctx, chartArea, scales: { y } }) {
			const { limit } = data();
			if (!y || limit === null) return;
			const { left, right, top, bottom } = chartArea;
			const inside = (at: number) => Math.min(bottom, Math.max(top, at));
			const upper = limit.max === null ? top : inside(y.getPixelForValue(limit.max));
			const lower = limit.min === null ? bottom : inside(y.getPixelForValue(limit.min));
			ctx.save();
			ctx.fillStyle = colours.within;
			ctx.globalAlpha = 0.75;
			ctx.fillRect(left, upper, right - left, lower - upper);
			ctx.restore();
		},
		afterDatasetsDraw({ ctx, chartArea, scales: { y } }) {
			const { limit } = data();
			if (!y || limit === null) return;
			const { left, right, top, bottom } = chartArea;
			const edge = y.getPixelForValue(limit.max ?? limit.min ?? 0);
			// At the edge that matters, on the side where there is room.
			const above = edge - top > 24;
			const at = above ? edge - 6 : edge + SIZE + 4;
			ctx.save();
			ctx.font = `500 ${SIZE}px ${colours.font}`;
			ctx.textBaseline = 'alphabetic';
			ctx.lineWidth = 4;
			ctx.lineJoin = 'round';
			ctx.strokeStyle = above === (limit.max !== null) ? colours.paper : colours.within;
			ctx.fillStyle = colours.quiet;
			const place = Math.min(bottom - 6, at);
			ctx.strokeText(limit.name, left + 6, place, right - left - 12);
			ctx.fillText(limit.name, left + 6, place, right - left - 12);
			ctx.restore();
		}
	};
}

/** From lowest to highest of single readings: a peak stays to be seen, however coarse the step. */
export function bands(data: () => TimeChartData, colours: ChartColours): Plugin<'line'> {
	return {
		id: 'bands',
		beforeDatasetsDraw(chart) {
			const { ctx, chartArea } = chart;
			ctx.save();
			ctx.beginPath();
			ctx.rect(
				chartArea.left,
				chartArea.top,
				chartArea.right - chartArea.left,
				chartArea.bottom - chartArea.top
			);
			ctx.clip();
			for (const line of data().lines) {
				if (line.low === undefined || line.high === undefined) continue;
				ctx.fillStyle = colours.lines[line.look] ?? colours.ink;
				ctx.globalAlpha = 0.16;
				fillBand(chart, line, line.low, line.high);
			}
			ctx.restore();
		}
	};
}

function fillBand(
	{ ctx, scales: { x, y } }: Chart<'line'>,
	{ at }: TimeChartLine,
	low: readonly (number | null)[],
	high: readonly (number | null)[]
): void {
	if (!x || !y) return;
	const has = (i: number) => low[i] != null && high[i] != null;
	for (let first = 0; first < at.length; first++) {
		if (!has(first)) continue;
		let end = first;
		while (end < at.length && has(end)) end += 1;
		ctx.beginPath();
		// One interval alone is as wide as a point.
		const half = end - first === 1 ? 1.5 : 0;
		for (let i = first; i < end; i++) {
			ctx.lineTo(x.getPixelForValue(at[i] ?? 0) - half, y.getPixelForValue(high[i] ?? 0));
			if (half > 0)
				ctx.lineTo(x.getPixelForValue(at[i] ?? 0) + half, y.getPixelForValue(high[i] ?? 0));
		}
		for (let i = end - 1; i >= first; i--) {
			ctx.lineTo(x.getPixelForValue(at[i] ?? 0) + half, y.getPixelForValue(low[i] ?? 0));
			if (half > 0)
				ctx.lineTo(x.getPixelForValue(at[i] ?? 0) - half, y.getPixelForValue(low[i] ?? 0));
		}
		ctx.closePath();
		ctx.fill();
		first = end;
	}
}

/** Values between two gaps, which have no line to stand on: a point each. */
export function points(data: () => TimeChartData, colours: ChartColours): Plugin<'line'> {
	return {
		id: 'points',
		afterDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
			if (!x || !y || data().steps) return;
			ctx.save();
			for (const line of data().lines) {
				const { at, value } = line;
				ctx.fillStyle = lineStyle(line, colours).borderColor;
				for (let i = 0; i < at.length; i++) {
					const own = value[i];
					if (own == null || value[i - 1] != null || value[i + 1] != null) continue;
					const place = x.getPixelForValue(at[i] ?? 0);
					if (place < chartArea.left || place > chartArea.right) continue;
					ctx.beginPath();
					ctx.arc(place, y.getPixelForValue(own), 2.5, 0, 2 * Math.PI);
					ctx.fill();
				}
			}
			ctx.restore();
		}
	};
}

/** The time axis: a line, its ticks and their names. */
export function timeNames(data: () => TimeChartData, colours: ChartColours): Plugin<'line'> {
	return {
		id: 'time-names',
		afterDraw({ ctx, chartArea, scales: { x } }) {
			if (!x) return;
			const { left, right, bottom } = chartArea;
			const count = Math.floor((right - left) / NAME);
			ctx.save();
			ctx.strokeStyle = colours.line;
			ctx.fillStyle = colours.quiet;
			ctx.font = `500 ${SIZE}px ${colours.font}`;
			ctx.textBaseline = 'alphabetic';
			ctx.textAlign = 'center';
			ctx.beginPath();
			ctx.moveTo(left, bottom + 0.5);
			ctx.lineTo(right, bottom + 0.5);
			for (const { at, text } of data().names({ from: x.min, to: x.max }, count)) {
				const place = Math.round(x.getPixelForValue(at)) + 0.5;
				ctx.moveTo(place, bottom);
				ctx.lineTo(place, bottom + 5);
				const half = ctx.measureText(text).width / 2;
				const inside = Math.min(right + 8 - half, Math.max(left + half - 8, place));
				ctx.fillText(text, inside, bottom + FOOT - 5);
			}
			ctx.stroke();
			ctx.restore();
		}
	};
}
