/** The plan on the screen: one object that is told what changed and redraws no more than that. */
import type * as Leaflet from 'leaflet';
import type { Level, Point } from '#floorplan/building.ts';
import { readColours } from './colours.ts';
import { extentOf, NARROW_PX } from './extent.ts';
import { furniture } from './furniture.ts';
import { Hatches } from './hatch.ts';
import { boxKey, SMALL_SCALE, type PlacedLabel } from './label-layout.ts';
import { LabelPane } from './label-pane.ts';
import { LabelPlan } from './label-plan.ts';
import { labelSpace, surroundings, type LabelSpace } from './label-space.ts';
import { PlanSheet } from './plan-sheet.ts';
import { createMap, PlanView, scaleOf } from './plan-view.ts';
import { drawnAlike, type Overlay, type RoomView, type SensorMark } from './room-view.ts';
import { SensorMarks } from './sensor-marks.ts';
import { QUIET_SITE, SiteDrawing, type SiteState } from './site-drawing.ts';
import { direction } from './strokes.ts';
import { watchTheme } from './theme.ts';

type L = typeof Leaflet;

export interface PlanEvents {
	onselect: (key: string | null) => void;
	/** px a metre, and whether the whole plan is in sight; after every change. */
	onscale: (scale: number, whole: boolean) => void;
}

/** Of the width beside the plan. */
const LEAN = 0.7;

type Views = ReadonlyMap<string, RoomView>;

export class PlanDrawing {
	#leaflet: L;
	#element: HTMLElement;
	#map: Leaflet.Map;
	#view: PlanView;
	#labels: LabelPane;
	#marks: SensorMarks;
	#sheet: PlanSheet | null = null;
	#site: SiteDrawing | null = null;
	#siteState = QUIET_SITE;
	#level: Level | null = null;
	#levels: readonly Level[] = [];
	/** Degrees anticlockwise, in which the building lies. */
	#direction = 0;
	#rooms: Views = new Map();
	/** As they are drawn on this layer. */
	#shown: Views = new Map();
	#sensors: ReadonlyMap<string, readonly Point[]> = new Map();
	#chosen: string | null = null;
	#overlays: readonly Overlay[] = [];
	#space: LabelSpace | null = null;
	#words: LabelPlan | null = null;
	/** null: nothing is drawn yet at this scale. */
	#placed: readonly PlacedLabel[] | null = null;
	/** What furniture and leaders were last drawn around. */
	#drawnAround: { boxes: string; leaders: string } | null = null;
	#on: PlanEvents;
	#stop: (() => void)[] = [];

