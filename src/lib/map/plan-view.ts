/** The sheet's place on the screen: always whole, zoomed only inwards, never dragged away. */
import type * as Leaflet from 'leaflet';
import type { Point, Polygon } from '#floorplan/building.ts';
import { along, bounds, contains, distance, edges, nearestShare } from '#floorplan/geometry.ts';

type L = typeof Leaflet;

/** px around the plan. */
const MARGIN = 16;
/** px a metre: a counter's name is readable, and a sensor's place on its wall is clear. */
const NEAREST = 48;

/** Leaflet's plane: latitude is metres north, longitude metres east. */
export const toLatLng = ([x, y]: Point): [number, number] => [y, x];

/** A map in the plan's own metres that fits its box and starts with nothing on it. */
export function createMap(leaflet: L, element: HTMLElement): Leaflet.Map {
	const renderer = leaflet.canvas({ padding: 0.1, tolerance: 0 });
	const map = leaflet.map(element, {
		crs: leaflet.CRS.Simple,
		renderer,
		zoomControl: false,
		attributionControl: false,
		zoomSnap: 0,
		zoomDelta: 0.5,
		zoomAnimation: false,
		fadeAnimation: false,
		inertia: false,
		dragging: false,
		keyboard: false,
		boxZoom: false,
		trackResize: false,
		maxBoundsViscosity: 1,
		center: [0, 0],
		zoom: 0
	});
	// Leaflet rounds every corner to whole pixels, which bends fine lines and small circles.
	map.latLngToLayerPoint = (latlng) => map.project(latlng).subtract(map.getPixelOrigin());
	renderer.addTo(map);
	return map;
}

/**
 * Leaflet leaves its canvas between two pixels after a jump, and all of it after a drag against
 * a bound: every line would be blurred.
 */
function sharpen(leaflet: L, map: Leaflet.Map): void {
	const { DomUtil } = leaflet;
	const { mapPane, overlayPane } = map.getPanes();
	DomUtil.setPosition(mapPane, DomUtil.getPosition(mapPane).round());
	const canvas = overlayPane.querySelector('canvas');
	if (canvas) DomUtil.setPosition(canvas, DomUtil.getPosition(canvas));
}

/** px a metre. */
export function scaleOf(map: Leaflet.Map): number {
	return 2 ** map.getZoom();
}

/** Keeps a map fitted to what it shows. */
export class PlanView {
	#map: Leaflet.Map;
	#leaflet: L;
	#extent: Leaflet.LatLngBounds;
	#outline: Polygon = [];
	/** Zoom at which the whole plan is in sight. */
	#lean = 0;
	#wholeAt = 0;

	constructor(leaflet: L, map: Leaflet.Map) {
		this.#leaflet = leaflet;
		this.#map = map;
		this.#extent = leaflet.latLngBounds([0, 0], [1, 1]);
		map.on('viewreset', () => {
			sharpen(leaflet, map);
			this.#allowDragging();
		});
		map.on('moveend', () => sharpen(leaflet, map));
		map.on('dragend', () => this.#keepInSight());
	}

	/**
	 * Shows all of the points; what is shown already stays as it is.
	 * @param ground what may not be dragged out of the middle.
	 */
	show(points: readonly Point[], ground: Polygon): void {
		const box = bounds(points);
		if (!box) return;
		this.#outline = ground;
		const extent = this.#leaflet.latLngBounds(toLatLng(box.min), toLatLng(box.max));
		if (this.#extent.equals(extent)) return;
		this.#extent = extent;
		this.fit();
	}

	/** Where the plan stands in the width that it leaves: 0 in the middle, 1 at the right. */
	lean(share: number): void {
		if (share === this.#lean) return;
		this.#lean = share;
		this.fit();
	}

	/** The whole plan, as large as the box allows. */
	fit(): void {
		const map = this.#map;
		const { x, y } = map.getSize();
		if (x === 0 || y === 0) return;
		map.setMaxBounds(undefined);
		map.setMinZoom(-10).setMaxZoom(20);
		const margin = 2 * Math.floor(Math.min(MARGIN, x / 60, y / 40));
		const padding = this.#leaflet.point(margin, margin);
		this.#wholeAt = map.getBoundsZoom(this.#extent, false, padding);
		const centre = this.#extent.getCenter();
		const width = (this.#extent.getEast() - this.#extent.getWest()) * 2 ** this.#wholeAt;
		centre.lng -= (((x - margin - width) / 2) * this.#lean) / 2 ** this.#wholeAt;
		map.setView(centre, this.#wholeAt, { animate: false });
		map.setMinZoom(this.#wholeAt).setMaxZoom(Math.max(this.#wholeAt, Math.log2(NEAREST)));
		map.setMaxBounds(map.getBounds());
	}

	/** The box has changed: a whole plan stays whole, a near view stays near. */
	resize(): void {
		const map = this.#map;
		const { whole } = this;
		const [centre, zoom] = [map.getCenter(), map.getZoom()];
		map.invalidateSize({ animate: false, pan: false });
		this.fit();
		if (!whole && zoom > this.#wholeAt) map.setView(centre, zoom, { animate: false });
	}

	/** True while the whole plan is in sight. */
	get whole(): boolean {
		return this.#map.getZoom() <= this.#wholeAt + 1e-6;
	}

	/** A building that lies askew leaves corners of its extent empty: its own ground stays in the middle. */
	#keepInSight(): void {
		const { lat, lng } = this.#map.getCenter();
		const centre: Point = [lng, lat];
		if (contains(this.#outline, centre)) return;
		const [nearest] = this.#outline
			.flatMap(edges)
			.map(([a, b]) => along(a, b, nearestShare(centre, a, b)))
			.sort((a, b) => distance(a, centre) - distance(b, centre));
		if (nearest) this.#map.panTo(toLatLng(nearest), { animate: false });
	}

	/** While the plan is whole there is nothing to drag, and a finger scrolls the page. */
	#allowDragging(): void {
		const { dragging } = this.#map;
		if (this.whole) dragging.disable();
		else dragging.enable();
	}
}
