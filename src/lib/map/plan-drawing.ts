/** The plan on the screen: one object that is told what changed and redraws no more than that. */
import type * as Leaflet from 'leaflet';
import type { Level, Point, Ring } from '#floorplan/building.ts';
import { along, bounds, contains, type Bounds } from '#floorplan/geometry.ts';
import { readColours } from './colours.ts';
import { furniture } from './furniture.ts';
import {
	placeLabels,
	type LabelOptions,
	type LabelRoom,
	type PlacedLabel
} from './label-layout.ts';
import { LabelPane } from './label-pane.ts';
import { withLeaders } from './leaders.ts';
import { PlanSheet } from './plan-sheet.ts';
import { createMap, PlanView, scaleOf } from './plan-view.ts';
import { sameView, type RoomView } from './room-view.ts';
import { direction } from './strokes.ts';
import { watchTheme } from './theme.ts';

type L = typeof Leaflet;

/** Rooms one passes through; their names matter only near by. */
const MINOR_TYPES: ReadonlySet<string> = new Set(['corridor', 'outdoor', 'void']);

export interface PlanEvents {
	onselect: (key: string | null) => void;
	/** px a metre, and whether the whole plan is in sight; after every change. */
	onscale: (scale: number, whole: boolean) => void;
}

export class PlanDrawing {
	#leaflet: L;
	#element: HTMLElement;
	#map: Leaflet.Map;
	#view: PlanView;
	#labels: LabelPane;
	#sheet: PlanSheet | null = null;
	#level: Level | null = null;
	#rooms: ReadonlyMap<string, RoomView> = new Map();
	#chosen: string | null = null;
	/** Labels inside rooms at this scale, found again only where a view changed. */
	#words = new Map<string, { view: RoomView; label: PlacedLabel | undefined }>();
	#placed: readonly PlacedLabel[] = [];
	#on: PlanEvents;
	#stop: (() => void)[] = [];
	#context = document.createElement('canvas').getContext('2d');

