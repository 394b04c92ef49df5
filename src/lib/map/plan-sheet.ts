/** The drawing on Leaflet's canvas: rooms by their state, then furniture, openings, walls, the chosen room. */
import type * as Leaflet from 'leaflet';
import type { Level, Point, Room } from '#floorplan/building.ts';
import { groundOf, isHatched, type PlanColours } from './colours.ts';
import { PENS, type Furniture, type Pen } from './furniture.ts';
import { hatchPattern } from './hatch.ts';
import { toLatLng } from './plan-view.ts';
import type { RoomView } from './room-view.ts';
import {
	leafLines,
	swingLines,
	thresholdLines,
	wallLines,
	wallWeight,
	windowLines,
	type Line
} from './strokes.ts';

type L = typeof Leaflet;

const STYLE_OF: Record<
	Pen,
	{ weight: number; colour: keyof PlanColours; fill: keyof PlanColours | null }
> = {
	light: { weight: 0.8, colour: 'line', fill: null },
	built: { weight: 0.7, colour: 'wall', fill: null },
	table: { weight: 0.7, colour: 'wall', fill: 'floor' },
	solid: { weight: 0.7, colour: 'wall', fill: 'wall' }
};

const latLngs = (lines: readonly Line[]): [number, number][][] =>
	lines.map((line) => line.map(toLatLng));

export interface SheetEvents {
	onselect: (key: string) => void;
}

export class PlanSheet {
	#leaflet: L;
	#level: Level;
	#colours: PlanColours;
	#all: Leaflet.FeatureGroup;
	#rooms = new Map<string, Leaflet.Polygon>();
	#views: ReadonlyMap<string, RoomView> = new Map();
	#lines: Record<'threshold' | 'swing' | 'leaf' | 'window' | 'inner' | 'outer', Leaflet.Polyline>;
	#closed: Record<Pen, Leaflet.Polygon>;
	#open: Record<Pen, Leaflet.Polyline>;
	#hover: Leaflet.Polygon;
	#chosen: { paper: Leaflet.Polygon; ink: Leaflet.Polygon };
	#leaders: { line: Leaflet.Polyline; ring: Leaflet.Polyline; dot: Leaflet.Polyline };
	#hatches = new Map<string, CanvasPattern | string>();

