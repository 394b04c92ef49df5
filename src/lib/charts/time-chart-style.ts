/** The looks of lines, by colour and by dashes, from the sheet's own colours. */
import type { LineLook } from './time-chart.ts';

export interface ChartColours {
	ink: string;
	quiet: string;
	line: string;
	hairline: string;
	within: string;
	paper: string;
	/** By look. */
	lines: readonly string[];
	font: string;
}

/** px of line and gap; the same in a chart and in the sample beside a name. */
export const DASHES: readonly (readonly number[])[] = [[], [], [2, 3], [9, 3, 2, 3]];
/** Names of the sheet's colours, by look. */
export const LINE_COLOURS = ['--ink', '--plan-free', '--ink-2', '--plan-free'] as const;

export function chartColours(element: Element): ChartColours {
	const style = getComputedStyle(element);
	const read = (name: string) => style.getPropertyValue(name).trim();
	return {
		ink: read('--ink'),
		quiet: read('--ink-2'),
		line: read('--plan-line'),
		hairline: read('--hairline'),
		within: read('--plan-within'),
		paper: read('--paper'),
		lines: LINE_COLOURS.map(read),
		font: style.fontFamily
	};
}

export function lineStyle(
	{ look, before }: { look: LineLook; before: boolean },
	colours: ChartColours
): { borderColor: string; backgroundColor: string; borderWidth: number; borderDash: number[] } {
	const own = colours.lines[look] ?? colours.ink;
	const colour = before ? `color-mix(in srgb, ${own} 65%, ${colours.paper})` : own;
	return {
		borderColor: colour,
		backgroundColor: colour,
		borderWidth: before ? 1.2 : 1.8,
		borderDash: before ? [4, 4] : [...(DASHES[look] ?? [])]
	};
}
