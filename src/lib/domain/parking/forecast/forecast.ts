/**
 * How many places will be taken in the next three hours, learned from one car park's own past:
 * the usual change of such days, corrected by how today differs, with a 90 % range and with its
 * own error beside that of "as now". It is given readings in order of time and knows no later one.
 */
import { DayCurve, slotOf } from './day-curve.ts';
import { ErrorRange } from './error-range.ts';
import { FEATURES, featuresOf, usualLevel, type Outlook } from './features.ts';
import { weekOnly, type ReadLocalTime } from './local-time.ts';
import { Ridge } from './ridge.ts';

export interface ForecasterOptions {
	/** Vehicles. */
	capacity: number;
	/** The calendar; without one, `at` is a wall-clock time written as UTC. */
	localTime?: ReadLocalTime;
	/** Grid on which it learns; a horizon between two slots is interpolated. */
	slotMinutes?: number;
	/** Minutes ahead that it learns, whole slots; others are interpolated. Every slot up to three hours by default. */
	horizons?: readonly number[];
}

/** Vehicles; `lo` to `hi` is to hold nine in ten of the actual values. */
export interface Forecast {
	occupied: number;
	lo: number;
	hi: number;
}

/** Mean absolute error in vehicles, of the forecast and of "as now". */
export interface OwnError {
	horizonMinutes: number;
	n: number;
	forecast: number;
	persistence: number;
	/** Share of the actual values inside the range. */
	covered: number;
}

export interface Forecaster {
	/** A reading in order of time; `at` in epoch ms. An earlier one than the newest slot, or no number, is ignored. */
	observe(reading: { at: number; occupied: number }): void;
	/** What is expected so many minutes after `at`. Always finite, within [0, capacity], lo ≤ occupied ≤ hi. */
	forecast(question: { at: number; horizonMinutes: number }): Forecast;
	/** The days it has learned from, today not counted. */
	days(): number;
	/** Forecasts that came due, by horizon: each was made before its outcome was known. */
	errors(): OwnError[];
}

/** Three weeks of history: less has too few of each weekday to be shown. */
export const LEAST_HISTORY_MS = 21 * 86_400_000;

const LONGEST_MINUTES = 180;
const KEPT_DAYS = 75;
/** What an error still counts in `errors()` after the next one. */
const REMEMBERS = 0.999;

interface Horizon {
	steps: number;
	ridge: Ridge;
	range: ErrorRange;
	tally: { n: number; weight: number; forecast: number; persistence: number; covered: number };
}

interface Due {
	horizon: Horizon;
	outlook: Outlook;
	share: number;
	range: readonly [number, number] | null;
	present: number;
}

