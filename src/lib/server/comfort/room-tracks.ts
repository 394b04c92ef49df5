/** A room's sensors and doors as columns over quarters of an hour, out of rollups.db. */
import type { Track } from '../../domain/comfort/judgement.ts';
import { doorRatio, peopleOfDay } from '../../domain/comfort/room-people.ts';
import { SLOT_MS, type ServiceSlots } from '../../domain/comfort/service-slots.ts';
import type { Metric } from '../../domain/metrics.ts';
import type { QuarterMeans, Stay } from './quarter-means.ts';
import type { PlacedSensor, RoomDoor, RoomQuestion } from './questions.ts';

/** Quarters without a gap from `begin` on. */
export interface Grid {
	begin: number;
	length: number;
	/** What of it is read, in order and apart, epoch ms UTC: days of service, or all of it. */
	spans: readonly Stay[];
}

/** Every sensor of the room that measured a quantity, a value a quarter of the grid. */
export function tracksOf(
	reader: QuarterMeans,
	{ begin, length, spans }: Grid,
	sensors: readonly PlacedSensor[],
	metric: Metric
): Track[] {
	const tracks = new Map<string, Track>();
	for (const { device, channel, without, from, to, holdMs } of sensors) {
		for (const series of reader.channels(device, metric)) {
			const own = channel === '' ? !without.includes(series.channel) : series.channel === channel;
			if (!own) continue;
			const sensor = series.channel === '' ? device : `${device}|${series.channel}`;
			const track = tracks.get(sensor) ?? { sensor, values: new Float64Array(length).fill(NaN) };
			tracks.set(sensor, track);
			reader.into(track.values, begin, series.id, within(spans, from, to), holdMs);
		}
	}
	return [...tracks.values()].filter(({ values }) => values.some((value) => !Number.isNaN(value)));
}

function within(spans: readonly Stay[], from: number, to: number): Stay[] {
	return spans.flatMap((span): Stay[] => {
		const own = { from: Math.max(from, span.from), to: Math.min(to, span.to) };
		return own.from < own.to ? [own] : [];
	});
}

/** The values of a grid in the slots of service. */
export function inSlots({ starts }: ServiceSlots, grid: Grid, values: Float64Array): Float64Array {
	return starts.map((start) => values[(start - grid.begin) / SLOT_MS] ?? NaN);
}

/** Metrics of a counter, by its way and its kind; a total stands for the increments. */
const COUNTS = [
	['count_in_total', 'count_out_total', 'total'],
	['count_in', 'count_out', 'increment']
] as const;

/**
 * Persons in the room by slot: counted at its doors, else by a sensor that counts heads, else at
 * least one where a sensor sees somebody; null where nothing tells.
 */
export function peopleOf(
	reader: QuarterMeans,
	slots: ServiceSlots,
	grid: Grid,
	room: RoomQuestion,
	now: number
): Float64Array | null {
	if (room.doors.length > 0) {
		const counted = doorPeople(reader, slots, grid, room.doors, now);
		if (counted !== null) return counted.map((people) => people * room.doorShare);
	}
	for (const metric of ['people_count', 'presence'] as const) {
		const tracks = tracksOf(reader, grid, room.sensors, metric);
		if (tracks.length === 0) continue;
		const own = tracks.map(({ values }) => inSlots(slots, grid, values));
		return slots.starts.map((_, n) => {
			const known = own.map((values) => values[n] ?? NaN).filter((value) => !Number.isNaN(value));
			return known.length === 0 ? NaN : Math.max(...known);
		});
	}
	return null;
}

function doorPeople(
	reader: QuarterMeans,
	slots: ServiceSlots,
	grid: Grid,
	doors: readonly RoomDoor[],
	now: number
): Float64Array | null {
	const into = new Float64Array(grid.length).fill(NaN);
	const out = new Float64Array(grid.length).fill(NaN);
	for (const { device, channel, inward, from, to } of doors) {
		for (const [entering, leaving, kind] of COUNTS) {
			const ways = [
				[entering, inward ? into : out],
				[leaving, inward ? out : into]
			] as const;
			let found = false;
			for (const [metric, counts] of ways) {
				for (const series of reader.channels(device, metric)) {
					if (channel !== '' && series.channel !== channel) continue;
					found = true;
					reader.countInto(counts, grid.begin, series.id, [{ from, to }], kind);
				}
			}
			if (found) break;
		}
	}
	const days = slots.days.map((day) => {
		const [first, end] = [day.from, day.to].map((at) => (at - grid.begin) / SLOT_MS);
		const part = (counts: Float64Array) => counts.slice(Math.max(0, first ?? 0), end);
		return { day, first: Math.max(0, first ?? 0), counts: { into: part(into), out: part(out) } };
	});
	const sum = (which: 'into' | 'out') =>
		days
			.filter(({ day }) => day.to <= now)
			.slice(-10)
			.reduce(
				(total, { counts }) =>
					total + counts[which].reduce((all, n) => all + (Number.isNaN(n) ? 0 : n), 0),
				0
			);
	const ratio = doorRatio(sum('into'), sum('out'));
	const people = new Float64Array(grid.length).fill(NaN);
	for (const { day, first, counts } of days) {
		people.set(peopleOfDay(counts, day.to <= now, ratio), first);
	}
	const found = inSlots(slots, grid, people);
	return found.some((value) => !Number.isNaN(value)) ? found : null;
}
