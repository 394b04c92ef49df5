/** The home's facts that are whole tables: by quantity and room, by level. */
import { ATTENTION_METRICS } from '#lib/domain/attention/attention.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Level, Limit, Room } from '#floorplan/building.ts';
import type { Attention, RoomReports } from '#lib/live/attention.ts';
import type { Places } from '#lib/live/places.ts';
import { reportRooms, valuesByRoom, type SensorValue } from '#lib/live/room-state.ts';
import type { LiveRow } from '#lib/live/wire.ts';

/** Reports of the quantities that can need attention, and of humidity, which is only shown. */
export function reportsOf(
	rooms: readonly Room[],
	limits: readonly Limit[],
	places: Places,
	rows: ReadonlyMap<string, LiveRow>,
	now: number
): RoomReports {
	return new Map<Metric, ReturnType<typeof reportRooms>>(
		[...ATTENTION_METRICS, 'humidity' as const].map((metric) => [
			metric,
			reportRooms(rooms, limits, places, rows, metric, now)
		])
	);
}

/** Every sensor's value, by quantity and room, of what can need attention. */
export function valuesOf(
	places: Places,
	rows: ReadonlyMap<string, LiveRow>,
	now: number
): ReadonlyMap<Metric, ReadonlyMap<string, readonly SensorValue[]>> {
	return new Map<Metric, ReadonlyMap<string, readonly SensorValue[]>>(
		ATTENTION_METRICS.map((metric) => [metric, valuesByRoom(places, rows.values(), metric, now)])
	);
}

/** Problems of each level, by its key; silent sensors are none of them. */
export function troublesOf(
	attention: readonly Attention[],
	levels: readonly Level[]
): ReadonlyMap<string, number> {
	const count = new Map<string, number>();
	const site = levels.find(({ outdoor }) => outdoor);
	for (const item of attention) {
		if (item.kind === 'silent') continue;
		const level = item.kind === 'parking' ? site?.key : item.place.level.key;
		if (level !== undefined) count.set(level, (count.get(level) ?? 0) + 1);
	}
	return count;
}
