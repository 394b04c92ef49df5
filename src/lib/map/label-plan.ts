/** The words of a level at one scale: placed once, and again only where what is said takes another shape. */
import type { Level, Ring } from '#floorplan/building.ts';
import { along, bounds, contains } from '#floorplan/geometry.ts';
import {
	boxKey,
	placeLabel,
	type LabelOptions,
	type LabelRoom,
	type PlacedLabel,
	type Places
} from './label-layout.ts';
import {
	lackingRooms,
	placeLeaders,
	type Lacking,
	type LeaderPlace,
	type Surroundings
} from './leaders.ts';
import { drawnAlike, type RoomView } from './room-view.ts';

/** Rooms one passes through; their names matter only near by. */
const MINOR_TYPES: ReadonlySet<string> = new Set(['corridor', 'outdoor', 'void']);

interface Place extends Omit<LabelRoom, 'view'> {
	/** Too small for anything that could stand in it. */
	tiny: boolean;
}

export class LabelPlan {
	#rooms: readonly Place[];
	/** Their numbers are named as if they were rooms. */
	#counters: readonly LabelRoom[];
	#options: LabelOptions;
	#around: Surroundings | null;
	/** Labels inside rooms, with the view each was made from. */
	#inside = new Map<string, { view: RoomView; label: PlacedLabel | undefined }>();
	/** Where words of a size stand in a room; null: nowhere. */
	#places: Places = new Map();
	#leaders: { key: string; places: ReadonlyMap<string, LeaderPlace | null> } | null = null;
	#outside = new Map<string, { view: RoomView; place: LeaderPlace; label: PlacedLabel }>();

	/** @param around null: no words stand beside the building. */
	constructor(level: Level, options: LabelOptions, around: Surroundings | null) {
		this.#rooms = placesOf(level, options.scale);
		this.#counters = counters(level);
		this.#options = options;
		this.#around = around;
	}

	/** All words, those that have not changed as the same objects as before. */
	lay(views: ReadonlyMap<string, RoomView>): PlacedLabel[] {
		const rooms: LabelRoom[] = [];
		const inside: PlacedLabel[] = [];
		for (const place of this.#rooms) {
			const view = views.get(place.key);
			if (!view) continue;
			const room = { ...place, view };
			rooms.push(room);
			const label = place.tiny ? undefined : this.#labelInside(room);
			if (label) inside.push(label);
		}
		for (const counter of this.#counters) {
			const label = this.#labelInside(counter);
			if (label) inside.push(label);
		}
		return this.#around ? this.#withLeaders(inside, rooms, this.#around) : inside;
	}

	#labelInside(room: LabelRoom): PlacedLabel | undefined {
		const known = this.#inside.get(room.key);
		if (known && drawnAlike(known.view, room.view)) return known.label;
		const label = placeLabel(room, this.#options, this.#places);
		this.#inside.set(room.key, { view: room.view, label });
		return label;
	}

	#withLeaders(inside: PlacedLabel[], rooms: LabelRoom[], around: Surroundings): PlacedLabel[] {
		const lacking = lackingRooms(inside, rooms, this.#options);
		if (lacking.length === 0) {
			this.#leaders = null;
			return inside;
		}
		const places = this.#leaderPlaces(inside, lacking, rooms, around);
		const replaced = new Set(
			lacking.filter(({ room }) => places.get(room.key)).map((l) => l.room.key)
		);
		const labels = inside.filter(({ key }) => !replaced.has(key));
		for (const one of lacking) {
			const place = places.get(one.room.key);
			if (place) labels.push(this.#labelOutside(one, place));
		}
		return labels;
	}

	#leaderPlaces(
		inside: PlacedLabel[],
		lacking: Lacking[],
		rooms: LabelRoom[],
		around: Surroundings
	): ReadonlyMap<string, LeaderPlace | null> {
		const key = [
			...inside.map(boxKey),
			...lacking.map(({ room, width, height }) => `${room.key} ${width} ${height}`),
			...rooms.map(({ view }) => view.state)
		].join();
		if (this.#leaders?.key !== key) {
			this.#leaders = {
				key,
				places: placeLeaders(inside, lacking, rooms, around, this.#options)
			};
		}
		return this.#leaders.places;
	}

	#labelOutside({ room, ...words }: Lacking, place: LeaderPlace): PlacedLabel {
		const known = this.#outside.get(room.key);
		if (known && known.place === place && drawnAlike(known.view, room.view)) return known.label;
		const label = { key: room.key, view: room.view, ...words, ...place, angle: 0, named: true };
		this.#outside.set(room.key, { view: room.view, place, label });
		return label;
	}
}

/** px; no words and no marker stand in a room that is smaller either way. */
const LEAST_PX = 12;

function placesOf(level: Level, scale: number): Place[] {
	const named = level.fixtures.flatMap((fixture): Ring[] =>
		fixture.closed && fixture.name && fixture.kind !== 'counter' ? [fixture.shape[0] ?? []] : []
	);
	return level.rooms.map(({ key, type, polygon, labelAt: at }) => {
		const avoid = named.filter((ring) => ring[0] && contains(polygon, ring[0]));
		const box = bounds(polygon[0] ?? []);
		const wide = box ? Math.min(box.max[0] - box.min[0], box.max[1] - box.min[1]) : 0;
		const tiny = wide * scale < LEAST_PX;
		return { key, polygon, at, minor: MINOR_TYPES.has(type), avoid, tiny };
	});
}

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
