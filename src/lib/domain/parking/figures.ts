/** A car park's figures over service time: how full, when fullest, how long full, how often each place was used and how long. */
import type { ServiceSpan } from '../calendar-day.ts';
import type { Stay } from './bay-record.ts';

/** Vehicles at the start of an interval; null where it is not known. */
export interface CoursePoint {
	at: number;
	taken: number | null;
}

export interface FillFigures {
	/** Mean of taken places over service time, as a share of the capacity; null: nothing is known. */
	mean: number | null;
	/** Most vehicles at once, and when first. */
	peak: { taken: number; at: number } | null;
	/** Service minutes without a free place. */
	fullMinutes: number;
	/** Share of service time that is known. */
	known: number;
}

/**
 * Of a course in equal intervals, over the service spans that it covers.
 * @param capacity places.
 */
export function fillFigures(
	course: readonly CoursePoint[],
	everyMs: number,
	capacity: number,
	spans: readonly ServiceSpan[]
): FillFigures {
	let [known, sum, full] = [0, 0, 0];
	let peak: FillFigures['peak'] = null;
	let [n, service] = [0, 0];
	for (const span of spans) {
		service += span.to - span.from;
		while (n > 0 && (course[n - 1]?.at ?? -Infinity) + everyMs > span.from) n--;
		for (; n < course.length; n++) {
			const { at, taken } = course[n] ?? { at: Infinity, taken: null };
			if (at >= span.to) break;
			const within = Math.min(at + everyMs, span.to) - Math.max(at, span.from);
			if (within <= 0 || taken === null) continue;
			known += within;
			sum += taken * within;
			if (capacity > 0 && taken >= capacity) full += within;
			if (peak === null || taken > peak.taken) peak = { taken, at: Math.max(at, span.from) };
		}
	}
	return {
		mean: known === 0 || capacity === 0 ? null : sum / known / capacity,
		peak,
		fullMinutes: Math.round(full / 60_000),
		known: service === 0 ? 0 : known / service
	};
}

/** Upper ends of the classes of stay, minutes; the last is open. */
export const STAY_CLASSES = [30, 60, 120, 240, Infinity] as const;

export interface StayFigures {
	/** Vehicles that came. */
	arrivals: number;
	/** Arrivals for each bay and service day. */
	turnover: number | null;
	/** Of the stays that began and ended within the record, ms. */
	mean: number | null;
	ended: number;
	/** Stays by STAY_CLASSES. */
	classes: number[];
	/** Stays longer than the limit, those that still last among them. */
	overstays: number;
	/** Share of service time that the bays were taken; null where nothing is known. */
	use: number | null;
}

/**
 * Of the stays of some bays within a span.
 * @param serviceTime how much of a time was service, ms.
 */
export function stayFigures(
	stays: readonly Stay[],
	about: {
		bays: number;
		serviceDays: number;
		from: number;
		to: number;
		limitMs: number;
		serviceTime: (from: number, to: number) => number;
	}
): StayFigures {
	const { bays, serviceDays, from, to, limitMs, serviceTime } = about;
	const came = stays.filter((stay) => stay.from !== null && stay.from >= from && stay.from < to);
	const lengths = came.flatMap((stay) =>
		stay.from === null || stay.to === null ? [] : [stay.to - stay.from]
	);
	const classes = STAY_CLASSES.map((end, n) => {
		const start = n === 0 ? 0 : (STAY_CLASSES[n - 1] ?? 0);
		return lengths.filter((ms) => ms >= start * 60_000 && ms < end * 60_000).length;
	});
	const lasting = came.filter((stay) => (stay.to ?? to) - (stay.from ?? to) > limitMs);
	const service = bays * serviceTime(from, to);
	const taken = stays.reduce((sum, stay) => {
		const [begin, end] = [Math.max(from, stay.from ?? from), Math.min(to, stay.to ?? to)];
		return end > begin ? sum + serviceTime(begin, end) : sum;
	}, 0);
	return {
		arrivals: came.length,
		turnover: bays * serviceDays > 0 ? came.length / (bays * serviceDays) : null,
		mean: lengths.length === 0 ? null : lengths.reduce((sum, ms) => sum + ms, 0) / lengths.length,
		ended: lengths.length,
		classes,
		overstays: lasting.length,
		use: service > 0 ? taken / service : null
	};
}

/** Mean share of the capacity by weekday (1 Monday) and hour, over service time only. */
export interface HeatCell {
	weekday: number;
	hour: number;
	mean: number;
	/** Days it is of. */
	days: number;
}

export function weekByHour(
	points: readonly { weekday: number; hour: number; day: number; share: number }[]
): HeatCell[] {
	const cells = Map.groupBy(points, ({ weekday, hour }) => weekday * 24 + hour);
	return [...cells.values()].flatMap((own) => {
		const [first] = own;
		if (first === undefined) return [];
		return {
			weekday: first.weekday,
			hour: first.hour,
			mean: own.reduce((sum, { share }) => sum + share, 0) / own.length,
			days: new Set(own.map(({ day }) => day)).size
		};
	});
}
