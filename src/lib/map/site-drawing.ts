/** All of the ground around the building: its lines, its bays, its words; redrawn where they changed. */
import type * as Leaflet from 'leaflet';
import type { Level } from '#floorplan/building.ts';
import { BaySheet } from './bay-sheet.ts';
import type { PlanColours } from './colours.ts';
import type { Hatches } from './hatch.ts';
import { boxKey, type LabelOptions, type PlacedLabel } from './label-layout.ts';
import { siteLabels, type SiteBounds } from './site-labels.ts';
import type { AreaView, BayState, PlanLayer, ZoneView } from './room-view.ts';
import type { Roofs } from './site-lines.ts';
import { SiteSheet } from './site-sheet.ts';

export interface SiteState {
	layer: PlanLayer;
	bays: ReadonlyMap<string, BayState>;
	areas: ReadonlyMap<string, AreaView | null>;
	zones: ReadonlyMap<string, ZoneView>;
	names: Readonly<Record<string, string>>;
}

/** Before anything is known of the site. */
export const QUIET_SITE: SiteState = {
	...{ layer: 'climate', names: {} },
	...{ bays: new Map(), areas: new Map(), zones: new Map() }
};

export class SiteDrawing {
	readonly level: Level;
	#sheet: SiteSheet;
	#bays: BaySheet;
	#state = QUIET_SITE;
	#look: { colours: PlanColours; hatches: Hatches };
	#roofs: Roofs = 'none';
	#shown = true;
	#map: Leaflet.Map;
	#labels: readonly PlacedLabel[] | null = null;
	/** The words it was last drawn around. */
	#around = '';

	constructor(
		leaflet: typeof Leaflet,
		map: Leaflet.Map,
		level: Level,
		look: { colours: PlanColours; hatches: Hatches }
	) {
		this.level = level;
		this.#map = map;
		this.#look = look;
		this.#sheet = new SiteSheet(leaflet, map, level);
		this.#bays = new BaySheet(leaflet, map, level, { ...look, layer: this.#state.layer });
		this.recolour(look);
	}

	remove(): void {
		this.#sheet.remove();
		this.#bays.remove();
	}

	get shown(): boolean {
		return this.#shown;
	}

	/** @returns whether its words may have changed. */
	update(state: SiteState): boolean {
		const before = this.#state;
		this.#state = state;
		this.#bays.fill(state.bays);
		this.#bays.fillAreas(state.areas);
		if (state.layer !== before.layer) this.recolour(this.#look);
		const same =
			state.layer === before.layer &&
			state.names === before.names &&
			sameZones(state.zones, before.zones) &&
			(state.layer !== 'parking' || state.bays === before.bays);
		if (!same) this.#labels = null;
		return !same;
	}

	recolour(look: { colours: PlanColours; hatches: Hatches }): void {
		this.#look = look;
		this.#sheet.recolour(look.colours, this.#state.layer);
		this.#bays.recolour({ ...look, layer: this.#state.layer });
	}

	/**
	 * Forgets the words of another scale or another level.
	 * @param shown whether there is room for it.
	 */
	rescale(scale: number, { roofs, shown }: { roofs: Roofs; shown: boolean }): void {
		this.#labels = null;
		this.#around = '';
		this.#roofs = roofs;
		if (shown !== this.#shown) {
			this.#shown = shown;
			this.#sheet.show(this.#map, shown);
			this.#bays.show(this.#map, shown);
		}
		this.#bays.rescale(scale);
	}

	/** Its words; the same objects while nothing has changed. */
	labels(limits: SiteBounds, options: LabelOptions): readonly PlacedLabel[] {
		if (!this.#shown) return [];
		const { names, bays, zones, layer } = this.#state;
		const words = { names, bays, zones, layer, roofed: this.#roofs === 'all' };
		this.#labels ??= siteLabels(this.level, words, limits, options);
		return this.#labels;
	}

	/** Draws it around the words that stand outside rooms, where these are others than before. */
	draw(labels: readonly PlacedLabel[], scale: number): void {
		if (!this.#shown) return;
		const outside = labels.filter(({ look, leader }) => look !== undefined || leader);
		const around = `around ${outside.map(boxKey).join()}`;
		if (around === this.#around) return;
		this.#around = around;
		this.#sheet.draw(outside, scale, this.#roofs);
	}
}

function sameZones(a: ReadonlyMap<string, ZoneView>, b: ReadonlyMap<string, ZoneView>): boolean {
	if (a === b) return true;
	if (a.size !== b.size) return false;
	for (const [key, zone] of a) {
		const other = b.get(key);
		if (zone.name !== other?.name || zone.note !== other.note) return false;
	}
	return true;
}
