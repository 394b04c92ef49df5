/** How many vehicles of a class there were, every quarter of an hour of the last weeks, and the forecast that learns from it. */
import type { ServiceClock } from '../../domain/calendar-day.ts';
import { localDay } from '../../domain/calendar.ts';
import { correctionAt, type LedgerEntry } from '../../domain/parking/ledger.ts';
import type { GateSeries } from '../../domain/parking/gate-count.ts';
import type { CoursePoint } from '../../domain/parking/figures.ts';
import {
	createForecaster,
	LEAST_HISTORY_MS,
	type Forecaster
} from '../../domain/parking/forecast/forecast.ts';
import { learnedSpan, serviceTime } from '../../domain/parking/forecast/service-time.ts';
import type { ClassForecast, ParkingClass } from '../../domain/parking/picture.ts';
import type { BayReading } from '../../domain/parking/bay-record.ts';
import { baysTakenAt, countGateArea } from './count.ts';
import { PAST_MS, type ParkingPast } from './past.ts';
import type { PoolPlace } from './places.ts';

export const EVERY_MS = 15 * 60_000;
export const HORIZONS = [15, 30, 60, 120] as const;
/** Service days without which three weeks were mostly closed. */
const LEAST_DAYS = 10;

export interface CourseSources {
	past: ParkingPast;
	entries: readonly LedgerEntry[];
	/** When a bay in doubt was last believed, by bay. */
	broken: ReadonlyMap<string, number>;
}

interface OwnPool {
	pool: PoolPlace;
	bays: { readings: readonly BayReading[]; brokenSince: number }[];
	gate: GateSeries[];
}

/** Lets other work in between two days. */
const breathe = () => new Promise<void>((done) => setImmediate(done));

export class ClassCourse {
	readonly class: ParkingClass;
	readonly capacity: number;
	readonly #pools: readonly PoolPlace[];
	readonly #service: ServiceClock;
	#points: CoursePoint[] = [];
	#forecaster: Forecaster;
	/** First day with a figure: where it moves back, the past has grown. */
	#knownFrom = Infinity;

	constructor(kind: ParkingClass, pools: readonly PoolPlace[], service: ServiceClock) {
		this.class = kind;
		this.#pools = pools;
		this.#service = service;
		this.capacity = pools.reduce((sum, { places }) => sum + places, 0);
		this.#forecaster = this.#fresh();
	}

	#fresh(): Forecaster {
		return createForecaster({
			capacity: this.capacity,
			localTime: serviceTime(this.#service),
			slotMinutes: EVERY_MS / 60_000,
			horizons: [...HORIZONS, 180]
		});
	}

	/** Vehicles every quarter of an hour, the oldest first; service time and an hour around it. */
	get points(): readonly CoursePoint[] {
		return this.#points;
	}

	/** Goes through all that is known, day by day, and learns it anew. */
	async learn(sources: CourseSources, now: number): Promise<void> {
		const points: CoursePoint[] = [];
		const forecaster = this.#fresh();
		const own = this.#own(sources);
		for (let day = localDay(now - PAST_MS, this.#service.timeZone); day.from <= now;) {
			const span = learnedSpan(this.#service, day.from);
			if (span !== null) {
				for (let at = span.from; at <= Math.min(span.to, now); at += EVERY_MS) {
					const taken = this.#takenAt(own, sources, at);
					points.push({ at, taken });
					if (taken !== null) forecaster.observe({ at, occupied: taken });
				}
				await breathe();
			}
			day = localDay(day.to, this.#service.timeZone);
		}
		this.#points = points;
		this.#forecaster = forecaster;
		this.#knownFrom = points.find(({ taken }) => taken !== null)?.at ?? Infinity;
	}

	/** The quarters that have passed since. */
	follow(sources: CourseSources, now: number): void {
		const span = learnedSpan(this.#service, now);
		if (span === null) return;
		const own = this.#own(sources);
		const last = this.#points.at(-1)?.at ?? -Infinity;
		for (let at = span.from; at <= Math.min(span.to, now); at += EVERY_MS) {
			if (at <= last) continue;
			const taken = this.#takenAt(own, sources, at);
			this.#points.push({ at, taken });
			if (taken !== null) this.#forecaster.observe({ at, occupied: taken });
		}
		if (this.#points.length > 20_000) this.#points.splice(0, 1_000);
	}

	/** @param taken vehicles now; null: not known. @param offered places that are offered now. */
	forecast(now: number, taken: number | null, offered: number): ClassForecast {
		const days = this.#forecaster.days();
		const hidden = (why: ClassForecast['hidden']): ClassForecast => ({
			...{ steps: [], hidden: why, days }
		});
		const span = learnedSpan(this.#service, now);
		if (span === null || now < span.from || now > span.to) return hidden('closed');
		if (now - this.#knownFrom < LEAST_HISTORY_MS || days < LEAST_DAYS) return hidden('learning');
		if (taken === null) return hidden('no-count');
		const errors = new Map(this.#forecaster.errors().map((one) => [one.horizonMinutes, one]));
		const last = this.#points.at(-1);
		// What has changed since the last quarter is carried over undiminished.
		const change = last === undefined || last.taken === null ? 0 : taken - last.taken;
		const free = (vehicles: number) => Math.min(offered, Math.max(0, offered - vehicles));
		const steps = HORIZONS.filter((minutes) => now + minutes * 60_000 <= span.to).map((minutes) => {
			const { occupied, lo, hi } = this.#forecaster.forecast({ at: now, horizonMinutes: minutes });
			const error = errors.get(minutes);
			return {
				minutes,
				free: Math.round(free(occupied + change)),
				low: Math.floor(free(hi + change)),
				high: Math.ceil(free(lo + change)),
				error:
					error === undefined || error.n === 0
						? null
						: {
								own: error.forecast,
								asNow: error.persistence,
								covered: error.covered,
								n: error.n
							}
			};
		});
		return { steps, hidden: null, days };
	}

	#own({ past, broken }: CourseSources): OwnPool[] {
		return this.#pools.map((pool) => ({
			pool,
			bays: pool.bays
				.filter(({ sensor }) => sensor !== null)
				.map((bay) => ({
					readings: past.bay(bay),
					brokenSince: broken.get(bay.bay.key) ?? Infinity
				})),
			gate: pool.area?.countedBy ? past.gate(pool.area.countedBy) : []
		}));
	}

	#takenAt(own: readonly OwnPool[], { entries }: CourseSources, at: number) {
		let [sum, told] = [0, 0];
		const day = this.#service.dayOf(at);
		for (const { pool, bays, gate } of own) {
			const { change, at: pressed } = correctionAt(entries, pool.pool, at, day.from, null);
			const said =
				pool.area === null ? baysTakenAt(bays, at) : countGateArea(gate, this.#service, at);
			const counted = said !== null && 'partial' in said && said.partial ? null : said;
			if (counted === null && pressed === null) continue;
			const known = counted !== null && 'known' in counted ? counted.known : 0;
			const share = known > 0 && counted !== null ? pool.places / known : 1;
			const vehicles = (counted?.taken ?? 0) * share + change;
			sum += Math.min(pool.places, Math.max(0, vehicles));
			told++;
		}
		return told === 0 ? null : sum;
	}
}
