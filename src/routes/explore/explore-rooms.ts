/** The rooms that a reader can choose from, and what is shown where nothing is chosen yet. */
import { METRICS, metricSpec, type Metric, type Words } from '#lib/domain/metrics.ts';
import type { ExploreView } from '#lib/domain/explore/view.ts';
import type { RoomType } from '#floorplan/building.ts';

export interface ExploreRoom {
	key: string;
	name: Words;
	type: RoomType;
	level: Words;
	ordinal: number;
	/** Quantities that were measured here last. */
	metrics: Metric[];
}

/** In the order in which one looks for them. */
const ALL = (Object.keys(METRICS) as Metric[]).filter(
	(metric) => metricSpec(metric).family !== 'device'
);

/** The quantities to choose from: first those that the rooms measure. */
export function choices(rooms: readonly ExploreRoom[]): { measured: Metric[]; others: Metric[] } {
	const there = new Set(rooms.flatMap(({ metrics }) => metrics));
	return {
		measured: ALL.filter((metric) => there.has(metric)),
		others: ALL.filter((metric) => !there.has(metric))
	};
}

/** The view with what it leaves open filled in: a waiting room of the ground floor, what it measures first. */
export function completed(view: ExploreView, rooms: readonly ExploreRoom[]): ExploreView {
	const chosen = rooms.filter(({ key }) => view.rooms.includes(key));
	const measuring = rooms.filter(({ metrics }) => metrics.includes('temperature'));
	const [first] = chosen.length > 0 ? chosen : preferred(measuring.length > 0 ? measuring : rooms);
	const own = chosen.length > 0 ? chosen : first === undefined ? [] : [first];
	return {
		...view,
		rooms: chosen.length > 0 ? view.rooms : own.map(({ key }) => key),
		metrics: view.metrics.length > 0 ? view.metrics : [choices(own).measured[0] ?? 'temperature']
	};
}

function preferred(rooms: readonly ExploreRoom[]): ExploreRoom[] {
	const rank = ({ type, ordinal }: ExploreRoom) =>
		Number(ordinal !== 0) * 2 + Number(type !== 'waiting');
	return rooms.toSorted((a, b) => rank(a) - rank(b));
}
