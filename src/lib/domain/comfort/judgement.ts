/** Judges a room quarter by quarter of its service hours against the limits of each day. */
import { ATTENTION_METRICS } from '../attention/attention.ts';
import type { Metric } from '../metrics.ts';
import { asShown, excess, type Bounds } from './band.ts';
import { causeOf, type Cause } from './cause.ts';
import type { ServiceSlots } from './service-slots.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';

/** A limit and the days on which it holds, `2026-01-01`, inclusive; open where absent. */
export interface DatedBounds extends Bounds {
	from?: string | undefined;
	to?: string | undefined;
}

/** One sensor's means, a value a slot; NaN where there is none or it cannot be relied on. */
export interface Track {
	/** Device, and its channel where it has one. */
	sensor: string;
	values: Float64Array;
}

export interface Quantity {
	metric: Metric;
	/** Of the primary standard; of two that hold on a day the first. */
	limits: readonly DatedBounds[];
	tracks: readonly Track[];
}

/** What a slot of a quantity is: 0 nobody knows, 1 within, 2 outside, 3 outside and not to be left. */
export type SlotState = 0 | 1 | 2 | 3;

export interface JudgedQuantity {
	metric: Metric;
	/** By slot, of the worst reliable sensor. */
	states: Uint8Array;
	/** Its value as it is shown; NaN where there is none. */
	values: Float64Array;
	/** Index of that sensor in `tracks`, by slot; 255: none. */
	worst: Uint8Array;
	/** By slot, in the metric's unit; above zero outside; NaN without value or limit. */
	beyond: Float64Array;
	/** Limits by day of the slots; null: none holds. */
	limits: readonly (DatedBounds | null)[];
}

export interface CauseTally {
	cause: Cause;
	metric: Metric;
	/** ms of service outside, for this cause. */
	outsideMs: number;
	/** ms of service in which the quantity is known. */
	knownMs: number;
	/** ms of service there was. */
	serviceMs: number;
	/** Person-hours outside; null: nobody counted the room. */
	personHours: number | null;
}

export interface RoomJudgement {
	/** By the headline's quantities alone: temperature and CO2. */
	states: Uint8Array;
	quantities: readonly JudgedQuantity[];
	total: Tally;
	/** Parallel to the slots' days. */
	days: readonly Tally[];
	/** Weekday (0 Monday) × 24 + hour. */
	hours: readonly Tally[];
	causes: readonly CauseTally[];
	/** Person-hours in service, and those outside the headline's limits; null: nobody counted. */
	people: PersonHours | null;
}

export interface PersonHours {
	all: number;
	outside: number;
	/** Share of the service time in which the people are known. */
	coverage: number;
}

export const HOURS_OF_WEEK = 7 * 24;
const HOUR_MS = 3_600_000;
const NO_SENSOR = 255;

/** Whether a quantity decides the headline; the others are told beside it. */
export function isHeadline(metric: Metric): boolean {
	return ATTENTION_METRICS.some((one) => one === metric);
}

/**
 * @param people persons in the room, a value a slot, NaN where unknown; null: nobody counts it.
 */
export function judgeRoom(
	slots: ServiceSlots,
	quantities: readonly Quantity[],
	people: Float64Array | null = null
): RoomJudgement {
	const judged = quantities.map((quantity) => judgeQuantity(slots, quantity));
	const states = headline(slots, judged);
	const days = slots.days.map(emptyTally);
	const hours = Array.from({ length: HOURS_OF_WEEK }, emptyTally);
	for (const [n, state] of states.entries()) {
		const day = slots.day[n] ?? 0;
		const weekday = (slots.days[day]?.weekday ?? 1) - 1;
		const ms = slots.serviceMs[n] ?? 0;
		for (const tally of [days[day], hours[weekday * 24 + Math.min(23, slots.hour[n] ?? 0)]]) {
			if (tally === undefined) continue;
			tally.serviceMs += ms;
			if (state !== 0) tally.knownMs += ms;
			if (state === 1) tally.withinMs += ms;
		}
	}
	return {
		states,
		quantities: judged,
		total: addTallies(days),
		days,
		hours,
		causes: judged.flatMap((quantity) => causesOf(slots, quantity, people)),
		people: people === null ? null : personHours(slots, states, people)
	};
}

