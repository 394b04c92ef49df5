/** What the plan shows of the ground: bays, areas counted at their gates, and the words beside them. */
import type { Level, Placement, Point } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ParkingNow } from '#lib/live/parking.ts';
import type { AreaView, BayState, SensorMark, ZoneView } from '#lib/map/room-view.ts';

export interface SiteViews {
	bays: ReadonlyMap<string, BayState>;
	areas: ReadonlyMap<string, AreaView | null>;
	zones: ReadonlyMap<string, ZoneView>;
}

/** Views that stay the same objects while they say the same: a plan is drawn for changes only. */
export function siteViewer(): (
	levels: readonly Level[],
	parking: ParkingNow | null,
	f: Formats
) => SiteViews {
	let before: { said: string; views: SiteViews } | null = null;
	return (levels, parking, f) => {
		const views = {
			bays: baysOf(parking),
			areas: areasOf(parking),
			zones: zonesOf(levels, parking, f)
		};
		const said = JSON.stringify([[...views.bays], [...views.areas], [...views.zones]]);
		if (before?.said !== said) before = { said, views };
		return before.views;
	};
}

function baysOf(parking: ParkingNow | null): Map<string, BayState> {
	return new Map(
		(parking?.bays ?? []).map(({ bay, state }) => [
			bay.key,
			state === 'free' || state === 'taken' ? state : 'unknown'
		])
	);
}

function areasOf(parking: ParkingNow | null): Map<string, AreaView | null> {
	return new Map(
		(parking?.areas ?? []).map(({ area, count, live }) => [
			area.key,
			count === null || !live ? null : { taken: count.taken, places: area.places }
		])
	);
}

function zonesOf(
	levels: readonly Level[],
	parking: ParkingNow | null,
	f: Formats
): Map<string, ZoneView> {
	const zones = new Map<string, ZoneView>();
	for (const level of levels) {
		for (const { key, name, shortName } of level.rooms) {
			const words = inWords(shortName ?? name);
			const bays = parking?.bays.filter(({ bay }) => bay.zone === key) ?? [];
			const area = parking?.areas.find(({ area }) => area.zone === key);
			if (area !== undefined) {
				const { count, live } = area;
				const told = { taken: f.count(count?.taken ?? 0), total: f.count(area.area.places) };
				zones.set(key, {
					name: words,
					note: count === null || !live ? null : m.zone_taken(told)
				});
			} else if (bays.some(({ bay }) => bay.class === 'car')) {
				const free = bays.filter(({ state }) => state === 'free').length;
				const known = bays.some(({ state }) => state !== 'unknown');
				zones.set(key, { name: words, note: known ? m.zone_free({ count: f.count(free) }) : null });
			} else if (bays.length > 0) {
				zones.set(key, { name: words, note: null });
			}
		}
	}
	return zones;
}

/** Names of what stands on the site, by the marks' keys. */
export function siteNames(levels: readonly Level[]): Record<string, string> {
	return Object.fromEntries(
		levels.flatMap(({ site }) =>
			site.flatMap(({ key, name }) => (name === undefined ? [] : [[key, inWords(name)]]))
		)
	);
}

/** Where sensors hang now, by the key of the room; those on bays are left out. */
export function sensorPlaces(
	placements: readonly Placement[],
	now: number
): Map<string, readonly Point[]> {
	const found = new Map<string, Point[]>();
	for (const { room, at, bay, from, to } of placements) {
		if (bay !== undefined || from > now || (to !== null && to <= now)) continue;
		found.set(room, [...(found.get(room) ?? []), at]);
	}
	return found;
}

/** The sensors of a room, numbered as in the list of `devices`. */
export function sensorMarks(
	placements: readonly Placement[],
	room: string | null,
	devices: readonly { device: string }[],
	now: number
): SensorMark[] {
	if (room === null) return [];
	return devices.flatMap(({ device }, n) => {
		const placed = placements.find(
			(one) =>
				one.device === device &&
				one.room === room &&
				one.from <= now &&
				(one.to === null || now < one.to)
		);
		return placed === undefined ? [] : [{ at: placed.at, number: n + 1 }];
	});
}