	constructor(leaflet: L, map: Leaflet.Map, level: Level, colours: PlanColours, on: SheetEvents) {
		this.#leaflet = leaflet;
		this.#level = level;
		this.#colours = colours;
		this.#all = leaflet.featureGroup().addTo(map);
		for (const room of level.rooms) this.#rooms.set(room.key, this.#roomLayer(room, on));
		const threshold = this.#line();
		this.#closed = {
			light: this.#ring(),
			built: this.#ring(),
			table: this.#ring(),
			solid: this.#ring()
		};
		this.#open = {
			light: this.#line(),
			built: this.#line(),
			table: this.#line(),
			solid: this.#line()
		};
		this.#lines = {
			threshold,
			swing: this.#line(),
			leaf: this.#line(),
			window: this.#line(),
			inner: this.#line(),
			outer: this.#line()
		};
		this.#hover = this.#ring();
		this.#chosen = { paper: this.#ring(), ink: this.#ring() };
		this.#leaders = { ring: this.#line(), line: this.#line(), dot: this.#line() };
		this.recolour(colours);
	}

	#roomLayer(room: Room, { onselect }: SheetEvents): Leaflet.Polygon {
		const shape = latLngs(room.polygon);
		const layer = this.#leaflet.polygon(shape, {
			stroke: false,
			fillOpacity: 1,
			smoothFactor: 0,
			bubblingMouseEvents: false
		});
		layer.on('click', () => onselect(room.key));
		layer.on('mouseover', () => this.#hover.setLatLngs(shape));
		layer.on('mouseout', () => this.#hover.setLatLngs([]));
		return layer.addTo(this.#all);
	}

	#line(): Leaflet.Polyline {
		return this.#leaflet
			.polyline([], { interactive: false, smoothFactor: 0, fill: false })
			.addTo(this.#all);
	}

	#ring(): Leaflet.Polygon {
		return this.#leaflet
			.polygon([], { interactive: false, smoothFactor: 0, fill: false, lineJoin: 'miter' })
			.addTo(this.#all);
	}

	remove(): void {
		this.#all.remove();
	}

	/** Fills the rooms that look otherwise than before. */
	fill(views: ReadonlyMap<string, RoomView>): void {
		const before = this.#views;
		this.#views = views;
		for (const [key, layer] of this.#rooms) {
			const [old, view] = [before.get(key), views.get(key)];
			if (old?.state !== view?.state || old?.lastState !== view?.lastState) {
				this.#fillRoom(layer, view);
			}
		}
	}

	#fillRoom(layer: Leaflet.Polygon, view: RoomView | undefined): void {
		const ground = groundOf(view, this.#colours);
		const style: Leaflet.PathOptions = { fill: true, fillOpacity: 1 };
		// A canvas fills with a pattern as with a colour; Leaflet's type knows only the colour.
		layer.setStyle(
			Object.assign(style, { fillColor: isHatched(view) ? this.#hatch(ground) : ground })
		);
	}

	#hatch(ground: string): CanvasPattern | string {
		const known = this.#hatches.get(ground);
		if (known !== undefined) return known;
		// Leaflet's canvas has one density for every fine screen.
		const density = this.#leaflet.Browser.retina ? 2 : 1;
		const pattern = hatchPattern(ground, this.#colours.hatch, density);
		this.#hatches.set(ground, pattern);
		return pattern;
	}

	/** Outlines the chosen room; null: none. */
	choose(key: string | null): void {
		const room = this.#level.rooms.find((one) => one.key === key);
		const shape = room ? latLngs(room.polygon) : [];
		this.#chosen.paper.setLatLngs(shape);
		this.#chosen.ink.setLatLngs(shape);
	}

	/** Lines whose place or strength follows from the scale, px a metre. */
	rescale(scale: number): void {
		const level = this.#level;
		const weight = (kind: 'inner' | 'outer') => {
			const walls = level.walls.filter((wall) => wall.kind === kind);
			return wallWeight(kind, walls[0]?.thickness ?? 0, scale);
		};
		const { threshold, swing, leaf, window, inner, outer } = this.#lines;
		threshold.setLatLngs(latLngs(thresholdLines(level)));
		swing.setLatLngs(latLngs(swingLines(level)));
		leaf.setLatLngs(latLngs(leafLines(level)));
		window.setLatLngs(latLngs(windowLines(level, scale)));
		inner
			.setLatLngs(latLngs(wallLines(level, 'inner', scale)))
			.setStyle({ weight: weight('inner') });
		outer
			.setLatLngs(latLngs(wallLines(level, 'outer', scale)))
			.setStyle({ weight: weight('outer') });
	}

	furnish(furniture: Furniture): void {
		for (const pen of PENS) {
			this.#closed[pen].setLatLngs(latLngs(furniture.closed[pen]).map((ring) => [ring]));
			this.#open[pen].setLatLngs(latLngs(furniture.open[pen]));
		}
	}

	/** Lines from rooms to their words outside. */
	lead(leaders: readonly { from: Point; to: Point }[]): void {
		this.#leaders.line.setLatLngs(latLngs(leaders.map(({ from, to }) => [from, to])));
		// A round cap makes a dot of a line too short to see.
		const dots = latLngs(
			leaders.map(({ from: [x, y] }) => [
				[x, y],
				[x + 0.01, y]
			])
		);
		this.#leaders.ring.setLatLngs(dots);
		this.#leaders.dot.setLatLngs(dots);
	}

	recolour(colours: PlanColours): void {
		this.#colours = colours;
		this.#hatches.clear();
		for (const [key, layer] of this.#rooms) this.#fillRoom(layer, this.#views.get(key));
		for (const pen of PENS) {
			const { weight, colour, fill } = STYLE_OF[pen];
			const style = { weight, color: colours[colour] };
			const filled = fill && { fill: true, fillColor: colours[fill], fillOpacity: 1 };
			this.#closed[pen].setStyle({ ...style, ...filled });
			this.#open[pen].setStyle(style);
		}
		const { threshold, swing, leaf, window, inner, outer } = this.#lines;
		threshold.setStyle({ color: colours.wall, weight: 0.75, dashArray: '3 3', lineCap: 'butt' });
		swing.setStyle({ color: colours.wall, weight: 0.6 });
		leaf.setStyle({ color: colours.wall, weight: 1, lineCap: 'butt' });
		window.setStyle({ color: colours.wall, weight: 0.75, lineCap: 'butt' });
		inner.setStyle({ color: colours.wall, lineCap: 'square' });
		outer.setStyle({ color: colours.wall, lineCap: 'square' });
		this.#leaders.line.setStyle({ color: colours.ink, weight: 0.9 });
		this.#leaders.ring.setStyle({ color: colours.paper, weight: 6, lineCap: 'round' });
		this.#leaders.dot.setStyle({ color: colours.ink, weight: 4, lineCap: 'round' });
		this.#hover.setStyle({ color: colours.ink, weight: 2 });
		this.#chosen.paper.setStyle({ color: colours.paper, weight: 8 });
		this.#chosen.ink.setStyle({ color: colours.ink, weight: 3.5 });
	}
}
