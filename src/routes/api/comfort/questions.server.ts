/** What the comfort thread is asked: the building's rooms with their sensors, limits and doors. */
import { UNDECLARED_LIMIT_MS } from '#lib/domain/freshness.ts';
import { assumptionsOf } from '#lib/domain/comfort/basis.ts';
import { capacityOf } from '#lib/domain/occupancy/capacity.ts';
import type { Building, Device, Level, Limit, Placement, Room } from '#floorplan/building.ts';
import { lineAt } from '#lib/live/counting-lines.ts';
import { linesNow, peopleNow, type ZoneNow } from '#lib/live/people.ts';
import { Places } from '#lib/live/places.ts';
import type {
	ComfortQuestion,
	PlacedSensor,
	RoomDoor,
	RoomLimit,
	RoomQuestion
} from '#lib/server/comfort/questions.ts';

/** Two messages in a row may be lost before silence means anything; as in domain/freshness.ts. */
const SILENCES = 3;
const MOST_HELD_MS = 2 * 3_600_000;

export interface Asking {
	building: Building;
	/** Epoch ms UTC, half-open. */
	from: number;
	to: number;
	now: number;
	/** null: every room that is monitored. */
	room?: string | null;
	detail?: boolean;
}

export interface RoomOfLevel {
	room: Room;
	level: Level;
}

/** The rooms in which something may measure comfort, at any time. */
export function monitoredRooms({ levels, placements }: Building): RoomOfLevel[] {
	const placed = new Set(
		placements.filter(({ bay, line }) => !bay && !line).map(({ room }) => room)
	);
	return levels.flatMap((level) =>
		level.rooms
			.filter(({ key, type }) => placed.has(key) && type !== 'void' && type !== 'outdoor')
			.map((room) => ({ room, level }))
	);
}

export function comfortQuestion(asking: Asking): ComfortQuestion {
	const { building, from, to, now, room = null, detail = false } = asking;
	const { comfort, calendar, timeZone } = building;
	const zones = zonesOf(building, Math.min(to, now));
	return {
		...{ from, to, now, calendar, timeZone, detail },
		outdoorCo2: comfort.outdoorCo2,
		pmv: comfort.pmv,
		air: comfort.airAboveOutdoor,
		rooms: monitoredRooms(building)
			.filter((one) => room === null || one.room.key === room)
			.map((one): RoomQuestion => {
				const { key, type } = one.room;
				const limits = building.limits.filter(({ roomTypes }) => roomTypes.includes(type));
				const zone = zones.get(key);
				return {
					key,
					sensors: sensorsOf(building, key),
					limits: limits.filter(({ primary }) => primary).map(limitOf),
					others: limits.filter(({ primary }) => !primary).map(limitOf),
					doors: zone === undefined ? [] : doorsOf(building, zone),
					doorShare: zone === undefined ? 1 : capacityOf(one.room) / Math.max(1, zone.capacity),
					assumptions: assumptionsOf(comfort, key)
				};
			})
	};
}

function limitOf({ id, metric, min, max, watch, averagingMs, from, to }: Limit): RoomLimit {
	return { id, metric, min, max, watch, averagingMs, from, to };
}

function sensorsOf({ placements, devices }: Building, room: string): PlacedSensor[] {
	const byId = new Map(devices.map((device) => [device.device, device]));
	return placements
		.filter((placement) => placement.room === room && !placement.bay && !placement.line)
		.map(({ device, channel, from, to }) => ({
			...{ device, channel, from, to: to ?? Infinity },
			without:
				channel === ''
					? placements
							.filter((other) => other.device === device && other.channel !== '')
							.map((other) => other.channel)
					: [],
			holdMs: holdOf(byId.get(device))
		}));
}

/** How long a value speaks for its room after it was measured. */
function holdOf(device: Device | undefined): number {
	if (device?.eventOnly === true) return MOST_HELD_MS;
	if (device?.intervalMs === undefined) return UNDECLARED_LIMIT_MS;
	return Math.min(MOST_HELD_MS, SILENCES * device.intervalMs);
}

/** The rooms that doors count together, by the counters that hung at a time. */
function zonesOf(building: Building, at: number): ReadonlyMap<string, ZoneNow> {
	const { levels, placements, devices } = building;
	const lines = linesNow(placements, levels, at);
	const nobody = lines.map(({ device, channel }) => {
		return { device, channel, in: 0, out: 0, at, since: -Infinity };
	});
	return peopleNow(lines, nobody, levels, new Places(devices, placements, at), at, at).zones;
}

function doorsOf({ placements, levels }: Building, { rooms }: ZoneNow): RoomDoor[] {
	const own = new Set(rooms.map(({ key }) => key));
	return placements.flatMap((placement: Placement): RoomDoor[] => {
		const line = lineAt(placement, levels);
		if (line === null || own.has(line.into) === own.has(line.from)) return [];
		const { device, channel, from, to } = placement;
		return [{ device, channel, inward: own.has(line.into), from, to: to ?? Infinity }];
	});
}
