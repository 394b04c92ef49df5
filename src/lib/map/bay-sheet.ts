/** Bays and motorcycle areas on Leaflet's canvas: in their states, or faint around the building. */
import type * as Leaflet from 'leaflet';
import type { Bay, Level, ParkingArea } from '#floorplan/building.ts';
import { areaBar, bayOutline, baySign } from './bay-shapes.ts';
import type { PlanColours } from './colours.ts';
import type { Hatches } from './hatch.ts';
import { toLatLng } from './plan-view.ts';
import type { AreaView, BayState, PlanLayer } from './room-view.ts';
import type { Line } from './strokes.ts';

const latLngs = (lines: readonly Line[]): [number, number][][] =>
	lines.map((line) => line.map(toLatLng));

/** px. */
const OUTLINE = 1.4;
/** Of the drawing line's colour over paper, where a vehicle stands. */
const FAINT = 0.5;

export interface BayLook {
	colours: PlanColours;
	hatches: Hatches;
	layer: PlanLayer;
}

interface BarLayers {
	area: ParkingArea;
	taken: Leaflet.Polygon;
	rest: Leaflet.Polygon;
}

export class BaySheet {
	#colours: PlanColours;
	#hatches: Hatches;
	#layer: PlanLayer;
	#all: Leaflet.FeatureGroup;
	#bays = new Map<string, { bay: Bay; layer: Leaflet.Polygon }>();
	#bars = new Map<string, BarLayers>();
	/** Signs on ink, and those on paper. */
	#signs: { taken: Leaflet.Polyline; free: Leaflet.Polyline };
	#states: ReadonlyMap<string, BayState> = new Map();
	#areas: ReadonlyMap<string, AreaView | null> = new Map();

	constructor(leaflet: typeof Leaflet, map: Leaflet.Map, { bays, areas }: Level, look: BayLook) {
		this.#colours = look.colours;
		this.#hatches = look.hatches;
		this.#layer = look.layer;
		this.#all = leaflet.featureGroup().addTo(map);
		const options = {
			interactive: false,
			smoothFactor: 0,
			lineJoin: 'miter',
			fill: false
		} as const;
		const ring = (line: Line) => leaflet.polygon(latLngs([line]), options).addTo(this.#all);
		for (const bay of bays) this.#bays.set(bay.key, { bay, layer: ring(bayOutline(bay)) });
		for (const area of areas) this.#bars.set(area.key, { area, taken: ring([]), rest: ring([]) });
		const line = () => leaflet.polyline([], options).addTo(this.#all);
		this.#signs = { taken: line(), free: line() };
	}

	remove(): void {
		this.#all.remove();
	}

	/** @param shown whether it is on the sheet at all. */
	show(map: Leaflet.Map, shown: boolean): void {
		if (shown) this.#all.addTo(map);
		else this.#all.remove();
	}

	/** Draws the bays whose state is another than before. */
	fill(states: ReadonlyMap<string, BayState>): void {
		const before = this.#states;
		if (before === states) return;
		this.#states = states;
		let signs = false;
		for (const [key, { bay, layer }] of this.#bays) {
			const state = states.get(key);
			if (before.get(key) === state) continue;
			layer.setStyle(this.#styleOf(state));
			signs ||= bay.class !== 'car';
		}
		if (signs) this.#drawSigns();
	}

	/** Draws the bars of the areas that are another share full. */
	fillAreas(areas: ReadonlyMap<string, AreaView | null>): void {
		const before = this.#areas;
		this.#areas = areas;
		for (const [key, bar] of this.#bars) {
			const [old, now] = [before.get(key), areas.get(key)];
			if (old?.taken !== now?.taken || old?.places !== now?.places) this.#drawBar(bar, now ?? null);
		}
	}

	/** @param scale px a metre. */
	rescale(scale: number): void {
		const weight = Math.max(1.3, Math.min(2.4, scale * 0.2));
		for (const layer of Object.values(this.#signs)) layer.setStyle({ weight });
	}

	/** Draws everything anew. */
	recolour({ colours, hatches, layer }: BayLook): void {
		this.#colours = colours;
		this.#hatches = hatches;
		this.#layer = layer;
		for (const [key, { layer: polygon }] of this.#bays) {
			polygon.setStyle(this.#styleOf(this.#states.get(key)));
		}
		for (const [key, bar] of this.#bars) this.#drawBar(bar, this.#areas.get(key) ?? null);
		this.#signs.taken.setStyle({ color: colours.paper, lineCap: 'round' });
		this.#signs.free.setStyle({
			color: layer === 'parking' ? colours.free : colours.line,
			lineCap: 'round'
		});
		this.#drawSigns();
	}

	#styleOf(state: BayState | undefined): Leaflet.PathOptions {
		const { ink, free, line, hatch, paper } = this.#colours;
		const filled = { fill: true, fillOpacity: 1 };
		if (this.#layer !== 'parking') {
			return {
				...{ color: line, weight: 0.8, fill: state === 'taken' },
				...{ fillColor: line, fillOpacity: FAINT }
			};
		}
		if (state === 'taken') return { color: ink, weight: OUTLINE, ...filled, fillColor: ink };
		if (state === 'free') return { color: free, weight: OUTLINE, ...filled, fillColor: paper };
		const style: Leaflet.PathOptions = { color: hatch, weight: 1, ...filled };
		// A canvas fills with a pattern as with a colour; Leaflet's type knows only the colour.
		return Object.assign(style, { fillColor: this.#hatches.over(paper) });
	}

	#drawSigns(): void {
		const signs: Record<'taken' | 'free', Line[]> = { taken: [], free: [] };
		for (const [key, { bay }] of this.#bays) {
			if (bay.class === 'car') continue;
			const onInk = this.#layer === 'parking' && this.#states.get(key) === 'taken';
			signs[onInk ? 'taken' : 'free'].push(...baySign(bay));
		}
		this.#signs.taken.setLatLngs(latLngs(signs.taken));
		this.#signs.free.setLatLngs(latLngs(signs.free));
	}

	#drawBar({ area, taken, rest }: BarLayers, view: AreaView | null): void {
		const share = view === null ? null : view.taken / Math.max(1, view.places);
		const bar = areaBar(area, share);
		taken.setLatLngs(latLngs(bar.taken ? [bar.taken] : []));
		rest.setLatLngs(latLngs(bar.rest ? [bar.rest] : []));
		taken.setStyle(this.#styleOf('taken'));
		rest.setStyle(this.#styleOf(view === null ? undefined : 'free'));
	}
}
