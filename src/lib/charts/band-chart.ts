/** A quantity's 24 hours on Chart.js: the limit as a pale band, closed hours between dots, what is beyond in red. */
import {
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration,
	type Plugin
} from 'chart.js';

Chart.register(LineController, LineElement, LinearScale, PointElement, Tooltip);

export interface BandChartData {
	/** Epoch ms UTC and value, in order; a gap longer than `gapMs` breaks the line. */
	points: readonly (readonly [at: number, value: number])[];
	gapMs: number;
	from: number;
	to: number;
	/** The limit, and what it is called; null: there is none. */
	limit: { min: number | null; max: number | null; act: { below: number; above: number } } | null;
	/** Times at which the building was closed. */
	closed: readonly { from: number; to: number }[];
	/** Where the axis names the time, and with which word. */
	ticks: readonly { at: number; text: string; now: boolean }[];
	words: { limit: string; closed: string };
	/** A value with its unit, and a time, for the last point and the one under the pointer. */
	value: (value: number) => string;
	short: (value: number) => string;
	time: (at: number) => string;
}

interface Colours {
	ink: string;
	quiet: string;
	line: string;
	within: string;
	act: string;
	paper: string;
	font: string;
}

function coloursOf(element: Element): Colours {
	const style = getComputedStyle(element);
	const read = (name: string) => style.getPropertyValue(name).trim();
	return {
		ink: read('--ink'),
		quiet: read('--ink-2'),
		line: read('--plan-line'),
		within: read('--plan-within'),
		act: read('--act-ink'),
		paper: read('--paper'),
		font: style.fontFamily
	};
}

const SIZE = 14;
/** px above the highest value, for the name of the closed hours. */
const HEAD = 26;
const FOOT = 26;

/** Draws on a canvas; the returned functions redraw with other data and take it away. */
export function drawBandChart(
	canvas: HTMLCanvasElement,
	first: BandChartData
): { update: (data: BandChartData) => void; destroy: () => void } {
	let data = first;
	const colours = coloursOf(canvas);
	const chart = new Chart(
		canvas,
		config(() => data, colours)
	);
	return {
		update(next) {
			data = next;
			const [line] = chart.data.datasets;
			if (line) line.data = broken(next);
			scales(chart.options, next);
			chart.update('none');
		},
		destroy: () => chart.destroy()
	};
}

function config(data: () => BandChartData, colours: Colours): ChartConfiguration<'line'> {
	const options: ChartConfiguration<'line'>['options'] = {
		animation: false,
		responsive: true,
		maintainAspectRatio: false,
		parsing: false,
		normalized: true,
		layout: { padding: { top: HEAD, bottom: FOOT, left: 0, right: 6 } },
		interaction: { mode: 'index', intersect: false },
		plugins: {
			tooltip: {
				displayColors: false,
				backgroundColor: colours.ink,
				titleColor: colours.paper,
				bodyColor: colours.paper,
				titleFont: { family: colours.font, size: SIZE, weight: 500 },
				bodyFont: { family: colours.font, size: SIZE, weight: 600 },
				cornerRadius: 4,
				caretSize: 0,
				callbacks: {
					title: ([item]) => data().time(item?.parsed.x ?? 0),
					label: ({ parsed }) => data().value(parsed.y ?? 0)
				}
			}
		}
	};
	scales(options, data());
	return {
		type: 'line',
		data: {
			datasets: [
				{
					data: broken(data()),
					borderColor: colours.ink,
					borderWidth: 1.6,
					borderJoinStyle: 'round',
					pointRadius: 0,
					pointHoverRadius: 4,
					pointBackgroundColor: colours.ink,
					segment: {
						borderColor: ({ p0, p1 }) =>
							beyond(data(), p0.parsed.y, p1.parsed.y) ? colours.act : undefined,
						borderWidth: ({ p0, p1 }) => (beyond(data(), p0.parsed.y, p1.parsed.y) ? 3 : undefined)
					}
				}
			]
		},
		options,
		plugins: [ground(data, colours), names(data, colours)]
	};
}

function scales(options: ChartConfiguration<'line'>['options'], data: BandChartData): void {
	if (!options) return;
	const values = data.points.map(([, value]) => value);
	const bounds = [data.limit?.min, data.limit?.max].filter((bound) => bound != null);
	const all = [...values, ...bounds];
	const [low, high] = [Math.min(...all), Math.max(...all)];
	const margin = Math.max((high - low) * 0.06, 0.2);
	options.scales = {
		x: { type: 'linear', display: false, min: data.from, max: data.to },
		y: { type: 'linear', display: false, min: low - margin, max: high + margin }
	};
}

