/** Everything the home says, derived from the newest values, today's past and the address. */
import { ATTENTION_METRICS } from '#lib/domain/attention/attention.ts';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { attentionNow, isJudged, type RoomOfLevel } from '#lib/live/attention.ts';
import type { Live } from '#lib/live/live.svelte.ts';
import { parkingNow } from '#lib/live/parking.ts';
import { buildingCapacity, linesNow, peopleNow } from '#lib/live/people.ts';
import { placesAt } from '#lib/live/places.ts';
import type { TodayFeed } from '#lib/live/today-feed.svelte.ts';
import { passagesByLine, withNewest } from '#lib/live/today.ts';
import { reportsOf, troublesOf, valuesOf } from './home-facts.ts';
import type { PageData } from './$types';

export const LAYERS = ['temperature', 'humidity', 'co2', 'people', 'parking'] as const;
export type Layer = (typeof LAYERS)[number];

/** What a layer's rooms are coloured by. */
export function climateOf(layer: Layer): (Metric & Layer) | null {
	return layer === 'people' || layer === 'parking' ? null : layer;
}

/** How many of the judged rooms' sensors report. */
export interface Coverage {
	reporting: number;
	expected: number;
}

export class Home {
	#data: () => PageData;
	#live: Live;
	#feed: TodayFeed;

	/** @param data the page's, read anew whenever it changes. */
	constructor(data: () => PageData, live: Live, feed: TodayFeed) {
		this.#data = data;
		this.#live = live;
		this.#feed = feed;
	}

	readonly now = $derived.by(() => this.#live.now ?? this.#data().now);
	readonly service = $derived.by(() => {
		const { calendar, timeZone } = this.#data().site;
		return new ServiceClock(calendar, timeZone);
	});
	readonly hours = $derived.by(() => this.service.stateAt(this.now));
	readonly closed = $derived(this.hours.state === 'closed');
	readonly servesToday = $derived.by(
		() => this.service.spansOf(this.service.dayOf(this.now)).length > 0
	);
	readonly entries: RoomOfLevel[] = $derived.by(() =>
		this.#data().levels.flatMap((level) =>
			level.rooms
				.filter(({ type }) => type !== 'void' && type !== 'outdoor')
				.map((room) => ({ room, level }))
		)
	);
	readonly rooms = $derived(this.entries.map(({ room }) => room));
	readonly #placesAt = $derived.by(() => {
		const { devices, placements } = this.#data().site;
		return placesAt(devices, placements);
	});
	readonly places = $derived(this.#placesAt(this.now));

	/** By metric; null before the first snapshot. */
	readonly reports = $derived.by(() =>
		this.#live.ready
			? reportsOf(this.rooms, this.#data().limits, this.places, this.#live.rows, this.now)
			: null
	);
	readonly values = $derived.by(() => valuesOf(this.places, this.#live.rows, this.now));

	readonly #passages = $derived.by(() => {
		const { today } = this.#feed;
		if (today === null || !this.#live.ready) return null;
		// A new day begins with nobody: yesterday's counts are not today's.
		const counts = this.now < today.to ? today.counts : [];
		return passagesByLine(
			withNewest(counts, this.#live.rows, Math.max(today.from, this.now < today.to ? 0 : today.to))
		);
	});
	readonly #lines = $derived.by(() => {
		const { site, levels } = this.#data();
		return linesNow(site.placements, levels, this.#hour);
	});
	/** Whoever is in the building came after its doors opened; staff come a little earlier. */
	readonly #begins = $derived.by(
		() => this.service.spansOf(this.service.dayOf(this.now))[0]?.from ?? Infinity
	);
	/** Lines change with placements, which nobody moves by the second. */
	readonly #hour = $derived(Math.floor(this.now / 3_600_000) * 3_600_000);
	readonly people = $derived.by(() =>
		this.#passages === null
			? null
			: peopleNow(
					this.#lines,
					this.#passages,
					this.#data().levels,
					this.places,
					this.#begins,
					this.now
				)
	);
	readonly capacity = $derived.by(() => buildingCapacity(this.#data().levels));
	readonly parking = $derived.by(() => {
		const { site, levels } = this.#data();
		if (!this.#live.ready) return null;
		return parkingNow(
			levels,
			site.devices,
			site.placements,
			this.#live.rows,
			this.#passages ?? [],
			this.now
		);
	});

	readonly attention = $derived.by(() => {
		if (this.reports === null) return null;
		const { failed, today } = this.#feed;
		return attentionNow({
			rooms: this.entries,
			reports: this.reports,
			values: this.values,
			places: this.places,
			people: this.people,
			parking: this.parking,
			today: today ?? (failed ? 'failed' : null),
			service: this.service,
			now: this.now
		});
	});
	readonly judged = $derived.by(() => {
		const { reports } = this;
		return reports === null ? [] : this.entries.filter(({ room }) => isJudged(reports, room.key));
	});
	readonly coverage: Coverage = $derived.by(() => {
		let [reporting, expected] = [0, 0];
		for (const { room } of this.judged) {
			const own = ATTENTION_METRICS.flatMap(
				(metric) => this.reports?.get(metric)?.get(room.key) ?? []
			);
			reporting += Math.max(0, ...own.map((report) => report.reporting));
			expected += Math.max(0, ...own.map((report) => report.expected));
		}
		return { reporting, expected };
	});
	/** Of the public's bays. */
	readonly bayCoverage: Coverage = $derived.by(() => {
		const counted = [this.parking?.car, this.parking?.disabled].filter((one) => one != null);
		const sum = (of: keyof Coverage) => counted.reduce((total, places) => total + places[of], 0);
		return { reporting: sum('reporting'), expected: sum('expected') };
	});
	/** Rooms that need a person now. */
	readonly urgent = $derived(
		this.attention?.filter(({ kind, urgency }) => kind === 'climate' && urgency === 'act').length ??
			0
	);
	/** Problems of each level, by its key. */
	readonly troubles = $derived.by(() => troublesOf(this.attention ?? [], this.#data().levels));
}
