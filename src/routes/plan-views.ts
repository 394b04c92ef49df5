/** The rooms as the plan draws them, and the same map again while nothing would look different. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Room } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import type { RoomReport } from '#lib/live/room-state.ts';
import { sameView, type RoomView } from '#lib/map/room-view.ts';

/**
 * Makes views, and returns the last ones themselves where the plan would be drawn alike:
 * ages change every second, rooms seldom do. `reports` is null before the first snapshot.
 */
export function planViewer(): (
	rooms: readonly Room[],
	reports: ReadonlyMap<string, RoomReport> | null,
	metric: Metric,
	f: Formats
) => ReadonlyMap<string, RoomView> {
	let before: ReadonlyMap<string, RoomView> = new Map();
	return (rooms, reports, metric, f) => {
		const views = new Map(
			rooms.map((room) => [room.key, viewOf(room, reports?.get(room.key), metric, f)])
		);
		const alike =
			before.size === views.size &&
			[...views].every(([key, view]) => sameView(view, before.get(key)));
		return alike ? before : (before = views);
	};
}

function viewOf(room: Room, report: RoomReport | undefined, metric: Metric, f: Formats): RoomView {
	const words = {
		label: inWords(room.name),
		...(room.shortName === undefined ? {} : { short: inWords(room.shortName) })
	};
	if (report === undefined) return { ...words, state: 'unmonitored', value: null };
	const { state, band, worst } = report;
	return {
		...words,
		state,
		...(state === 'stale' && band !== null ? { lastState: band } : {}),
		value: worst === null ? null : f.quantity(metric, worst.value)
	};
}
