/** The sensors of the chosen room: numbered discs over the canvas. */
import type * as Leaflet from 'leaflet';
import { toLatLng } from './plan-view.ts';
import type { SensorMark } from './room-view.ts';

export class SensorMarks {
	#map: Leaflet.Map;
	#pane: HTMLElement;
	#marks: readonly SensorMark[] = [];

	constructor(map: Leaflet.Map) {
		this.#map = map;
		this.#pane = map.createPane('sensors');
		this.#pane.style.pointerEvents = 'none';
		map.on('zoomstart', () => (this.#pane.hidden = true));
	}

	show(marks: readonly SensorMark[]): void {
		this.#marks = marks;
		this.#pane.replaceChildren(
			...marks.map(({ number }) => {
				const disc = document.createElement('div');
				disc.className = 'sensor-mark';
				disc.textContent = String(number);
				return disc;
			})
		);
		this.place();
	}

	/** Puts the discs where their sensors are at this scale. */
	place(): void {
		this.#pane.hidden = false;
		for (const [index, { at }] of this.#marks.entries()) {
			const disc = this.#pane.children[index];
			if (!(disc instanceof HTMLElement)) continue;
			const { x, y } = this.#map.latLngToLayerPoint(toLatLng(at));
			disc.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
		}
	}
}
