/** The words of the plan as elements over the canvas, one a room, changed only where they differ. */
import type * as Leaflet from 'leaflet';
import type { PlacedLabel } from './label-layout.ts';
import { MARKER_GAP, MARKER_WIDTH, type LabelLine } from './label-words.ts';
import { toLatLng } from './plan-view.ts';

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = {
	diamond: { height: 11, path: 'M5.5 0 11 5.5 5.5 11 0 5.5Z' },
	triangle: { height: 10, path: 'M5.5 1.2 10.2 9.2H.8Z' }
} as const;

/** Class names of a label; the component's style sheet colours them. */
function classesOf({ view, centre, leader, look, align = 'center' }: PlacedLabel): string {
	if (look !== undefined) return `room-label ${look}`;
	const last = view.state === 'stale' && view.lastState ? ` last-${view.lastState}` : '';
	// The words' ragged side is away from the line that leads to them.
	const side = leader && (leader.to[0] <= centre[0] ? ' outside' : ' outside ends-right');
	return `room-label is-${view.state}${last}${side ?? ` at-${align}`}`;
}

function marker(shape: keyof typeof SHAPES): SVGElement {
	const { height, path } = SHAPES[shape];
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', `marker ${shape}`);
	svg.setAttribute('width', String(MARKER_WIDTH));
	svg.setAttribute('height', String(height));
	const outline = document.createElementNS(SVG, 'path');
	outline.setAttribute('d', path);
	svg.append(outline);
	return svg;
}

function lineElement({ text, size, weight, marker: shape }: LabelLine): HTMLElement {
	const line = document.createElement('span');
	line.style.fontSize = `${size}px`;
	line.style.fontWeight = String(weight);
	if (shape) {
		const mark = marker(shape);
		if (text !== '') mark.style.marginRight = `${MARKER_GAP}px`;
		line.append(mark);
	}
	line.append(text);
	return line;
}

export class LabelPane {
	#map: Leaflet.Map;
	#pane: HTMLElement;
	/** Element by room, with what it was made from. */
	#shown = new Map<string, { element: HTMLElement; content: string; label: PlacedLabel }>();

	constructor(map: Leaflet.Map) {
		this.#map = map;
		this.#pane = map.createPane('labels');
		this.#pane.style.pointerEvents = 'none';
		// Between two zooms nothing is measured anew, and words at old places would lie.
		map.on('zoomstart', () => (this.#pane.hidden = true));
	}

	show(labels: readonly PlacedLabel[]): void {
		this.#pane.hidden = false;
		const keys = new Set<string>();
		for (const { key } of labels) keys.add(key);
		for (const [key, { element }] of this.#shown) {
			if (keys.has(key)) continue;
			element.remove();
			this.#shown.delete(key);
		}
		for (const label of labels) this.#place(label);
	}

	#place(label: PlacedLabel): void {
		if (this.#shown.get(label.key)?.label === label) return;
		const classes = classesOf(label);
		const content = JSON.stringify([label.lines, classes]);
		let shown = this.#shown.get(label.key);
		if (shown?.content !== content) {
			const element = shown?.element ?? document.createElement('div');
			element.className = classes;
			element.replaceChildren(...label.lines.map(lineElement));
			if (!shown) this.#pane.append(element);
			shown = { element, content, label };
			this.#shown.set(label.key, shown);
		}
		shown.label = label;
		const { x, y } = this.#map.latLngToLayerPoint(toLatLng(label.centre));
		// Whole pixels keep level letters sharp.
		const left = Math.round(x - label.width / 2);
		const top = Math.round(y - label.height / 2);
		const { style } = shown.element;
		style.width = `${label.width}px`;
		style.transform =
			label.angle === 0
				? `translate(${left}px, ${top}px)`
				: `translate(${x}px, ${y}px) translate(-50%, -50%) rotate(${-label.angle}deg)`;
	}
}
