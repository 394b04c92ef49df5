/** What the newest values say of each room: the worst sensor that can be relied on speaks for it. */
import { asShown, excess, judge, type Band } from '#lib/domain/comfort/band.ts';
import { freshness, type Freshness } from '#lib/domain/freshness.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Limit, Room } from '#floorplan/building.ts';
import type { Places } from './places.ts';
import type { LiveRow } from './wire.ts';

/**
 * `within`, `watch`, `act`: by the room's primary limit, from live values; `unjudged`: live, and
 * no limit is set; `stale`: every value is too old to judge by; `unknown`: sensors stand there
 * and none has reported; `unmonitored`: none stands there that measures this.
 */
export type RoomState = Band | 'unjudged' | 'stale' | 'unknown' | 'unmonitored';

/** The newest value of one series, and whether it can be relied on. */
export interface SensorValue {
	device: string;
	channel: string;
	/** The device's name in the registry. */
	name: string;
	metric: Metric;
	/** In the metric's unit. */
	value: number;
	/** Measuring time, epoch ms UTC. */
	at: number;
	freshness: Freshness;
}

export interface RoomReport {
	state: RoomState;
	/** The band of the last value, also where it is stale; null: never judged. */
	band: Band | null;
	/** On which side of the limit the value lies, where it lies outside. */
	side: 'below' | 'above' | null;
	/** The value that speaks for the room; null: there has been none. */
	worst: SensorValue | null;
	/** How far that value lies beyond the limit, in the metric's unit; −Infinity without one. */
	beyond: number;
	/** The limit it is judged by. */
	limit: Limit | null;
	/** Devices in the room that measure this and are live. */
	reporting: number;
	/** Devices in the room that measure this, or have never said what they measure. */
	expected: number;
}

/** The limit that colours the plan for a room and a quantity. */
export function primaryLimit(
	limits: readonly Limit[],
	room: Pick<Room, 'type'>,
	metric: Metric
): Limit | null {
	return (
		limits.find(
			(limit) => limit.primary && limit.metric === metric && limit.roomTypes.includes(room.type)
		) ?? null
	);
}

/** The limits that colour the plan for a quantity, the one of most rooms first. */
export function limitsInUse(
	limits: readonly Limit[],
	rooms: readonly Room[],
	metric: Metric
): Limit[] {
	const count = new Map<Limit, number>();
	for (const room of rooms) {
		const limit = primaryLimit(limits, room, metric);
		if (limit !== null) count.set(limit, (count.get(limit) ?? 0) + 1);
	}
	return [...count].sort((a, b) => b[1] - a[1]).map(([limit]) => limit);
}

/** Every value of one quantity by room, or of every quantity where `metric` is null. */
export function valuesByRoom(
	places: Places,
	rows: Iterable<LiveRow>,
	metric: Metric | null,
	now: number
): Map<string, SensorValue[]> {
	const found = new Map<string, SensorValue[]>();
	for (const row of rows) {
		if (metric !== null && row[2] !== metric) continue;
		const [device, channel, measured, value, at] = row;
		const room = places.roomOf(device, channel);
		if (room === null) continue;
		const registered = places.device(device);
		const sensor: SensorValue = {
			device,
			channel,
			name: registered?.name ?? device,
			metric: measured,
			value: asShown(measured, value),
			at,
			freshness: freshness(at, now, registered)
		};
		const others = found.get(room);
		if (others === undefined) found.set(room, [sensor]);
		else others.push(sensor);
	}
	return found;
}

/**
 * A report of every room for one quantity.
 *
 * Live values alone decide where there is one: of them the one furthest beyond the limit, or
 * nearest to it. With none live the newest value stands, as what it last was. A device that
 * has never reported counts as a sensor of this quantity, unless others of its family have
 * reported and none of them measures it.
 */
export function reportRooms(
	rooms: readonly Room[],
	limits: readonly Limit[],
	places: Places,
	rows: ReadonlyMap<string, LiveRow>,
	metric: Metric,
	now: number
): Map<string, RoomReport> {
	const values = valuesByRoom(places, rows.values(), metric, now);
	const silent = places.silentDevices(rows.values(), metric);
	const reports = new Map<string, RoomReport>();
	for (const room of rooms) {
		reports.set(
			room.key,
			report(
				primaryLimit(limits, room, metric),
				values.get(room.key) ?? [],
				silent.get(room.key) ?? 0
			)
		);
	}
	return reports;
}

function report(
	limit: Limit | null,
	sensors: readonly SensorValue[],
	silentDevices: number
): RoomReport {
	const live = sensors.filter((sensor) => sensor.freshness === 'live');
	const worst =
		live.length > 0 ? furthest(live, limit) : sensors.reduce<SensorValue | null>(newer, null);
	const band = worst !== null && limit !== null ? judge(limit, worst.value) : null;
	const devices = (of: readonly SensorValue[]) => new Set(of.map((sensor) => sensor.device)).size;
	return {
		state: stateOf(live.length > 0, worst, band, silentDevices),
		band,
		side: worst === null || limit === null ? null : sideOf(limit, worst.value),
		worst,
		beyond: worst === null || limit === null ? -Infinity : excess(limit, worst.value),
		limit,
		reporting: devices(live),
		expected: devices(sensors) + silentDevices
	};
}

function stateOf(
	live: boolean,
	worst: SensorValue | null,
	band: Band | null,
	silentDevices: number
): RoomState {
	if (worst === null) return silentDevices > 0 ? 'unknown' : 'unmonitored';
	if (!live) return 'stale';
	return band ?? 'unjudged';
}

function furthest(sensors: readonly SensorValue[], limit: Limit | null): SensorValue | null {
	if (limit === null) return sensors.reduce<SensorValue | null>(newer, null);
	return sensors.reduce<SensorValue | null>(
		(worst, sensor) =>
			worst === null || excess(limit, sensor.value) > excess(limit, worst.value) ? sensor : worst,
		null
	);
}

function newer(a: SensorValue | null, b: SensorValue): SensorValue {
	return a === null || b.at > a.at ? b : a;
}

function sideOf(limit: Limit, value: number): 'below' | 'above' | null {
	if (limit.max !== null && value > limit.max) return 'above';
	if (limit.min !== null && value < limit.min) return 'below';
	return null;
}

/** Worst first; where two are alike, the furthest beyond its limit. */
const NEED: Record<RoomState, number> = {
	act: 0,
	watch: 1,
	stale: 2,
	unknown: 3,
	within: 4,
	unjudged: 5,
	unmonitored: 6
};

/** Compares two rooms by need: for sorting, before their names. */
export function byNeed(a: RoomReport, b: RoomReport): number {
	const rank = NEED[a.state] - NEED[b.state];
	if (rank !== 0) return rank;
	return a.state === 'act' || a.state === 'watch' ? b.beyond - a.beyond : 0;
}
