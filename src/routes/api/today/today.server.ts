/** Today's past, computed from the store for all readers at once and kept for a few seconds. */
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { Places } from '#lib/live/places.ts';
import type { Curve, Today } from '#lib/live/today.ts';
import type { Building } from '#floorplan/building.ts';
import type { History } from '#lib/server/history/history.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { carSteps } from './cars.server.ts';
import { countsOf, peopleSteps } from './people.server.ts';
import { redSensors } from './red-sensors.server.ts';
import { todaysCurve, usualCurve, WEEKS, type StepsOf } from './curves.server.ts';

export interface Sources {
	building: Building;
	hub: Hub;
	history: History;
}

/** What every part of the answer is computed from. */
export interface Inquiry extends Sources {
	now: number;
	service: ServiceClock;
	places: Places;
}

const KEEP_MS = 20_000;
/** While history is still being filled in, the next second may tell more. */
const KEEP_PARTIAL_MS = 2_000;
const KEEP_AT_HAND_MS = 10 * 60_000;
/** The past of other days does not change, unless history is still being filled in. */
const KEEP_USUAL_MS = 10 * 60_000;
const KEEP_FEW_DAYS_MS = 30_000;

interface Kept<Value> {
	at: number;
	keepMs: number;
	value: Promise<Value>;
}

const answers = new WeakMap<Hub, Kept<Today>>();
/** The last that was computed, however old. */
const latest = new WeakMap<Hub, Today>();
const usuals = new WeakMap<Hub, Map<string, Kept<Pick<Curve, 'usual' | 'days'>>>>();

/**
 * Today so far; one computation serves everyone who asks within twenty seconds, or within two
 * while the past does not reach back to the day's begin.
 * @throws {StoreUnavailable}
 */
export function todaySoFar(sources: Sources): Promise<Today> {
	const now = sources.hub.now();
	const known = answers.get(sources.hub);
	if (known !== undefined && now - known.at < known.keepMs) return known.value;
	const kept: Kept<Today> = { at: now, keepMs: KEEP_MS, value: compute(sources, now) };
	answers.set(sources.hub, kept);
	kept.value.then(
		(today) => {
			if (isPartial(today)) kept.keepMs = KEEP_PARTIAL_MS;
			latest.set(sources.hub, today);
		},
		// A failure is not kept: the next reader may be luckier.
		() => {
			if (answers.get(sources.hub) === kept) answers.delete(sources.hub);
		}
	);
	return kept.value;
}

/**
 * What was computed last, if that was within ten minutes: a page is not held up by the store, and
 * asks for the newest once it is read. Else null, and the answer is on its way.
 */
export function todayAtHand(sources: Sources): Today | null {
	const known = latest.get(sources.hub) ?? null;
	todaySoFar(sources).catch(() => {
		// Whoever asks for it hears of the failure.
	});
	return known !== null && sources.hub.now() - known.at < KEEP_AT_HAND_MS ? known : null;
}

/** Counters that have not reported yet, or whose past begins after the day did. */
function isPartial({ counts, from }: Today): boolean {
	return counts.length === 0 || counts.some(({ since }) => since > from);
}

async function compute(sources: Sources, now: number): Promise<Today> {
	const { devices, placements, calendar, timeZone } = sources.building;
	const inquiry: Inquiry = {
		...sources,
		now,
		service: new ServiceClock(calendar, timeZone),
		places: new Places(devices, placements, now)
	};
	const { from, to } = inquiry.service.dayOf(now);
	const red = await redSensors(inquiry);
	const counts = await countsOf(inquiry);
	const people = await curve(inquiry, 'people', peopleSteps);
	const cars = await curve(inquiry, 'cars', carSteps);
	return { at: now, from, to, red, counts, people, cars };
}

async function curve(inquiry: Inquiry, name: string, steps: StepsOf): Promise<Curve> {
	const today = await todaysCurve(inquiry, steps);
	return { today, ...(await usual(inquiry, name, steps)) };
}

function usual(inquiry: Inquiry, name: string, steps: StepsOf) {
	const { hub, now, service } = inquiry;
	const ofHub = usuals.get(hub) ?? new Map<string, Kept<Pick<Curve, 'usual' | 'days'>>>();
	usuals.set(hub, ofHub);
	const { from } = service.dayOf(now);
	const known = ofHub.get(name);
	if (known !== undefined && known.at >= from && now - known.at < known.keepMs) return known.value;
	const kept = { at: now, keepMs: KEEP_USUAL_MS, value: usualCurve(inquiry, steps) };
	ofHub.set(name, kept);
	kept.value.then(
		({ days }) => {
			if (days < WEEKS) kept.keepMs = KEEP_FEW_DAYS_MS;
		},
		() => ofHub.delete(name)
	);
	return kept.value;
}