/** The worst of the sensors speaks for each slot. */
export function judgeQuantity(slots: ServiceSlots, quantity: Quantity): JudgedQuantity {
	const { metric, tracks } = quantity;
	const length = slots.starts.length;
	const limits = slots.days.map(
		({ date }) =>
			quantity.limits.find(({ from, to }) => (from ?? date) <= date && date <= (to ?? date)) ?? null
	);
	const states = new Uint8Array(length);
	const values = new Float64Array(length).fill(NaN);
	const worst = new Uint8Array(length).fill(NO_SENSOR);
	const beyond = new Float64Array(length).fill(NaN);
	for (let n = 0; n < length; n++) {
		const limit = limits[slots.day[n] ?? 0] ?? null;
		for (const [index, track] of tracks.entries()) {
			const raw = track.values[n] ?? NaN;
			if (Number.isNaN(raw)) continue;
			const value = asShown(metric, raw);
			const by = limit === null ? 0 : excess(limit, value);
			if (worst[n] !== NO_SENSOR && !(by > (beyond[n] ?? -Infinity))) continue;
			[values[n], worst[n], beyond[n]] = [value, index, by];
		}
		if (limit === null || worst[n] === NO_SENSOR) {
			beyond[n] = NaN;
			continue;
		}
		const by = beyond[n] ?? 0;
		states[n] = by <= HAIR ? 1 : by <= limit.watch + HAIR ? 2 : 3;
	}
	return { metric, states, values, worst, beyond, limits };
}

/** As in `band.ts`: sums of decimal fractions miss by a hair. */
const HAIR = 1e-9;

/**
 * Outside as soon as one quantity is; within only where all that have a limit and a sensor are
 * known to be.
 */
function headline(slots: ServiceSlots, judged: readonly JudgedQuantity[]): Uint8Array {
	const own = judged.filter(({ metric }) => isHeadline(metric));
	const states = new Uint8Array(slots.starts.length);
	for (let n = 0; n < states.length; n++) {
		const day = slots.day[n] ?? 0;
		let [most, unknown, asked] = [0, false, 0];
		for (const quantity of own) {
			if (quantity.limits[day] === null) continue;
			asked += 1;
			const state = quantity.states[n] ?? 0;
			if (state === 0) unknown = true;
			most = Math.max(most, state);
		}
		states[n] = asked === 0 || (unknown && most < 2) ? 0 : most;
	}
	return states;
}

function causesOf(
	slots: ServiceSlots,
	quantity: JudgedQuantity,
	people: Float64Array | null
): CauseTally[] {
	const { metric, states, values, limits } = quantity;
	const found = new Map<Cause, CauseTally>();
	let [knownMs, serviceMs] = [0, 0];
	for (let n = 0; n < states.length; n++) {
		const limit = limits[slots.day[n] ?? 0] ?? null;
		if (limit === null) continue;
		const ms = slots.serviceMs[n] ?? 0;
		serviceMs += ms;
		const state = states[n] ?? 0;
		if (state !== 0) knownMs += ms;
		if (state < 2) continue;
		const value = values[n] ?? NaN;
		const above = limit.max !== null && value > limit.max;
		const cause = causeOf(metric, above ? 'above' : 'below');
		if (cause === null) continue;
		const tally = found.get(cause) ?? {
			...{ cause, metric, outsideMs: 0, knownMs: 0, serviceMs: 0 },
			personHours: people === null ? null : 0
		};
		tally.outsideMs += ms;
		const persons = people?.[n] ?? NaN;
		if (tally.personHours !== null && !Number.isNaN(persons)) {
			tally.personHours += (persons * ms) / HOUR_MS;
		}
		found.set(cause, tally);
	}
	return [...found.values()].map((tally) => ({ ...tally, knownMs, serviceMs }));
}

function personHours(slots: ServiceSlots, states: Uint8Array, people: Float64Array): PersonHours {
	let [all, outside, known, service] = [0, 0, 0, 0];
	for (let n = 0; n < states.length; n++) {
		const ms = slots.serviceMs[n] ?? 0;
		const persons = people[n] ?? NaN;
		service += ms;
		if (Number.isNaN(persons)) continue;
		known += ms;
		all += (persons * ms) / HOUR_MS;
		if ((states[n] ?? 0) > 1) outside += (persons * ms) / HOUR_MS;
	}
	return { all, outside, coverage: service === 0 ? 0 : known / service };
}
