/** Other witnesses against the counters: the air of the halls, and the vehicles at the gates. */
import type { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import {
	apart,
	peopleFromCo2,
	suspectCounter,
	type Band,
	type DoorDeparture
} from '#lib/domain/occupancy/cross-check.ts';
import { placementsAt } from '#floorplan/plan.ts';
import { BUILDING, lineKey, type Zone } from '#lib/live/occupancy-zones.ts';
import type { CrossCheck } from '#lib/live/occupancy-report.ts';
import type { Sources } from './counts.server.ts';
import type { ZoneCourse } from './zone-course.server.ts';

/** m, of a hall; where nobody has measured it. */
const HALL_HEIGHT = 3.5;
/** Air changes an hour of a hall with open doors, and their doubt as a share. */
const AIR_CHANGES = 4;
const AIR_CHANGES_SD = 0.6;
const OUTDOOR_PPM = 420;
const HALF_HOUR_MS = 30 * 60_000;
/** ppm over the air outdoors; less is no more than sensors differ by. */
const TELLING_PPM = 150;

/** One check a hall with a CO2 sensor, in service hours; the counters of it are named where they disagree. */
export async function checksOf(
	{ building, hub, history }: Sources,
	zones: readonly Zone[],
	courses: ReadonlyMap<string, ZoneCourse>,
	lines: readonly CountLine[],
	service: ServiceClock,
	now: number
): Promise<CrossCheck[]> {
	if (service.stateAt(now).state === 'closed') return [];
	const placed = placementsAt(building, now);
	const checks: CrossCheck[] = [];
	for (const zone of zones) {
		if (zone.key === BUILDING) continue;
		const rooms = new Set(zone.rooms.map(({ key }) => key));
		const sensors = hub.rows().flatMap(([device, channel, metric]) => {
			const room = placed.find((one) => one.device === device)?.room ?? '';
			return metric === 'co2' && rooms.has(room) ? [{ device, channel, metric } as const] : [];
		});
		const counted = courses.get(zone.key)?.now;
		if (sensors.length === 0 || counted === undefined) continue;
		const found = await history.aggregate(
			sensors,
			{ from: now - 2 * HALF_HOUR_MS, to: now },
			HALF_HOUR_MS
		);
		const [before, after] = [meanOf(found, now, 1), meanOf(found, now, 0)];
		if (before === null || after === null || after - OUTDOOR_PPM < TELLING_PPM) continue;
		const area = zone.rooms.reduce((sum, room) => sum + room.area, 0);
		const air = { volume: area * HALL_HEIGHT, airChanges: AIR_CHANGES, outdoor: OUTDOOR_PPM };
		const told = peopleFromCo2({ ...air, airChangesSd: AIR_CHANGES_SD }, before, after, 0.5);
		checks.push(against('co2', zone, told, counted, lines, service, now));
	}
	return checks;
}

function against(
	by: CrossCheck['by'],
	zone: Zone,
	told: Band,
	counted: Band,
	lines: readonly CountLine[],
	service: ServiceClock,
	now: number
): CrossCheck {
	const missed = apart(told, counted);
	const way = counted.people < told.people ? 'too-low' : 'too-high';
	return {
		...{ by, zone: zone.key, ...told },
		counted: counted.people,
		countedLow: counted.low,
		countedHigh: counted.high,
		apart: missed,
		suspect: missed > 0 ? suspectCounter(departures(zone, lines, service, now), way) : null
	};
}

/** What each door of a zone has counted today, against the mean of the last four same weekdays. */
function departures(
	zone: Zone,
	lines: readonly CountLine[],
	service: ServiceClock,
	now: number
): DoorDeparture[] {
	const day = service.dayOf(now);
	return zone.doors.map(({ line, inwards }) => {
		const key = lineKey(line);
		const nets = new Map<string, number>();
		let passages = 0;
		for (const one of lines) {
			if (one.door !== key) continue;
			const own = service.dayOf(one.at - 1);
			if (own.weekday !== day.weekday || one.at - own.from > now - day.from) continue;
			const net = (inwards ? 1 : -1) * (one.in - one.out);
			nets.set(own.date, (nets.get(own.date) ?? 0) + net);
			if (own.date === day.date) passages += one.in + one.out;
		}
		const net = nets.get(day.date) ?? 0;
		nets.delete(day.date);
		const usual = [...nets.values()].slice(-4);
		const usualNet = usual.reduce((sum, other) => sum + other, 0) / Math.max(1, usual.length);
		return { door: key, net, usualNet, passages };
	});
}

/** Mean of all sensors in the half hour before the last `ago` ones; null: nothing was measured. */
function meanOf(
	found: readonly (readonly { start: number; mean: number }[])[],
	now: number,
	ago: number
): number | null {
	const means = found.flatMap((buckets) =>
		buckets
			.filter(({ start }) => Math.floor((now - start) / HALF_HOUR_MS) === ago)
			.map(({ mean }) => mean)
	);
	return means.length === 0 ? null : means.reduce((sum, one) => sum + one, 0) / means.length;
}