	constructor(leaflet: L, element: HTMLElement, on: PlanEvents) {
		this.#leaflet = leaflet;
		this.#element = element;
		this.#on = on;
		this.#map = createMap(leaflet, element);
		this.#view = new PlanView(leaflet, this.#map);
		this.#labels = new LabelPane(this.#map);
		this.#map.on('click', () => on.onselect(null));
		this.#map.on('viewreset', () => this.#rescale());
		const observer = new ResizeObserver(() => {
			this.#view.resize();
			this.#rescale();
		});
		observer.observe(element);
		this.#stop.push(
			() => observer.disconnect(),
			watchTheme(() => this.#sheet?.recolour(readColours(element)))
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

	setLevel(level: Level): void {
		if (level === this.#level) return;
		this.#level = level;
		this.#sheet?.remove();
		const { onselect } = this.#on;
		const colours = readColours(this.#element);
		this.#sheet = new PlanSheet(this.#leaflet, this.#map, level, colours, { onselect });
		this.#sheet.fill(this.#rooms);
		this.#sheet.choose(this.#chosen);
		this.#view.show(level);
	}

	setRooms(rooms: ReadonlyMap<string, RoomView>): void {
		const before = this.#rooms;
		this.#rooms = new Map(rooms);
		this.#sheet?.fill(this.#rooms);
		const keys = new Set([...before.keys(), ...rooms.keys()]);
		if ([...keys].some((key) => !sameView(before.get(key), rooms.get(key)))) this.#layOut();
	}

	setChosen(key: string | null): void {
		this.#chosen = key;
		this.#sheet?.choose(key);
	}

	#rescale(): void {
		this.#placed = [];
		this.#words.clear();
		const scale = scaleOf(this.#map);
		this.#sheet?.rescale(scale);
		this.#layOut();
		this.#on.onscale(scale, this.#view.whole);
	}

	#layOut(): void {
		const level = this.#level;
		if (!level) return;
		const labels = this.#place(level);
		const before = this.#placed;
		if (before.length === labels.length && before.every((one, n) => one === labels[n])) return;
		this.#placed = labels;
		this.#labels.show(labels);
		this.#sheet?.lead(labels.flatMap(({ leader }) => leader ?? []));
		this.#sheet?.furnish(furniture(level, labels, scaleOf(this.#map)));
	}

	#place(level: Level): PlacedLabel[] {
		const family = getComputedStyle(this.#element).fontFamily;
		const options = {
			scale: scaleOf(this.#map),
			direction: direction(level.walls),
			measure: (text: string, size: number, weight: number) => {
				if (!this.#context) return text.length * size * 0.6;
				this.#context.font = `${weight} ${size}px ${family}`;
				return this.#context.measureText(text).width;
			}
		};
		const rooms = this.#labelRooms(level);
		const inside = [...rooms, ...counters(level)].flatMap(
			(room) => this.#inside(room, options) ?? []
		);
		if (!this.#view.whole) return inside;
		const outdoors = level.rooms.filter(({ type }) => type === 'outdoor');
		const buildings = [level.outline, ...outdoors.map(({ polygon }) => polygon)].flat();
		const around = { buildings, frame: this.#frame(), taken: this.#taken() };
		return withLeaders(inside, rooms, around, options);
	}

	#inside(room: LabelRoom, options: LabelOptions): PlacedLabel | undefined {
		const known = this.#words.get(room.key);
		if (known && sameView(known.view, room.view)) return known.label;
		const [label] = placeLabels([room], options);
		this.#words.set(room.key, { view: room.view, label });
		return label;
	}

	#labelRooms(level: Level): LabelRoom[] {
		const named = level.fixtures.flatMap((fixture): Ring[] =>
			fixture.closed && fixture.name && fixture.kind !== 'counter' ? [fixture.shape[0] ?? []] : []
		);
		return level.rooms.flatMap(({ key, type, polygon, labelAt: at }): LabelRoom[] => {
			const view = this.#rooms.get(key);
			if (!view) return [];
			const avoid = named.filter((ring) => ring[0] && contains(polygon, ring[0]));
			return [{ key, polygon, at, view, minor: MINOR_TYPES.has(type), avoid }];
		});
	}

	/** What is in sight, m. */
	#frame(): Bounds {
		const { x, y } = this.#map.getSize();
		return this.#metres({ left: 0, top: 0, right: x, bottom: y });
	}

	/** What the component lays over the sheet, m. */
	#taken(): Bounds[] {
		const own = this.#element.getBoundingClientRect();
		const over = [...(this.#element.parentElement?.children ?? [])];
		return over
			.filter((element) => element !== this.#element)
			.map((element) => element.getBoundingClientRect())
			.map(({ left, right, top, bottom }) =>
				this.#metres({
					left: left - own.left,
					right: right - own.left,
					top: top - own.top,
					bottom: bottom - own.top
				})
			);
	}

	#metres(box: { left: number; top: number; right: number; bottom: number }): Bounds {
		const corners = [
			[box.left, box.bottom],
			[box.right, box.top]
		].map(([x = 0, y = 0]): Point => {
			const { lat, lng } = this.#map.containerPointToLatLng([x, y]);
			return [lng, lat];
		});
		return bounds(corners) ?? { min: [0, 0], max: [0, 0] };
	}
}

/** Counters by their numbers, to be named as if they were rooms. */
function counters(level: Level): LabelRoom[] {
	return level.fixtures.flatMap((fixture): LabelRoom[] => {
		const number = /\d+$/.exec(fixture.name?.id ?? '')?.[0];
		if (!fixture.closed || fixture.kind !== 'counter' || !number) return [];
		const view: RoomView = { state: 'unmonitored', label: number, value: null };
		const [first = [0, 0], , third = first] = fixture.shape[0] ?? [];
		const middle = along(first, third, 0.5);
		return [{ key: fixture.id, polygon: fixture.shape, at: middle, view, minor: true, avoid: [] }];
	});
}