/** A forecaster that has seen nothing yet. */
export function createForecaster(options: ForecasterOptions): Forecaster {
	const { localTime = weekOnly, slotMinutes = 30 } = options;
	const capacity = Number.isFinite(options.capacity) ? Math.max(0, options.capacity) : 0;
	const vehicle = capacity > 0 ? 1 / capacity : 1;
	const every = Array.from(
		{ length: Math.max(1, Math.round(LONGEST_MINUTES / slotMinutes)) },
		(_, n) => n + 1
	);
	const asked = options.horizons?.map((minutes) => Math.max(1, Math.round(minutes / slotMinutes)));
	const horizons = [...new Set(asked ?? every)]
		.toSorted((a, b) => a - b)
		.map((steps): Horizon => ({
			steps,
			ridge: new Ridge(FEATURES),
			range: new ErrorRange(),
			tally: { n: 0, weight: 0, forecast: 0, persistence: 0, covered: 0 }
		}));
	const longest = horizons.at(-1)?.steps ?? 0;
	const past: DayCurve[] = [];
	let today: DayCurve | null = null;
	/** The newest slot with a reading; it may still change. */
	let newest = -1;
	let newestAt = -Infinity;
	let due = new Map<number, Due[]>();

	/** The slot has ended: what was expected of it is judged, and what it leads one to expect is noted. */
	function close(day: DayCurve, slot: number): void {
		const actual = day.at(slot);
		if (actual === null) return;
		for (const one of due.get(slot) ?? []) judge(one, actual, slot);
		due.delete(slot);
		for (const horizon of horizons) {
			const answer = outlookFor(day, slot, horizon);
			if (answer === null) continue;
			const target = slot + horizon.steps;
			due.set(target, [...(due.get(target) ?? []), { horizon, ...answer, present: actual }]);
		}
	}

	function judge({ horizon, outlook, share, range, present }: Due, actual: number, slot: number) {
		const error = actual - share;
		horizon.ridge.learn(outlook.features, actual - outlook.base);
		horizon.range.learn(hourOf(slot), error, range);
		const { tally } = horizon;
		const inside = range === null || (range[0] - 1e-9 <= error && error <= range[1] + 1e-9);
		tally.n++;
		tally.weight = REMEMBERS * tally.weight + 1;
		tally.forecast = REMEMBERS * tally.forecast + Math.abs(error);
		tally.persistence = REMEMBERS * tally.persistence + Math.abs(actual - present);
		tally.covered = REMEMBERS * tally.covered + (inside ? 1 : 0);
	}

	function hourOf(slot: number): number {
		return Math.floor((slot * slotMinutes) / 60);
	}

	function outlookFor(day: DayCurve, slot: number, { steps, ridge, range }: Horizon) {
		const outlook = featuresOf(past, day, slot, slot + steps, vehicle);
		if (outlook === null) return null;
		const share = clamp(outlook.base + ridge.predict(outlook.features), 0, 1);
		return { outlook, share, range: range.around(hourOf(slot + steps)) };
	}

	/** So far after the newest reading; null is the reading itself. */
	function ahead(day: DayCurve, horizon: Horizon | null): Forecast {
		const present = day.at(newest) ?? 0;
		if (horizon === null) return inVehicles(present, [0, 0]);
		const answer = outlookFor(day, newest, horizon);
		return answer === null ? inVehicles(present, null) : inVehicles(answer.share, answer.range);
	}

	/** Between the two horizons around it that it learns. */
	function interpolated(day: DayCurve, steps: number): Forecast {
		const upper = horizons.find((one) => one.steps >= steps) ?? horizons.at(-1) ?? null;
		const lower = horizons.findLast((one) => one.steps <= steps) ?? null;
		const later = ahead(day, steps <= 0 ? null : upper);
		if (steps <= 0 || upper === null || lower === upper) return later;
		const earlier = ahead(day, lower);
		const from = lower?.steps ?? 0;
		const part = clamp((steps - from) / (upper.steps - from), 0, 1);
		const between = (key: keyof Forecast) => earlier[key] + (later[key] - earlier[key]) * part;
		return { occupied: between('occupied'), lo: between('lo'), hi: between('hi') };
	}

	function inVehicles(share: number, range: readonly [number, number] | null): Forecast {
		const lo = range === null ? 0 : clamp(share + range[0], 0, share);
		const hi = range === null ? 1 : clamp(share + range[1], share, 1);
		return { occupied: share * capacity, lo: lo * capacity, hi: hi * capacity };
	}

	/** No reading of the day, or none that reaches so far: such days' mean, and no promise. */
	function withoutPresent(at: number): Forecast {
		const time = localTime(at);
		const day = new DayCurve(time, slotMinutes);
		const slot = slotOf(time.minute, slotMinutes);
		const usual = time.kinds
			.map((kind) => usualLevel(past, day, kind, slot))
			.find((share) => share !== null);
		return inVehicles(usual ?? today?.at(newest) ?? 0, null);
	}

	return {
		observe({ at, occupied }) {
			if (!Number.isFinite(at) || !Number.isFinite(occupied) || capacity === 0) return;
			const time = localTime(at);
			const slot = slotOf(time.minute, slotMinutes);
			if (today !== null && (time.day < today.day || (time.day === today.day && slot < newest))) {
				return;
			}
			if (today === null || time.day > today.day) {
				if (today !== null) {
					close(today, newest);
					past.push(today);
					if (past.length > KEPT_DAYS) past.shift();
				}
				today = new DayCurve(time, slotMinutes);
				due = new Map();
			} else if (slot > newest) {
				close(today, newest);
			}
			newest = slot;
			newestAt = at;
			today.set(slot, clamp(occupied / capacity, 0, 1));
		},
		forecast({ at, horizonMinutes }) {
			const asked = Number.isFinite(horizonMinutes) ? Math.max(0, horizonMinutes) : 0;
			const now = Number.isFinite(at) ? at : newestAt;
			if (!Number.isFinite(now)) return inVehicles(0, null);
			const time = localTime(now);
			if (today === null || time.day !== today.day) return withoutPresent(now + asked * 60_000);
			const late = Math.max(0, slotOf(time.minute, slotMinutes) - newest);
			const steps = late + asked / slotMinutes;
			if (steps > longest + 0.5) return withoutPresent(now + asked * 60_000);
			return interpolated(today, steps);
		},
		days: () => past.length,
		errors: () =>
			horizons.map(({ steps, tally }) => {
				const { n, weight } = tally;
				const mean = (sum: number) => (weight === 0 ? 0 : sum / weight);
				return {
					horizonMinutes: steps * slotMinutes,
					n,
					forecast: mean(tally.forecast) * capacity,
					persistence: mean(tally.persistence) * capacity,
					covered: mean(tally.covered)
				};
			})
	};
}

function clamp(value: number, lo: number, hi: number): number {
	return Math.max(lo, Math.min(hi, value));
}
