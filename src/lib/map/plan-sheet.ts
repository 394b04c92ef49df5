/** The drawing on Leaflet's canvas: rooms by their state, then furniture, openings, walls, the chosen room. */
import type * as Leaflet from 'leaflet';
import type { Level, Point, Room } from '#floorplan/building.ts';
import { groundOf, isHatched, type PlanColours } from './colours.ts';
import { PENS, type Furniture, type Pen } from './furniture.ts';
import type { Hatches } from './hatch.ts';
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

/** A round cap makes a dot of a line too short to see. */
const dotLines = (points: readonly Point[]): [number, number][][] =>
	latLngs(
		points.map(([x, y]): Line => [
			[x, y],
			[x + 0.01, y]
		])
	);

export interface SheetEvents {
	onselect: (key: string) => void;
}

export class PlanSheet {
	#leaflet: L;
	#level: Level;
	#colours: PlanColours;
	#all: Leaflet.FeatureGroup;
	#rooms = new Map<string, { room: Room; layer: Leaflet.Polygon }>();
	#views: ReadonlyMap<string, RoomView> = new Map();
	#lines: Record<'threshold' | 'swing' | 'leaf' | 'window' | 'inner' | 'outer', Leaflet.Polyline>;
	#closed: Record<Pen, Leaflet.Polygon>;
	#open: Record<Pen, Leaflet.Polyline>;
	#hover: Leaflet.Polygon;
	#chosen: { paper: Leaflet.Polygon; ink: Leaflet.Polygon };
	#dots: { act: Leaflet.Polyline; watch: Leaflet.Polyline };
	#leaders: { line: Leaflet.Polyline; ring: Leaflet.Polyline; dot: Leaflet.Polyline };
	#hatches: Hatches;

	constructor(
		leaflet: L,
		map: Leaflet.Map,
		level: Level,
		look: { colours: PlanColours; hatches: Hatches },
		on: SheetEvents
	) {
		this.#leaflet = leaflet;
		this.#level = level;
		this.#colours = look.colours;
		this.#hatches = look.hatches;
		this.#all = leaflet.featureGroup().addTo(map);
		for (const room of level.rooms) {
			this.#rooms.set(room.key, { room, layer: this.#roomLayer(room, on) });
		}
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
		this.#dots = { act: this.#line(), watch: this.#line() };
		this.#hover = this.#ring();
		this.#chosen = { paper: this.#ring(), ink: this.#ring() };
		this.#leaders = { ring: this.#line(), line: this.#line(), dot: this.#line() };
		this.recolour(look.colours, look.hatches);
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

	/** Above what has been put on the map since. */
	raise(): void {
		this.#all.bringToFront();
	}

	/** Fills the rooms that look otherwise than before. */
	fill(views: ReadonlyMap<string, RoomView>): void {
		const before = this.#views;
		this.#views = views;
		for (const [key, one] of this.#rooms) {
			const [old, view] = [before.get(key), views.get(key)];
			if (old?.state !== view?.state || old?.lastState !== view?.lastState) {
				this.#fillRoom(one, view);
			}
		}
	}

	#fillRoom(
		{ room, layer }: { room: Room; layer: Leaflet.Polygon },
		view: RoomView | undefined
	): void {
		if (this.#level.outdoor || room.type === 'void') {
			// Nothing hides the bays of a zone; through an opening one looks down.
			layer.setStyle({ fill: !this.#level.outdoor, fillColor: this.#colours.paper });
			return;
		}
		const ground = groundOf(view, this.#colours);
		const style: Leaflet.PathOptions = { fill: true, fillOpacity: 1 };
		// A canvas fills with a pattern as with a colour; Leaflet's type knows only the colour.
		layer.setStyle(
			Object.assign(style, { fillColor: isHatched(view) ? this.#hatches.over(ground) : ground })
		);
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
		const dots = dotLines(leaders.map(({ from }) => from));
		this.#leaders.ring.setLatLngs(dots);
		this.#leaders.dot.setLatLngs(dots);
	}

	/** Sensors on their walls, m: of rooms in act and in watch. */
	dot(act: readonly Point[], watch: readonly Point[]): void {
		this.#dots.act.setLatLngs(dotLines(act));
		this.#dots.watch.setLatLngs(dotLines(watch));
	}

	recolour(colours: PlanColours, hatches: Hatches): void {
		this.#colours = colours;
		this.#hatches = hatches;
		for (const [key, one] of this.#rooms) this.#fillRoom(one, this.#views.get(key));
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
		const round: Leaflet.PathOptions = { weight: 5.5, lineCap: 'round' };
		this.#dots.act.setStyle({ ...round, color: colours.onAct });
		this.#dots.watch.setStyle({ ...round, color: colours.ink });
		this.#hover.setStyle({ color: colours.ink, weight: 2 });
		this.#chosen.paper.setStyle({ color: colours.paper, weight: 8 });
		this.#chosen.ink.setStyle({ color: colours.ink, weight: 3.5 });
	}
}