	constructor(leaflet: L, element: HTMLElement, on: PlanEvents) {
		this.#leaflet = leaflet;
		this.#element = element;
		this.#on = on;
		this.#map = createMap(leaflet, element);
		this.#view = new PlanView(leaflet, this.#map);
		this.#labels = new LabelPane(this.#map);
		this.#marks = new SensorMarks(this.#map);
		this.#map.on('click', () => on.onselect(null));
		this.#map.on('viewreset', () => this.#rescale());
		const observer = new ResizeObserver(() => {
			this.#map.invalidateSize({ animate: false, pan: false });
			this.#show();
			this.#leanAside();
			this.#view.resize();
			this.#rescale();
		});
		observer.observe(element);
		this.#stop.push(
			() => observer.disconnect(),
			watchTheme(() => this.#recolour())
		);
		void document.fonts.ready.then(() => this.#rescale());
	}

	destroy(): void {
		for (const stop of this.#stop) stop();
		this.#level = null;
		this.#map.remove();
	}

	fit(): void {
		this.#view.fit();
	}

	/** @param levels all of the building: they share one extent, and the ground lies around each. */
	setLevel(level: Level, levels: readonly Level[]): void {
		if (level === this.#level && levels === this.#levels) return;
		const look = this.#look();
		if (levels !== this.#levels) {
			this.#levels = levels;
			this.#direction = direction(levels.flatMap(({ walls }) => walls));
			this.#site?.remove();
			const ground = levels.find(({ outdoor }) => outdoor);
			this.#site = ground ? new SiteDrawing(this.#leaflet, this.#map, ground, look) : null;
			this.#site?.update(this.#siteState);
		}
		this.#level = level;
		this.#sheet?.remove();
		const { onselect } = this.#on;
		this.#sheet = new PlanSheet(this.#leaflet, this.#map, level, look, { onselect });
		this.#sheet.fill(this.#shown);
		this.#sheet.choose(this.#chosen);
		this.#show();
		this.#rescale();
	}

	setRooms(rooms: Views): void {
		this.#rooms = rooms;
		const shown = this.#siteState.layer === 'parking' ? muted(rooms) : rooms;
		const before = this.#shown;
		this.#shown = shown;
		if (before.size === shown.size && alike(before, shown)) return;
		this.#sheet?.fill(shown);
		this.#dot();
		this.#layOut();
	}

	setSite(state: SiteState): void {
		const relayered = state.layer !== this.#siteState.layer;
		this.#siteState = state;
		const reworded = this.#site?.update(state) ?? false;
		if (relayered) this.setRooms(this.#rooms);
		if (reworded) {
			this.#words = null;
			this.#layOut();
		}
	}

	setChosen(key: string | null): void {
		this.#chosen = key;
		this.#sheet?.choose(key);
		this.#dot();
	}

	/** @param marks of the chosen room. */
	setMarks(marks: readonly SensorMark[]): void {
		this.#marks.show(marks);
	}

	/** @param sensors where they hang, by the key of the room. */
	setSensors(sensors: ReadonlyMap<string, readonly Point[]>): void {
		this.#sensors = sensors;
		this.#dot();
	}

	setOverlays(overlays: readonly Overlay[]): void {
		const same = JSON.stringify(overlays) === JSON.stringify(this.#overlays);
		if (same) return;
		this.#overlays = overlays;
		this.#leanAside();
		this.#rescale();
	}

	/** Away from what lies over the sheet, by half of what the plan leaves free. */
	#leanAside(): void {
		const { x: width } = this.#map.getSize();
		const sides = this.#overlays.map((box) => Math.sign(width / 2 - box.x - box.width / 2));
		const side = Math.sign(sides.reduce((sum, one) => sum + one, 0));
		this.#view.lean(side * LEAN);
	}

	/** Sensors are seen where they matter; those of the chosen room have numbers. */
	#dot(): void {
		if (scaleOf(this.#map) < SMALL_SCALE) return this.#sheet?.dot([], []);
		const of = (state: RoomView['state']): Point[] =>
			[...this.#sensors].flatMap(([key, points]) =>
				key !== this.#chosen && this.#shown.get(key)?.state === state && this.#has(key)
					? points
					: []
			);
		this.#sheet?.dot(of('act'), of('watch'));
	}

	#has(key: string): boolean {
		return this.#level?.rooms.some((room) => room.key === key) ?? false;
	}

	#look() {
		const colours = readColours(this.#element);
		// Leaflet's canvas has one density for every fine screen.
		const hatches = new Hatches(colours.hatch, this.#leaflet.Browser.retina ? 2 : 1);
		return { colours, hatches };
	}

	#recolour(): void {
		const look = this.#look();
		this.#site?.recolour(look);
		this.#sheet?.recolour(look.colours, look.hatches);
	}

	#show(): void {
		const level = this.#level;
		if (!level) return;
		const points = extentOf(level, this.#levels, this.#map.getSize().x);
		this.#view.show(points, this.#site?.level.outline ?? level.outline);
	}

	#rescale(): void {
		const scale = scaleOf(this.#map);
		this.#space = null;
		this.#words = null;
		this.#placed = null;
		this.#drawnAround = null;
		this.#sheet?.rescale(scale);
		const level = this.#level;
		const roofed = level?.outdoor ?? false;
		// A small sheet is the building's alone.
		const shown = roofed || !this.#view.whole || this.#map.getSize().x >= NARROW_PX;
		const roofs = roofed ? 'all' : level && level.ordinal > 0 ? 'below' : 'none';
		const wasShown = this.#site?.shown;
		this.#site?.rescale(scale, { roofs, shown });
		if (shown !== wasShown) this.#sheet?.raise();
		this.#marks.place();
		this.#dot();
		this.#layOut();
		this.#on.onscale(scale, this.#view.whole);
	}

	/** Words first, then what yields to them; only what is otherwise than before. */
	#layOut(): void {
		const level = this.#level;
		if (!level) return;
		const labels = this.#place(level);
		const before = this.#placed;
		if (before?.length === labels.length && before.every((one, n) => one === labels[n])) return;
		this.#placed = labels;
		this.#labels.show(labels);
		const boxes = labels.map(boxKey).join();
		if (boxes === this.#drawnAround?.boxes) return;
		const leaders = labels.flatMap(({ leader }) => leader ?? []);
		const lines = JSON.stringify(leaders);
		if (lines !== this.#drawnAround?.leaders) this.#sheet?.lead(leaders);
		const scale = scaleOf(this.#map);
		this.#sheet?.furnish(furniture(level, labels, scale));
		this.#site?.draw(labels, scale);
		this.#drawnAround = { boxes, leaders: lines };
	}

	#place(level: Level): PlacedLabel[] {
		const { whole } = this.#view;
		const [map, element] = [this.#map, this.#element];
		this.#space ??= labelSpace(map, element, this.#overlays, this.#direction, whole);
		const { options, limits } = this.#space;
		const onSite = this.#site?.labels(limits, options) ?? [];
		if (level.outdoor) return [...onSite];
		const ground = this.#site?.shown ? this.#site.level : null;
		this.#words ??= new LabelPlan(level, options, surroundings(level, ground, this.#space, onSite));
		return [...onSite, ...this.#words.lay(this.#shown)];
	}
}

/** Rooms as they are drawn beneath another layer: by their names alone. */
function muted(rooms: Views): Views {
	return new Map(
		[...rooms].map(([key, { label, short }]): [string, RoomView] => [
			key,
			{ state: 'unmonitored', label, ...(short === undefined ? {} : { short }), value: null }
		])
	);
}

function alike(a: Views, b: Views): boolean {
	for (const [key, view] of b) if (!drawnAlike(a.get(key), view)) return false;
	return true;
}
