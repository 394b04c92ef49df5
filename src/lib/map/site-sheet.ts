/** The ground around the building on Leaflet's canvas, under the rooms: kerbs, trees, the path, the roof. */
import type * as Leaflet from 'leaflet';
import type { Level } from '#floorplan/building.ts';
import type { PlanColours } from './colours.ts';
import type { PlacedLabel } from './label-layout.ts';
import { toLatLng } from './plan-view.ts';
import type { PlanLayer } from './room-view.ts';
import { siteLines, stems, type Roofs, type SitePen } from './site-lines.ts';
import type { Line } from './strokes.ts';

type Style = (colours: PlanColours, parking: boolean) => Leaflet.PolylineOptions;

/** In the order they are drawn. */
const PENS: Record<SitePen, Style> = {
	boundary: ({ line }) => ({ color: line, weight: 1, dashArray: '14 4 2 4', lineCap: 'butt' }),
	path: ({ line, floor }) => ({
		...{ color: line, weight: 1, dashArray: '3 3', lineCap: 'butt' },
		...{ fill: true, fillColor: floor, fillOpacity: 1 }
	}),
	stripe: ({ line }) => ({ stroke: false, fill: true, fillColor: line, fillOpacity: 0.55 }),
	kerb: ({ line }) => ({ color: line, weight: 1 }),
	fine: ({ line }) => ({ color: line, weight: 0.8 }),
	shelter: ({ line, ink }, parking) => ({ color: parking ? ink : line, weight: parking ? 1.2 : 1 }),
	hut: ({ ink }) => ({ color: ink, weight: 1.4 }),
	tree: ({ tree }) => ({ color: tree, weight: 0.9 }),
	roof: ({ ink, floor }) => ({
		...{ color: ink, weight: 1.6, lineJoin: 'miter' },
		...{ fill: true, fillColor: floor, fillOpacity: 1 }
	}),
	ridge: ({ line }) => ({ color: line, weight: 0.9 })
};
const NAMES = Object.keys(PENS) as SitePen[];

const latLngs = (lines: readonly Line[]): [number, number][][] =>
	lines.map((line) => line.map(toLatLng));

export class SiteSheet {
	#level: Level;
	#all: Leaflet.FeatureGroup;
	#closed: Record<SitePen, Leaflet.Polygon>;
	#open: Record<SitePen, Leaflet.Polyline>;
	#stems: Leaflet.Polyline;

	constructor(leaflet: typeof Leaflet, map: Leaflet.Map, level: Level) {
		this.#level = level;
		this.#all = leaflet.featureGroup().addTo(map);
		const options = { interactive: false, smoothFactor: 0, fill: false };
		const ring = () => leaflet.polygon([], options).addTo(this.#all);
		const line = () => leaflet.polyline([], options).addTo(this.#all);
		const each = <Layer>(make: () => Layer): Record<SitePen, Layer> => ({
			boundary: make(),
			path: make(),
			stripe: make(),
			kerb: make(),
			fine: make(),
			shelter: make(),
			hut: make(),
			tree: make(),
			roof: make(),
			ridge: make()
		});
		this.#closed = each(ring);
		this.#open = each(line);
		this.#stems = line();
	}

	remove(): void {
		this.#all.remove();
	}

	/** @param shown whether it is on the sheet at all. */
	show(map: Leaflet.Map, shown: boolean): void {
		if (shown) this.#all.addTo(map);
		else this.#all.remove();
	}

	draw(labels: readonly PlacedLabel[], scale: number, roofs: Roofs): void {
		const lines = siteLines(this.#level, labels, scale, roofs);
		for (const pen of NAMES) {
			this.#closed[pen].setLatLngs(latLngs(lines.closed[pen]).map((ring) => [ring]));
			this.#open[pen].setLatLngs(latLngs(lines.open[pen]));
		}
		this.#stems.setLatLngs(latLngs(stems(this.#level, lines.closed.tree)));
	}

	recolour(colours: PlanColours, layer: PlanLayer): void {
		for (const pen of NAMES) {
			const style = PENS[pen](colours, layer === 'parking');
			this.#closed[pen].setStyle(style);
			this.#open[pen].setStyle({ ...style, fill: false, stroke: true });
		}
		this.#stems.setStyle({ color: colours.tree, weight: 2, lineCap: 'round' });
	}
}
