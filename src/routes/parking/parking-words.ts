/** The words of parking: of classes, of where a figure is from, of why a bay is in doubt. */
import type {
	BayPicture,
	ParkingClass,
	PlacesNow,
	PoolPicture
} from '#lib/domain/parking/picture.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { LedgerEntry } from '#lib/domain/parking/ledger.ts';

export const CLASS_WORDS: Record<ParkingClass, () => string> = {
	car: m.parking_car,
	motorcycle: m.parking_motorcycle,
	disabled: m.parking_disabled,
	official: m.parking_official
};

export function poolWord({ name, class: kind }: Pick<PoolPicture, 'name' | 'class'>): string {
	return name === null ? CLASS_WORDS[kind]() : inWords(name);
}

/** The number itself; a dash where nobody knows. */
export function freeWord({ free, fullSince }: PlacesNow, f: Formats): string {
	if (fullSince !== null) return m.parking_full();
	return free === null ? m.parking_no_figure() : f.count(free);
}

/** What stands below the number: the range, who says so, how many report. */
export function supportWords(one: PlacesNow, f: Formats): string[] {
	if (one.fullSince !== null) return [m.parking_full_since({ time: f.time(one.fullSince) })];
	if (one.free === null || one.most === null) return [m.parking_by_none()];
	const range =
		one.free === one.most
			? m.parking_exact({ count: f.count(one.free) })
			: m.parking_range({ low: f.count(one.free), high: f.count(one.most) });
	const places = m.parking_of_places({ count: f.count(one.offered) });
	return [`${range} ${places}`, ...basisWords(one, f)];
}

export function basisWords({ basis, at, reporting, expected }: PlacesNow, f: Formats): string[] {
	const time = at === null ? '' : f.time(at);
	const reports = m.parking_reporting({
		reporting: f.count(reporting),
		expected: f.count(expected)
	});
	if (basis === 'sensors') return [reports];
	if (basis === 'gate') return [m.parking_by_gate()];
	if (basis === 'officer') return [m.parking_by_officer({ time })];
	if (basis === 'mixed') return [reports, m.parking_by_mixed({ time })];
	return [m.parking_by_none()];
}

/** Why a bay's sensor is not believed; null: it is. */
export function doubtWords({ doubt }: BayPicture, f: Formats, now: number): string | null {
	if (doubt === null) return null;
	const since = f.moment(doubt.since, now);
	const neighbours = f.count(Math.round(doubt.neighbours));
	const state = doubt.taken ? m.parking_state_taken() : m.parking_state_free();
	switch (doubt.kind) {
		case 'silent':
			return m.parking_doubt_silent({ since, neighbours });
		case 'frozen':
			return m.parking_doubt_frozen({ since, neighbours });
		case 'flapping':
			return m.parking_doubt_flapping({ since, changes: f.count(doubt.changes) });
		case 'stuck':
			return doubt.usual === null
				? m.parking_doubt_stuck_never({ since, neighbours })
				: m.parking_doubt_stuck({ since, neighbours, state, usual: f.bound(doubt.usual) });
	}
}

/** @param pools by key; one that is gone is named by its key. */
export function noteWords(
	{ pool, kind, change, counted }: LedgerEntry,
	pools: ReadonlyMap<string, PoolPicture>,
	f: Formats
): string {
	const known = pools.get(pool);
	const name = known === undefined ? pool : poolWord(known);
	if (kind === 'full') return m.parking_note_full({ pool: name });
	if (kind === 'open') return m.parking_note_open({ pool: name });
	if (kind === 'recount') {
		return m.parking_note_recount({
			pool: name,
			counted: f.count(counted ?? 0),
			change: signed(change, f)
		});
	}
	return change > 0
		? m.parking_note_step_in({ pool: name })
		: m.parking_note_step_out({ pool: name });
}

export function signed(value: number, f: Formats): string {
	return value > 0 ? `+${f.count(value)}` : value < 0 ? `−${f.count(-value)}` : f.count(0);
}
