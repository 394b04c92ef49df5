/** What needs a person now, worst first, from the newest values and what the past tells of today. */
import {
	ATTENTION_METRICS,
	byUrgency,
	isDue,
	type Ranked
} from '#lib/domain/attention/attention.ts';
import type { ServiceClock } from '#lib/domain/calendar-day.ts';
import { NEARLY_FULL } from '#lib/domain/occupancy/capacity.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Level, Room } from '#floorplan/building.ts';
import type { ParkingNow } from './parking.ts';
import type { PeopleNow, ZoneNow } from './people.ts';
import type { Places } from './places.ts';
import type { RoomReport, SensorValue } from './room-state.ts';
import type { Today } from './today.ts';

export interface RoomOfLevel {
	room: Room;
	level: Level;
}

export type Attention = Ranked &
	(
		| {
				kind: 'climate';
				place: RoomOfLevel;
				metric: Metric;
				report: RoomReport;
				/** Live sensors on the same side outside the limit, of how many. */
				agreeing: number;
				of: number;
		  }
		| { kind: 'crowd'; place: RoomOfLevel; zone: ZoneNow; full: boolean }
		| { kind: 'parking'; class: 'car' | 'motorcycle'; total: number; reporting: number; of: number }
		| { kind: 'silent'; places: RoomOfLevel[] }
	);

export type RoomReports = ReadonlyMap<Metric, ReadonlyMap<string, RoomReport>>;

export interface AttentionFacts {
	rooms: readonly RoomOfLevel[];
	/** Of each metric that can need attention. */
	reports: RoomReports;
	/** Values by metric and room. */
	values: ReadonlyMap<Metric, ReadonlyMap<string, readonly SensorValue[]>>;
	places: Places;
	people: PeopleNow | null;
	parking: ParkingNow | null;
	/** null: not told yet; 'failed': the past cannot be told, and live values speak alone. */
	today: Today | 'failed' | null;
	service: ServiceClock;
	now: number;
}

/** Whether the room is judged by temperature or CO₂ at all. */
export function isJudged(reports: RoomReports, room: string): boolean {
	return ATTENTION_METRICS.some((metric) => {
		const report = reports.get(metric)?.get(room);
		return report !== undefined && report.expected > 0 && report.limit !== null;
	});
}

/** Everything that needs attention, worst first; empty while the building is closed. */
export function attentionNow(facts: AttentionFacts): Attention[] {
	if (facts.service.stateAt(facts.now).state === 'closed') return [];
	return [...climate(facts), ...crowds(facts), ...fullParking(facts), ...silence(facts)].sort(
		byUrgency
	);
}

function climate(facts: AttentionFacts): Attention[] {
	return facts.rooms.flatMap((place): Attention[] => {
		const found = ATTENTION_METRICS.flatMap((metric) => {
			const report = facts.reports.get(metric)?.get(place.room.key);
			if (report === undefined || report.limit === null || report.state === 'stale') return [];
			const since = redSinceOf(facts, place.room.key, metric, report);
			if (since === undefined) return [];
			return [of(facts, place, metric, report, since)];
		});
		return found.sort(byUrgency).slice(0, 1);
	});
}

/** undefined: the room needs no attention; null: it does, and nobody can tell since when. */
function redSinceOf(
	{ today, places, service, now }: AttentionFacts,
	room: string,
	metric: Metric,
	report: RoomReport
): number | null | undefined {
	if (today === null) return undefined;
	if (today === 'failed') return report.state === 'act' ? null : undefined;
	const due = today.red
		.filter((red) => red.metric === metric && places.roomOf(red.device, red.channel) === room)
		.map(({ since }) => since)
		.filter((since) => isDue(since, now, service));
	return due.length === 0 ? undefined : Math.min(...due);
}

function of(
	facts: AttentionFacts,
	place: RoomOfLevel,
	metric: Metric,
	report: RoomReport,
	since: number | null
): Attention & { kind: 'climate' } {
	const { limit, side, beyond } = report;
	const live = (facts.values.get(metric)?.get(place.room.key) ?? []).filter(
		({ freshness }) => freshness === 'live'
	);
	const agree = live.filter(({ value }) => {
		if (side === 'above') return limit?.max != null && value > limit.max;
		return limit?.min != null && value < limit.min;
	});
	const step = limit !== null && limit.watch > 0 ? limit.watch : 1;
	return {
		kind: 'climate',
		urgency: 'act',
		severity: beyond / step,
		since,
		place,
		metric,
		report,
		agreeing: agree.length,
		of: live.length
	};
}

function crowds({ rooms, people }: AttentionFacts): Attention[] {
	return [...new Set(people?.zones.values() ?? [])].flatMap((zone): Attention[] => {
		const place = rooms.find(({ room }) => room === zone.rooms[0]);
		const share = zone.people.people / Math.max(1, zone.capacity);
		if (place === undefined || !zone.live || share < NEARLY_FULL) return [];
		const full = share >= 1;
		return [
			{
				kind: 'crowd',
				urgency: full ? 'act' : 'watch',
				severity: share - NEARLY_FULL,
				since: null,
				place,
				zone,
				full
			}
		];
	});
}

/** Full is only what surely is: a silent bay may be free. */
function fullParking({ parking }: AttentionFacts): Attention[] {
	return (['car', 'motorcycle'] as const).flatMap((of): Attention[] => {
		const places = parking?.[of];
		if (!places || places.free > 0 || places.reporting === 0) return [];
		const { total, reporting, expected } = places;
		return [
			{
				kind: 'parking',
				urgency: 'act',
				severity: 1,
				since: null,
				class: of,
				total,
				reporting,
				of: expected
			}
		];
	});
}

/** Rooms of which no sensor of temperature or CO₂ speaks any more. */
function silence({ rooms, reports }: AttentionFacts): Attention[] {
	const silent = rooms.flatMap((place) => {
		const own = ATTENTION_METRICS.flatMap((metric) => {
			const report = reports.get(metric)?.get(place.room.key);
			return report !== undefined && report.expected > 0 ? [report] : [];
		});
		if (own.length === 0 || own.some(({ reporting }) => reporting > 0)) return [];
		return [{ place, since: Math.max(...own.map(({ worst }) => worst?.at ?? 0)) }];
	});
	if (silent.length === 0) return [];
	const one = (places: RoomOfLevel[], since: number): Attention => {
		return {
			kind: 'silent',
			urgency: 'unknown',
			severity: places.length,
			since: since || null,
			places
		};
	};
	// Three and more are one fault of the network, and one sentence.
	if (silent.length >= 3) {
		return [
			one(
				silent.map(({ place }) => place),
				Math.min(...silent.map(({ since }) => since))
			)
		];
	}
	return silent.map(({ place, since }) => one([place], since));
}
