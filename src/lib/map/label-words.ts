/** What can be said of a room on the plan, from the fullest to a bare marker, and how large it is. */
import { shownValue, type RoomView } from './room-view.ts';

export type Marker = 'diamond' | 'triangle';

export interface LabelLine {
	text: string;
	/** CSS px. */
	size: number;
	weight: number;
	marker: Marker | null;
}

/** Width of a text, px. */
export type Measure = (text: string, size: number, weight: number) => number;

export interface Block {
	lines: LabelLine[];
	/** Runs along the building instead of level. */
	along: boolean;
	/** Holds the room's name. */
	named: boolean;
}

const NAME = { size: 14, weight: 700 } as const;
/** Of a room that is not monitored. */
const QUIET_NAME = { size: 14, weight: 500 } as const;
const VALUE = { size: 20, weight: 600 } as const;
const SMALL_VALUE = { size: 14, weight: 600 } as const;
/** Of a line, by its size: words without the air above and below them. */
const LINE_HEIGHT = 1.2;
/** px, of the marker and of the space after it. */
export const MARKER_WIDTH = 11;
export const MARKER_GAP = 5;

/** What could stand in a room, the fullest first. On a small plan only its short name. */
export function blocksOf(view: RoomView, small: boolean): Block[] {
	const { label, short = label } = view;
	const names = small ? [[short]] : [[label], halves(label), [short]];
	const level = names
		.filter((lines) => lines.length > 0)
		.map((lines) => ({ lines: told(view, lines, small), along: false, named: true }));
	const value = valueLine(view, small);
	if (value) {
		// On a small plan a value in its room says more than a name at the end of a long line.
		const alone = { lines: [value], along: false, named: small };
		const nameOnly = { lines: told({ ...view, value: null }, [short], small), along: false };
		return [
			...level,
			...(small ? [{ ...nameOnly, named: true }] : []),
			alone,
			...markerAlone(view)
		];
	}
	const strips = [label, short].map((text) => ({
		lines: told(view, [text], small),
		along: true,
		named: true
	}));
	return [...level, ...strips, ...markerAlone(view)];
}

/** What stands beside the building at the end of a leader. */
export function outsideLines(view: RoomView, small: boolean): LabelLine[] {
	return told(view, [small ? (view.short ?? view.label) : view.label], true);
}

/** Name and value; the marker stands before the value, or before the name where there is none. */
function told(view: RoomView, names: readonly string[], small: boolean): LabelLine[] {
	const style = view.state === 'unmonitored' ? QUIET_NAME : NAME;
	const value = valueLine(view, small);
	const lines = names.map((text, index): LabelLine => {
		return { text, ...style, marker: index === 0 && !value ? markerOf(view) : null };
	});
	return value ? [...lines, value] : lines;
}

/** Rooms within their limits show no value; one without a limit shows it as a fact among others. */
function valueLine(view: RoomView, small: boolean): LabelLine | null {
	const text = shownValue(view);
	if (text === null) return null;
	if (view.state === 'unjudged') return { text, ...SMALL_VALUE, marker: null };
	return { text, ...(small ? SMALL_VALUE : VALUE), marker: markerOf(view) };
}

function markerAlone(view: RoomView): Block[] {
	const marker = markerOf(view);
	return marker ? [{ lines: [{ text: '', ...NAME, marker }], along: false, named: false }] : [];
}

function markerOf({ state }: RoomView): Marker | null {
	if (state === 'act') return 'diamond';
	return state === 'watch' ? 'triangle' : null;
}

/** A name on the two lines that differ least in length; none for one word. */
function halves(name: string): string[] {
	const words = name.split(' ');
	const longer = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
	let best: string[] = [];
	for (let n = 1; n < words.length; n++) {
		const pair = [words.slice(0, n).join(' '), words.slice(n).join(' ')];
		if (best.length === 0 || longer(pair) < longer(best)) best = pair;
	}
	return best;
}

/** Of each line, px. */
export function lineSizes(
	lines: readonly LabelLine[],
	measure: Measure
): { width: number; height: number }[] {
	return lines.map(({ text, size, weight, marker }) => {
		const before = marker ? MARKER_WIDTH + (text === '' ? 0 : MARKER_GAP) : 0;
		return {
			width: before + (text === '' ? 0 : measure(text, size, weight)),
			height: text === '' ? MARKER_WIDTH : size * LINE_HEIGHT
		};
	});
}

/** Of all lines over each other, px. */
export function sizeOf(
	lines: readonly LabelLine[],
	measure: Measure
): { width: number; height: number } {
	const sizes = lineSizes(lines, measure);
	return {
		width: Math.max(...sizes.map(({ width }) => width)),
		height: sizes.reduce((sum, { height }) => sum + height, 0)
	};
}

/**
 * A measure that asks each text once, and gives all digits one width: words whose value
 * changes keep their size.
 */
export function steadyMeasure(measure: Measure): Measure {
	const known = new Map<string, number>();
	return (text, size, weight) => {
		const steady = text.replaceAll(/\d/g, '0');
		const key = `${size} ${weight} ${steady}`;
		const width = known.get(key) ?? measure(steady, size, weight);
		known.set(key, width);
		return width;
	};
}