/** Chart.js leaves the line open where a value is not a number. */
function broken({ points, gapMs }: BandChartData): { x: number; y: number }[] {
	return points.flatMap(([x, y], n) => {
		const before = points[n - 1];
		const gap = before !== undefined && x - before[0] > gapMs;
		return gap
			? [
					{ x: before[0] + 1, y: NaN },
					{ x, y }
				]
			: [{ x, y }];
	});
}

function beyond({ limit }: BandChartData, a: number | null, b: number | null): boolean {
	if (limit === null || a === null || b === null) return false;
	const out = (value: number) => value > limit.act.above || value < limit.act.below;
	return out(a) && out(b);
}

/** Under the line: the limit's band with its name, and where the building was closed. */
function ground(data: () => BandChartData, colours: Colours): Plugin<'line'> {
	return {
		id: 'ground',
		beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
			if (!x || !y) return;
			const { limit, closed, words } = data();
			const { left, right, top, bottom } = chartArea;
			ctx.save();
			ctx.font = `500 ${SIZE}px ${colours.font}`;
			if (limit !== null) {
				const upper = limit.max === null ? top : Math.max(top, y.getPixelForValue(limit.max));
				const lower = limit.min === null ? bottom : Math.min(bottom, y.getPixelForValue(limit.min));
				ctx.fillStyle = colours.within;
				ctx.fillRect(left, upper, right - left, lower - upper);
				ctx.fillStyle = colours.quiet;
				ctx.textBaseline = 'alphabetic';
				ctx.fillText(words.limit, left + 6, lower - 6);
			}
			ctx.strokeStyle = colours.line;
			ctx.setLineDash([2, 3]);
			ctx.textAlign = 'center';
			ctx.fillStyle = colours.quiet;
			for (const span of closed) {
				const [from, to] = [
					Math.max(left, x.getPixelForValue(span.from)),
					Math.min(right, x.getPixelForValue(span.to))
				];
				for (const at of [from, to]) {
					if (at <= left || at >= right) continue;
					ctx.beginPath();
					ctx.moveTo(Math.round(at) + 0.5, top - 8);
					ctx.lineTo(Math.round(at) + 0.5, bottom);
					ctx.stroke();
				}
				if (to - from > 100) ctx.fillText(words.closed, (from + to) / 2, top - 12);
			}
			ctx.restore();
		}
	};
}

/** Over the line: the last value at its point, the axis and its times. */
function names(data: () => BandChartData, colours: Colours): Plugin<'line'> {
	return {
		id: 'names',
		afterDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
			if (!x || !y) return;
			const { points, ticks, short } = data();
			const { left, right, bottom, top } = chartArea;
			ctx.save();
			ctx.strokeStyle = colours.line;
			ctx.beginPath();
			ctx.moveTo(left, bottom + 4.5);
			ctx.lineTo(right, bottom + 4.5);
			ctx.stroke();
			ctx.textBaseline = 'alphabetic';
			for (const { at, text, now } of ticks) {
				const place = x.getPixelForValue(at);
				ctx.font = `${now ? 700 : 500} ${SIZE}px ${colours.font}`;
				ctx.fillStyle = now ? colours.ink : colours.quiet;
				const half = ctx.measureText(text).width / 2;
				ctx.textAlign = place + half > right ? 'right' : place - half < left ? 'left' : 'center';
				ctx.fillText(
					text,
					ctx.textAlign === 'right' ? right : ctx.textAlign === 'left' ? left : place,
					bottom + FOOT - 3
				);
			}
			const last = points.at(-1);
			if (last !== undefined) {
				const red = beyond(data(), last[1], last[1]);
				const [px, py] = [x.getPixelForValue(last[0]), y.getPixelForValue(last[1])];
				ctx.fillStyle = red ? colours.act : colours.ink;
				ctx.beginPath();
				ctx.arc(px, py, 4, 0, 2 * Math.PI);
				ctx.fill();
				ctx.font = `700 ${SIZE}px ${colours.font}`;
				ctx.textAlign = 'right';
				// Over the line that leads up to it, under the name of the closed hours.
				ctx.fillText(short(last[1]), Math.min(right, px + 4), Math.max(top - 4, py - 11));
			}
			ctx.restore();
		}
	};
}
